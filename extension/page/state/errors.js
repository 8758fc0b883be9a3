/** Errors of the page's own, and those of the core, in one form. */

/** @typedef {import('./types.js').Told} Told */

/** An error of the page's own.
 * @param {string} code @returns {Told} */
export function errorOf(code) {
  return {code, selector: null, offset: null, detail: null};
}

/** An error of the core as it is; anything else as one that the panel can show.
 * @param {any} error @returns {Told} */
export function asError(error) {
  if (error && typeof error.code === 'string') return error;
  return {code: 'unexpected', selector: null, offset: null, detail: error?.name ?? null};
}
