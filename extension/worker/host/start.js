/** From nothing to a core that answers: runtime, compiled core, kernels, host. Only in a classic worker of the extension. */

import {finderFunctions} from '../detect/finder.js';
import {Border} from './border.js';
import {hostFunctions, installHost} from './functions.js';
import {loadCore, startBrython} from './runtime.js';
import {Tables} from './tables.js';

async function fetchTables() {
  const names = await (await fetch('tables/index.json')).json();
  const texts = await Promise.all(names.map(async (name) => (await fetch(`tables/${name}.json`)).text()));
  return new Map(names.map((name, at) => [name, texts[at]]));
}

/** `{$B, border}` of the loaded core; the tables are fetched while the scripts load. `tell` is told how far a long request is. */
export async function startCore(codecs, tell = undefined) {
  const coming = fetchTables();
  const $B = startBrython(() => importScripts('vendor/brython.js'));
  importScripts('core/kernels.js');
  loadCore($B, (files) => importScripts(...files.map((file) => `core/${file}`)), globalThis.samarKernels);
  const border = new Border($B);
  installHost($B, {...hostFunctions(border, new Tables(border, await coming), codecs, tell), ...finderFunctions(border)});
  return {$B, border};
}
