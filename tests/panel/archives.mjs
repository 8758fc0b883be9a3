/** `node archives.mjs FILE…`: what each archive holds and whether it is a Blob, as lines of JSON, for the test of Python. */

import {readFile} from 'node:fs/promises';
import {unpacked} from '../../extension/page/sources/sources.js';

for (const path of process.argv.slice(2)) {
  const file = new File([await readFile(path)], path.split('/').at(-1));
  const found = [];
  for (const {file: one, path: place} of await unpacked([{file, path: file.name}])) {
    try {
      const content = one.load ? await one.load() : one;
      const blob = content instanceof Blob;
      const bytes = Buffer.from(blob ? await content.arrayBuffer() : content);
      found.push([place, one.size, bytes.toString('latin1').slice(0, 20), ...(one.load ? [blob] : [])]);
    } catch (error) {
      found.push([place, one.size, error.code]);
    }
  }
  console.log(JSON.stringify(found));
}
