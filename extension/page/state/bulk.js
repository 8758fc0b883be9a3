/**
 * All files one after another with the same choices. One that fails stops nothing; one that is not saved is counted, with why.
 */

import {count} from '../parts/words.js';

/** Files that the browser may be writing while the next one is made. */
const AT_ONCE = 4;

export class Bulk {
  /** Saving what nobody has looked at is the person's explicit wish. */
  unseen = false;
  stopped = false;
  /** `{total, saved, skipped: [{name, key, code, detail}], stopped}` of the last run, or null. */
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
      const writing = new Set();
      for (const [done, entry] of files.entries()) {
        progress({done, total: files.length});
        if (this.stopped) break;
        const reason = await this.#make(entry);
        if (reason) {
          skip(report, entry, reason);
          continue;
        }
        const written = this.#write(entry, report).finally(() => writing.delete(written));
        writing.add(written);
        if (writing.size >= AT_ONCE) await Promise.race(writing);
      }
      await Promise.all(writing);
      report.stopped = this.stopped;
      session.announce(count('bulk_saved', report.saved));
    });
  }

  /** Make the result. Null when it is there to be written, else why the file is not saved: a code and its detail. */
  async #make(entry) {
    const {session} = this;
    try {
      await session.open(entry);
      if (entry.error && !entry.info) return {code: entry.error.code, detail: entry.error.detail};
      if (session.saved(entry)) return {code: 'already-saved', detail: entry.savedAs};
      if (entry.risky && !entry.looked && !this.unseen) return {code: 'not-looked-at', detail: null};
      if (!session.fresh(entry)) await session.clean(entry);
    } catch {
      return {code: 'cancelled', detail: null};
    }
    return entry.result.blob ? null : {code: entry.error?.code ?? 'unexpected', detail: entry.error?.detail ?? null};
  }

  async #write(entry, report) {
    await this.session.handOver(entry, entry.result);
    if (entry.saveFailed) skip(report, entry, {code: 'download-failed', detail: null});
    else report.saved += 1;
    // The list may be long: what was saved is not needed in memory, and is made again when it is looked at.
    if (entry !== this.session.current) entry.result = null;
    this.session.changed();
  }
}

function skip(report, entry, reason) {
  report.skipped.push({name: entry.path, key: entry.key, ...reason});
}
