/**
 * Loading a library that makes code from text, under a policy that forbids it.
 *
 * brython.js asks with `eval` whether the engine knows async functions, and builds the classes of its syntax tree with
 * `Function(...)`. Nothing of the tree is needed at run time, so while the unmodified file loads both are stand-ins; afterwards
 * the real ones are back.
 */

/** Run `load` while `eval` does nothing and `Function(…)` gives an empty class. */
export function withoutCodeFromText(load) {
  const {Function: real, eval: realEval} = globalThis;
  const standIn = function () {
    return class {};
  };
  standIn.prototype = real.prototype;
  globalThis.Function = /** @type {any} */ (standIn);
  globalThis.eval = () => undefined; // eslint-disable-line no-eval
  try {
    return load();
  } finally {
    globalThis.Function = real;
    globalThis.eval = realEval; // eslint-disable-line no-eval
  }
}
