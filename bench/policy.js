/** The panel makes this policy in door/closed.js; what is measured here starts scripts of its own folder and nothing else. */

/** @type {any} */ (globalThis).trustedTypes?.createPolicy('default', {createScriptURL: (/** @type {string} */ address) => address});
