"""What a reviewer of the package finds inside it: REVIEWERS.md and the licence of every library."""

import json
import shutil

from tools.modules import ROOT

# Libraries that esbuild puts into worker.js and panel.js, as npm names them.
BUNDLED = ('lit', '@lit/reactive-element', 'lit-element', 'lit-html', '@noble/hashes', 'fflate', 'jpeg-lossless-decoder-js')

TEXT = """# For reviewers of this package

Samar de-identifies DICOM files inside the browser. It has no host permission, no storage, no content script, and its content
security policy lets pages and workers connect to nothing but the extension's own files.

Where things come from:

| in the package | made from | by |
|---|---|---|
| `worker.js`, `panel.js`, `background.js` | `extension/` and the bundled libraries below | esbuild, not shortened |
| `core/core.js` | `pycore/` (Python) | Brython {brython}, ahead of time, then `tools/quicken.mjs`; the modules one after the other |
| `core/kernels.js` | `pycore/samar/core/kernels/` (Python) | Transcrypt and esbuild |
| `tables/` | `pycore/samar/core/standard/data/`, `presets/` | copied |
| `vendor/` | libraries, unmodified | copied |

No code is made from text at run time. `vendor/brython.js` holds `eval` and `Function`, which the policy forbids; while it loads,
`extension/worker/host/policy.js` puts stand-ins in their place.

To build the same bytes from the sources: Python 3.11 or newer, Node 20 or newer, make; then `make dist`. Every dependency is pinned
by a hash (`requirements.txt`, `package-lock.json`).

## Libraries

| library | version | where | licence |
|---|---|---|---|
{rows}
"""


def _licence(package, home):
    own = ROOT / 'tools' / 'licences' / (package.replace('@', '').replace('/', '-') + '.txt')
    if own.exists():      # where the package on npm came without one
        return own
    for name in ('LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license.txt'):
        if (home / name).exists():
            return home / name
    return None


def write(folder, brython, vendored):
    """Put REVIEWERS.md and `licences/` into the package `folder`."""
    licences = folder / 'licences'
    licences.mkdir()
    rows = [f'| brython (PyPI) | {brython} | `vendor/brython.js` | BSD-3-Clause |']
    shutil.copyfile(ROOT / 'tools' / 'licences' / 'brython.txt', licences / 'brython.txt')
    places = {}
    for package, _version, path in vendored:
        places.setdefault(package, []).append(f'`vendor/{path.name}`')
    for package in BUNDLED:
        places.setdefault(package, []).append('bundled')
    for package, where in sorted(places.items()):
        home = ROOT / 'node_modules' / package
        about = json.loads((home / 'package.json').read_text('utf-8'))
        rows.append(f'| {package} (npm) | {about["version"]} | {", ".join(where)} | {about.get("license", "see licences")} |')
        found = _licence(package, home)
        if found:
            shutil.copyfile(found, licences / (package.replace('@', '').replace('/', '-') + '.txt'))
    (folder / 'REVIEWERS.md').write_text(TEXT.format(brython=brython, rows='\n'.join(rows)), 'utf-8')
