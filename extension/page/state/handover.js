/**
 * Open work goes from the panel to a tab: its files, choices with all their steps, what was looked at and settled, keys and secret.
 *
 * Both are pages of the extension and talk over a channel whose name nobody can guess; it stands in the tab's address behind `#`. One of
 * them owns the work at a time: the tab says that it has it, the panel lets go of it, and only then the tab begins. Where the tab does
 * not answer, the work stays where it is. Results that were made and not saved are made anew.
 */

import {isTab, message, openTab} from '../../door/browser.js';
import {contentOf} from '../sources/sources.js';
import {FileList} from './list.js';

/** @typedef {import('./session.js').Session} Session */

/** Milliseconds for a page to open and to do what it was asked; a page that is there answers sooner. */
const PATIENCE = 20_000;
const PROMPT = 5_000;

/** Fields of a file of the list that a person's work is in. */
const OF_ENTRY = /** @type {const} */ (['settled', 'viewed', 'unseen', 'savedAs', 'savedStamp', 'savedInto']);

/** A channel to the other page: `say`, and `heard(what)`, which fails when it takes too long. */
class Line {
  #heard = new Map();
  #waiting = new Map();

  /** @param {string} name */
  constructor(name) {
    this.channel = new BroadcastChannel(name);
    this.channel.addEventListener('message', ({data: [what, content]}) => {
      this.#heard.set(what, content);
      this.#waiting.get(what)?.(content);
    });
    this.channel.addEventListener('messageerror', () => {});
  }

  /** @param {string} what @param {any} content */
  say(what, content = null) {
    this.channel.postMessage([what, content]);
  }

  /** @param {string} what @param {number} patience @returns {Promise<any>} */
  heard(what, patience = PATIENCE) {
    return new Promise((resolve, reject) => {
      if (this.#heard.has(what)) resolve(this.#heard.get(what));
      this.#waiting.set(what, resolve);
      setTimeout(() => reject(new Error('no answer')), patience);
    });
  }

  close() {
    this.channel.close();
  }
}

/** Open a tab and move the work there, if there is some. Whether it went.
 * @param {Session} session */
export async function give(session) {
  if (!session.files.length && !session.store.canUndo && !session.own.list.length && !session.people.length && !session.projectKey) {
    await openTab();
    return true;
  }
  const name = crypto.randomUUID();
  const line = new Line(name);
  try {
    const work = await packed(session);
    await openTab(name);
    await line.heard('ready');
    line.say('work', work);
    await line.heard('taken');
    leave(session);
    line.say('yours');
    session.tell(message('handover_gone'));
    return true;
  } catch {
    session.tell(message('handover_kept'));
    return false;
  } finally {
    // What was just said is on its way.
    setTimeout(() => line.close(), PATIENCE);
  }
}

/** Take the work that this page's address names, if there is some; begins the session with it, or as usual. Whether the worker answered.
 * @param {Session} session */
export async function begin(session) {
  const name = location.hash.slice(1);
  if (!isTab() || !name) return session.start();
  history.replaceState(null, '', location.href.split('#')[0]);      // once: a page that is loaded again has nothing
  const line = new Line(name);
  let work = null;
  try {
    line.say('ready');
    const found = await line.heard('work', PROMPT);
    line.say('taken');
    await line.heard('yours');
    work = found;
  } catch {
    // It stayed in the panel, which says so.
  } finally {
    line.close();
  }
  return work ? unpack(session, work) : session.start();
}

/** What goes over, as values that can be copied. Of a file in a folder that was dropped the browser's file goes.
 * @param {Session} session */
async function packed(session) {
  const batches = [];
  for (const {first, taken} of session.batches) {
    batches.push({first, taken: await Promise.all(taken.map(async ({file, path}) => ({file: file && await contentOf(file), path})))});
  }
  const entries = new Map();
  for (const entry of session.list.all) entries.set(entry.key, Object.fromEntries(OF_ENTRY.map((name) => [name, entry[name]])));
  const {secret, projectKey, people, reach, covered} = session;
  return {
    batches, entries, line: session.store.line, at: session.store.at, current: session.current?.key ?? null,
    fields: {secret, projectKey, people, reach, covered}, clip: session.store.clip, presets: session.own.list, sink: session.bulk.sink, scheme: session.bulk.scheme,
    finds: session.finder.on,
  };
}

/** Put what came over into a session that has no files yet, in the order in which it came. Whether the worker answered.
 * @param {Session} session @param {any} work */
async function unpack(session, work) {
  Object.assign(session, work.fields);
  session.own.list = work.presets;
  session.bulk.sink = work.sink;
  session.bulk.nameBy(work.scheme);
  session.finder.on = work.finds;
  session.store.resume(work.line, work.at);
  session.store.copy(work.clip);
  const answered = await session.start();
  for (const {first, taken} of work.batches) await session.add(taken, {first, known: work.entries});
  if (work.current && session.entry(work.current)) await session.select(work.current);
  return answered;
}

/** Begin anew, with another secret. What went over cannot be brought back here.
 * @param {Session} session */
function leave(session) {
  Object.assign(session, {secret: crypto.getRandomValues(new Uint8Array(32)), projectKey: null, people: [], batches: []});
  session.own.list = [];
  session.remove();
  session.list = new FileList(() => session.store.choices.gone);
  session.store.copy(null);
  session.store.begin(session.hello.presets[0].id);
}
