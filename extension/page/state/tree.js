/** The files of the list as patients, studies and series, with numbers on each level; and what is odd about them together. */

/** @typedef {import('./entry.js').Entry} Entry */

/** @typedef {{level: string, key: string, label: string, entries: Entry[], children: Map<string, any>}} Group */

const OUTCOMES = ['cleaned', 'held', 'unchanged', 'refused', 'failed'];

/** One level: `{key, label, level, entries, children}`.
 * @param {string} level @param {string} key @param {string} label @returns {Group} */
function group(level, key, label) {
  return {level, key, label, entries: [], children: new Map()};
}

/** Patients, in the order in which they first come; only files whose header was read have a place.
 * @param {Entry[]} files @returns {Group[]} */
export function patients(files) {
  const root = group('set', '', '');
  for (const entry of files) {
    const {place} = entry.info ?? {};
    if (!place) continue;
    let at = root;
    for (const level of ['patient', 'study', 'series']) {
      const key = place[level];
      if (!at.children.has(key)) at.children.set(key, group(level, `${at.key}\n${key}`, place.labels[level]));
      at = at.children.get(key);
      at.entries.push(entry);
    }
  }
  return [...root.children.values()];
}

/** Numbers of a level: files, those with an open point, those of each outcome, and the codes that are open with their number of files.
 * @param {{entries: Entry[]}} group */
export function figures({entries}) {
  const outcomes = Object.fromEntries(OUTCOMES.map((word) => [word, 0]));
  const codes = new Map();
  let open = 0;
  for (const entry of entries) {
    if (entry.outcome) outcomes[entry.outcome] += 1;
    const waiting = new Set(entry.waitingCodes);
    if (waiting.size) open += 1;
    for (const code of waiting) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return {files: entries.length, open, outcomes, codes: [...codes].sort()};
}

/** What a person should know of the set as a whole: `[{code, count}]`.
 * @param {Entry[]} files */
export function oddities(files) {
  const names = new Map(), instances = new Map(), sets = new Set(), people = new Set();
  let twice = 0;
  for (const entry of files) {
    const {place} = entry.info ?? {};
    if (!place) continue;
    people.add(place.patient);
    sets.add(place.charset);
    // The label has the name as it is spelled; the key tells whose it is.
    if (!names.has(place.patient)) names.set(place.patient, new Set());
    names.get(place.patient).add(place.labels.patient);
    if (place.instance) {
      if (instances.has(place.instance)) twice += 1;
      instances.set(place.instance, true);
    }
  }
  const spelled = [...names.values()].filter((found) => found.size > 1).length;
  return [['set-patients', people.size > 1 ? people.size : 0], ['set-spellings', spelled], ['set-twice', twice],
    ['set-charsets', sets.size > 1 ? sets.size : 0]].filter(([, n]) => n).map(([code, n]) => ({code, count: n}));
}

/** Whether an entry passes a filter: '', an outcome, `open`, or `modality:XX`.
 * @param {Entry} entry @param {string} filter */
export function passes(entry, filter) {
  if (!filter) return true;
  if (filter === 'open') return entry.waiting;
  if (filter.startsWith('modality:')) return entry.info?.place?.modality === filter.slice(9);
  return entry.outcome === filter;
}
