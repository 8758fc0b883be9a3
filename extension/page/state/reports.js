/** Reports as files: of the file in view, and of the set that was saved last. */

import {download, downloadAs, locale, message} from '../../door/browser.js';
import {packageDigest} from './package.js';

/** @typedef {import('./session.js').Session} Session */

export class Reports {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** Save the report of the set that was saved last, as `html`, `csv` or `json` (a line a file).
   * @param {string} format */
  ofSet(format) {
    const {rows, graph, facts} = /** @type {import('./lines.js').Report} */ (this.session.bulk.report);
    const kinds = new Map();
    for (const {code} of this.session.skipped.list) kinds.set(code, (kinds.get(code) ?? 0) + 1);
    const skipped = [...kinds].map(([code, n]) => ({code, count: n}));
    return this.session.work('task_report', async () => {
      const asked = {rows: rows.filter(Boolean), graph, facts: {...facts, package_sha256: await packageDigest()}, skipped, format};
      const made = await worded((labels) => this.session.core.request('account', {...asked, ...labels}));
      const {state, name} = await downloadAs(new Blob([made.text], {type: made.type}), made.name);
      this.session.announce(state === 'complete' ? message('saved_as', [name]) : message('saved_nothing'));
    });
  }

  /** Save the link table of the files that were saved and not changed since: each is read again, nothing of it is kept. */
  links() {
    const {core, files, reader, results, review} = this.session;
    const saved = files.filter((entry) => results.saved(entry));
    return this.session.work('task_report', async (progress) => {
      const rows = [];
      for (const [done, entry] of saved.entries()) {
        progress({done, total: saved.length});
        await reader.open(entry);
        rows.push(...(await core.request('link', {key: entry.key, choices: review.choices(entry)})).rows);
      }
      const made = await core.request('links', {rows});
      const {state, name} = await downloadAs(new Blob([made.text], {type: made.type}), made.name);
      this.session.announce(state === 'complete' ? message('saved_as', [name]) : message('saved_nothing'));
    });
  }

  /** Save a report of the current file as `json`, `csv` or `html`; with `values`, original values too.
   * @param {string} format @param {boolean} values */
  ofFile(format, values) {
    const {core, reader, results, review} = this.session;
    const entry = /** @type {import('./entry.js').Entry} */ (this.session.current);
    return this.session.work('task_report', async () => {
      await reader.open(entry);
      // Two files of one SOP Instance UID have one name until they are saved.
      const name = results.saved(entry) ? entry.savedAs : null;
      const asked = {key: entry.key, choices: review.choices(entry), format, values, name};
      const made = await worded((labels) => core.request('report', {...asked, ...labels}));
      const state = await download(new Blob([made.text], {type: made.type}), made.name);
      this.session.announce(state === 'complete' ? message('saved_as', [made.name]) : message('saved_nothing'));
    });
  }
}

/** What `ask` gives, asked again with words for the message keys that it wants.
 * @param {(labels: Record<string, any>) => Promise<any>} ask */
async function worded(ask) {
  const made = await ask({});
  if (!made.keys) return made;
  // What stands for a detail is cut off: details have a column of their own.
  const labels = Object.fromEntries(made.keys.map((/** @type {string} */ key) => [key, message(key).replace(/[\s:]+$/, '')]));
  return ask({labels: {...labels, language: locale()}});
}
