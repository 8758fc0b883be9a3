"""What a reviewer of the package finds inside it first: REVIEWERS.md."""

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
| `text/kernels.wasm` | `extension/worker/detect/kernels.ts` | AssemblyScript (`tools/text/wasm.py`) |
| `text/*.bin` | weights of published networks, from a pinned package | `tools/text/plan.py` |
| `vendor/` | libraries, unmodified | copied |

No code is made from text at run time. `vendor/brython.js` holds `eval` and `Function`, which the policy forbids; while it loads,
`extension/worker/host/policy.js` puts stand-ins in their place.

To build the same bytes from the sources: Python 3.11 or newer, Node 20 or newer, make; then `make dist`. Every dependency is pinned
by a hash (`requirements.txt`, `package-lock.json`).

Libraries, data and their licences: THIRD_PARTY.md, `licences/`. Every file with its hash: `sbom.cdx.json` (CycloneDX).
"""


def write(folder, brython):
    """Put REVIEWERS.md into the package `folder`."""
    (folder / 'REVIEWERS.md').write_text(TEXT.format(brython=brython), 'utf-8')
