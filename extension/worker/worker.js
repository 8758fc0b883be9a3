/**
 * The worker: loads Python's runtime and the compiled core, hands the core its host, and passes messages on.
 *
 * `docs/contracts.md`, "Worker protocol", says what goes in and out. One request at a time, in the order they came.
 */

import '../door/closed.js';
import {crcOf} from '../door/crc.js';
import * as codecs from './codecs/codecs.js';
import * as finder from './detect/finder.js';
import {forget, know} from './host/bytes.js';
import {hexHashOf, prepareHash} from './host/digests.js';
import {member, settle} from './host/runtime.js';
import {seldom} from './host/seldom.js';
import {startCore} from './host/start.js';

async function start() {
  const {$B, border} = await startCore(codecs, seldom((progress) => {
    if (current !== null) postMessage({id: current, progress});
  }));
  return {$B, border, handle: member($B, 'samar.core.worker', 'handle'), needs: member($B, 'samar.core.worker', 'needs'),
    hashes: member($B, 'samar.core.worker', 'hashes'), reads: member($B, 'samar.core.worker', 'reads')};
}

/** Buffers whose owner changes: pictures are large, and the worker does not look at them again. */
function transferable(result) {
  return result?.pixels ? [result.pixels.buffer] : [];
}

let current = null;
let asked = 0;

/** What is opened may be looked at next: its codec is fetched and compiled meanwhile, on other threads. */
function expectPicture({$B, border, needs}, given) {
  for (const syntax of border.toJS($B.$call(needs, 'render', given))) codecs.prepare(syntax).catch(() => {});
}

async function serve(core, {id, op, ...args}) {
  const {$B, border, handle, needs, hashes, reads} = core;
  let inMemory = [];
  current = id;
  postMessage({id, begun: true});
  try {
    const given = border.toPython(args);
    for (const syntax of border.toJS($B.$call(needs, op, given))) await codecs.prepare(syntax);
    if (op === 'find') await finder.prepare(async (name) => (await fetch(`text/${name}`)).arrayBuffer());
    inMemory = border.toJS($B.$call(reads, op, given));
    await Promise.all(inMemory.map(know));
    await Promise.all(border.toJS($B.$call(hashes, op, given)).map(prepareHash));
    const result = border.toJS($B.$call(handle, op, given));
    if (op === 'find' && result.done) finder.rest();
    // Of what goes into an archive the checksum and the hash are made here, where the page does not wait for it.
    if (op === 'clean' && args.set && result.blob) {
      result.crc = await crcOf(result.blob);
      result.row.output.sha256 = await hexHashOf(result.blob);
    }
    postMessage({id, ok: true, result}, transferable(result));
    if (op === 'open') expectPicture(core, given);
  } catch (error) {
    settle($B);
    postMessage({id, ok: false, error: border.describe(error)});
  } finally {
    inMemory.forEach(forget);
  }
}

const CHOICES = {preset: 'research', options: null, categories: {}, elements: {}, masks: []};
/** @type {[string, object][]} */
const WARM = [
  ['open', {}],
  ['render', {choices: CHOICES, frame: 0, window: null, result: false}],
  ['plan', {choices: CHOICES}],
  ['rows', {choices: CHOICES, first: 0, count: 60, filter: {text: '', chip: null, category: null, folded: []}}],
  ['clean', {choices: CHOICES}],
];

/**
 * Code that never ran is slow, and tables are read when they are first needed: while nobody asks for anything, the sample of the
 * package goes the way that the first file will go. A request ends it.
 */
async function warmUp({$B, border, handle}) {
  const call = (op, args) => $B.$call(handle, op, border.toPython({key: 'warm-up', ...args}));
  try {
    const file = await (await fetch('sample/ct.dcm')).blob();
    for (const [op, args] of WARM) {
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
      if (asked > 1) break;
      current = null;
      call(op, {...args, file});
    }
    call('close', {});
  } catch {
    settle($B);      // the first file will say what is wrong
  }
}

const starting = start();
/** @type {Promise<any>} */
let last = starting;
addEventListener('message', ({data}) => {
  asked += 1;
  last = last.then(async () => {
    const core = await starting;
    await serve(core, data);
    if (asked === 1) warmUp(core);
  });
});
starting.catch((error) => {
  // Told to the page as an error of the worker: it cannot serve anything.
  setTimeout(() => {
    throw error;
  });
});
