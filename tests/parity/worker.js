/** The shipped runtime and core in a worker, with one request more than the real one: call any function with plain values. */

import '../../extension/door/closed.js';
import * as codecs from '../../extension/worker/codecs/codecs.js';
import {member, settle} from '../../extension/worker/host/runtime.js';
import {startCore} from '../../extension/worker/host/start.js';
import {fromWire, toWire} from '../../tools/wire.mjs';

const starting = startCore(codecs).then((core) => {
  importScripts('probes/index.js');
  importScripts(...globalThis.samarCore.files.map((file) => `probes/${file}`));
  return core;
});

/** Result and, for kernels, the arrays that they filled. */
function answer({$B, border}, [dotted, wire]) {
  const at = dotted.lastIndexOf('.');
  const given = fromWire(wire).map((one) => border.toPython(one));
  try {
    const result = border.toJS($B.$call(member($B, dotted.slice(0, at), dotted.slice(at + 1)), ...given));
    return {result: toWire(dotted.startsWith('samar.core.kernels.') ? [result, given] : result)};
  } catch (error) {
    settle($B);
    const {code, selector, offset, detail} = border.describe(error);
    return {error: code === 'unexpected' ? [code, detail.split(' ')[0]] : [code, selector, offset, detail]};
  }
}

addEventListener('message', async ({data: calls}) => {
  try {
    const core = await starting;
    postMessage(calls.map((call) => answer(core, call)));
  } catch (error) {
    postMessage({broken: String(error?.message ?? error)});
  }
});
