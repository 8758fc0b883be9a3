/**
 * Measurements inside a worker of the built extension: the shipped runtime, core, kernels and codecs, beside dcmjs and libjpeg-turbo.
 *
 * Each measurement is a function `(core, given)` that gives plain numbers, in milliseconds unless it says otherwise.
 */

import './policy.js';
import dcmjs from 'dcmjs';

import * as codecs from '../extension/worker/codecs/codecs.js';
import * as bytes from '../extension/worker/host/bytes.js';
import * as digests from '../extension/worker/host/digests.js';
import {member, settle} from '../extension/worker/host/runtime.js';
import {startCore} from '../extension/worker/host/start.js';
import {Tables} from '../extension/worker/host/tables.js';
import * as jpeg from './jpeg.mjs';

const starting = startCore(codecs);
const now = () => performance.now();

function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return {median: sorted[sorted.length >> 1], low: sorted[Math.floor(sorted.length * 0.1)], high: sorted[Math.floor(sorted.length * 0.9)],
    first: times[0]};
}

const SERIES = 3;     // of which the one with the lowest median counts: the least disturbed by what else the machine does

/** Times of `rounds` calls, after `warm` that do not count. */
async function repeated(work, rounds, warm) {
  let best = null;
  let first = null;
  for (let round = 0; round < warm; round += 1) {
    const began = now();
    await work();
    first ??= now() - began;
  }
  for (let turn = 0; turn < SERIES; turn += 1) {
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = now();
      const waited = work();
      if (waited instanceof Promise) await waited;
      times.push(now() - began);
      first ??= times[0];
    }
    const found = spread(times);
    if (best === null || found.median < best.median) best = found;
  }
  return {...best, first};
}

/** The core's functions as JavaScript calls. */
function rooms({$B, border}) {
  const found = (module, name) => (...given) => $B.$call(member($B, module, name), ...given);
  return {
    open: found('samar.core.elements.record', 'open_record'),
    decide: found('samar.core.plan.decide', 'decide'),
    sweep: found('samar.core.plan.sweep', 'sweep'),
    work: found('samar.core.edits.carry_out', 'work'),
    output: found('samar.core.edits.carry_out', 'output'),
    check: found('samar.core.verify.check', 'check'),
    whole: found('samar.core.pipeline', 'deidentify'),
    identity: () => found('samar.core.plan.identity', 'Identity')(new Uint8Array(32)),
    policy: (preset) => found('samar.core.review.opened', 'policy_of')(
      border.toPython({preset, options: null, categories: {}, elements: {}, masks: []})),
    masks: (list) => found('samar.core.review.opened', 'masks_of')(
      border.toPython({preset: 'research', options: null, categories: {}, elements: {}, masks: list})),
  };
}

function plainResult({$B, border}, outcome) {
  return border.toJS($B.$getattr(outcome, 'word'));
}

const measurements = {
  /** One file from File to Blob: without verification by step, and the whole way with it. */
  async clean(core, {file, preset, rounds, warm}) {
    const {$B} = core;
    const room = rooms(core);
    const [identity, policy, none] = [room.identity(), room.policy(preset), $B.$list([])];
    const steps = {};
    const timed = (name, work) => {
      const began = now();
      const result = work();
      (steps[name] ??= []).push(now() - began);
      return result;
    };
    let blob;
    const make = async () => {
      await bytes.know(file);
      const record = timed('open', () => room.open(file));
      const decisions = timed('decide', () => room.decide(record, policy));
      const swept = timed('sweep', () => room.sweep(record, decisions));
      const work = timed('work', () => room.work(record, decisions, $B.$getattr(swept, 'words'), identity, none));
      blob = timed('output', () => room.output(record, decisions, work));
      bytes.forget(file);
    };
    const made = await repeated(make, rounds, warm);
    let outcome;
    const verified = await repeated(async () => {
      await bytes.know(file);
      outcome = room.whole(file, policy, identity, none);
      bytes.forget(file);
    }, rounds, warm);
    return {made, verified, word: plainResult(core, outcome), size: blob.size,
      steps: Object.fromEntries(Object.entries(steps).map(([name, times]) => [name, spread(times.slice(-rounds)).median]))};
  },

  /** The report of a result as JSON, with the hashes of input and output. */
  async report(core, {file, preset, rounds}) {
    const {$B} = core;
    const room = rooms(core);
    const outcome = room.whole(file, room.policy(preset), room.identity(), $B.$list([]));
    // of a held file there is a result that was checked, and nothing to save
    const output = ['check', 'output', 'file', 'handle'].reduce((owner, name) => $B.$getattr(owner, name), outcome);
    const [asDict, text] = [member($B, 'samar.core.report.content', 'as_dict'), member($B, 'samar.core.report.documents', 'json_of')];
    for (const blob of [file, output]) await digests.prepareHash(blob);
    return repeated(async () => {
      await Promise.all([file, output].map(digests.hashOf));
      $B.$call(text, $B.$call(asDict, outcome, false));
    }, rounds, rounds);
  },

  /** The same file with dcmjs: read, clean, write. */
  dcmjs(_core, {file, rounds, warm}) {
    return repeated(async () => {
      const data = dcmjs.data.DicomMessage.readFile(await file.arrayBuffer());
      dcmjs.anonymizer.cleanTags(data.dict);
      return new Blob([data.write()]).size;
    }, rounds, warm);
  },

  /** Microseconds an element: the kernel over a header of `count` elements in memory. */
  scan({$B}, {count, rounds}) {
    const bytes = header(count);
    const [Source, read] = [member($B, 'samar.core.source.ranges', 'Source'), member($B, 'samar.core.elements.table', 'read')];
    const scan = globalThis.samarKernels.scan;
    const inner = scan.scan;
    let took = 0;
    const timed = (...given) => {
      const began = now();
      const status = inner(...given);
      took += now() - began;
      return status;
    };
    const module = $B.imported['samar.core.kernels.scan'];
    const shipped = member($B, 'samar.core.kernels.scan', 'scan');
    $B.module_setattr(module, 'scan', timed);
    const medians = [];
    let rows = 0;
    for (let series = 0; series <= SERIES; series += 1) {
      const times = [];
      for (let round = 0; round < rounds; round += 1) {
        took = 0;
        const repeats = Math.max(1, Math.round(30000 / count));      // the clock has steps of 0.1 ms
        for (let repeat = 0; repeat < repeats; repeat += 1) {
          rows = $B.$getattr($B.$call(read, $B.$call(Source, bytes), 0, bytes.length, false, false, false), 'count');
        }
        times.push(1000 * took / repeats / count);
      }
      if (series) medians.push(spread(times).median);
    }
    $B.module_setattr(module, 'scan', shipped);
    return {median: Math.min(...medians), rows};
  },

  /** All generated tables from the package: fetched, parsed, and made columns. */
  async tables({border}) {
    const began = now();
    const names = await (await fetch('tables/index.json')).json();
    const texts = new Map(await Promise.all(names.map(async (name) => [name, await (await fetch(`tables/${name}.json`)).text()])));
    const tables = new Tables(border, texts);
    for (const name of names) tables.get(name);
    return now() - began;
  },

  /** Rectangles on all frames, from File to Blob, beside a plain copy of the bytes. */
  async mask(core, {file, rounds, rect}) {
    const room = rooms(core);
    const [identity, policy] = [room.identity(), room.policy('research')];
    const masks = room.masks([{...rect, first: 0, last: -1, enabled: true}]);
    const bytes = new Uint8Array(new FileReaderSync().readAsArrayBuffer(file));
    const memory = await repeated(() => bytes.slice(), rounds, 1);
    const copy = await repeated(() => new Blob([new FileReaderSync().readAsArrayBuffer(file)]), rounds, 1);
    let outcome;
    const masked = await repeated(() => {
      outcome = room.whole(file, policy, identity, masks);
    }, rounds, 1);
    return {masked, copy, memory, word: plainResult(core, outcome), bytes: bytes.length};
  },

  /** JPEG baseline: redaction and its proof beside decoding and encoding by libjpeg-turbo. */
  async jpeg({$B, border}, {rounds}) {
    importScripts('bench-turbo.js');
    const turbo = await globalThis.libjpegturbowasm({locateFile: () => 'bench-turbo.wasm'});
    const [rects, black] = [border.toPython(jpeg.RECTS), border.toPython(jpeg.YCC)];
    const found = member($B, 'samar.core.pixels.jpeg_baseline', 'redact');
    const redact = (stream) => $B.$call(found, stream, rects, black);
    const stream = jpeg.encode(turbo, jpeg.drawn(), jpeg.info, 90, 1);
    return {...jpeg.measure({redact}, turbo, stream, 90, 1, rounds), bytes: stream.length};
  },

  /** A large file, once, in a worker that has seen others. */
  async large(core, {file}) {
    const room = rooms(core);
    const [identity, policy] = [room.identity(), room.policy('research')];
    let outcome;
    const times = await repeated(() => {
      outcome = room.whole(file, policy, identity, core.$B.$list([]));
    }, 1, 0);
    return {...times, word: plainResult(core, outcome), size: file.size};
  },
};

/** Explicit VR little endian: `count` elements of 8 bytes, in ascending private groups. */
function header(count) {
  const bytes = new Uint8Array(count * 16);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < count; at += 1) {
    const place = at * 16;
    view.setUint16(place, 0x0009 + 2 * (at >> 15), true);
    view.setUint16(place + 2, 0x1000 + (at & 0x7FFF), true);
    bytes.set([76, 79], place + 4);
    view.setUint16(place + 6, 8, true);
    bytes.fill(65, place + 8, place + 16);
  }
  return bytes;
}

addEventListener('message', async ({data: {id, name, given}}) => {
  const core = await starting;
  try {
    postMessage({id, ok: true, result: name === 'ready' ? true : await measurements[name](core, given)});
  } catch (error) {
    settle(core.$B);
    postMessage({id, ok: false, error: error instanceof Error ? error.stack : core.border.describe(error)});
  }
});
