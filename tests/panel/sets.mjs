/** The set in the page: its tree, what is odd about it, and the pool of workers. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Core} from '../../extension/door/core.js';
import {Pool, places} from '../../extension/door/pool.js';
import {naming} from '../../extension/page/sinks/names.js';
import {FileList} from '../../extension/page/state/list.js';
import {forget, short} from '../../extension/page/state/header.js';
import {through} from '../../extension/page/state/through.js';
import {doneBefore, rowsOf} from '../../extension/page/state/earlier.js';
import {figures, oddities, passes, patients} from '../../extension/page/state/tree.js';

function entry(patient, study, series, more = {}) {
  const {codes = [], outcome = null, instance = `${series}.1`, name = patient, charset = ''} = more;
  return {outcome, waitingCodes: codes, waiting: codes.length > 0,
    info: {place: {patient, study, series, instance, modality: 'CT', number: '1', charset, labels: {patient: name, study, series}}}};
}

test('files stand under patient, study and series, with numbers on each level', () => {
  const files = [entry('A', '1', '1.1', {outcome: 'cleaned'}), entry('A', '1', '1.2', {codes: ['text-risk', 'text-risk']}),
    entry('B', '2', '2.1', {codes: ['sound']}), {info: null}, entry('A', '3', '1.1')];
  const found = patients(files);
  assert.deepEqual(found.map((one) => [one.level, one.label, one.entries.length, one.children.size]), [['patient', 'A', 3, 2], ['patient', 'B', 1, 1]]);
  assert.deepEqual(figures(found[0]), {files: 3, open: 1, outcomes: {cleaned: 1, held: 0, unchanged: 0, refused: 0, failed: 0}, codes: [['text-risk', 1]]});
  const keys = new Set(found.flatMap((one) => [...one.children.values()].flatMap((study) => [...study.children.values()].map(({key}) => key))));
  assert.equal(keys.size, 4);
  assert.deepEqual(['', 'open', 'cleaned', 'modality:CT', 'modality:MR'].map((filter) => files.filter((one) => one.info && passes(one, filter)).length), [4, 2, 1, 4, 0]);
});

test('two patients, two spellings, the same instance twice and several character sets are told', () => {
  assert.deepEqual(oddities([entry('A', '1', '1.1'), entry('A', '1', '1.2')]), []);
  assert.deepEqual(oddities([entry('A', '1', '1.1', {name: 'a'}), entry('A', '1', '1.1', {name: 'b', charset: 'ISO_IR 192'}), entry('B', '2', '2.1')]),
    [{code: 'set-patients', count: 2}, {code: 'set-spellings', count: 1}, {code: 'set-twice', count: 1}, {code: 'set-charsets', count: 2}]);
});

test('a machine has as many workers as it can bear', () => {
  assert.deepEqual([[1, 8], [2, 8], [4, 8], [64, 8], [8, 1], [undefined, undefined]].map(([cores, memory]) => places(cores, memory)), [1, 1, 3, 8, 2, 1]);
});

test('a pool gives each worker one file at a time and greets it anew after its end', async () => {
  globalThis.document = {baseURI: 'file:///panel.html'};
  const seen = [];
  globalThis.Worker = class {
    postMessage({id, op}) {
      seen.push(op);
      setTimeout(() => this.onmessage({data: {id, ok: true, result: op}}), 1);
    }

    terminate() {}
  };
  const pool = new Pool(() => new Core(), () => ({secret: 1}), 2);
  const [a, b] = [await pool.take(), await pool.take()];
  let third = null;
  const waits = pool.take().then((one) => { third = one; });
  await (await pool.door(a)).request('x');
  assert.equal(third, null);
  pool.give(a);
  await waits;
  assert.equal(third, a);
  await pool.door(third);
  assert.deepEqual(seen, ['hello', 'x']);
  a.core.restart();
  await pool.door(a);
  assert.deepEqual(seen, ['hello', 'x', 'hello']);
  pool.give(b);
  pool.end();
});

test('a file that fails in a worker is a failed file with its reason, and one that was cancelled is none', async () => {
  const door = (answers) => ({request: async (op) => {
    if (answers[op]?.code) throw answers[op];
    return answers[op] ?? {};
  }});
  const one = {key: 'a', file: {size: 5}};
  assert.deepEqual(await through(door({clean: {outcome: 'cleaned'}}), one, {}), {outcome: 'cleaned'});
  assert.equal((await through(door({open: {code: 'took-too-long'}, clean: {code: 'cancelled'}}), one, {})).error.code, 'took-too-long');
  assert.equal((await through(door({}), {key: 'a', file: {size: 1, load: async () => { throw new TypeError('gone'); }}}, {})).error.code, 'file-unreadable');
  await assert.rejects(through(door({open: {code: 'cancelled'}, clean: {code: 'cancelled'}}), one, {}), {code: 'cancelled'});
});

test('names of a CD are counted within patient, study and series', () => {
  const names = naming('cd');
  const of = (patient, study, series) => names.path({medium: {patient, study, series}});
  assert.deepEqual([of('a', '1', '1'), of('a', '1', '1'), of('a', '1', '2'), of('b', '1', '1'), of('a', '2', '1')], ['P0000001/S0000001/X0000001/I0000001',
    'P0000001/S0000001/X0000001/I0000002', 'P0000001/S0000001/X0000002/I0000001', 'P0000002/S0000001/X0000001/I0000001', 'P0000001/S0000002/X0000001/I0000001']);
  assert.deepEqual(['tree', 'flat'].map((scheme) => naming(scheme).path({path: 'P/S/X/1.dcm', name: '1.dcm'})), ['P/S/X/1.dcm', '1.dcm']);
});

test('an earlier report tells what is done: same file, same choices, same secret', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((sign) => sign.repeat(64));
  const rows = [{outcome: 'cleaned', input: {sha256: a}, choices: c, output: {name: 'P-1/S-1/X-1/x.dcm'}},
    {outcome: 'refused', input: {sha256: b}, choices: c, output: null}, null, {outcome: 'cleaned', input: {}}];
  for (const text of [JSON.stringify({program: 'Samar', files: rows}), [{program: 'Samar'}, ...rows].map((one) => JSON.stringify(one)).join('\n')]) {
    const read = rowsOf(text);
    assert.equal(read.size, 1);
    assert.equal(doneBefore(read, {input: {sha256: a}, choices: c, folder: 'P-1/S-1/X-1/'}), read.get(a));
    for (const other of [{choices: b}, {folder: 'P-2/S-1/X-1/'}, {input: {sha256: b}}]) {
      assert.equal(doneBefore(read, {input: {sha256: a}, choices: c, folder: 'P-1/S-1/X-1/', ...other}), null);
    }
  }
  assert.throws(() => rowsOf('{}'));
  assert.throws(() => rowsOf('no report'));
});

test('a list of files changes as a whole and is walked for none of them', () => {
  let gone = [];
  const list = new FileList(() => gone);
  const files = Array.from({length: 5}, (_, at) => ({key: `f${at}`}));
  list.add(files);
  assert.equal(list.shown, list.shown);
  assert.deepEqual(list.shown, files);
  gone = ['f1', 'f3'];
  assert.deepEqual(list.shown.map(({key}) => key), ['f0', 'f2', 'f4']);
  assert.equal(list.entry('f1'), null);
  list.drop(files[2]);
  list.drop(files[3]);
  assert.deepEqual(list.shown.map(({key}) => key), ['f0', 'f4']);
  gone = [];
  assert.deepEqual(list.shown.map(({key}) => key), ['f0', 'f1', 'f4']);
  assert.deepEqual(['f1', 'f2', 'f9'].map((key) => list.entry(key)?.key ?? null), ['f1', null, null]);
  list.add([{key: 'f5'}]);
  assert.deepEqual(list.shown.map(({key}) => key), ['f0', 'f1', 'f4', 'f5']);
  assert.equal(list.all.length, 4);
});

test('of a closed file the list keeps what row, tree and points say, once for a series', () => {
  const header = (instance) => ({warnings: [{code: 'x'}], counts: {elements: 9}, open: [{code: 'text-risk', selector: null, settled: null}], directory: false, image: {frames: 1, rows: 2, columns: 2},
    summary: [{id: 'kind', value: 'CT'}, {id: 'modality', value: 'CT'}, {id: 'birth', value: 'B'}],
    place: {patient: 'A', study: '1', series: '1.1', instance, labels: {patient: 'A'}}});
  const [one, two] = [short(header('1')), short(header('2'))];
  assert.deepEqual(one.summary.map(({id}) => id), ['kind', 'modality']);
  assert.deepEqual([one.place.patient, one.place.labels.patient, one.place.instance, two.place.instance], ['A', 'A', '1', '2']);
  assert.deepEqual(one.open.map(({code}) => code), ['text-risk']);
  for (const name of ['summary', 'counts', 'image', 'open']) assert.equal(one[name], two[name]);
  assert.equal(Object.getPrototypeOf(one.place), Object.getPrototypeOf(two.place));
  assert.equal(short(one), one);
  assert.equal(short(null), null);
  forget();
  assert.notEqual(short(header('3')).summary, one.summary);
});
