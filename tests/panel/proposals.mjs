/** Text that was found, in the page: what is ticked, what holds a file, what a decision makes of it, and in which order files are searched. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

globalThis.chrome = {i18n: {getMessage: (key) => key, getUILanguage: () => 'en'}, runtime: {}};
Object.defineProperty(globalThis, 'navigator', {value: {hardwareConcurrency: 2, deviceMemory: 8}, configurable: true});
const {Entry, howOf} = await import('../../extension/page/state/entry.js');
const {asksForCleanPixels, decide, holding, open, tick} = await import('../../extension/page/state/proposals.js');
const {Finder} = await import('../../extension/page/state/finder.js');
const {Store} = await import('../../extension/page/state/store.js');

const PLACE = {first: 0, last: -1, x: 10, w: 90, h: 20, reason: 'text'};
const FOUND = [['identity', true], ['harmless', false], ['unknown', true], [null, false]]
  .map(([match, ticked], place) => ({...PLACE, y: 10 + 30 * place, match, ticked}));

function searched(open_ = []) {
  const entry = new Entry('f1', {name: 'a.dcm', size: 1}, 'a.dcm');
  entry.info = {image: {rows: 240, columns: 320, frames: 1, shown: true}, open: open_};
  entry.search = {proposals: FOUND, done: true, error: null};
  return entry;
}

const RISK = [{code: 'text-risk', selector: null, settled: null}];

test('identity is ticked, a label is not, unknown text where clean pixels are asked for', () => {
  const presets = [{id: 'a', options: []}, {id: 'b', options: ['clean-pixel-data']}];
  assert.deepEqual([{preset: 'a', options: null}, {preset: 'b', options: null}, {preset: 'b', options: []}, {preset: 'a', options: ['clean-pixel-data']}]
    .map((choices) => asksForCleanPixels(choices, presets)), [false, true, false, true]);
  const [entry, store] = [searched(), new Store()];
  assert.deepEqual(open(entry, store.choices, [], false).map(({ticked}) => ticked), [true, false, false, false]);
  assert.deepEqual(open(entry, store.choices, [], true).map(({ticked}) => ticked), [true, false, true, false]);
  store.change(tick(store.choices, entry, 'f1p0', false));
  store.change(tick(store.choices, entry, 'f1p1', true));
  assert.deepEqual(open(entry, store.choices, [], false).map(({ticked}) => ticked), [false, true, false, false]);
});

test('every proposal but labels holds a picture that has to be looked at; of others only what could be read', () => {
  const proposals = open(searched(), new Store().choices, [], false);
  assert.deepEqual([holding(proposals, true), holding(proposals, false)], [3, 2]);
});

test('accepted it is a mask under the same id, and undo makes a proposal of it again', () => {
  const [entry, store] = [searched(), new Store()];
  const [first, ...others] = open(entry, store.choices, [], false);
  store.change(decide(store.choices, entry, {masked: [first], dropped: others}, {x: 3}));
  assert.deepEqual(store.masksOf('f1', entry.image).map(({id, x, y, w, h}) => [id, x, y, w, h]), [['f1p0', 3, 10, 90, 20]]);
  assert.deepEqual(store.effective('f1', entry.image).masks, [{x: 3, y: 10, w: 90, h: 20, first: 0, last: -1, enabled: true}]);
  assert.deepEqual(open(entry, store.choices, [], false), []);
  store.undo();
  assert.equal(open(entry, store.choices, [], false).length, 4);
  assert.deepEqual(store.choices.masks, []);
});

test('what lies under a mask on all frames is decided, under one that is off or on one frame it is not', () => {
  const [entry, {choices}] = [searched(), new Store()];
  const mask = {x: 0, y: 0, w: 320, h: 240, first: 0, last: -1, enabled: true};
  assert.deepEqual([[mask], [{...mask, enabled: false}], [{...mask, last: 0}], [{...mask, w: 60}]].map((masks) => open(entry, choices, masks, false).length),
    [0, 4, 4, 4]);
});

test('what waits opens the point of the picture, whoever looked or said; what was accepted as it is stays so', () => {
  const entry = searched(RISK);
  entry.points = RISK;
  entry.undecided = 2;
  for (const own of [undefined, 'looked', 'said']) {
    entry.settled = own ? {'text-risk': own} : {};
    assert.equal(howOf(entry.settlement, RISK[0]), null);
    assert.deepEqual(entry.waitingCodes, ['text-risk']);
    assert.equal(entry.settlement['text-risk'], 'found');
  }
  entry.settled = {'text-risk': 'accepted'};
  assert.deepEqual(entry.waitingCodes, []);
  entry.settled = {};
  entry.undecided = 0;
  entry.decided = true;      // masks that were proposed: somebody has to look all the same
  assert.equal(entry.settlement['text-risk'], 'found');
  entry.settled = {'text-risk': 'looked'};
  assert.equal(howOf(entry.settlement, RISK[0]), 'looked');
});

test('a picture that could not be searched waits, but not where only the finder was at fault', () => {
  const entry = searched();
  entry.search = {proposals: [], done: true, error: {code: 'pixels-truncated'}};
  assert.equal(entry.settlement['text-risk'], 'found');
  entry.search.error.code = 'text-finder-memory';
  assert.deepEqual(entry.settlement, {});
});

/** A session of files, and workers that find one thing in two steps. `gate` is awaited before each step. */
function list(files, gate = async () => {}) {
  const asked = [];
  const store = new Store();
  const session = {store, files, current: files[0], busy: false, hello: null, entry: (key) => files.find((one) => one.key === key) ?? null,
    changed() {}, changedSoon() {}, announce() {}, greeting: () => ({}), review: {replan() {}, choices: () => ({})}};
  const finder = new Finder(session, () => {
    const steps = new Map();
    return {addEventListener() {}, restart() {},
      async request(op, {key}) {
        asked.push(`${op} ${key ?? ''}`.trim());
        if (op === 'plan') return {open: RISK};
        if (op !== 'find') return {};
        await gate(key, finder, session);
        steps.set(key, (steps.get(key) ?? 0) + 1);
        return {done: steps.get(key) > 1, proposals: FOUND.slice(0, steps.get(key)), error: null};
      }};
  });
  session.finder = finder;
  return {session, finder, asked};
}

function waiting(key, codes = [], shown = true) {
  const entry = new Entry(key, {name: key, size: 1}, key);
  entry.state = 'open';
  entry.info = {image: {rows: 240, columns: 320, frames: 1, shown}, open: codes};
  entry.points = codes;
  return entry;
}

const over = async (finder, entries) => {
  for (let turn = 0; turn < 500 && !entries.every((entry) => finder.isOver(entry)); turn += 1) await new Promise((done) => { setTimeout(done, 1); });
};

test('the file in view is searched first, then pictures that have to be looked at; one that is not shown is not', async () => {
  const files = [waiting('a'), waiting('b'), waiting('c', RISK), waiting('d', RISK, false)];
  const {finder, asked} = list(files);
  finder.go();
  await over(finder, files);
  assert.deepEqual(asked.filter((one) => one.startsWith('open')), ['open a', 'open c', 'open b']);
  assert.deepEqual(files.map((entry) => finder.stateOf(entry)), ['done', 'done', 'done', 'none']);
  assert.deepEqual(files.slice(0, 3).map(({undecided}) => undecided), [1, 1, 1]);
  assert.deepEqual(files[1].points, RISK);      // a file that nobody looks at waits too
});

test('another file in view goes before, and what was left is searched anew', async () => {
  const files = [waiting('a'), waiting('b')];
  const {session, finder, asked} = list(files, async (key) => { if (key === 'a' && asked.length < 5) session.current = files[1]; });
  finder.go();
  await over(finder, files);
  assert.deepEqual(asked.filter((one) => one.startsWith('open')), ['open a', 'open b', 'open a']);
});

test('a search waits while something is made for the person, ends when it is switched off, and finds nothing by half', async () => {
  const files = [waiting('a')];
  const {session, finder, asked} = list(files, async () => { session.busy = true; });
  finder.go();
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => { setTimeout(done, 1); });
  assert.equal(finder.stateOf(files[0]), 'waiting');
  assert.equal(asked.filter((one) => one === 'find a').length, 1);
  session.busy = false;
  finder.on = false;
  assert.equal(finder.stateOf(files[0]), 'none');
  assert.equal(files[0].undecided, 0);
  assert.equal(asked.length, 4);      // hello, open, find, close
});
