/** The panel's plain functions, without a browser: choices and their history, rectangles on the picture, rows in view, requests. */

import assert from 'node:assert/strict';
import {completions} from '../../extension/page/parts/completion.js';
import {test} from 'node:test';
import {Latest} from '../../extension/page/state/latest.js';
import {inView, runwayHeight, scrollFor} from '../../extension/page/parts/runway.js';
import {Store} from '../../extension/page/state/store.js';
import {beside} from '../../extension/page/state/beside.js';
import {Ahead, Clock, USUAL, following, pace} from '../../extension/page/viewer/cine.js';
import {copied, pasted} from '../../extension/page/viewer/clip.js';
import * as bytes from '../../extension/worker/host/bytes.js';
import {read, written} from '../../extension/page/viewer/mask_file.js';
import {partsOf, reachOf, reaches, reachesOf} from '../../extension/page/state/reach.js';
import {carried, hidesAll, holds, polygon, shaped, spelled, typed, withCorner} from '../../extension/page/state/shapes.js';
import {carriedOver, ownChoices, stepOf} from '../../extension/page/state/history.js';
import {onto, partIn, readable} from '../../extension/page/viewer/looked.js';
import {share, without} from '../../extension/page/state/unseen.js';
import {Entry} from '../../extension/page/state/entry.js';
import {between, fill, fit, hit, moved, resized, toCanvas, toImage, withField, zoomAt} from '../../extension/page/viewer/view.js';

const IMAGE = {width: 320, height: 240};

test('each step is undone and redone, and a drag is one step', () => {
  const store = new Store();
  store.begin('research');
  store.addMask({id: 'a', file: 'f1', x: 0, y: 0, w: 5, h: 5, first: 0, last: -1, enabled: true});
  for (let x = 1; x <= 20; x += 1) store.changeMask('a', {x}, 'drag 1');
  store.changeMask('a', {x: 30}, 'drag 2');
  assert.equal(store.choices.masks[0].x, 30);
  store.undo();
  assert.equal(store.choices.masks[0].x, 20);
  store.undo();
  assert.equal(store.choices.masks[0].x, 0);
  store.undo();
  assert.deepEqual(store.choices.masks, []);
  assert.equal(store.canUndo, false);
  store.redo();
  store.redo();
  assert.equal(store.choices.masks[0].x, 20);
  store.chooseCategory('identity', 'keep');
  assert.equal(store.canRedo, false);
});

test('an action for one file goes on top of one for all, and going back to the preset clears both', () => {
  const store = new Store();
  store.begin('research');
  store.chooseElement('(0010,0010)', 'empty', null);
  store.chooseElement('(0010,0010)', 'keep', 'f1');
  assert.deepEqual(store.effective('f1', null).elements, {'(0010,0010)': 'keep'});
  assert.deepEqual(store.effective('f2', null).elements, {'(0010,0010)': 'empty'});
  store.chooseElement('(0010,0010)', 'remove', null);
  assert.deepEqual(store.effective('f1', null).elements, {'(0010,0010)': 'remove'});
  store.chooseElement('(0010,0010)', null, null);
  assert.deepEqual(store.effective('f1', null).elements, {});
  assert.equal(store.departs, false);
});

test('options start from those in force and put out what they exclude', () => {
  const store = new Store();
  store.begin('research');
  store.chooseOption('modify-dates', true, ['clean-descriptors', 'retain-full-dates'], ['retain-full-dates']);
  assert.deepEqual(store.choices.options, ['clean-descriptors', 'modify-dates']);
  store.chooseOption('clean-descriptors', false, store.choices.options, []);
  assert.deepEqual(store.choices.options, ['modify-dates']);
});

test('a mask for every file holds where the picture has its size', () => {
  const store = new Store();
  store.begin('research');
  store.addMask({id: 'a', file: null, rows: 240, columns: 320, x: 1, y: 2, w: 3, h: 4, first: 0, last: -1, enabled: true});
  assert.equal(store.effective('f9', {rows: 240, columns: 320}).masks.length, 1);
  assert.equal(store.effective('f9', {rows: 241, columns: 320}).masks.length, 0);
  assert.equal(store.effective('f9', null).masks.length, 0);
});

test('a list that is cleared takes its choices along, and undo brings both back', () => {
  const store = new Store();
  store.begin('research');
  store.chooseElement('(0010,0010)', 'keep', 'f1');
  store.addMask({id: 'a', file: 'f1', x: 0, y: 0, w: 5, h: 5, first: 0, last: -1, enabled: true});
  store.clear(['f1']);
  assert.deepEqual(store.choices.gone, ['f1']);
  assert.deepEqual(store.effective('f1', null), {preset: 'research', options: null, categories: {}, elements: {}, masks: []});
  store.undo();
  assert.deepEqual(store.choices.gone, []);
  assert.equal(store.effective('f1', null).masks.length, 1);
});

test('a search is completed word by word', () => {
  const known = {actions: ['keep', 'remove'], keywords: ['PatientName', 'PatientID'], groups: ['0008', '0010']};
  assert.deepEqual(completions('a', known), ['action:']);
  assert.deepEqual(completions('vr:PN action:r', known), ['vr:PN action:remove']);
  assert.deepEqual(completions('-group:00', known), ['-group:0008', '-group:0010']);
  assert.deepEqual(completions('pat', known), ['PatientName', 'PatientID']);
  assert.deepEqual(completions('value:"two w', known), []);
  assert.deepEqual(completions('zz', known), []);
});

test('the picture fits and points go there and back', () => {
  for (const aspect of [1, 2, 0.5]) {
    const view = fit(IMAGE, {width: 500, height: 300}, aspect);
    const box = toCanvas(view, {x: 0, y: 0, w: 320, h: 240});
    assert.ok(box.x >= -1e-9 && box.y >= -1e-9 && box.x + box.w <= 500 + 1e-9 && box.y + box.h <= 300 + 1e-9);
    const point = toImage(view, box.x + box.w, box.y + box.h);
    assert.ok(Math.abs(point.x - 320) < 1e-6 && Math.abs(point.y - 240) < 1e-6);
  }
});

test('zoom keeps the point under the pointer', () => {
  const before = fit(IMAGE, {width: 500, height: 300});
  const after = zoomAt(before, 3, 120, 80);
  const [a, b] = [toImage(before, 120, 80), toImage(after, 120, 80)];
  assert.ok(Math.abs(a.x - b.x) < 1e-9 && Math.abs(a.y - b.y) < 1e-9);
});

test('rectangles stay whole, inside, and at least a pixel', () => {
  assert.deepEqual(between({x: -5, y: 10.2}, {x: 20.1, y: 300}, IMAGE), {x: 0, y: 10, w: 21, h: 230});
  assert.deepEqual(between({x: 400, y: 400}, {x: 401, y: 401}, IMAGE), {x: 319, y: 239, w: 1, h: 1});
  assert.deepEqual(moved({x: 10, y: 10, w: 50, h: 50}, 1000, -1000, IMAGE), {x: 270, y: 0, w: 50, h: 50});
  assert.deepEqual(resized({x: 10, y: 10, w: 50, h: 50}, 'se', 5, -10, IMAGE), {x: 10, y: 10, w: 55, h: 40});
  assert.deepEqual(resized({x: 10, y: 10, w: 50, h: 50}, 'w', 70, 0, IMAGE), {x: 60, y: 10, w: 20, h: 50});
});

test('typed numbers are kept inside the picture', () => {
  const mask = {x: 10, y: 10, w: 50, h: 50};
  assert.deepEqual(withField(mask, 'x', 300, IMAGE), {x: 300, y: 10, w: 20, h: 50});
  assert.deepEqual(withField(mask, 'w', 1000, IMAGE), {x: 0, y: 10, w: 320, h: 50});
  assert.deepEqual(withField(mask, 'h', NaN, IMAGE), {x: 10, y: 10, w: 50, h: 1});
});

test('handles of the selected mask lie above other masks', () => {
  const view = {scale: 1, x: 0, y: 0, aspect: 1};
  const masks = [{id: 'a', x: 10, y: 10, w: 50, h: 50}, {id: 'b', x: 40, y: 40, w: 50, h: 50}];
  assert.deepEqual(hit(view, masks, 'a', 60, 60), {mask: masks[0], handle: 'se'});
  assert.deepEqual(hit(view, masks, null, 60, 60), {mask: masks[1], handle: null});
  assert.equal(hit(view, masks, null, 200, 200), null);
});

test('a list of a million rows is reached from end to end within what browsers allow', () => {
  const [total, height, viewport] = [1_000_000, 66, 600];
  const tall = runwayHeight(total, height);
  assert.ok(tall <= 17_000_000);
  assert.equal(inView(0, viewport, total, height).first, 0);
  const end = inView(tall - viewport, viewport, total, height);
  assert.equal(end.last, total);
  assert.ok(Math.abs(end.at + (end.last - end.first) * height - tall) < 1);
  const middle = inView((tall - viewport) / 2, viewport, total, height);
  assert.ok(Math.abs(middle.top - total / 2) < 10);
});

test('the scroll bar goes as far as a row needs, in short lists and in those it stands for in proportion', () => {
  for (const total of [12, 500, 1_000_000]) {
    const viewport = 600, height = 34;
    const end = Math.max(0, runwayHeight(total, height) - viewport);
    for (const index of [0, 1, 7, Math.floor(total / 2), total - 2, total - 1]) {
      for (const from of [0, end / 3, end]) {
        const to = scrollFor(index, from, viewport, total, height);
        const {at, first, last} = inView(to, viewport, total, height);
        const top = at + (index - first) * height - to;
        assert.ok(to >= 0 && to <= end + 1, `${index} of ${total}`);
        assert.ok(index >= first && index < last && top > -1 && top + height < viewport + 1, `${index} of ${total} at ${top}`);
        assert.ok(Math.abs(scrollFor(index, to, viewport, total, height) - to) < 1);
      }
    }
  }
});

test('of many requests the first and the newest are asked', async () => {
  const latest = new Latest();
  const asked = [];
  const answers = await Promise.all([1, 2, 3, 4].map((n) => latest.run(async () => {
    asked.push(n);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    return n;
  })));
  assert.deepEqual(asked, [1, 4]);
  assert.deepEqual(answers, [1, undefined, undefined, 4]);
});

test('a request that fails does not stop the next one', async () => {
  const latest = new Latest();
  await assert.rejects(latest.run(async () => { throw new Error('no'); }));
  assert.equal(await latest.run(async () => 7), 7);
});

test('a clip goes round, or to its end and back, and a file that says no rate has a usual one', () => {
  const walk = (image, steps) => {
    const seen = [];
    let at = {frame: 0, step: 1};
    for (let left = steps; left > 0; left -= 1) {
      at = following(at.frame, at.step, image);
      seen.push(at.frame);
    }
    return seen;
  };
  assert.deepEqual(walk({frames: 3, sweeps: false}, 5), [1, 2, 0, 1, 2]);
  assert.deepEqual(walk({frames: 3, sweeps: true}, 6), [1, 2, 1, 0, 1, 2]);
  assert.deepEqual(walk({frames: 1, sweeps: true}, 2), [0, 0]);
  assert.deepEqual(following(0, -1, {frames: 4, sweeps: false}), {frame: 3, step: 1});
  assert.equal(pace({rate: 25}), 25);
  assert.equal(pace({rate: 200}), 60);
  assert.equal(pace({rate: null}), USUAL);
});

test('a clock steps at its rate, waits for a picture that is late, and never makes up for it', () => {
  let tick = null;
  const steps = [];
  let ready = true, now = 0;
  const clock = new Clock(() => {
    if (ready) steps.push(now);
    return ready;
  }, {next: (call) => { tick = call; return 1; }, stop: () => { tick = null; }});
  clock.start(25);
  const draw = (until) => {
    for (; now <= until; now += 1000 / 60) tick?.(now);
  };
  draw(1000);
  assert.ok(Math.abs(steps.length - 25) <= 2, `${steps.length}`);
  ready = false;
  draw(2000);
  ready = true;
  const before = steps.length;
  draw(2500);
  assert.ok(steps.length - before <= 14, `${steps.length - before}`);
  clock.stop();
  assert.equal(tick, null);
});

test('pictures are asked for once, kept within their room, and forgotten with the file', async () => {
  const asked = [];
  const ahead = new Ahead(400);
  const asking = (name) => async () => {
    asked.push(name);
    return {name, pixels: new Uint8Array(100)};
  };
  const [one, other] = await Promise.all([ahead.get('a', asking('a')), ahead.get('a', asking('a'))]);
  assert.equal(one, other);
  for (const name of ['b', 'c', 'd']) await ahead.get(name, asking(name));
  await ahead.get('a', asking('again'));
  await ahead.get('e', asking('e'));      // b was looked at longest ago
  assert.deepEqual(['a', 'b', 'c', 'd', 'e'].map((name) => ahead.has(name)), [true, false, true, true, true]);
  assert.deepEqual(asked, ['a', 'b', 'c', 'd', 'e']);
  ahead.want(['f', 'g', 'h'].map((name) => [name, asking(name)]));
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  assert.deepEqual(['f', 'g', 'h'].map((name) => ahead.has(name)), [true, true, false]);
  const late = ahead.get('i', asking('i'));
  ahead.clear();
  await late;
  assert.equal(ahead.has('i') || ahead.has('a'), false);
  await assert.rejects(ahead.get('bad', async () => { throw new Error('no'); }));
  assert.equal((await ahead.get('bad', asking('bad'))).name, 'bad');
});

test('the file beside a file is the next of its series by number', () => {
  const file = (key, series, number) => ({key, info: {place: {series, number, modality: 'CT'}}});
  const files = [file('a', '1', '10'), file('b', '2', '1'), file('c', '1', '2'), file('d', '1', ''), file('e', '1', '3'), {key: 'f', info: null}];
  const from = (key, step) => beside(files, files.find((one) => one.key === key), step)?.key ?? null;
  assert.equal(from('c', 1), 'e');
  assert.equal(from('b', 1), 'c', 'alone in its series: the list');
  assert.equal(from('f', -1), 'e');
  const numbered = files.filter(({key}) => 'ace'.includes(key));
  assert.deepEqual(['c', 'e', 'a'].map((key) => beside(numbered, files.find((one) => one.key === key), 1)?.key ?? null), ['e', 'a', null]);
});

test('masks are pasted where they lie inside', () => {
  const masks = [{id: 'a', x: 0, y: 0, w: 10, h: 10, first: 0, last: -1}, {id: 'b', x: 90, y: 0, w: 20, h: 10, first: 0, last: -1}, {id: 'c', x: 0, y: 0, w: 1, h: 1, first: 3, last: 5}];
  assert.deepEqual(copied(masks, 'b').map(({id}) => id), ['b']);
  const entry = {key: 'f', image: {columns: 100, rows: 50, frames: 4}};
  assert.deepEqual(pasted(copied(masks, null), entry, () => 'n'), [{...masks[0], id: 'n', file: 'f', rows: 50, columns: 100}]);
  assert.deepEqual(pasted(null, entry, () => 'n'), []);
});

test('a picture fills its frame without an empty part, in the middle', () => {
  const view = fill({width: 100, height: 50}, {width: 200, height: 200});
  assert.deepEqual([view.scale, view.x, view.y], [4, -100, 0]);
});

test('a mask lies on the files of its reach, and each reach is counted', () => {
  const image = {rows: 10, columns: 20};
  const file = (key, series, device, size = image) => ({key, image: size, info: {place: {series, device}, image: size}});
  const files = [file('a', 's1', 'd1'), file('b', 's1', 'd2'), file('c', 's2', 'd1'), file('d', 's1', 'd1', {rows: 11, columns: 20}), {key: 'e', image: null, info: null}];
  const on = (reach) => {
    const mask = {rows: 10, columns: 20, ...partsOf(reach, files[0])};
    assert.equal(reachOf(mask), reach);
    return files.filter(({key, image: size, info}) => reaches(mask, key, size, info?.place ?? null)).map(({key}) => key).join('');
  };
  assert.deepEqual(['file', 'series', 'device', 'size'].map(on), ['a', 'ab', 'ac', 'abc']);
  assert.deepEqual(reachesOf(files[0], files), [{reach: 'file', files: 1}, {reach: 'series', files: 2}, {reach: 'device', files: 2}, {reach: 'size', files: 3}]);
  assert.deepEqual(reachesOf(file('x', '', ''), files).map(({reach}) => reach), ['file', 'size'], 'no series, no device: no such reach');
  assert.equal(reaches({file: null, rows: 10, columns: 20, within: {level: 'series', key: ''}}, 'a', image, {series: ''}), false, 'nothing is not a series');
});

test('masks come back from their file, and what is no such file or of another size is told', async () => {
  const image = {rows: 100, columns: 200, frames: 4};
  const masks = [{id: 'a', file: 'f', name: 'top', x: 0, y: 0, w: 200, h: 20, first: 0, last: -1, enabled: true},
    {id: 'b', file: null, x: 5, y: 90, w: 10, h: 10, first: 1, last: 2, enabled: false}];
  const text = written(masks, image);
  assert.ok(!text.includes('"id"') && !text.includes('"file"'));
  const file = (content) => ({size: content.length, text: async () => content});
  assert.deepEqual(await read(file(text), image), [{name: 'top', x: 0, y: 0, w: 200, h: 20, first: 0, last: -1, enabled: true},
    {name: '', x: 5, y: 90, w: 10, h: 10, first: 1, last: 2, enabled: false}]);
  assert.deepEqual((await read(file(text), {...image, frames: 2})).map(({last}) => last), [-1, -1]);
  assert.equal((await read(file(text), {...image, frames: 1})).length, 1, 'of a frame that is not there');
  const code = async (content, size = image) => read(file(content), size).then(() => null, (error) => error.code);
  assert.equal(await code(text, {...image, rows: 101}), 'masks-size');
  const data = JSON.parse(text);
  const bad = [{x: -1}, {w: 0}, {w: 201}, {x: 0.5}, {first: 3, last: 2}, {name: 7}, {enabled: 1}, {y: '3'}, {last: -2}];
  for (const parts of bad) assert.equal(await code(JSON.stringify({...data, masks: [data.masks[0], {...data.masks[1], ...parts}]})), 'masks-file', JSON.stringify(parts));
  for (const content of ['', '{', 'null', '[]', '{}', JSON.stringify({...data, version: 2}), JSON.stringify({...data, masks: [null]}), ' '.repeat(2 << 20)]) {
    assert.equal(await code(content), 'masks-file');
  }
  assert.equal((await read(file(JSON.stringify({...data, masks: [{...data.masks[0], name: 'x'.repeat(500)}]})), image))[0].name.length, 60);
});

test('a small file is read once and whole, given as copies, and given back', async () => {
  let reads = 0;
  class File extends Blob {
    arrayBuffer() {
      reads += 1;
      return super.arrayBuffer();
    }
  }
  const file = new File([new Uint8Array([1, 2, 3, 4, 5])]);
  await Promise.all([bytes.know(file), bytes.know(new File([]))]);
  await bytes.know(file);
  const part = bytes.read(file, 1, 3);
  part.fill(9);
  assert.deepEqual([...bytes.read(file, 0, 99)], [1, 2, 3, 4, 5]);
  assert.equal(reads, 2);
  bytes.forget(file);
  assert.equal(bytes.known(file), undefined);
  const large = new File([new Uint8Array((1 << 22) + 1)]);
  await bytes.know(large);
  assert.equal(bytes.known(large), undefined, 'a large one stays where it is');
  const gone = new Blob(['x']);
  gone.arrayBuffer = async () => { throw new DOMException('gone', 'NotReadableError'); };
  await bytes.know(gone);
  assert.equal(bytes.known(gone), undefined);
});

// ── shapes of masks ──────────────────────────────────────────────────────────

const BAY = polygon([0, 0, 10, 0, 10, 10, 7, 10, 7, 3, 3, 3, 3, 10, 0, 10], IMAGE);

test('a polygon is what its corners say, and none without an area', () => {
  assert.deepEqual([BAY.x, BAY.y, BAY.w, BAY.h, BAY.shape], [0, 0, 10, 10, 'polygon']);
  assert.equal(polygon([0, 0, 10, 0], IMAGE), null);
  assert.equal(polygon([0, 0, 10, 0, 20, 0], IMAGE), null, 'on one line');
  assert.equal(polygon(Array.from({length: 514}, (_, at) => at), IMAGE), null, 'too many');
  assert.deepEqual(polygon([-5, 0, 900, 3.4, 6, 999], IMAGE).points, [0, 0, 320, 3, 6, 240], 'kept inside, on whole pixels');
});

test('a place is inside a shape, not inside its rectangle', () => {
  const oval = {x: 0, y: 0, w: 100, h: 60, shape: 'ellipse'};
  assert.deepEqual([[50, 30], [0, 30], [2, 2], [99, 1], [101, 30]].map(([x, y]) => holds(oval, x, y)), [true, true, false, false, false]);
  assert.deepEqual([[1, 9], [5, 9], [5, 1], [9, 9], [3, 3], [11, 1]].map(([x, y]) => holds(BAY, x, y)), [true, false, true, true, true, false]);
});

test('a shape hides what lies in it whole', () => {
  const oval = {x: 0, y: 0, w: 100, h: 60, shape: 'ellipse'};
  const rectangle = {x: 0, y: 0, w: 100, h: 60};
  const box = (x, y, w, h) => ({x, y, w, h});
  assert.deepEqual([oval, rectangle].map((mask) => [box(40, 20, 20, 20), box(0, 0, 100, 60), box(0, 0, 9, 9)].map((one) => hidesAll(mask, one))),
    [[true, false, false], [true, true, true]]);
  assert.deepEqual([box(0, 0, 3, 10), box(0, 0, 10, 3), box(0, 0, 10, 10), box(1, 1, 8, 9), box(4, 5, 2, 2)].map((one) => hidesAll(BAY, one)),
    [true, true, false, false, false]);
});

test('corners go with a polygon that is moved and pulled, and one corner moves alone', () => {
  assert.deepEqual(moved(BAY, 5, 7, IMAGE).points.slice(0, 4), [5, 7, 15, 7]);
  assert.deepEqual(carried(BAY, {x: 0, y: 0, w: 20, h: 10}).points.slice(0, 6), [0, 0, 20, 0, 20, 10]);
  assert.deepEqual(resized(BAY, 'se', 10, 0, IMAGE).points.slice(2, 4), [20, 0]);
  const pulled = withCorner(BAY, 1, 4, 5, IMAGE);
  assert.deepEqual([pulled.w, pulled.points.slice(2, 4)], [14, [14, 5]]);
  assert.equal(moved({x: 1, y: 1, w: 2, h: 2}, 1, 1, IMAGE).points, undefined);
});

test('corners are typed and spelled', () => {
  assert.equal(spelled([1, 2, 30, 4, 5, 60]), '1,2 30,4 5,60');
  assert.deepEqual(typed(' 1,2 30,4  5,60 ', IMAGE).points, [1, 2, 30, 4, 5, 60]);
  for (const text of ['', '1,2 3', '1,2 x,4 5,6', '1.5,2 3,4 5,6', '1,2 3,4']) assert.equal(typed(text, IMAGE), null, text);
});

test('a mask gets another shape where it is', () => {
  const store = new Store();
  store.begin('research');
  store.addMask({id: 'a', file: 'f1', x: 1, y: 2, w: 5, h: 6, first: 0, last: -1, enabled: true});
  const sent = () => store.effective('f1', null).masks[0];
  assert.deepEqual(Object.keys(sent()), ['x', 'y', 'w', 'h', 'first', 'last', 'enabled']);
  store.changeMask('a', shaped(store.choices.masks[0], 'polygon'));
  assert.deepEqual([sent().shape, sent().points], ['polygon', [1, 2, 6, 2, 6, 8, 1, 8]]);
  store.changeMask('a', shaped(store.choices.masks[0], 'ellipse'));
  assert.deepEqual([sent().shape, 'points' in sent()], ['ellipse', false]);
  store.changeMask('a', shaped(store.choices.masks[0], 'rectangle'));
  assert.equal('shape' in sent(), false);
});

test('shapes go to a file of masks and back, and what is none is refused', async () => {
  const image = {rows: 240, columns: 320, frames: 3};
  const oval = {name: 'o', x: 1, y: 2, w: 30, h: 40, shape: 'ellipse', first: 0, last: -1, enabled: true};
  const bay = {name: '', ...BAY, first: 1, last: 2, enabled: false};
  const made = written([oval, bay], image);
  assert.deepEqual(await read(new Blob([made]), image), [oval, bay]);
  for (const change of [{shape: 'star'}, {points: [1, 2]}, {points: [0, 0, 999, 0, 9, 9]}, {points: 'x'}, {points: [0, 0, 1.5, 0, 9, 9]}]) {
    const data = JSON.parse(made);
    Object.assign(data.masks[1], change);
    await assert.rejects(read(new Blob([JSON.stringify(data)]), image), ({code}) => code === 'masks-file', JSON.stringify(change));
  }
});

// ── history ──────────────────────────────────────────────────────────────────

test('each step says what it was, and any of them can be gone to', () => {
  const store = new Store();
  store.begin('research');
  const mask = {id: 'a', file: 'f1', x: 0, y: 0, w: 5, h: 5, first: 0, last: -1, enabled: true};
  store.addMask(mask);
  store.changeMask('a', {x: 3});
  store.chooseElement('(0010,0010)', 'keep', null);
  store.chooseElements(['(0010,0020)', '(0010,0030)'], 'keep', 'f1');
  store.chooseCategory('dates', 'keep');
  store.chooseOption('modify-dates', true, ['clean-descriptors'], []);
  store.choosePreset('basic');
  store.deleteMask('a');
  store.takeOut(['f1', 'f2']);
  const {line} = store;
  assert.deepEqual(line.slice(1).map((choices, at) => stepOf(line[at], choices)).map(({code, n, detail}) => [code, n, detail]), [
    ['mask_added', 1, null], ['mask_changed', 1, null], ['element', 1, '(0010,0010)'], ['element', 2, null], ['category', 1, 'dates'],
    ['options', 1, null], ['preset', 1, 'basic'], ['mask_removed', 1, null], ['files', 2, null]]);
  let told = 0;
  store.addEventListener('change', () => { told += 1; });
  store.goTo(2);
  assert.equal(told, 1, 'one change for whoever listens');
  assert.deepEqual([store.at, store.choices.preset, store.choices.masks[0].x, store.line.length], [2, 'research', 3, line.length]);
  store.goTo(line.length - 1);
  assert.deepEqual(store.choices, line.at(-1));
  store.goTo(0);
  assert.equal(store.canUndo, false);
  store.redo();
  assert.equal(store.choices.masks.length, 1);
  for (const place of [-1, 99, store.at]) store.goTo(place);
  assert.equal(told, 4);
});

test('own choices are counted, and go over to another preset', () => {
  const store = new Store();
  store.begin('research');
  const [old, next] = [{options: ['clean-descriptors', 'retain-uids']}, {options: ['clean-descriptors', 'retain-full-dates']}];
  assert.equal(ownChoices(store.choices, old.options).sum, 0);
  store.chooseElement('(0010,0010)', 'keep', null);
  store.chooseElement('(0010,0010)', 'empty', 'f1');
  store.chooseCategory('dates', 'keep');
  store.chooseOption('modify-dates', true, old.options, []);
  store.chooseOption('retain-uids', false, store.choices.options, []);
  assert.deepEqual(ownChoices(store.choices, old.options), {options: 2, categories: 1, elements: 1, sum: 4});
  const before = store.choices;
  store.choosePreset('basic');
  assert.equal(ownChoices(store.choices, next.options).sum, 0);
  const known = [{id: 'modify-dates', excludes: ['retain-full-dates']}];
  store.change(carriedOver(before, old, next, known));
  assert.deepEqual(store.choices.options, ['clean-descriptors', 'modify-dates'], 'what the own one excludes goes, what was switched off is not there');
  assert.deepEqual([store.choices.preset, store.choices.categories, store.choices.elements], ['basic', before.categories, before.elements]);
  store.undo();
  store.undo();
  assert.deepEqual(store.choices, before);
});

// ── what was looked at ───────────────────────────────────────────────────────

const RADIOGRAPH = {width: 1955, height: 1841};
const WHOLE = [0, 0, RADIOGRAPH.width, RADIOGRAPH.height];
const opened = (width, height) => ({left: 0, top: 0, right: width, bottom: height});

test('what is left of a frame loses exactly what was seen, in any order', () => {
  const all = [[0, 0, 10, 10]];
  assert.deepEqual(without(all, [0, 0, 10, 10]), []);
  assert.deepEqual(without(all, [20, 20, 30, 30]), all);
  assert.deepEqual(without(all, [3, 0, 10, 10]), [[0, 0, 3, 10]]);
  assert.equal(share(without(all, [4, 4, 5, 5]), {width: 10, height: 10}), 1);
  let state = 7;
  const random = (most) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % most;
  };
  for (let round = 0; round < 50; round += 1) {
    const seen = new Set();
    let rest = [[0, 0, 24, 18]];
    for (let step = 0; step < 12; step += 1) {
      const part = [random(24), random(18), 1 + random(24), 1 + random(18)];
      rest = without(rest, part);
      for (let y = part[1]; y < part[3]; y += 1) for (let x = part[0]; x < part[2]; x += 1) seen.add(`${x} ${y}`);
    }
    const left = new Set();
    for (const [l, t, r, b] of rest) {
      for (let y = t; y < b; y += 1) {
        for (let x = l; x < r; x += 1) {
          assert.ok(!left.has(`${x} ${y}`), 'no place is left twice');
          left.add(`${x} ${y}`);
        }
      }
    }
    for (let y = 0; y < 18; y += 1) for (let x = 0; x < 24; x += 1) assert.equal(left.has(`${x} ${y}`), !seen.has(`${x} ${y}`));
  }
});

test('a thousand scattered looks stay few parts, and forget rather than invent', () => {
  const size = {width: 4000, height: 4000};
  let rest = [[0, 0, 4000, 4000]];
  for (let at = 0; at < 1000; at += 1) {
    rest = without(rest, [100 * (at % 37) + 10, 100 * (at % 31) + 10, 100 * (at % 37) + 20, 100 * (at % 31) + 20]);
    assert.ok(rest.length <= 500);
  }
  assert.ok(share(rest, size) < 8);
});

test('a picture counts only where it is large enough, open, and on the canvas', () => {
  const room = {width: 230, height: 200};
  const whole = fit(RADIOGRAPH, room);
  assert.equal(partIn(whole, RADIOGRAPH, opened(230, 200)), null);
  const at = {scale: 0.5, aspect: 1, x: 0, y: 0};
  assert.deepEqual(partIn(at, RADIOGRAPH, opened(200, 100)), [0, 0, 402, 202]);
  assert.deepEqual(partIn(at, RADIOGRAPH, {left: 0, top: 50, right: 200, bottom: 100}), [0, 98, 402, 202]);
  assert.equal(partIn({...at, x: 500}, RADIOGRAPH, opened(200, 100)), null);
  // pixels that are not square are as readable as they are low
  assert.equal(partIn({...at, scale: 0.4, aspect: 0.5}, RADIOGRAPH, opened(200, 100)), null);
  assert.ok(partIn({...at, scale: readable(0.5), aspect: 0.5}, RADIOGRAPH, opened(200, 100)));
  assert.deepEqual(partIn(fit(IMAGE, room), IMAGE, opened(230, 200)), [0, 0, 320, 240]);
});

test('going on from part to part passes all of a picture, each part once in view, and never before', () => {
  for (const [room, aspect, most] of [[{width: 230, height: 200}, 1, 9], [{width: 338, height: 252}, 1, 6], [{width: 338, height: 252}, 0.5, 12], [{width: 230, height: 40}, 2, 99]]) {
    let view = fit(RADIOGRAPH, room, aspect);
    let rest = [WHOLE];
    let steps = 0;
    while (rest.length) {
      view = onto(rest, view, RADIOGRAPH, opened(room.width, room.height));
      const part = partIn(view, RADIOGRAPH, opened(room.width, room.height));
      const next = without(rest, part);
      assert.notDeepEqual(next, rest, 'each step shows something new');
      rest = next;
      steps += 1;
    }
    assert.ok(steps > 3 && steps <= most, `${steps} steps`);
  }
});

test('a frame is seen once none of it is left, and each frame for itself', () => {
  const entry = new Entry('f1', {name: 'a', size: 1}, null);
  entry.info = {image: {columns: 100, rows: 50, frames: 2}};
  assert.equal(entry.see(0, [0, 0, 100, 49]), true);
  assert.equal(entry.see(0, [0, 0, 100, 49]), false);
  assert.equal(entry.seen.has(0), false);
  assert.equal(entry.see(1, [0, 49, 100, 50]), true);
  assert.equal(entry.see(0, [0, 49, 100, 50]), true);
  assert.deepEqual([...entry.seen], [0]);
  assert.deepEqual(entry.restOf(1), [[0, 0, 100, 49]]);
});
