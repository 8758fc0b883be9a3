"""The built extension with the test page, the calling worker and the probes beside it: never part of what is shipped."""

import json
import shutil
import subprocess

from tools import compile_core, core_rules, modules, package

HERE = modules.ROOT / 'tests' / 'parity'
OUT = modules.ROOT / 'build' / 'parity'


def probes():
    """The probe modules, in loading order; compile_core.Broken when one breaks the core's rules."""
    found = [modules.Module('probes', HERE / 'probes' / '__init__.py', True)]
    found += [modules.Module(f'probes.{path.stem}', path, False) for path in sorted((HERE / 'probes').glob('[a-z]*.py'))]
    problems = core_rules.broken(found)
    if problems:
        raise compile_core.Broken('\n'.join(problems))
    return found


def build(browser):
    """Make the folder for `browser` from `dist/`; gives its path."""
    folder = OUT / browser
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(package.DIST / browser, folder)
    compile_core.ahead_of_time(probes(), folder / 'probes')
    for name in ('page.html', 'page.js'):
        shutil.copyfile(HERE / name, folder / name)
    job = {'entries': [{'from': str(HERE / 'worker.js'), 'to': str(folder / 'parity-worker.js')}]}
    subprocess.run(['node', str(modules.ROOT / 'tools' / 'bundle.mjs')], input=json.dumps(job), text=True, cwd=modules.ROOT, check=True)
    return folder
