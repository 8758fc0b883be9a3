/** Masks in a file, for the next picture of the same device: places and names, and nothing of the picture they were drawn on. */

import {errorOf} from '../state/errors.js';
import {polygon, shapeOf} from '../state/shapes.js';

const FORM = 'samar-masks';
const VERSION = 1;
const LARGEST = 1 << 20;      // bytes
const MOST = 1000;
/** Letters of a mask's name. */
export const LONGEST = 60;

/** The file's text. */
export function written(masks, {rows, columns}) {
  const listed = masks.map((mask) => {
    const {name, x, y, w, h, first, last, enabled} = mask;
    return {name: name ?? '', x, y, w, h, ...shapeOf(mask), first, last, enabled};
  });
  return `${JSON.stringify({form: FORM, version: VERSION, rows, columns, masks: listed}, null, 2)}\n`;
}

/** Masks of a file for the picture of an image `{rows, columns, frames}`: without ids. Throws `{code}`: `masks-file` where it is no such file,
 * `masks-size` where it was made for pictures of another size. Of frames that the picture does not have, masks are left out. */
export async function read(file, image) {
  let data;
  try {
    data = file.size <= LARGEST ? JSON.parse(await file.text()) : null;
  } catch {
    data = null;
  }
  if (data?.form !== FORM || data.version !== VERSION || !Array.isArray(data.masks) || data.masks.length > MOST) throw errorOf('masks-file');
  if (data.rows !== image.rows || data.columns !== image.columns) throw errorOf('masks-size');
  const masks = data.masks.map((mask) => checked(mask, image));
  if (masks.includes(null)) throw errorOf('masks-file');
  return masks.filter(({first}) => first < image.frames).map((mask) => (mask.last >= image.frames ? {...mask, last: -1} : mask));
}

/** A mask of a file, or null where it is none that lies in the picture. */
function checked(mask, {rows, columns}) {
  const {name = '', first = 0, last = -1, enabled = true} = mask ?? {};
  if (typeof name !== 'string' || typeof enabled !== 'boolean' || !isFrames(first, last)) return null;
  const place = placed(mask ?? {}, {width: columns, height: rows});
  return place && {name: name.slice(0, LONGEST), ...place, first, last, enabled};
}

function isFrames(first, last) {
  return Number.isInteger(first) && Number.isInteger(last) && first >= 0 && last >= -1 && (last === -1 || last >= first);
}

/** The place and the shape of a mask of a file, or null. */
function placed({x, y, w, h, shape, points}, size) {
  if (shape === 'polygon') return cornered(points, size);
  if (![undefined, 'ellipse'].includes(shape) || ![x, y, w, h].every(Number.isInteger)) return null;
  return x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= size.width && y + h <= size.height ? {x, y, w, h, ...(shape && {shape})} : null;
}

/** Corners of a file as a polygon, or null where one is no whole number or lies outside. */
function cornered(points, size) {
  if (!Array.isArray(points) || !points.every(Number.isInteger)) return null;
  const found = polygon(points, size);
  return found && found.points.every((value, at) => value === points[at]) ? found : null;
}
