/** Files beside a file: those of its series, in the order of their numbers. */

/** @typedef {import('./entry.js').Entry} Entry */

/** The file that lies `step` further in the series of `entry`, or null at its end. A file that is alone in its series goes with the list.
 * @param {Entry[]} files @param {Entry} entry @param {number} step */
export function beside(files, entry, step) {
  const {series, modality} = entry.info?.place ?? {};
  const same = series ? files.filter(({info}) => info?.place?.series === series && info.place.modality === modality) : [];
  const among = same.length > 1 ? inOrder(same) : files;
  const at = among.indexOf(entry) + step;
  return among[at] ?? null;
}

/** By Instance Number, those without one last; where it is the same, as in the list.
 * @param {Entry[]} entries */
function inOrder(entries) {
  const placed = entries.map((entry, at) => ({entry, at, number: Number.parseFloat(entry.info.place.number)}))
    .map((one) => (Number.isNaN(one.number) ? {...one, number: Infinity} : one));
  placed.sort((a, b) => (a.number - b.number) || a.at - b.at);      // of two infinite ones no number comes, and the list decides
  return placed.map(({entry}) => entry);
}
