/**
 * Which part of a frame can be read on the canvas, and how to come to the others: pure functions of numbers.
 *
 * Parts are as in `state/unseen.js`. The open part of the canvas is `{left, top, right, bottom}` in CSS pixels.
 */

/** CSS pixels for one pixel of the picture from which on letters can be read in it. */
const READABLE = 0.3;
/** CSS pixels at an edge that may be missing: no letter is as narrow. */
const EDGE = 1;

/** How far a pixel of the picture reaches on the canvas where it is shortest. */
function least({scale, aspect}) {
  return scale * Math.min(1, aspect);
}

/** The smallest scale at which letters can be read. */
export function readable(aspect) {
  return READABLE / Math.min(1, aspect);
}

/** The part of the picture that can be read in the open part of the canvas, or null. */
export function partIn(view, {width, height}, open) {
  if (least(view) < READABLE * 0.9999) return null;
  const down = view.scale * view.aspect;
  const part = [
    Math.max(0, Math.ceil((open.left - EDGE - view.x) / view.scale)), Math.max(0, Math.ceil((open.top - EDGE - view.y) / down)),
    Math.min(width, Math.floor((open.right + EDGE - view.x) / view.scale)), Math.min(height, Math.floor((open.bottom + EDGE - view.y) / down)),
  ];
  return part[0] < part[2] && part[1] < part[3] ? part : null;
}

/** The view that brings the topmost part that is left into the open part of the canvas, as large as it is now or else just large enough. */
export function onto(rest, view, {width, height}, open) {
  const [left, top] = rest.reduce((first, part) => (part[1] < first[1] || (part[1] === first[1] && part[0] < first[0]) ? part : first));
  const scale = Math.max(view.scale, readable(view.aspect));
  return {
    scale, aspect: view.aspect,
    x: along(open.left, open.right, left * scale, width * scale),
    y: along(open.top, open.bottom, top * scale * view.aspect, height * scale * view.aspect),
  };
}

/** Where the picture begins on one axis, so that `at` of it stands at the beginning of what is open, and no room beyond its end is shown. */
function along(from, to, at, length) {
  return length <= to - from ? from + (to - from - length) / 2 : Math.max(from - at, to - length);
}
