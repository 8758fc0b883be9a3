/** The browser's finder in Node: reads `{wasm, detector, reader, jobs}`, answers each job (`map` or `line`) with its list of numbers. */

import fs from 'node:fs';
import * as finder from '../../extension/worker/detect/finder.js';

const {wasm, detector, reader, jobs} = JSON.parse(fs.readFileSync(0, 'utf8'));
const buffer = (path) => new Uint8Array(fs.readFileSync(path)).buffer;
finder.supply(new WebAssembly.Module(buffer(wasm)), buffer(detector), buffer(reader));
const same = (value) => value;
const raised = (kind, code) => {
  throw new Error(code);
};
const host = finder.finderFunctions({toJS: same, toPython: same, raiseCoded: raised});
const told = jobs.map(({work, pixels, given}) => Array.from(host[work](new Uint8Array(Buffer.from(pixels, 'base64')), ...given)));
console.log(JSON.stringify(told));
