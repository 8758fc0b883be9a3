/** Masks that are taken from one picture to another. */

/** The selected mask, or all of them. */
export function copied(masks, selected) {
  return masks.filter(({id}) => selected === null || id === selected);
}

/** Copied masks for the picture of `entry`, those that lie inside it; `name()` gives each its own id. */
export function pasted(clip, entry, name) {
  const {columns, rows, frames} = entry.image;
  return (clip ?? []).filter(({x, y, w, h, first, last}) => x + w <= columns && y + h <= rows && Math.max(first, last) < frames)
    .map((mask) => ({...mask, id: name(), file: entry.key, rows, columns}));
}
