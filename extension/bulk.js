/**
 * All files one after another with the same choices. One that fails stops nothing; one that is not saved is counted, with why.
 */

import {count} from './parts/words.js';

export class Bulk {
  /** Saving what nobody has looked at is the person's explicit wish. */
  unseen = false;
  stopped = false;
  /** `{total, saved, skipped: [{name, code, detail}], stopped}` of the last run, or null. */
  report = null;

  constructor(session) {
    this.session = session;
  }

  /** Files whose picture may carry text and which nobody has looked at. */
  get queue() {
    return this.session.files.filter((entry) => entry.risky && !entry.looked);
  }

  run() {
    const {session} = this;
    this.stopped = false;
    return session.work('task_save_all', async (progress) => {
      const files = [...session.files];
      const report = {total: files.length, saved: 0, skipped: [], stopped: false};
      this.report = report;
      for (const [done, entry] of files.entries()) {
        progress({done, total: files.length});
        if (this.stopped) break;
        const reason = await this.#one(entry);
        if (reason) report.skipped.push({name: entry.path, key: entry.key, ...reason});
        else report.saved += 1;
      }
      report.stopped = this.stopped;
      session.announce(count('bulk_saved', report.saved));
    });
  }

  /** Null when the file was saved, else why not: a message key and its detail. */
  async #one(entry) {
    const {session} = this;
    try {
      await session.open(entry);
      if (entry.error && !entry.info) return {code: entry.error.code, detail: entry.error.detail};
      if (session.saved(entry)) return {code: 'already-saved', detail: entry.savedAs};
      if (entry.risky && !entry.looked && !this.unseen) return {code: 'not-looked-at', detail: null};
      await session.saveEntry(entry, null);
    } catch {
      return {code: 'cancelled', detail: null};
    }
    if (entry.saveFailed) return {code: 'download-failed', detail: null};
    if (!entry.savedAs) return {code: entry.error?.code ?? 'unexpected', detail: entry.error?.detail ?? null};
    // The list may be long: what was saved is not needed in memory, and is made again when it is looked at.
    if (entry !== session.current) entry.result = null;
    return null;
  }
}
