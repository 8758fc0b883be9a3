"""Page, worker, the panel's stand-in for the worker and the page of contracts say the same operations and fields; and there is one version."""

import ast
import inspect
import json
import pathlib
import re
import subprocess
import tomllib

import pytest
from samar.core import protocol, worker

from tests import files
from tools import manifest

ROOT = pathlib.Path(__file__).resolve().parent.parent


def fields_of(function, seen=()):
    """Fields of `args` that a function reads, itself or through others that it hands them to."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(function))):
        if isinstance(node, ast.Subscript) and getattr(node.value, 'id', '') == 'args' and isinstance(node.slice, ast.Constant):
            found.add(node.slice.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == 'get' and getattr(node.func.value, 'id', '') == 'args':
            found.add(node.args[0].value)
        elif isinstance(node, ast.Call) and 'args' in [getattr(given, 'id', '') for given in node.args]:
            called = eval(ast.unparse(node.func), vars(inspect.getmodule(function)))
            if called not in (*seen, function):
                found |= fields_of(called, (*seen, function))
    return found


def test_worker_has_these_operations():
    assert list(worker.OPERATIONS) == list(protocol.OPERATIONS)


@pytest.mark.parametrize('op', protocol.OPERATIONS)
def test_worker_reads_these_fields(op):
    needed, may, *_answer = protocol.OPERATIONS[op]
    assert fields_of(worker.OPERATIONS[op]) == {*needed, *may}


def test_a_request_that_lacks_a_field_is_refused():
    from samar.core.errors import BadChoice
    with pytest.raises(BadChoice) as caught:
        worker.handle('plan', {'key': 'a'})
    assert caught.value.code == 'operation-unknown' and caught.value.detail == 'plan: choices'


def requests():
    """(file, operation, fields or None where they are not written there) of each request of the page."""
    for path in sorted((ROOT / 'extension' / 'page').rglob('*.js')):
        for op, rest in re.findall(r"\brequest\('(\w+)',([^\n]*)", path.read_text('utf-8')):
            braces = re.match(r'\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}', rest)
            inner = re.sub(r'\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|\{[^{}]*\}', '', braces.group(1)) if braces else None
            names = None if inner is None else [re.match(r'\s*(\.\.\.)?([A-Za-z]\w*)', part) for part in inner.split(',')]
            yield path.name, op, None if names is None else {found.group(2) for found in names if found and not found.group(1)}


def test_page_asks_for_what_there_is():
    found = list(requests())
    assert {op for _, op, _ in found} >= {'hello', 'open', 'plan', 'rows', 'render', 'clean', 'report', 'close'}
    for path, op, names in found:
        assert op in protocol.OPERATIONS, (path, op)
        if names is not None:
            needed, may, *_answer = protocol.OPERATIONS[op]
            assert names <= {*needed, *may}, (path, op, names)


def test_page_sends_these_choices():
    text = '\n'.join(path.read_text('utf-8') for path in sorted((ROOT / 'extension').rglob('*.js')))
    assert re.search(r"preset: '\w+', options: null, categories: \{\}, elements: \{\}, masks: \[\]", text)
    needed, may = protocol.CHOICES
    read = set()
    for path in sorted((ROOT / 'pycore' / 'samar' / 'core').rglob('*.py')):
        read.update(re.findall(r"\bchosen(?:\[|\.get\()'(\w+)'", path.read_text('utf-8')))
    assert read <= {*needed, *may}


STAND_IN = """
globalThis.location = {search: ''};
const {Core} = await import(process.argv[1]);
const core = new Core();
const choices = {preset: 'research', options: null, categories: {}, elements: {}, masks: [], settled: {}};
const asked = {hello: {secret: null}, open: {key: 'a', file: {name: 'ct.dcm'}}, plan: {key: 'a', choices},
  rows: {key: 'a', choices, first: 0, count: 5, filter: {text: '', chip: null, category: null, folded: []}}, render: {key: 'a', choices, frame: 0, window: null, result: false}, value: {key: 'a', choices, frame: 0, column: 1, row: 1, result: false}, find: {key: 'a'},
  clean: {key: 'a', choices, set: true}, report: {key: 'a', choices, format: 'json'}, directory: {key: 'a', path: '', paths: []}, node: {key: 'a'},
  graph: {before: [null], after: [null]}, ids: {text: ''}, account: {rows: [], skipped: [], facts: {}, format: 'json'}, close: {key: 'a'}};
const told = {};
for (const [op, args] of Object.entries(asked)) told[op] = Object.keys(await core.request(op, args) ?? {});
console.log(JSON.stringify(told));
"""


def test_stand_in_answers_as_the_worker():
    path = (ROOT / 'tests' / 'browser' / 'harness' / 'fake_core.js').as_uri()
    done = subprocess.run(['node', '--input-type=module', '-e', STAND_IN, path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for op, names in told.items():
        if op != 'node':
            needed, may = protocol.OPERATIONS[op][2:]
            assert set(names) <= {*needed, *may}, (op, names)
            assert set(needed) <= set(names), (op, set(needed) - set(names))


def test_worker_answers_with_these_fields(monkeypatch):
    from samar.core import host
    from samar.hosts import cpython
    cpython.install()
    # The finder's networks are no part of this: one that sees nothing stands in.
    monkeypatch.setattr(host, 'text_map', lambda *given: bytearray(given[-2] * given[-1]), raising=False)
    choices = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {}, 'masks': []}
    key = {'key': 'protocol', 'choices': choices}
    asked = {'hello': {'secret': memoryview(bytes(32))}, 'open': {'key': 'protocol', 'file': cpython.of_bytes(files.build(files.body()))}, 'plan': key,
             'rows': {**key, 'first': 0, 'count': 9, 'filter': {'text': '', 'chip': None, 'category': None, 'folded': []}},
             'render': {**key, 'frame': 0}, 'value': {**key, 'frame': 0, 'column': 0, 'row': 0}, 'find': {'key': 'protocol'}, 'clean': {**key, 'set': True}, 'report': {**key, 'format': 'json'}, 'before': key, 'link': key, 'links': {'rows': [['patient', 'a', 'b']]},
             'ids': {'text': 'old,new\na,b\n'}, 'graph': {'before': [], 'after': []}, 'close': {'key': 'protocol'}}
    for op, args in asked.items():
        told = worker.handle(op, args)
        needed, may = protocol.OPERATIONS[op][2:]
        assert set(needed) <= set(told) <= {*needed, *may}, (op, set(told))


def test_contracts_name_each_operation_and_field():
    text = (ROOT / 'docs' / 'contracts.md').read_text('utf-8')
    rows = dict(re.findall(r'^\| `(\w+)` \| (.*)$', text.split('## Worker protocol')[1].split('\n## ')[0], re.MULTILINE))
    assert set(rows) == set(protocol.OPERATIONS)
    for op, (needed, may, answer, more) in protocol.OPERATIONS.items():
        for name in (*needed, *may, *answer, *more):
            assert name in rows[op] or (op == 'account' and name in ('text', 'name', 'type', 'keys')) or (op == 'hello' and name == 'people'), (op, name)


def test_there_is_one_version():
    from samar import cli
    assert manifest.read()['version'] == protocol.VERSION == cli.VERSION == worker.VERSION
    assert json.loads((ROOT / 'package.json').read_text('utf-8'))['version'] == protocol.VERSION
    about = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))
    assert 'version' not in about['project'] and about['tool']['hatch']['version']['path'] == 'pycore/samar/core/protocol.py'
    for path in (ROOT / 'pycore').rglob('*.py'):
        assert path.name == 'protocol.py' or f"'{protocol.VERSION}'" not in path.read_text('utf-8'), path
