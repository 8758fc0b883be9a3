/**
 * The worker: loads Python's runtime and the compiled core, hands the core its host, and passes messages on.
 *
 * `docs/contracts.md`, "Worker protocol", says what goes in and out. One request at a time, in the order they came.
 */

import * as codecs from './host/codecs.js';
import {prepareHash} from './host/digests.js';
import {member, settle} from './host/runtime.js';
import {startCore} from './host/start.js';

async function start() {
  const {$B, border} = await startCore(codecs);
  $B.module_setattr($B.imported['pycore.worker'], 'progress', (done, total, what) => {
    postMessage({id: current, progress: {done, total, what: border.toJS(what)}});
    return border.None;
  });
  return {$B, border, handle: member($B, 'pycore.worker', 'handle'), needs: member($B, 'pycore.worker', 'needs'),
    hashes: member($B, 'pycore.worker', 'hashes')};
}

/** Buffers whose owner changes: pictures are large, and the worker does not look at them again. */
function transferable(result) {
  return result?.pixels ? [result.pixels.buffer] : [];
}

let current = null;

async function serve(core, {id, op, ...args}) {
  const {$B, border, handle, needs, hashes} = core;
  current = id;
  try {
    const given = border.toPython(args);
    for (const syntax of border.toJS($B.$call(needs, op, given))) await codecs.prepare(syntax);
    await Promise.all(border.toJS($B.$call(hashes, op, given)).map(prepareHash));
    const result = border.toJS($B.$call(handle, op, given));
    postMessage({id, ok: true, result}, transferable(result));
  } catch (error) {
    settle($B);
    postMessage({id, ok: false, error: border.describe(error)});
  }
}

const starting = start();
let last = starting;
addEventListener('message', ({data}) => {
  last = last.then(async () => serve(await starting, data));
});
starting.catch((error) => {
  // Told to the page as an error of the worker: it cannot serve anything.
  setTimeout(() => {
    throw error;
  });
});
