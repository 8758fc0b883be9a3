"""The kernels, from Python through Transcrypt to one plain script that a worker loads.

Identifiers that Python allows and JavaScript reserves get an underscore behind them on the way.
"""

import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tokenize

from tools.modules import ROOT

WORK = ROOT / 'build' / 'kernels'

RESERVED = {'arguments', 'case', 'catch', 'const', 'debugger', 'default', 'delete', 'do', 'enum', 'eval', 'export', 'extends', 'function',
            'implements', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public', 'static',
            'super', 'switch', 'this', 'throw', 'typeof', 'undefined', 'var', 'void'}

# Run Transcrypt in a process of its own. Newer Pythons dropped syntax-tree classes that it names but never meets.
LAUNCH = """
import ast, sys
for name in ('Num', 'Str', 'Bytes', 'NameConstant', 'Ellipsis', 'Index', 'ExtSlice'):
    if not hasattr(ast, name):
        setattr(ast, name, type(name, (ast.expr,), {}))
from transcrypt.__main__ import main
sys.exit(main())
"""


def _safe_names(source):
    tokens = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        name = token.string + '_' if token.type == tokenize.NAME and token.string in RESERVED else token.string
        tokens.append((token.type, name))
    return tokenize.untokenize(tokens)


def _exports(module):
    """What the compiled kernel module offers, as pairs of Python's name and JavaScript's, which Transcrypt may have prefixed."""
    text = (WORK / '__target__' / f'{module.name}.js').read_text('utf-8')
    for name in re.findall(r'^export var ([\w$]+)', text, re.MULTILINE):
        yield name if f'def {name}(' in module.source else name.removeprefix('py_'), name


def _entry(modules):
    """Script that puts every kernel under `samarKernels.<module>.<name>`."""
    lines, table = [], []
    for module in modules:
        short = module.name.rpartition('.')[2]
        lines.append(f'import * as {short} from "./__target__/{module.name}.js";')
        table.append(f'  {short}: {{{", ".join(f"{name}: {short}.{given}" for name, given in _exports(module))}}},')
    return '\n'.join([*lines, 'globalThis.samarKernels = {', *table, '};', ''])


def compile_kernels(modules, out):
    """Write the bundle of all kernel `modules` to the file `out`."""
    shutil.rmtree(WORK, ignore_errors=True)
    folder = WORK / 'samar' / 'core' / 'kernels'
    folder.mkdir(parents=True)
    for package in (folder.parent.parent, folder.parent, folder):
        (package / '__init__.py').write_text('')
    if not modules:
        pathlib.Path(out).write_text('globalThis.samarKernels = {};\n')
        return
    for module in modules:
        (folder / module.path.name).write_text(_safe_names(module.source), 'utf-8')
    (WORK / 'all.py').write_text(''.join(f'import {module.name}\n' for module in modules))
    done = subprocess.run([sys.executable, '-c', LAUNCH, '-b', '-m', '-n', 'all.py'], cwd=WORK, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    missing = [module.shown for module in modules if not (WORK / '__target__' / f'{module.name}.js').exists()]
    if done.returncode or missing:
        raise SystemExit(f'Transcrypt failed for {", ".join(missing) or "the kernels"}:\n{done.stdout}')
    (WORK / 'entry.js').write_text(_entry(modules))
    bundle = subprocess.run(['node', str(ROOT / 'tools' / 'bundle.mjs')], text=True, cwd=ROOT, input=json.dumps(
        {'entries': [{'from': str(WORK / 'entry.js'), 'to': str(out)}], 'pure': '__runtime__',
         'banner': '// Compiled by Transcrypt from pycore/samar/core/kernels/.'}))
    if bundle.returncode:
        raise SystemExit('esbuild failed for the kernels')
