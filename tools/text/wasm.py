"""The WASM that runs the networks in the browser, out of `extension/worker/detect/kernels.ts` by AssemblyScript; kept in build/text."""

import hashlib
import json
import shutil
import subprocess

from tools.modules import ROOT
from tools.text.__main__ import MODELS

SOURCE = ROOT / 'extension' / 'worker' / 'detect' / 'kernels.ts'
COMPILER = ROOT / 'node_modules' / 'assemblyscript'
OUT = ROOT / 'build' / 'text'
# Constants of the source begin at 1024: below them network.js keeps the list of lines that a filter reads.
FLAGS = ('-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--memoryBase', '1024', '--enable', 'simd')
NETWORKS = ('detector.bin', 'reader.bin')


def kernels():
    """Path of the WASM, made where the source, the compiler or its flags changed. Raises CalledProcessError."""
    version = json.loads((COMPILER / 'package.json').read_text('utf-8'))['version']
    key = hashlib.sha256(SOURCE.read_bytes() + f'{version} {FLAGS}'.encode()).hexdigest()
    made, known = OUT / 'kernels.wasm', OUT / 'kernels.key'
    if made.exists() and known.exists() and known.read_text('utf-8') == key:
        return made
    OUT.mkdir(parents=True, exist_ok=True)
    part = OUT / 'kernels.part.wasm'
    subprocess.run(['node', str(COMPILER / 'bin' / 'asc.js'), SOURCE.relative_to(ROOT).as_posix(), '-o', part.relative_to(ROOT).as_posix(),
                    *FLAGS], cwd=ROOT, check=True)
    part.replace(made)
    known.write_text(key, 'utf-8')
    return made


def supply(folder):
    """Put what finds text into a folder of the extension: WASM and networks."""
    folder.mkdir()
    for path in (kernels(), *(MODELS / name for name in NETWORKS)):
        shutil.copyfile(path, folder / path.name)
