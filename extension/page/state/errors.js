/** An error of the page's own. */
export function errorOf(code) {
  return {code, selector: null, offset: null, detail: null};
}

/** An error of the core as it is; anything else as one that the panel can show. */
export function asError(error) {
  if (error && typeof error.code === 'string') return error;
  return {code: 'unexpected', selector: null, offset: null, detail: error?.name ?? null};
}
