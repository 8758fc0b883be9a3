/**
 * Bundle scripts with esbuild, readable: nothing is shortened or renamed. Of comments only licences stay: esbuild keeps those of methods
 * and fields and drops those of functions, and types would be a thirtieth of the panel.
 *
 * Reads `{entries: [{from, to}], pure, banner}` from standard input. `pure` names modules (part of their path) that may not be in
 * the result: they are dropped where nothing of them is used, and the bundle fails where something is.
 */

import fs from 'node:fs';
import {parse} from 'acorn';
import esbuild from 'esbuild';

const {entries, pure, banner} = JSON.parse(fs.readFileSync(0, 'utf8'));

const withoutSideEffects = {
  name: 'without-side-effects',
  setup(build) {
    build.onResolve({filter: new RegExp(pure ?? '$^')}, async (args) => {
      if (args.pluginData === 'seen') return undefined;
      const {path} = await build.resolve(args.path, {kind: args.kind, resolveDir: args.resolveDir, pluginData: 'seen'});
      return {path, sideEffects: false};
    });
  },
};

/** The text of a script without its doc comments, each with the line break before it. */
function withoutDocs(text) {
  const docs = [];
  parse(text, {ecmaVersion: 2023, onComment(block, said, start, end) {
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    if (block && said.startsWith('*') && !/@(license|preserve)/.test(said) && before.trim() === '') docs.push([start - before.length - 1, end]);
  }});
  let [kept, at] = ['', 0];
  for (const [start, end] of docs) {
    kept += text.slice(at, start);
    at = end;
  }
  return kept + text.slice(at);
}

for (const {from, to} of entries) {
  const result = await esbuild.build({
    entryPoints: [from],
    outfile: to,
    bundle: true,
    preserveSymlinks: true,      // comments name files as they are found, wherever node_modules lies
    format: 'iife',
    target: ['chrome120', 'firefox140'],
    tsconfigRaw: {},             // a tsconfig.json in a folder above would change the bytes
    charset: 'utf8',
    legalComments: 'inline',
    logLevel: 'warning',
    metafile: true,
    banner: {js: banner ?? ''},
    plugins: pure ? [withoutSideEffects] : [],
  });
  fs.writeFileSync(to, withoutDocs(fs.readFileSync(to, 'utf8')));
  for (const {inputs} of Object.values(result.metafile.outputs)) {
    for (const [input, {bytesInOutput}] of Object.entries(inputs)) {
      if (pure && input.includes(pure) && bytesInOutput > 0) {
        console.error(`${from} needs ${input}: kernels use nothing of Transcrypt's runtime`);
        process.exitCode = 1;
      }
    }
  }
}
