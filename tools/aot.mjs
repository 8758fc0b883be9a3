/**
 * Compile the core's modules to static JavaScript with Brython, one readable file for each.
 *
 * Reads `{brython, version, out, slots: [name], modules: [{name, source, shown, package}], kernels: [name]}` from standard input,
 * modules in loading order.
 * Ends with 1 and one line for each module that Brython cannot compile.
 */

import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {parse} from 'acorn';

import {loadBrython} from './brython_in_node.mjs';
import {quicken} from './quicken.mjs';

/**
 * Brython puts a running number behind the names it makes and begins it at random. Begun at one place, the same sources give the
 * same bytes; with six digits throughout, `f1` with one number is never `f` with another.
 */
export function loadRepeatably(path) {
  const random = Math.random;
  Math.random = () => 0.25;
  try {
    return loadBrython(path, {compiles: true});
  } finally {
    Math.random = random;
  }
}

/** Brython's JavaScript of a module. */
export function compile($B, {name, source, shown}) {
  $B.url2name[shown] = name;
  const tree = $B.py2js({src: source, filename: shown, imported: true}, name, name, $B.builtins_scope);
  return tree.to_js();
}

/** Control characters and signs of direction stand in texts only; escaped there, the file is plain text for every reader. */
function plain(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}

/** Brython's running numbers as `$1`, `$2` and so on in each module: shorter, and what changes in one module leaves the others as they are. */
export function renumbered(text) {
  const tokens = [];
  parse(text, {ecmaVersion: 2023, allowReturnOutsideFunction: true, onToken: tokens});
  const numbers = new Map();
  let [made, at] = ['', 0];
  for (const {type, start, end, value} of tokens) {
    const [, name, number] = type.label === 'name' && /^(.+)(2[5-9]\d{4})$/.exec(value) || [];
    if (!number) continue;
    if (!numbers.has(number)) numbers.set(number, numbers.size + 1);
    made += `${text.slice(at, start)}${name}$${numbers.get(number)}`;
    at = end;
  }
  return made + text.slice(at);
}

/** A file of the compiled core: it defines a module when it is run. */
export function wrapped({body, used}, {name, shown, package: isPackage}, version) {
  const namespace = `locals_${name.replaceAll('.', '_')}`;
  const operations = used.length ? `const {${used.join(', ')}} = samarCore.operations\n` : '';
  return `// Compiled ahead of time by Brython ${version} from ${shown}, its operations by extension/worker/host/quick.js.
samarCore.define(${JSON.stringify(name)}, ${isPackage}, function () {
${operations}${body.trimEnd()}
return ${namespace}
})
`;
}

function main() {
  const order = JSON.parse(fs.readFileSync(0, 'utf8'));
  const $B = loadRepeatably(order.brython);
  let failed = 0;
  const compiled = new Map();
  for (const module of order.modules) {
    try {
      compiled.set(module, compile($B, module));
    } catch (error) {
      failed += 1;
      const what = error.args?.[0] ?? error.message ?? String(error);
      console.error(`${module.shown}:${error.lineno ?? '?'}: Brython cannot compile this: ${what}`);
    }
  }
  const [slots, names] = [new Set(order.slots), new Set([...order.modules.map(({name}) => name), ...order.kernels])];
  const files = [];
  for (const [module, text] of compiled) {
    const target = `${module.name.replaceAll('.', '/')}${module.package ? '/__init__' : ''}.js`;
    fs.mkdirSync(path.dirname(path.join(order.out, target)), {recursive: true});
    fs.writeFileSync(path.join(order.out, target), plain(renumbered(wrapped(quicken(text, slots, names), module, order.version))));
    files.push(target);
  }
  const list = files.map((file) => `  ${JSON.stringify(file)},\n`).join('');
  fs.writeFileSync(path.join(order.out, 'index.js'), `// The compiled core's files in loading order.\nsamarCore.files = [\n${list}]\n`);
  process.exitCode = failed ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
