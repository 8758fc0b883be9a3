/**
 * Brython as published, in Node: the stand-ins for a page that it looks for when it loads.
 *
 * It runs as a classic script in the global scope, as in the worker.
 */

import fs from 'node:fs';
import vm from 'node:vm';

import {withoutCodeFromText} from '../extension/worker/host/policy.js';

function element() {
  return {
    addEventListener() {},
    appendChild() {},
    getAttribute: () => null,
    getElementsByTagName: () => [],
    hasAttribute: () => false,
    setAttribute() {},
    style: {},
  };
}

/** Run a classic script file in the global scope. */
export function runScript(path) {
  vm.runInThisContext(fs.readFileSync(path, 'utf8'), {filename: path});
}

/** Load brython.js from `path`; gives its root object. To compile it needs the classes of its syntax tree, to run it does not. */
export function loadBrython(path, {compiles}) {
  const script = {...element(), src: 'file:///brython.js'};
  Object.assign(globalThis, {
    self: globalThis,
    document: {...element(), createElement: element, currentScript: script, documentElement: element(), querySelectorAll: () => [], scripts: []},
    MutationObserver: class {
      observe() {}
      disconnect() {}
    },
    customElements: {define() {}},
    HTMLElement: class {},
    addEventListener() {},
    location: {href: 'file:///brython.js', origin: '', pathname: '/brython.js', search: ''},
    module: {},
  });
  if (compiles) runScript(path);
  else withoutCodeFromText(() => runScript(path));
  return globalThis.__BRYTHON__;
}
