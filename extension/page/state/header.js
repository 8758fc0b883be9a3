/**
 * What the list keeps of a file's header when the file itself is closed: what row, tree and points say. Equal values are one object,
 * so that two thousand slices of a series share theirs.
 */

/** @typedef {import('./types.js').Info} Info */

/** Values of the summary that are shown where the file is not open. */
const ROW = ['kind', 'modality'];
/** So many different values are shared; beyond that each has its own. */
const MOST = 20000;
/** @type {Map<string, any>} */
const known = new Map();

/** @param {any} value */
function shared(value) {
  if (value === null || value === undefined) return value;
  const text = JSON.stringify(value);
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size < MOST) known.set(text, value);
  return value;
}

/** A header in short; it is read again when the file is looked at.
 * @param {Info} info @returns {Info} */
export function short(info) {
  if (!info || info.short) return info;
  const {instance, ...place} = info.place ?? {};
  return {
    short: true, warnings: shared([]), summary: shared((info.summary ?? []).filter((/** @type {{id: string}} */ {id}) => ROW.includes(id))), counts: shared(info.counts),
    image: shared(info.image), open: shared(info.open), directory: info.directory, place: info.place ? Object.assign(Object.create(shared(place)), {instance}) : info.place,
  };
}

/** With the last file goes what was shared. */
export function forget() {
  known.clear();
}
