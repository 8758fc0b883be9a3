/** Paths inside a set that are each there once. Case does not count, as on many disks. */

/** `path`, or with `-2`, `-3` … before its ending where `taken` has it; the answer is put into `taken`.
 * @param {string} path @param {Set<string>} taken */
export function apart(path, taken) {
  const [, stem, ending] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? ['', path];
  let found = path;
  for (let number = 2; taken.has(found.toLowerCase()); number += 1) found = `${stem}-${number}${ending ?? ''}`;
  taken.add(found.toLowerCase());
  return found;
}
