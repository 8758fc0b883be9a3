/** `node build.mjs OUT`: the panel bundled with the stand-ins, as a page that any local server can give out. */

import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const extension = resolve(here, '../../../extension');
const out = resolve(process.argv[2]);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'";

await mkdir(out, {recursive: true});
await build({
  entryPoints: [join(extension, 'page/panel.js')],
  outfile: join(out, 'panel.js'),
  bundle: true,
  format: 'esm',
  logLevel: 'warning',
  plugins: [{
    name: 'stand-ins',
    setup(builder) {
      builder.onResolve({filter: /\/door\/(core|browser)\.js$/}, ({path, importer}) => (importer.startsWith(extension)
        ? {path: join(here, `fake_${path.split('/').pop()}`)} : null));
    },
  }],
});
const page = await readFile(join(extension, 'page/panel.html'), 'utf8');
await writeFile(join(out, 'panel.html'), page.replace('<meta charset="utf-8">',
  `<meta charset="utf-8">\n  <meta http-equiv="Content-Security-Policy" content="${POLICY}">`));
const style = join(extension, 'page/style');
const sheets = [...(await readFile(join(style, 'panel.css'), 'utf8')).matchAll(/@import "([a-z]+\.css)";/g)];
await writeFile(join(out, 'panel.css'), (await Promise.all(sheets.map(([, name]) => readFile(join(style, name), 'utf8')))).join(''));
await writeFile(join(out, 'sbom.cdx.json'), '{}');
await writeFile(join(out, 'manifest.json'), JSON.stringify({version: '0.0.0', permissions: ['downloads'],
  content_security_policy: {extension_pages: POLICY}}));
