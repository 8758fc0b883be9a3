/** The door to a worker: what never answers is told, and only the one request that it happened to fails. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Core} from '../../extension/door/core.js';
import {PAUSE, seldom} from '../../extension/worker/host/seldom.js';

/** Workers of the kinds that the test asks for; `make` gets each message. */
function workers(serve) {
  const made = [];
  globalThis.document = {baseURI: 'file:///panel.html'};
  globalThis.Worker = class {
    constructor() {
      made.push(this);
      this.number = made.length;
    }

    postMessage(message) {
      setTimeout(() => !this.ended && !this.stuck && serve(this, message, (data) => this.onmessage({data})), 0);
    }

    terminate() {
      this.ended = true;
    }
  };
  return made;
}

const LIMITS = {begin: 60, base: 60, perByte: 1};
const answers = (worker, {id, op}, say) => {
  worker.stuck = op === 'silent' || op === 'hang';
  if (op === 'silent') return;
  say({id, begun: true});
  if (op === 'hang') return;
  if (op === 'slow') {
    for (let step = 1; step < 5; step += 1) setTimeout(() => say({id, progress: {done: step, total: 5, what: 'x'}}), 40 * step);
    setTimeout(() => say({id, ok: true, result: op}), 200);
    return;
  }
  say({id, ok: true, result: op});
};

test('a request that hangs fails alone, and the next worker answers', async () => {
  const made = workers(answers);
  const core = new Core(LIMITS, 10);
  let restarts = 0;
  core.addEventListener('restart', () => { restarts += 1; });
  const all = await Promise.allSettled(['a', 'hang', 'b'].map((op) => core.request(op)));
  assert.deepEqual(all.map(({value, reason}) => value ?? reason.code), ['a', 'took-too-long', 'cancelled']);
  assert.equal(await core.request('b'), 'b');
  assert.deepEqual([made.length, restarts, core.pending], [2, 1, 0]);
});

test('a worker that ended without a word is told, and one that tells how far it is has its time', async () => {
  workers(answers);
  const core = new Core(LIMITS, 10);
  await assert.rejects(core.request('silent'), {code: 'worker-stopped'});
  assert.equal(await core.request('slow'), 'slow');
});

test('a large file has more time', async () => {
  workers(answers);
  const core = new Core(LIMITS, 10);
  const begun = performance.now();
  await assert.rejects(core.request('hang', {}, {bytes: 200}), {code: 'took-too-long'});
  assert.ok(performance.now() - begun > 200);
});

test('how far a request is goes to the page a few times a second, however often it is said', () => {
  let now = 0;
  const told = [];
  const tell = seldom((step) => told.push(step), () => now);
  for (let step = 0; step < 10 * PAUSE; step += 1) {
    now += 0.5;
    tell(step);
  }
  assert.deepEqual(told, [1, 2, 3, 4, 5].map((times) => times * 2 * PAUSE - 1));
});
