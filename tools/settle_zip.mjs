/**
 * The same files in a zip, always as the same bytes: sorted names, no folder entries, one moment for all.
 *
 * `node tools/settle_zip.mjs FILE` rewrites the file. Compressed by fflate, because zlib's output differs between its builds.
 */

import fs from 'node:fs';
import {unzipSync, zipSync} from 'fflate';

process.env.TZ = 'UTC';
const [file] = process.argv.slice(2);
const entries = unzipSync(fs.readFileSync(file));
const names = Object.keys(entries).filter((name) => !name.endsWith('/')).sort();
const sorted = Object.fromEntries(names.map((name) => [name, entries[name]]));
fs.writeFileSync(file, zipSync(sorted, {level: 9, mtime: new Date('1980-01-01T00:00:00Z'), os: 3, attrs: 0o644 << 16}));
