/**
 * Compile the core's modules to static JavaScript with Brython, one readable file for each.
 *
 * Reads `{brython, version, out, modules: [{name, path, shown, package}]}` from standard input, modules in loading order.
 * Ends with 1 and one line for each module that Brython cannot compile.
 */

import fs from 'node:fs';
import path from 'node:path';

import {loadBrython} from './brython_in_node.mjs';
import {lighten} from './lighten.mjs';

/**
 * Brython puts a running number behind the names it makes and begins it at random. Begun at one place, the same sources give the
 * same bytes; with six digits throughout, `f1` with one number is never `f` with another.
 */
function loadRepeatably(path) {
  const random = Math.random;
  Math.random = () => 0.25;
  try {
    return loadBrython(path, {compiles: true});
  } finally {
    Math.random = random;
  }
}

function compile($B, {name, path: file, shown}) {
  const source = fs.readFileSync(file, 'utf8');
  $B.url2name[shown] = name;
  const tree = $B.py2js({src: source, filename: shown, imported: true}, name, name, $B.builtins_scope);
  return tree.to_js();
}

function wrapped(body, {name, shown, package: isPackage}, version) {
  const namespace = `locals_${name.replaceAll('.', '_')}`;
  return `// Compiled ahead of time by Brython ${version} from ${shown}.
samarCore.define(${JSON.stringify(name)}, ${isPackage}, function () {
var $F = samarCore.shortcuts
${body.trimEnd()}
return ${namespace}
})
`;
}

function main() {
  const order = JSON.parse(fs.readFileSync(0, 'utf8'));
  const $B = loadRepeatably(order.brython);
  let failed = 0;
  const files = [];
  for (const module of order.modules) {
    const target = `${module.name.replaceAll('.', '/')}${module.package ? '/__init__' : ''}.js`;
    try {
      const compiled = compile($B, module);
      const text = wrapped(order.slots ? lighten(compiled, new Set(order.slots)) : compiled, module, order.version);
      fs.mkdirSync(path.dirname(path.join(order.out, target)), {recursive: true});
      fs.writeFileSync(path.join(order.out, target), text);
      files.push(target);
    } catch (error) {
      failed += 1;
      const what = error.args?.[0] ?? error.message ?? String(error);
      console.error(`${module.shown}:${error.lineno ?? '?'}: Brython cannot compile this: ${what}`);
    }
  }
  const list = files.map((file) => `  ${JSON.stringify(file)},\n`).join('');
  fs.writeFileSync(path.join(order.out, 'index.js'), `// The compiled core's files in loading order.\nsamarCore.files = [\n${list}]\n`);
  process.exitCode = failed ? 1 : 0;
}

main();
