/**
 * Where the image lies on the canvas, and where rectangles are under the pointer: pure functions of numbers.
 *
 * A view is `{scale, x, y, aspect}`: image pixel (column, row) is drawn at (x + column * scale, y + row * scale * aspect),
 * in CSS pixels. Masks are `{x, y, w, h}` in image pixels.
 */

import {carried, holds} from '../state/shapes.js';

export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];
/** How near a handle the pointer has to be, in CSS pixels. */
const REACH = 9;

/** The view that shows the whole image in the middle. */
export function fit(image, canvas, aspect = 1) {
  return middle(image, canvas, aspect, Math.min(canvas.width / image.width, canvas.height / (image.height * aspect)));
}

/** The view in which the image covers the whole canvas. */
export function fill(image, canvas, aspect = 1) {
  return middle(image, canvas, aspect, Math.max(canvas.width / image.width, canvas.height / (image.height * aspect)));
}

function middle(image, canvas, aspect, scale) {
  return {
    scale, aspect,
    x: (canvas.width - image.width * scale) / 2,
    y: (canvas.height - image.height * scale * aspect) / 2,
  };
}

/** Zoom by a factor so that the point under (x, y) stays where it is. */
export function zoomAt(view, factor, x, y) {
  const scale = Math.min(64, Math.max(0.02, view.scale * factor));
  const change = scale / view.scale;
  return {...view, scale, x: x - (x - view.x) * change, y: y - (y - view.y) * change};
}

export function toImage(view, x, y) {
  return {x: (x - view.x) / view.scale, y: (y - view.y) / (view.scale * view.aspect)};
}

export function toCanvas(view, {x, y, w, h}) {
  return {x: view.x + x * view.scale, y: view.y + y * view.scale * view.aspect,
    w: w * view.scale, h: h * view.scale * view.aspect};
}

/** Points of the eight handles of a rectangle on the canvas. */
export function handlePoints({x, y, w, h}) {
  const across = {w: x, e: x + w};
  const down = {n: y, s: y + h};
  return HANDLES.map((name) => ({
    name,
    x: across[name.at(-1)] ?? x + w / 2,
    y: down[name[0]] ?? y + h / 2,
  }));
}

/** Where a mask is taken hold of on the canvas: the handles of its rectangle, or the corners of a polygon, named `c` and their number. */
export function grips(view, mask) {
  if (!mask.points) return handlePoints(toCanvas(view, mask));
  return mask.points.flatMap((value, at) => {
    if (at % 2) return [];
    const {x, y} = toCanvas(view, {x: value, y: mask.points[at + 1], w: 0, h: 0});
    return [{name: `c${at / 2}`, x, y}];
  });
}

/** What lies under (x, y): `{mask, handle}`, `{mask}` or null. The selected mask's handles lie on top. */
export function hit(view, masks, selected, x, y) {
  const chosen = masks.find((mask) => mask.id === selected);
  if (chosen && !chosen.locked) {
    const near = grips(view, chosen)
      .find((point) => Math.abs(point.x - x) <= REACH && Math.abs(point.y - y) <= REACH);
    if (near) return {mask: chosen, handle: near.name};
  }
  const at = toImage(view, x, y);
  for (const mask of [...masks].reverse()) if (holds(mask, at.x, at.y)) return {mask, handle: null};
  return null;
}

/** The rectangle between two points, on whole pixels inside the image and at least one pixel large. */
export function between(a, b, image) {
  const left = Math.max(0, Math.floor(Math.min(a.x, b.x)));
  const top = Math.max(0, Math.floor(Math.min(a.y, b.y)));
  const right = Math.min(image.width, Math.ceil(Math.max(a.x, b.x)));
  const bottom = Math.min(image.height, Math.ceil(Math.max(a.y, b.y)));
  const x = Math.min(left, image.width - 1);
  const y = Math.min(top, image.height - 1);
  return {x, y, w: Math.max(1, right - x), h: Math.max(1, bottom - y)};
}

/** Move a rectangle, kept inside the image. */
export function moved(mask, dx, dy, image) {
  const x = Math.round(Math.min(image.width - mask.w, Math.max(0, mask.x + dx)));
  const y = Math.round(Math.min(image.height - mask.h, Math.max(0, mask.y + dy)));
  return carried(mask, {x, y, w: mask.w, h: mask.h});
}

/** Pull one handle of a rectangle by (dx, dy); a side pulled over the other one turns round. */
export function resized(mask, handle, dx, dy, image) {
  const a = {x: mask.x, y: mask.y};
  const b = {x: mask.x + mask.w, y: mask.y + mask.h};
  if (handle.includes('w')) a.x += dx;
  if (handle.includes('e')) b.x += dx;
  if (handle.includes('n')) a.y += dy;
  if (handle.includes('s')) b.y += dy;
  const rounded = (point) => ({x: Math.round(point.x), y: Math.round(point.y)});
  return carried(mask, between(rounded(a), rounded(b), image));
}

/** A typed number as a mask's field, kept inside the image. */
export function withField(mask, field, value, image) {
  const next = {x: mask.x, y: mask.y, w: mask.w, h: mask.h};
  const limit = {x: image.width - 1, y: image.height - 1, w: image.width, h: image.height}[field];
  next[field] = Math.min(limit, Math.max(field === 'w' || field === 'h' ? 1 : 0, Math.round(value) || 0));
  next.w = Math.min(next.w, image.width - (field === 'w' ? 0 : next.x));
  next.h = Math.min(next.h, image.height - (field === 'h' ? 0 : next.y));
  if (field === 'w') next.x = Math.min(next.x, image.width - next.w);
  if (field === 'h') next.y = Math.min(next.y, image.height - next.h);
  return carried(mask, next);
}
