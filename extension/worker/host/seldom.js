/** What may be called for every frame and is to be heard a few times a second. */

export const PAUSE = 200;     // milliseconds

/** `tell`, called at most once in PAUSE milliseconds; what comes in between is dropped. */
export function seldom(tell, now = () => performance.now()) {
  let last = now();
  return (...given) => {
    if (now() - last < PAUSE) return;
    last = now();
    tell(...given);
  };
}
