/**
 * Which rows of a long list are in view. Browsers limit the height of an element (Firefox to some 17 million pixels),
 * so above `LIMIT` the scroll bar stands for the list in proportion.
 */

const LIMIT = 8_000_000;

/** Height in pixels to give the element that is scrolled. */
export function runwayHeight(total, rowHeight) {
  return Math.min(total * rowHeight, LIMIT);
}

/** First and last row (exclusive) to draw for a scroll position, and where to put the first of them, in pixels. */
export function inView(scrollTop, viewport, total, rowHeight, beyond = 6) {
  const full = total * rowHeight;
  const height = runwayHeight(total, rowHeight);
  const reach = Math.max(1, height - viewport);
  const place = full > height ? (Math.min(scrollTop, reach) / reach) * (full - viewport) : scrollTop;
  const top = Math.max(0, Math.floor(place / rowHeight));
  const first = Math.max(0, top - beyond);
  const last = Math.min(total, Math.ceil((place + viewport) / rowHeight) + beyond);
  return {top, first, last, at: first * rowHeight - place + scrollTop};
}
