/** Archives, checksums, names and folders without a browser; the archive is given to the test of Python as a file. */

import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {crc32 as known} from 'node:zlib';
import {crc32, crcOf} from '../../extension/door/crc.js';
import {Archive} from '../../extension/page/sinks/archive.js';
import {Folder} from '../../extension/page/sinks/folder.js';
import {apart} from '../../extension/page/sinks/paths.js';

const text = (value) => new TextEncoder().encode(value);
const noise = (length) => Uint8Array.from({length}, (_, at) => (at * 167 + (at >> 7)) & 255);

test('the checksum is that of ZIP, in one go and in parts', async () => {
  assert.equal(crc32(text('123456789')), 0xcbf43926);
  assert.equal(crc32(new Uint8Array(0)), 0);
  const bytes = noise(10007);
  for (const cut of [0, 1, 7, 8, 9, 4096, 10007]) assert.equal(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut))), crc32(bytes));
  const large = noise((1 << 22) + 13);
  assert.equal(await crcOf(new Blob([large])), crc32(large));
  if (known) assert.equal(crc32(large), known(large));
});

async function archive(name, limits) {
  const made = new Archive(limits);
  for (const [path, content] of [['P-1/S-1/a.dcm', noise(3000)], [limits.large || limits.many ? 'P-1/S-1/e.dcm' : 'P-1/S-1/é.dcm', noise(0)], ['b.dcm', text('made up')]]) {
    const blob = new Blob([content]);
    made.add(path, blob, await crcOf(blob));
  }
  if (process.env.ARCHIVES) await writeFile(`${process.env.ARCHIVES}/${name}.zip`, Buffer.from(await new Blob(made.parts()).arrayBuffer()));
  return made;
}

test('archives with and without Zip64 fields', async () => {
  const plain = await archive('plain', {});
  const large = await archive('large', {large: 1000});
  const many = await archive('many', {many: 2});
  await archive('empty-of-limits', {large: 1, many: 1});
  assert.equal(plain.count, 3);
  // The one letter outside ASCII takes two bytes.
  assert.equal(large.size, plain.size - 1 + 20);
  assert.equal(many.size, plain.size - 1);
});

test('the files of an archive are its own parts, not copies', () => {
  const made = new Archive();
  const blob = new Blob(['made up']);
  made.add('a', blob, 1);
  assert.ok(made.parts().includes(blob));
});

test('names that are equal are set apart', () => {
  const taken = new Set();
  assert.deepEqual(['P/a.dcm', 'p/A.dcm', 'P/a.dcm', 'x.y/z', 'x.y/z', '__proto__', '__proto__'].map((one) => apart(one, taken)),
    ['P/a.dcm', 'p/A-2.dcm', 'P/a-3.dcm', 'x.y/z', 'x.y/z-2', '__proto__', '__proto__-2']);
});

/** A folder in memory; `fails` is a name at which the disk is full. */
class Disk {
  name = 'chosen';
  files = new Map();
  folders = new Map();

  constructor(fails = null) {
    this.fails = fails;
  }

  async getDirectoryHandle(name) {
    if (!this.folders.has(name)) this.folders.set(name, new Disk(this.fails));
    return this.folders.get(name);
  }

  async getFileHandle(name, {create = false} = {}) {
    if (!create && !this.files.has(name)) throw Object.assign(new Error(), {name: 'NotFoundError'});
    if (!this.files.has(name)) this.files.set(name, new Blob([]));
    return {
      createWritable: async () => ({
        write: async (blob) => {
          if (name === this.fails) throw Object.assign(new Error(), {name: 'QuotaExceededError'});
          this.files.set(name, blob);
        },
        close: async () => {}, abort: async () => {},
      }),
      getFile: async () => this.files.get(name),
    };
  }

  async removeEntry(name) {
    this.files.delete(name);
  }
}

test('a folder keeps what it holds, and nothing half-written', async () => {
  const disk = new Disk('full.dcm');
  const own = new Blob(['there before']);
  disk.files.set('a.dcm', own);
  const sink = new Folder(disk);
  assert.equal(await sink.write('a.dcm', new Blob(['new'])), 'a-2.dcm');
  assert.equal(disk.files.get('a.dcm'), own);
  assert.equal(await sink.write('P/S/b.dcm', new Blob(['new'])), 'P/S/b.dcm');
  assert.equal(disk.folders.get('P').folders.get('S').files.size, 1);
  await assert.rejects(sink.write('full.dcm', new Blob(['new'])), {name: 'QuotaExceededError'});
  assert.equal(disk.files.has('full.dcm'), false);
  assert.deepEqual(await sink.close(), {name: 'chosen'});
});
