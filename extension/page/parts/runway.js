/**
 * Which rows of a long list are in view. Browsers limit the height of an element (Firefox to some 17 million pixels),
 * so above `LIMIT` the scroll bar stands for the list in proportion.
 */

const LIMIT = 8_000_000;

/** Height in pixels to give the element that is scrolled. */
export function runwayHeight(total, rowHeight) {
  return Math.min(total * rowHeight, LIMIT);
}

/** Pixels of the list that one pixel of the scroll bar stands for, and how far the bar goes. */
function proportion(viewport, total, rowHeight) {
  const full = total * rowHeight;
  const height = runwayHeight(total, rowHeight);
  const reach = Math.max(1, height - viewport);
  return full > height ? {reach, ratio: (full - viewport) / reach} : {reach: Infinity, ratio: 1};
}

/** Where the scroll bar has to stand, so that a row is in view: as it is where the row is, else as near as can be. */
export function scrollFor(index, scrollTop, viewport, total, rowHeight) {
  const {reach, ratio} = proportion(viewport, total, rowHeight);
  const place = Math.min(scrollTop, reach) * ratio;
  return Math.max((index + 1) * rowHeight - viewport, Math.min(place, index * rowHeight)) / ratio;
}

/** First and last row (exclusive) to draw for a scroll position, and where to put the first of them, in pixels. */
export function inView(scrollTop, viewport, total, rowHeight, beyond = 6) {
  const {reach, ratio} = proportion(viewport, total, rowHeight);
  const place = Math.min(scrollTop, reach) * ratio;
  const top = Math.max(0, Math.floor(place / rowHeight));
  const first = Math.max(0, top - beyond);
  const last = Math.min(total, Math.ceil((place + viewport) / rowHeight) + beyond);
  return {top, first, last, at: first * rowHeight - place + scrollTop};
}
