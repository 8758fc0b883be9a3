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

from tools import annotations, core_rules, kernel_rules, kernels, modules

OUT = modules.ROOT / 'build' / 'core'


class Broken(Exception):
    """The sources break a rule; the text has one line for each breach."""


def brython_file():
    """Path of brython.js as PyPI ships it."""
    package = importlib.util.find_spec('brython')
    return pathlib.Path(package.submodule_search_locations[0]) / 'data' / 'brython.js'


def ahead_of_time(order, out, kernel_names=()):
    """Compile modules in this order to the folder `out` with Brython; Broken where it cannot."""
    job = {'brython': str(brython_file()), 'version': importlib.metadata.version('brython'), 'out': str(out),
           'slots': sorted(modules.slots(order)),
           'modules': [{'name': module.name, 'source': annotations.quiet(module.source), 'shown': module.shown, 'package': module.package}
                       for module in order],
           'kernels': list(kernel_names)}
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
    fresh = OUT.with_name('core.new')
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    ahead_of_time(order, fresh, [module.name for module in kernel_modules])
    kernels.compile_kernels(kernel_modules, fresh / 'kernels.js')
    copy_tables(fresh / 'tables')
    put_in_place(fresh, OUT)


def put_in_place(fresh, place):
    """Give a folder that is whole the name under which it is looked for."""
    old = fresh.with_name(place.name + '.old')
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


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
