/** What `python -m bench` drives: requests to the measuring worker and to the shipped one, and the start of the panel. */

import './policy.js';

const workers = new Map();
let next = 0;

function request(script, message) {
  if (!workers.has(script)) workers.set(script, new Worker(script));
  const worker = workers.get(script);
  next += 1;
  const id = next;
  return new Promise((resolve, reject) => {
    const listen = ({data}) => {
      if (data.id !== id || data.progress) return;
      worker.removeEventListener('message', listen);
      if (data.ok) resolve(data.result);
      else reject(new Error(JSON.stringify(data.error)));
    };
    worker.addEventListener('message', listen);
    worker.onerror = (event) => reject(new Error(`${event.message} ${event.filename}:${event.lineno}`));
    worker.postMessage({id, ...message});
  });
}

const chosenFile = (name) => [...document.getElementById('files').files].find((file) => file.name === name);

/** A measurement of `bench/worker.js`; `file` is a name among the chosen files. */
globalThis.measure = (name, given = {}) =>
  request('bench-worker.js', {name, given: {...given, file: given.file ? chosenFile(given.file) : null}});

const shipped = (op, args) => request('worker.js', {op, ...args});
const choices = {preset: 'research', options: null, categories: {}, elements: {}, masks: [], settled: {'text-risk': 'looked'}};
const greet = () => shipped('hello', {secret: new Uint8Array(32), projectKey: null});

function median(times) {
  return times.toSorted((a, b) => a - b)[times.length >> 1];
}

/** Milliseconds for a picture of `size` x `size` in the shipped worker, the window a different one each time. */
globalThis.pictures = async (file, rounds) => {
  await greet();
  await shipped('open', {key: 'w', file: chosenFile(file)});
  const medians = [];
  for (let series = 0; series < 4; series += 1) {
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await shipped('render', {key: 'w', choices, frame: 0, window: {center: 40 + round, width: 400 + round}, result: false});
      times.push(performance.now() - began);
    }
    if (series) medians.push(median(times));
  }
  await shipped('close', {key: 'w'});
  return {median: Math.min(...medians)};
};

/** From a chosen file to its first picture's pixels in the page, in a worker that has no codec loaded. */
globalThis.firstPicture = async (file) => {
  workers.get('worker.js')?.terminate();
  workers.delete('worker.js');
  await greet();
  const began = performance.now();
  await shipped('open', {key: 'p', file: chosenFile(file)});
  await shipped('render', {key: 'p', choices, frame: 0, window: null, result: false});
  return performance.now() - began;
};
