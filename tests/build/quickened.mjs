/**
 * What `tools/quicken.mjs` makes of small modules, and what they do before and after it.
 *
 * Reads `{brython, slots, modules: [{name, source, shown}]}`, as `tools/aot.mjs` does; gives `{name: {text, before, after}}`: the code,
 * with the running numbers of Brython counted from 1, and what `run()` of the module gives, as JSON.
 */

import fs from 'node:fs';
import vm from 'node:vm';

import {compile, loadRepeatably, wrapped} from '../../tools/aot.mjs';
import {quicken} from '../../tools/quicken.mjs';
import {Border} from '../../extension/worker/host/border.js';
import {loadCore, member, settle} from '../../extension/worker/host/runtime.js';

function counted(text) {
  const numbers = new Map();
  return text.replace(/(?<=[A-Za-z_])\d{6}\b/g, (found) => {
    if (!numbers.has(found)) numbers.set(found, numbers.size + 1);
    return numbers.get(found);
  });
}

const order = JSON.parse(fs.readFileSync(0, 'utf8'));
const $B = loadRepeatably(order.brython);
loadCore($B, () => {}, {});
const border = new Border($B);
const names = new Set(order.modules.map(({name}) => name));

/** What `run()` of a module gives when its code is loaded in the place of what had its name. */
function done(module, {body, used}) {
  settle($B);
  vm.runInThisContext(wrapped({body, used}, module, order.version));
  settle($B);
  let wrong;
  try {
    return JSON.stringify(border.toJS($B.$call(member($B, module.name, 'run'))));
  } catch (error) {       // an exception of Python holds the whole runtime: only its words go on
    wrong = `${module.name}: ${error?.args?.[0] ?? error?.message}`;
  }
  throw new Error(wrong);
}

const made = {};
for (const module of order.modules) {
  if (module.package) {
    vm.runInThisContext(wrapped({body: compile($B, module), used: []}, module, order.version));
    continue;
  }
  const body = compile($B, module);
  const quick = quicken(body, new Set(order.slots), names);
  made[module.name] = {text: counted(quick.body), before: done(module, {body, used: []}), after: done(module, quick)};
}
console.log(JSON.stringify(made));
