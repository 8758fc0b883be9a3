/**
 * How far a mask reaches: over the frames of one file, or over files of the same size that are of its series, of its device, or any.
 *
 * A mask has `file` (the key of the one file, or null) and, where `file` is null, `within`: `{level: 'series' | 'device', key}`, or null
 * for every file whose picture has its `rows` and `columns`.
 */

/**
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./types.js').Mask} Mask
 * @typedef {import('./types.js').Placed} Placed
 * @typedef {import('./types.js').Size} Size
 */

export const REACHES = ['file', 'series', 'device', 'size'];

/** One of REACHES.
 * @param {Pick<Mask, 'file' | 'within'>} mask */
export function reachOf({file, within}) {
  if (file !== null) return 'file';
  return within?.level ?? 'size';
}

/** What a mask of `entry` has to have for a reach.
 * @param {string} reach @param {Entry} entry */
export function partsOf(reach, entry) {
  if (reach === 'file') return {file: entry.key, within: null};
  return {file: null, within: reach === 'size' ? null : {level: reach, key: entry.info?.place?.[reach] ?? ''}};
}

/** Whether a mask lies on a file; `image` is `{rows, columns}` or null, `place` what the core says of where the file stands, or null.
 * @param {Mask} mask @param {string} file @param {Size | null} image @param {Placed} place */
export function reaches(mask, file, image, place) {
  if (mask.file !== null) return mask.file === file;
  if (!image || mask.rows !== image.rows || mask.columns !== image.columns) return false;
  return !mask.within || (Boolean(mask.within.key) && place?.[mask.within.level] === mask.within.key);
}

/** Reaches that a file has, with the number of files of each: without a series or a device there is no such reach.
 * @param {Entry} entry @param {Entry[]} files */
export function reachesOf(entry, files) {
  const {image} = entry;
  const same = files.filter((one) => one.image && one.image.rows === image.rows && one.image.columns === image.columns);
  const place = entry.info?.place ?? {};
  return REACHES.filter((reach) => reach === 'file' || reach === 'size' || place[reach]).map((reach) => {
    if (reach === 'file') return {reach, files: 1};
    return {reach, files: reach === 'size' ? same.length : same.filter(({info}) => info?.place?.[reach] === place[reach]).length};
  });
}
