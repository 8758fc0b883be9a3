/**
 * What the parity tests drive: `runCalls(calls)` in the parity worker, `runFiles(inputs, choices)` through the shipped worker.
 */

// The extension's policy asks for a say on addresses of scripts; this page, which is never shipped, has only its own.
globalThis.trustedTypes?.createPolicy('default', {createScriptURL: (address) => address});

let calling = null;

globalThis.runCalls = (calls) => new Promise((resolve, reject) => {
  calling ??= new Worker('parity-worker.js');
  calling.onmessage = ({data}) => resolve(data);
  calling.onerror = (event) => reject(new Error(`${event.message} ${event.filename}:${event.lineno}`));
  calling.postMessage(calls);
});

let serving = null;
let next = 0;

function request(op, args) {
  serving ??= new Worker('worker.js');
  next += 1;
  const id = next;
  return new Promise((resolve, reject) => {
    const listen = ({data}) => {
      if (data.id !== id || data.progress || data.begun) return;
      serving.removeEventListener('message', listen);
      resolve(data);
    };
    serving.addEventListener('message', listen);
    serving.onerror = (event) => reject(new Error(`${event.message} ${event.filename}:${event.lineno}`));
    serving.postMessage({id, op, ...args});
  });
}

async function digest(blob) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Blobs and pixels by their hash, everything else as it is. */
async function plain(value) {
  if (value instanceof Blob) return {size: value.size, sha256: await digest(value)};
  if (ArrayBuffer.isView(value)) return {size: value.length, sha256: await digest(new Blob([value]))};
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await plain(one)])));
}

globalThis.greet = async (secret) => plain(await request('hello', {secret: Uint8Array.from(secret), projectKey: null}));

/** Every request of `steps` (`[op, args]`) for each file of the input element, in order. */
globalThis.runFiles = async (steps) => {
  const answers = [];
  for (const file of document.getElementById('files').files) {
    const key = `k${next}`;
    const found = [];
    for (const [op, args] of steps) {
      const {ok, result, error} = await request(op, op === 'open' ? {key, file, ...args} : {key, ...args});
      found.push(await plain(ok ? {ok, result} : {ok, error}));
    }
    await request('close', {key});
    answers.push([file.name, found]);
  }
  return answers;
};
