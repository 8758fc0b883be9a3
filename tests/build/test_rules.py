"""The build refuses what the browser could not run, or would run differently."""

import ast

import pytest

from tools import core_rules, kernel_rules
from tools.modules import ROOT, Module


def module(source, name='samar.core.made', package=False):
    """A module of this source that stands nowhere."""
    made = object.__new__(Module)
    made.name, made.package, made.source, made.tree = name, package, source, ast.parse(source)
    made.path = ROOT / 'pycore' / 'samar' / 'core' / 'made.py'
    return made


CORE = {
    'standard library': ('import re\n', 'import of re'),
    'standard library by name': ('from json import loads\n', 'import from json'),
    'inside a function': ('def f():\n    import math\n', 'import of math'),
    'relative': ('from . import errors\n', 'relative import'),
    'what only CPython has': ('from samar.hosts.cpython import install\n', 'imports only samar.core'),
    'star': ('from samar.core.errors import *\n', 'import of *'),
    'eval': ('def f(x):\n    return eval(x)\n', 'eval() cannot run'),
    'exec': ('exec("x = 1")\n', 'exec() cannot run'),
    'open': ('def f(x):\n    return open(x)\n', 'open() cannot run'),
    'bytes literal': ("X = b'abc'\n", 'bytes literal'),
    'text as a key': ('def f(found, text):\n    found[text] = 1\n', 'no key as it is'),
    'text that is looked up': ('def f(found, record, row):\n    for one in record.texts(row):\n        found.get(one)\n', 'no key as it is'),
    'the first text': ('def f(found, record, row):\n    x = (record.texts(row) or [""])[0]\n    return found.get(x)\n', 'no key as it is'),
    'bytes': ('def f(x):\n    return bytes(x)\n', 'bytes()'),
}


@pytest.mark.parametrize('case', CORE)
def test_core_rule(case):
    source, text = CORE[case]
    found = core_rules.broken([module(source)])
    assert len(found) == 1 and text in found[0] and found[0].startswith('pycore/samar/core/made.py:')


def test_package_with_code():
    assert 'docstring and nothing else' in core_rules.broken([module('"""Doc."""\nX = 1\n', package=True)])[0]


def test_missing_name():
    there = module('def f():\n    pass\n', 'samar.core.there')
    asks = module('from samar.core.there import f, g\n', 'samar.core.asks')
    assert list(core_rules.missing_names([there, asks])) == ['pycore/samar/core/made.py:1: samar.core.there has no g']


def test_core_that_keeps_the_rules():
    source = 'from samar.core import errors\n\nTABLE = {}\n\n\ndef f(a):\n    return f"{a}"\n'
    assert core_rules.broken([module(source)]) == []
    source = 'M = Memory(4)\n\n\ndef f(found, text):\n    return found.get("=" + text), M.get(text)\n'
    assert core_rules.broken([module(source)]) == []


KERNEL = {
    'remainder': ('return a % b', 'operator Mod'),
    'power': ('return a ** b', 'operator Pow'),
    'text': ("return 'x'", 'is not a number'),
    'boolean': ('return True', 'is not a number'),
    'len': ('return len(a)', 'len() is not a kernel'),
    'chained': ('return a < b < 3', 'not chained'),
    'slice': ('return a[1:2]', 'an index is one number'),
    'negative index': ('return a[-1]', 'an index is one number'),
    'method': ('return a.pop()', 'methods are not available'),
    'list': ('return [a]', 'List is not available'),
    'try': ('try:\n        return 1\n    except ValueError:\n        return 2', 'Try is not available'),
    'for over values': ('for x in a:\n        b = x', 'for loops run over range()'),
    'loop bound that changes': ('for i in range(b):\n        b = b + 1', 'bounds the loop and changes'),
    'loop bound that is looked up': ('for i in range(a[0]):\n        b = 1', 'the bound of a loop is a plain value'),
    'counter assigned': ('for i in range(b):\n        i = i + 1', 'is assigned inside the loop'),
    'counter read later': ('for i in range(b):\n        a[i] = 0\n    return i', 'is read after the loop'),
    'two at once': ('a, b = b, a', 'one name or one place'),
    'keyword': ('return f(a, b=1)', 'keyword arguments'),
    'assert': ('assert a', 'Assert is not available'),
}


@pytest.mark.parametrize('case', KERNEL)
def test_kernel_rule(case):
    body, text = KERNEL[case]
    found = kernel_rules.broken([module(f'"""Doc."""\n\n\ndef f(a, b):\n    """Doc."""\n    {body}\n', 'samar.core.kernels.made')])
    assert found and any(text in line for line in found), found


@pytest.mark.parametrize(('source', 'text'), [
    ('TABLE = [1, 2]\n', 'only numbers'), ('import math\n', 'Import is not available'),
    ('from samar.core.errors import X\n', 'other kernels only'),
    ('def f(a=1):\n    return a\n', 'plain arguments'), ('class A:\n    pass\n', 'ClassDef is not available'),
])
def test_kernel_module_rule(source, text):
    assert any(text in line for line in kernel_rules.broken([module(source, 'samar.core.kernels.made')]))
