"""What is in the packages, and that the same sources give the same bytes."""

import hashlib
import json
import os
import re
import shutil
import subprocess

import pytest

from tests import files
from tools import compile_core, manifest, package
from tools.modules import ROOT

MEGABYTE = 1000 * 1000


@pytest.fixture(params=manifest.BROWSERS)
def folder(request, dist):
    """The unpacked extension of one browser after the other."""
    return dist / request.param


def test_names_that_chromium_takes(folder):
    assert not [path for path in folder.rglob('_*') if path.name not in ('_locales', '__init__.js')]
    assert not [path.name for path in ROOT.glob('*.py')]


def test_sizes(folder):
    for path in folder.rglob('*'):
        if path.suffix in ('.js', '.json'):
            assert path.stat().st_size < 5 * MEGABYTE, path.name
    assert package.zip_path(folder.name).stat().st_size < 3 * MEGABYTE


def test_manifest_files_exist(folder):
    about = (folder / 'manifest.json').read_text('utf-8')
    for name in re.findall(r'"([\w/-]+\.(?:html|js|png))"', about):
        assert (folder / name).exists(), name
    for message in re.findall(r'__MSG_(\w+)__', about):
        for locale in (folder / '_locales').iterdir():
            assert message in json.loads((locale / 'messages.json').read_text('utf-8'))


def test_libraries_are_unmodified(folder):
    assert (folder / 'vendor' / 'brython.js').read_bytes() == compile_core.brython_file().read_bytes()
    for _package, _version, path in package.vendored():
        assert (folder / 'vendor' / path.name).read_bytes() == path.read_bytes()


def test_compiled_core_has_every_module_once(folder):
    defined = re.findall(r'^samarCore\.define\("([\w.]+)"', (folder / 'core' / 'core.js').read_text('utf-8'), re.MULTILINE)
    sources = [path.relative_to(ROOT / 'pycore').with_suffix('').as_posix().replace('/', '.').removesuffix('.__init__')
               for path in (ROOT / 'pycore' / 'samar' / 'core').rglob('*.py')
               if (path.parent.name != 'kernels' or path.name == '__init__.py')]
    assert sorted(defined) == sorted(['samar', *sources])
    assert {path.name for path in (folder / 'core').iterdir()} == {'core.js', 'index.js', 'kernels.js'}


def test_scripts_are_plain_text(folder):
    """No raw control character and no sign of direction in what was built here: it reads as it runs."""
    for name in ('core/core.js', 'core/kernels.js', 'worker.js', 'panel.js', 'background.js'):
        content = (folder / name).read_text('utf-8')
        found = re.search('[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]', content)
        assert found is None, (name, found and content[max(0, found.start() - 80):found.end() + 20])


def test_id_of_the_add_on_lies_on_a_domain_that_can_be_owned():
    ident = manifest.read()['browser_specific_settings']['gecko']['id']
    assert re.fullmatch(r'[a-z0-9-]+@[a-z0-9-]+\.[a-z]{2,}', ident)
    assert ident.rpartition('.')[2] not in ('invalid', 'test', 'example', 'localhost', 'local')


def test_core_runs_without_code_from_text():
    done = subprocess.run(['node', '--disallow-code-generation-from-strings', 'tools/core.mjs', 'call', 'samar.core.plan.dates.shift',
                           '["20200301", "DA", -1]'], cwd=ROOT, capture_output=True, text=True)
    assert json.loads(done.stdout) == {'ok': True, 'result': '20200229'}, done.stderr


def test_browser_supplies_every_host_function():
    done = subprocess.run(['node', 'tools/core.mjs', 'call', 'samar.core.host.missing'], cwd=ROOT, capture_output=True, text=True)
    assert json.loads(done.stdout) == {'ok': True, 'result': []}, done.stderr


TELLS = """
import {call, startCore} from './tools/core.mjs';
import fs from 'node:fs';
const told = [];
const core = startCore(undefined, (progress) => told.push(progress));
const ask = (op, args) => call(core, 'samar.core.worker.handle', [op, args]);
const choices = {preset: 'research', options: null, categories: {}, elements: {}, masks: [{x: 0, y: 0, w: 1, h: 1, first: 0, last: -1, enabled: true}]};
ask('hello', {secret: new Uint8Array(32)});
ask('open', {key: 'a', file: new Uint8Array(fs.readFileSync(process.argv[1]))});
const {outcome} = ask('clean', {key: 'a', choices});
console.log(JSON.stringify({outcome, told}));
"""


def test_the_compiled_core_tells_the_worker_how_far_it_is(tmp_path):
    (tmp_path / 'in.dcm').write_bytes(files.build(files.body()))
    done = subprocess.run(['node', '--input-type=module', '-e', TELLS, tmp_path / 'in.dcm'], cwd=ROOT, capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert found['outcome'] == 'cleaned' and found['told'], done.stderr
    assert all(0 <= one['done'] < one['total'] and one['what'] in ('frames', 'bytes') for one in found['told'])


def test_same_sources_same_bytes(dist, tmp_path):
    """Built again in another folder, at another time, in another time zone and with another hash order, below a folder with settings of its own."""
    copy = tmp_path / 'elsewhere'
    copy.mkdir()
    (tmp_path / 'tsconfig.json').write_text('{"compilerOptions": {"strict": true}}')
    for name in ('extension', 'pycore', 'presets', 'tools'):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns('__pycache__'))
    for name in ('manifest.json', 'package.json', 'LICENSE'):
        shutil.copy(ROOT / name, copy / name)
    for name in ('.venv', 'node_modules'):
        (copy / name).symlink_to(ROOT / name)
    subprocess.run([str(ROOT / '.venv' / 'bin' / 'python'), '-m', 'tools.build'], cwd=copy, check=True,
                   env={**os.environ, 'TZ': 'Asia/Jakarta', 'PYTHONHASHSEED': '7'}, stdout=subprocess.DEVNULL)
    for browser in manifest.BROWSERS:
        path = package.zip_path(browser)
        again = copy / 'dist' / path.name
        assert hashlib.sha256(again.read_bytes()).hexdigest() == hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_style_sheet_is_in_the_package_once():
    sheets = sorted((package.EXTENSION / 'page' / 'style').glob('*.css'))
    made = package.style()
    assert len(sheets) > 5 and '@import' not in made
    for sheet in sheets:
        content = sheet.read_text('utf-8')
        assert sheet.name == 'panel.css' or made.count(content) == 1, sheet.name
        assert content.count('\n') <= 350, sheet.name
