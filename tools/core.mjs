/**
 * The compiled core in Node, for a quick look: no browser, but the same ban on code from text when started with
 * `node --disallow-code-generation-from-strings`.
 *
 *   node tools/core.mjs call samar.core.plan.dates.shift '["20200101", "DA", 5]'
 *   node tools/core.mjs op '{"op": "open", "key": "a", "file": {"$file": "build/sample/ct.dcm"}}' '{"op": "clean", "key": "a", …}'
 *   node tools/core.mjs calls < lines-of-JSON      each line ["module.function", [arguments]]; one answer a line
 *
 * Buffers are `{"$bytes": "00ff"}`, other typed arrays `{"$array": ["Uint32Array", [1, 2]]}`, files `{"$file": path}`.
 * `--core DIR` takes another folder than build/core; `--text` shows the whole text of an error, which may hold values.
 */

import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {execFileSync} from 'node:child_process';

import * as finder from '../extension/worker/detect/finder.js';
import {Border} from '../extension/worker/host/border.js';
import {hostFunctions, installHost} from '../extension/worker/host/functions.js';
import {loadCore, member, settle} from '../extension/worker/host/runtime.js';
import {Tables} from '../extension/worker/host/tables.js';
import {loadBrython, runScript} from './brython_in_node.mjs';
import {fromWire, toWire} from './wire.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Files in memory: Node has no synchronous reading of a Blob, so pieces are joined at once. */
function joined(pieces, None) {
  const parts = pieces.map(([handle, start, stop]) => {
    const bytes = handle === None ? start : handle.subarray(start, stop);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  });
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Codecs need a worker: here every frame that is compressed is refused. */
const noCodecs = {
  canDecode: () => false,
  canEncode: () => false,
  decodeFrame: () => null,
  encodeFrame: () => null,
};

/** The finder of text, where the build made its WASM and `make models` its networks. */
function supplyFinder() {
  const places = ['build/text/kernels.wasm', 'pycore/samar/models/detector.bin', 'pycore/samar/models/reader.bin'].map((name) => path.join(root, name));
  if (!places.every((place) => fs.existsSync(place))) return;
  const [wasm, ...networks] = places.map((place) => new Uint8Array(fs.readFileSync(place)).buffer);
  finder.supply(new WebAssembly.Module(wasm), ...networks);
}

function tableTexts(folder) {
  return new Map(fs.readdirSync(folder).filter((file) => file.endsWith('.json'))
    .map((file) => [path.basename(file, '.json'), fs.readFileSync(path.join(folder, file), 'utf8')]));
}

function brythonFile() {
  const python = path.join(root, '.venv/bin/python');
  return execFileSync(python, ['-m', 'tools.compile_core', '--brython'], {cwd: root, encoding: 'utf8'}).trim();
}

/** `{$B, border}` of the compiled core in `core`; `tell` is told how far a long request is. */
export function startCore(core = path.join(root, 'build/core'), tell = undefined) {
  const $B = loadBrython(brythonFile(), {compiles: false});
  runScript(path.join(core, 'kernels.js'));
  loadCore($B, (files) => files.forEach((file) => runScript(path.join(core, file))), globalThis.samarKernels);
  const border = new Border($B);
  const tables = new Tables(border, tableTexts(path.join(core, 'tables')));
  supplyFinder();
  installHost($B, {...hostFunctions(border, tables, noCodecs, tell), ...finder.finderFunctions(border),
    blob: (pieces) => joined(pieces, border.None)});
  return {$B, border};
}

/** Call `module.function` with plain arguments; the plain result. */
export function call({$B, border}, dotted, given) {
  const at = dotted.lastIndexOf('.');
  const found = member($B, dotted.slice(0, at), dotted.slice(at + 1));
  return border.toJS($B.$call(found, ...given.map((one) => border.toPython(one))));
}

function answer(core, work, wholeText) {
  try {
    return {ok: true, result: toWire(work())};
  } catch (error) {
    settle(core.$B);
    const described = core.border.describe(error);
    if (wholeText) described.text = String(error.stack ?? error.args ?? error);
    return {ok: false, error: described};
  }
}

function main() {
  const {positionals: [verb, ...rest], values} = parseArgs({allowPositionals: true,
    options: {core: {type: 'string'}, text: {type: 'boolean', default: false}}});
  if (!['call', 'calls', 'op'].includes(verb)) {
    console.error('node tools/core.mjs call MODULE.FUNCTION [ARGUMENTS]  |  calls < LINES  |  op MESSAGE...');
    process.exit(2);
  }
  const core = startCore(values.core);
  const say = (work) => console.log(JSON.stringify(answer(core, work, values.text)));
  if (verb === 'call') {
    say(() => call(core, rest[0], fromWire(JSON.parse(rest[1] ?? '[]'), fs.readFileSync)));
  } else if (verb === 'calls') {
    for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
      const [dotted, given] = JSON.parse(line);
      say(() => call(core, dotted, fromWire(given, fs.readFileSync)));
    }
  } else {
    for (const text of rest) {
      const {op, ...args} = fromWire(JSON.parse(text), fs.readFileSync);
      say(() => call(core, 'samar.core.worker.handle', [op, args]));
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
