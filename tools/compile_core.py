"""Python to JavaScript: the core by Brython, the kernels by Transcrypt and esbuild.

Result: `build/core/` with one readable file for each module, `index.js` (the loading order) and `kernels.js`.
"""

import importlib.metadata
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys

from tools import core_rules, kernel_rules, kernels, modules

OUT = modules.ROOT / 'build' / 'core'


class Broken(Exception):
    """The sources break a rule; the text has one line for each breach."""


def brython_file():
    """Path of brython.js as PyPI ships it."""
    package = importlib.util.find_spec('brython')
    return pathlib.Path(package.submodule_search_locations[0]) / 'data' / 'brython.js'


def ahead_of_time(order, out):
    """Compile modules in this order to the folder `out` with Brython; Broken where it cannot."""
    job = {'brython': str(brython_file()), 'version': importlib.metadata.version('brython'), 'out': str(out),
           'modules': [{'name': module.name, 'path': str(module.path), 'shown': module.shown, 'package': module.package}
                       for module in order]}
    done = subprocess.run(['node', str(modules.ROOT / 'tools' / 'aot.mjs')], input=json.dumps(job), text=True, stderr=subprocess.PIPE)
    if done.returncode:
        raise Broken(done.stderr.strip())
    sys.stderr.write(done.stderr)


def compile_core():
    """Check and compile everything; Broken when something in the sources cannot run in the browser."""
    try:
        core, kernel_modules = modules.found()
        order = modules.in_order(core)
    except (SyntaxError, ValueError) as error:
        raise Broken(str(error)) from error
    problems = [*core_rules.broken(core), *kernel_rules.broken(kernel_modules), *core_rules.missing_names(core + kernel_modules)]
    if problems:
        raise Broken('\n'.join(problems))
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    ahead_of_time(order, OUT)
    kernels.compile_kernels(kernel_modules, OUT / 'kernels.js')
    copy_tables(OUT / 'tables')


def copy_tables(folder):
    """The generated tables, the presets as one table, and `index.json` with the names of all."""
    folder.mkdir()
    texts = {path.stem: path.read_text('utf-8') for path in sorted((modules.CORE / 'standard' / 'data').glob('*.json'))}
    presets = {path.stem: json.loads(path.read_text('utf-8')) for path in sorted((modules.ROOT / 'presets').glob('*.json'))
               if not path.name.endswith('.schema.json')}
    texts['presets'] = json.dumps(presets, ensure_ascii=False, indent=1) + '\n'
    for name, text in texts.items():
        (folder / f'{name}.json').write_text(text, 'utf-8')
    (folder / 'index.json').write_text(json.dumps(sorted(texts)) + '\n')


if __name__ == '__main__' and sys.argv[1:] == ['--brython']:
    print(brython_file())
