/**
 * Loading a library that makes classes from text, under a policy that forbids it.
 *
 * brython.js builds the classes of its syntax tree with `Function(...)`. Nothing of the tree is needed at run time, so while the
 * unmodified file loads, `Function` is a stand-in that gives empty classes; afterwards the real one is back.
 */

/** Run `load` while `Function(…)` gives an empty class instead of compiling text. */
export function withoutCodeFromText(load) {
  const real = globalThis.Function;
  const standIn = function () {
    return class {};
  };
  standIn.prototype = real.prototype;
  globalThis.Function = standIn;
  try {
    return load();
  } finally {
    globalThis.Function = real;
  }
}
