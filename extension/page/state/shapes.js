/**
 * Masks that are no rectangle, `{x, y, w, h, shape, points}`: pure functions of numbers. `shape` is `ellipse` or `polygon` (a rectangle
 * has none); `points` are the corners of a polygon, x, y, x, y ..., and its `x, y, w, h` the rectangle around them.
 */

/** @typedef {import('./types.js').Box} Box */

/**
 * @typedef {{shape?: string, points?: number[]}} Shaped
 * @typedef {{width: number, height: number}} Area
 * @typedef {{x: number, y: number}} Corner
 */

export const SHAPES = ['rectangle', 'ellipse', 'polygon'];
/** Corners of a polygon. */
const [LEAST, MOST] = [3, 256];

/** What a mask has to have for a shape, from what it is now: a rectangle or an ellipse becomes a polygon by its corners.
 * @param {Box} box @param {string} shape */
export function shaped({x, y, w, h}, shape) {
  const points = shape === 'polygon' ? [x, y, x + w, y, x + w, y + h, x, y + h] : undefined;
  return {x, y, w, h, shape: shape === 'rectangle' ? undefined : shape, points};
}

/** The parts of a mask that say its shape; none of a rectangle.
 * @param {Shaped} mask */
export function shapeOf({shape, points}) {
  return shape ? {shape, ...(points && {points})} : {};
}

/** The place `{x, y, w, h}` of a mask with its corners, which go with it.
 * @param {Box & Shaped} mask @param {Box} place */
export function carried(mask, place) {
  if (!mask.points) return place;
  const sides = [[mask.x, mask.w, place.x, place.w], [mask.y, mask.h, place.y, place.h]];
  return {...place, points: mask.points.map((value, at) => {
    const [from, size, to, next] = sides[at % 2];
    return to + Math.round(((value - from) * next) / size);
  })};
}

/** A polygon by its corners, each kept inside the image; null where it has no area or too many or too few of them.
 * @param {number[]} points @param {Area} image */
export function polygon(points, image) {
  const kept = points.map((value, at) => Math.min(at % 2 ? image.height : image.width, Math.max(0, Math.round(value))));
  const across = kept.filter((_, at) => at % 2 === 0);
  const down = kept.filter((_, at) => at % 2 === 1);
  if (across.length !== down.length || down.length < LEAST || down.length > MOST) return null;
  const [x, y] = [Math.min(...across), Math.min(...down)];
  const [w, h] = [Math.max(...across) - x, Math.max(...down) - y];
  return w > 0 && h > 0 ? {x, y, w, h, shape: 'polygon', points: kept} : null;
}

/** A polygon with one corner moved by (dx, dy); null as above.
 * @param {{points: number[]}} mask @param {number} at @param {number} dx @param {number} dy @param {Area} image */
export function withCorner({points}, at, dx, dy, image) {
  const moved = [...points];
  moved[2 * at] += dx;
  moved[2 * at + 1] += dy;
  return polygon(moved, image);
}

/** Corners as they are typed, `10,20 40,20 40,60`, or null.
 * @param {string} text @param {Area} image */
export function typed(text, image) {
  const numbers = text.trim().split(/[\s,;]+/).map(Number);
  return numbers.every(Number.isInteger) ? polygon(numbers, image) : null;
}

/** @param {number[]} points */
export function spelled(points) {
  return points.map((value, at) => `${value}${at % 2 ? ' ' : ','}`).join('').trim();
}

/** Whether the point (x, y) lies inside a mask or on its line.
 * @param {Box & Shaped} mask @param {number} x @param {number} y */
export function holds(mask, x, y) {
  if (x < mask.x || y < mask.y || x > mask.x + mask.w || y > mask.y + mask.h) return false;
  if (mask.shape === 'ellipse') return ((2 * (x - mask.x)) / mask.w - 1) ** 2 + ((2 * (y - mask.y)) / mask.h - 1) ** 2 <= 1;
  if (mask.shape !== 'polygon') return true;
  let inside = false;
  for (const [a, b] of sidesOf(mask)) {
    if ((a.y > y) !== (b.y > y) && x < a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)) inside = !inside;
  }
  return inside || sidesOf(mask).some(([a, b]) => isOn(a, b, x, y));
}

/** Whether a mask hides a whole rectangle.
 * @param {Box & Shaped} mask @param {Box} box */
export function hidesAll(mask, {x, y, w, h}) {
  const corners = [[x, y], [x + w, y], [x, y + h], [x + w, y + h]];
  if (!corners.every(([across, down]) => holds(mask, across, down))) return false;
  // of a polygon with a bay a side may come in between
  return mask.shape !== 'polygon' || !sidesOf(mask).some(([a, b]) => enters(a, b, {x, y, w, h}));
}

/** @param {Shaped} mask */
function sidesOf({points = []}) {
  const corners = points.flatMap((value, at) => (at % 2 ? [] : [{x: value, y: points[at + 1]}]));
  return corners.map((corner, at) => [corner, corners[(at + 1) % corners.length]]);
}

/** @param {Corner} a @param {Corner} b @param {number} x @param {number} y */
function isOn(a, b, x, y) {
  return (b.x - a.x) * (y - a.y) === (b.y - a.y) * (x - a.x)
    && x >= Math.min(a.x, b.x) && x <= Math.max(a.x, b.x) && y >= Math.min(a.y, b.y) && y <= Math.max(a.y, b.y);
}

/** Whether a line goes through the inside of a rectangle (Liang and Barsky 1984).
 * @param {Corner} a @param {Corner} b @param {Box} box */
function enters(a, b, {x, y, w, h}) {
  let [from, to] = [0, 1];
  for (const [start, step, low, high] of [[a.x, b.x - a.x, x, x + w], [a.y, b.y - a.y, y, y + h]]) {
    if (step === 0) {
      if (start <= low || start >= high) return false;
    } else {
      const ends = [(low - start) / step, (high - start) / step].sort((one, other) => one - other);
      [from, to] = [Math.max(from, ends[0]), Math.min(to, ends[1])];
    }
  }
  return from < to;
}
