"""The extension's folders: `dist/chromium` and `dist/firefox`, and a zip of each.

Everything in them is readable: own sources bundled but not shortened, libraries as their makers publish them under `vendor/`.
"""

import importlib.metadata
import json
import os
import re
import shutil
import subprocess

import numpy
from pydicom import dcmwrite

from tools import compile_core, manifest, reviewers, settled, third_party
from tools.modules import ROOT
from tools.sample import ct, ultrasound
from tools.text import wasm

DIST = ROOT / 'dist'
EXTENSION = ROOT / 'extension'
WEB_EXT = ROOT / 'node_modules' / '.bin' / 'web-ext'
ENTRIES = {'worker.js': 'worker/worker.js', 'panel.js': 'page/panel.js', 'background.js': 'background.js'}
STYLE = 'page/style/panel.css'
COPIED = {'panel.html': 'page/panel.html', '_locales': '_locales', 'icons': 'icons'}


# One moment for every file of a package, so that the same sources give the same zip. ZIP cannot tell an earlier one.
MOMENT = 315532800

def style():
    """The style sheets that panel.css names, behind each other."""
    listed = EXTENSION / STYLE
    return ''.join((listed.parent / name).read_text('utf-8') for name in re.findall(r'@import "([a-z]+\.css)";', listed.read_text('utf-8')))


def _small_ct():
    """The CT sample at half its size and in steps of 16 grey values: as it is it would be a tenth of the package."""
    made = ct.make()
    cells = (made.pixel_array[::2, ::2] // 16 * 16).astype(numpy.uint16)
    made.Rows, made.Columns = cells.shape
    made.PixelSpacing = [2 * float(step) for step in made.PixelSpacing]
    made.PixelData = cells.tobytes()
    return made


SAMPLES = {'ct.dcm': _small_ct, 'us.dcm': ultrasound.make}


def _bundle(folder):
    entries = [{'from': str(EXTENSION / source), 'to': str(folder / name)} for name, source in ENTRIES.items()]
    job = {'entries': entries, 'banner': '// Bundled from extension/ by esbuild, not shortened.'}
    if subprocess.run(['node', str(ROOT / 'tools' / 'bundle.mjs')], input=json.dumps(job), text=True, cwd=ROOT).returncode:
        raise compile_core.Broken('esbuild could not bundle the extension')


def vendored():
    """Unmodified library files as `(package, version, path in node_modules)`."""
    table = json.loads((ROOT / 'tools' / 'vendor.json').read_text('utf-8'))
    for package, files in table.items():
        home = ROOT / 'node_modules' / package
        version = json.loads((home / 'package.json').read_text('utf-8'))['version']
        for file in files:
            yield package, version, home / file


def _copy_vendor(folder):
    folder.mkdir()
    shutil.copyfile(compile_core.brython_file(), folder / 'brython.js')
    for _package, _version, path in vendored():
        shutil.copyfile(path, folder / path.name)


def _assemble():
    """The folder that both browsers share, apart from the manifest."""
    shared = ROOT / 'build' / 'extension'
    shutil.rmtree(shared, ignore_errors=True)
    shared.mkdir(parents=True)
    _bundle(shared)
    for name, place in COPIED.items():
        source = EXTENSION / place
        if source.is_dir():
            shutil.copytree(source, shared / name)
        elif source.exists():
            shutil.copyfile(source, shared / name)
    (shared / 'panel.css').write_text(style(), 'utf-8')
    shutil.copytree(compile_core.OUT, shared / 'core')
    joined(shared / 'core')
    (shared / 'core' / 'tables').rename(shared / 'tables')
    _copy_vendor(shared / 'vendor')
    wasm.supply(shared / 'text')
    (shared / 'sample').mkdir()
    for name, make in SAMPLES.items():
        dcmwrite(shared / 'sample' / name, make(), enforce_file_format=True)
    shutil.copyfile(ROOT / 'LICENSE', shared / 'LICENSE')
    reviewers.write(shared, importlib.metadata.version('brython'))
    third_party.write(shared)
    return shared


def joined(core):
    """The compiled modules of a folder as one file in loading order: a worker reads one file in a fifth of the time of many."""
    names = re.findall(r'^  "(.*)",$', (core / 'index.js').read_text('utf-8'), re.MULTILINE)
    (core / 'core.js').write_text('\n'.join((core / name).read_text('utf-8') for name in names), 'utf-8')
    (core / 'index.js').write_text("// The compiled core's files in loading order.\nsamarCore.files = ['core.js']\n", 'utf-8')
    shutil.rmtree(core / 'samar')


def _settle(folder):
    """Same times and same rights everywhere, because both go into the zip."""
    for path in sorted(folder.rglob('*')):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (MOMENT, MOMENT))


def zip_path(browser):
    """Where the zip of `browser` lies."""
    return DIST / f'samar-{browser}-{manifest.read()["version"]}.zip'


def build():
    """Fill `dist/`; raises compile_core.Broken. What was there stays until the new one is whole."""
    shared = _assemble()
    fresh = ROOT / 'build' / 'dist'
    shutil.rmtree(fresh, ignore_errors=True)
    for browser in manifest.BROWSERS:
        folder = fresh / browser
        shutil.copytree(shared, folder)
        (folder / 'manifest.json').write_text(manifest.text(browser), 'utf-8')
        (folder / 'sbom.cdx.json').write_text(third_party.bill(folder, browser), 'utf-8')
        _settle(folder)
        _zip(folder, fresh / zip_path(browser).name)
    compile_core.put_in_place(fresh, DIST)


def _zip(folder, target):
    done = subprocess.run([str(WEB_EXT), 'build', '--source-dir', str(folder), '--artifacts-dir', str(target.parent), '--filename',
                           target.name, '--overwrite-dest', '--no-config-discovery'],
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, 'TZ': 'UTC'})
    if done.returncode:
        raise compile_core.Broken(done.stdout)
    settled.settle(target)


# What the linter says and why it stays: code and beginning of the file's path.
ACCEPTED = {
    'firefox': {
        'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION': ('manifest.json', 'the package is not offered for Android, which has no sidebar'),
        'UNSAFE_VAR_ASSIGNMENT': (('vendor/', 'panel.js'), 'Brython unmodified; in panel.js it is Lit, which fills its own templates'),
        'DANGEROUS_EVAL': ('vendor/', 'Brython unmodified; the policy forbids it, and policy.js stands in while it loads'),
        'UNSUPPORTED_API': ('vendor/', 'Brython unmodified; never called'),
    },
    # Mozilla's linter on Chromium's package: it misses what only Firefox has, and does not know what only Chromium has.
    'chromium': {
        code: ('manifest.json', 'a matter of Firefox')
        for code in ('BACKGROUND_SERVICE_WORKER_NOFALLBACK', 'ADDON_ID_REQUIRED', 'MANIFEST_PERMISSIONS',
                     'MISSING_DATA_COLLECTION_PERMISSIONS', 'INCOGNITO_SPLIT_UNSUPPORTED')
    },
}
ACCEPTED['chromium'].update({code: reason for code, reason in ACCEPTED['firefox'].items() if reason[0] != 'manifest.json'})


def lint():
    """web-ext lint of both folders: prints what is not accepted, and gives its number."""
    found = accepted = 0
    for browser in manifest.BROWSERS:
        done = subprocess.run([str(WEB_EXT), 'lint', '--source-dir', str(DIST / browser), '--output', 'json', '--no-config-discovery',
                               '--self-hosted'], text=True, stdout=subprocess.PIPE)
        report = json.loads(done.stdout)
        for entry in report['errors'] + report['warnings']:
            start, _reason = ACCEPTED[browser].get(entry['code'], (None, None))
            file = entry.get('file') or 'manifest.json'
            if start is not None and file.startswith(start):
                accepted += 1
                continue
            print(f'{browser}: {entry["_type"]}: {entry["code"]} {file}:{entry.get("line", "")} {entry["message"]}')
            found += 1
    print(f'web-ext lint: {found} findings, {accepted} accepted for the reasons in tools/package.py')
    return found
