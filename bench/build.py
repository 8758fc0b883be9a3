"""The built extension with the measuring page and worker beside it: never part of what is shipped."""

import json
import shutil
import subprocess

from tools import modules, package

HERE = modules.ROOT / 'bench'
OUT = modules.ROOT / 'build' / 'bench'
TURBO = modules.ROOT / 'node_modules' / '@cornerstonejs' / 'codec-libjpeg-turbo-8bit' / 'dist'


def build():
    """Make the folder from `dist/chromium`; gives its path."""
    folder = OUT / 'chromium'
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(package.DIST / 'chromium', folder)
    shutil.copyfile(HERE / 'page.html', folder / 'bench.html')
    for name in ('js', 'wasm'):
        shutil.copyfile(TURBO / f'libjpegturbowasm.{name}', folder / f'bench-turbo.{name}')
    job = {'entries': [{'from': str(HERE / 'page.js'), 'to': str(folder / 'bench-page.js')},
                       {'from': str(HERE / 'worker.js'), 'to': str(folder / 'bench-worker.js')}]}
    subprocess.run(['node', str(modules.ROOT / 'tools' / 'bundle.mjs')], input=json.dumps(job), text=True, cwd=modules.ROOT, check=True)
    return folder
