/**
 * What of a frame nobody has had in view yet: pure functions of parts, `[left, top, right, bottom]` in pixels of the picture.
 * A list of parts that do not overlap says what is left; none left is all seen.
 */

/** @typedef {import('./types.js').Piece} Piece */

/** So many parts are told apart; of more their common rectangle is left. */
const MOST = 500;

/** What is left of `rest` when `seen` was in view.
 * @param {Piece[]} rest @param {Piece} seen @returns {Piece[]} */
export function without(rest, seen) {
  const left = rest.flatMap((part) => around(part, seen));
  if (left.length <= MOST) return left;
  return [[0, 1].map((at) => Math.min(...left.map((part) => part[at]))).concat([2, 3].map((at) => Math.max(...left.map((part) => part[at]))))];
}

/** The pieces of one part that lie outside another one.
 * @param {Piece} part @param {Piece} seen @returns {Piece[]} */
function around([left, top, right, bottom], seen) {
  const [from, above, to, below] = [Math.max(left, seen[0]), Math.max(top, seen[1]), Math.min(right, seen[2]), Math.min(bottom, seen[3])];
  if (from >= to || above >= below) return [[left, top, right, bottom]];
  return [[left, top, right, above], [left, above, from, below], [to, above, right, below], [left, below, right, bottom]]
    .filter((piece) => piece[0] < piece[2] && piece[1] < piece[3]);
}

/** How much of the picture was in view, in whole percent: 100 only where nothing is left.
 * @param {Piece[]} rest @param {{width: number, height: number}} size */
export function share(rest, {width, height}) {
  const left = rest.reduce((sum, part) => sum + (part[2] - part[0]) * (part[3] - part[1]), 0);
  return Math.floor(100 * (1 - left / (width * height)));
}
