/**
 * The Python runtime: unmodified Brython, the compiled core, the kernels.
 *
 * Each compiled file calls `samarCore.define(name, isPackage, body)`. A module's namespace is the dict of its module object, so
 * what a module assigns later (`globals()[name] = …`) is an attribute of it at once, as on CPython.
 */

import {withoutCodeFromText} from './policy.js';
import {quickOperations, standingFrame} from './quick.js';

/** Load brython.js by `load()`; gives its root object. */
export function startBrython(load) {
  withoutCodeFromText(load);
  return globalThis.__BRYTHON__;
}

/** Make a module object that `import` finds, and hang it on its parent. */
function placeModule($B, name, isPackage) {
  const at = name.lastIndexOf('.');
  const parent = at < 0 ? '' : name.slice(0, at);
  const module = $B.module.$factory(name, undefined, isPackage);
  $B.imported[name] = module;
  $B.module_setattr(module, '__name__', name);
  $B.module_setattr(module, '__package__', isPackage ? name : parent);
  if (isPackage) $B.module_setattr(module, '__path__', `core/${name.replaceAll('.', '/')}`);
  if (parent) $B.module_setattr($B.imported[parent], name.slice(at + 1), module);
  return module;
}

/** Supply a module written in JavaScript. Its functions get Python's values as they are, and give what Python takes as it is. */
export function supplyModule($B, name, members) {
  const module = placeModule($B, name, false);
  for (const [key, member] of Object.entries(members)) $B.module_setattr(module, key, member);
}

/** Kernels calculate with plain numbers, while a float of Python comes in a box. */
function unboxing($B, members) {
  const {float} = $B.builtins;
  const plain = (value) => (value !== null && typeof value === 'object' && value.ob_type === float ? value.value : value);
  return Object.fromEntries(Object.entries(members).map(([name, member]) =>
    [name, typeof member === 'function' ? (...given) => member(...given.map(plain)) : member]));
}

/**
 * Load the compiled core. `loadFiles(paths)` runs scripts of the folder `core/`, `kernels` is what the bundle of kernels exports:
 * name of a module to its members.
 */
export function loadCore($B, loadFiles, kernels) {
  let supplied = false;
  settle($B);
  globalThis.samarCore = {
    files: [],
    operations: quickOperations($B),
    define(name, isPackage, body) {
      placeModule($B, name, isPackage);
      try {
        body();
      } catch (error) {
        // Python's exceptions hold the whole runtime: what is thrown on names module and reason only.
        // eslint-disable-next-line preserve-caught-error
        throw new Error(`${name} does not load: ${error?.args?.[0] ?? error?.message ?? error}`);
      }
      if (name === 'samar.core.kernels' && !supplied) {
        supplied = true;
        for (const [kernel, members] of Object.entries(kernels)) supplyModule($B, `samar.core.kernels.${kernel}`, unboxing($B, members));
      }
    },
  };
  loadFiles(['index.js']);
  loadFiles(globalThis.samarCore.files);
}

/** Before the core is called the first time, and after an error left it: no frames but the standing one. */
export function settle($B) {
  $B.frame_obj = standingFrame($B);
}

/** An attribute of a loaded module of the core. */
export function member($B, module, name) {
  const found = $B.module_getattr($B.imported[module], name);
  if (found === $B.NULL) throw new Error(`${module} has no ${name}`);
  return found;
}
