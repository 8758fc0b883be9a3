/** Lines of the report of a set for files of which nothing was made, or nothing was saved. */

/**
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./types.js').Reason} Reason
 * @typedef {{total: number, saved: number, name: string | null, skipped: any[], graph: any, stopped: boolean, rows: any[], facts: any}} Report
 */

/** The line of a file of which nothing was made.
 * @param {Entry} entry @param {any} reason */
export function rowWithout(entry, reason) {
  const {code, detail} = entry.error ?? reason;
  return {outcome: entry.outcome ?? 'failed', error: {code, selector: null, offset: null, detail: detail ?? null}, open: [],
    input: {bytes: entry.file.size ?? 0, sha256: null}, output: null, sop_class: '', actions: {}, masks: []};
}

/** A file is left out, with its reason.
 * @param {Report} report @param {Entry} entry @param {Reason} reason */
export function skip(report, entry, reason) {
  report.skipped.push({name: entry.path, key: entry.key, ...reason});
}
