"""The pass over Brython's output: what it makes of small modules, and that they do the same before it, after it and on CPython.

A new Brython, or a change of the pass, is read as a difference of the `.golden` files: `python -m tests.build.test_quicken` writes them.
"""

import importlib
import importlib.metadata
import json
import pathlib
import subprocess

import pytest

from tools import compile_core, modules

FOLDER = pathlib.Path(__file__).parent / 'quickened'
NAMES = sorted(path.stem for path in FOLDER.glob('*.py') if path.stem != '__init__')
PACKAGE = 'tests.build.quickened'


def quickened():
    """Name to `{text, before, after}`."""
    # `modules` imports the others; modules of the core are called samar
    given = [modules.Module(f'samar.quickened.{name}', FOLDER / f'{name}.py', False) for name in sorted(NAMES, key=lambda name: name == 'modules')]
    packages = [{'name': name, 'source': '', 'shown': name, 'package': True} for name in ('samar', 'samar.quickened')]
    order = {'brython': str(compile_core.brython_file()), 'version': importlib.metadata.version('brython'),
             'slots': sorted(modules.slots(given)),
             'modules': packages + [{'name': module.name, 'source': module.source.replace(PACKAGE, 'samar.quickened'), 'shown': module.name,
                                    'package': False} for module in given]}
    done = subprocess.run(['node', str(FOLDER.with_suffix('.mjs'))], input=json.dumps(order), text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return {name.rpartition('.')[2]: found for name, found in json.loads(done.stdout).items()}


@pytest.fixture(scope='module')
def made():
    return quickened()


@pytest.mark.parametrize('name', NAMES)
def test_code_is_as_it_was(made, name):
    assert made[name]['text'] == (FOLDER / f'{name}.golden').read_text('utf-8')


@pytest.mark.parametrize('name', NAMES)
def test_behaviour_is_the_same_before_and_after_and_on_cpython(made, name):
    found = made[name]
    here = importlib.import_module(f'{PACKAGE}.{name}').run()
    assert json.loads(found['before']) == json.loads(found['after']) == json.loads(json.dumps(here)) != []


if __name__ == '__main__':
    for name, found in quickened().items():
        (FOLDER / f'{name}.golden').write_text(found['text'], 'utf-8')
