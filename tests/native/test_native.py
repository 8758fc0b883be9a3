"""Kernels compiled by Numba: the same results as plain Python, call by call and file by file, and never in silence."""

import hashlib
import importlib.util
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from samar.hosts import cpython as host_cpython
from samar.hosts import native as host_native

from tests import files

ROOT = Path(__file__).resolve().parents[2]
REFERENCES = ('tests/test_pipeline.py', 'tests/verify/test_second_reading.py', 'tests/pixels/test_jpeg_baseline.py', 'tests/pixels/test_rle.py',
              'tests/pixels/test_redact.py', 'tests/pixels/test_jpeg_deep.py', 'tests/pixels/test_display.py', 'tests/elements')
WITHOUT = ('import sys, importlib.metadata as m; sys.modules["numba"] = None; old = m.version\n'
           'def version(name):\n    if name in ("numba", "llvmlite"): raise m.PackageNotFoundError(name)\n    return old(name)\n'
           'm.version = version\nfrom samar import cli; sys.exit(cli.main(sys.argv[1:]))')
# one process for all presets: kernels are compiled once
RUNS = 'import json, sys; from samar import cli; print([cli.main(one) for one in json.load(sys.stdin)])'

needs_numba = pytest.mark.skipif(importlib.util.find_spec('numba') is None, reason='no numba: install the extra `native`')
long = pytest.mark.skipif(not os.environ.get('SAMAR_LONG'), reason='takes minutes: make test-long')


@pytest.fixture(scope='session')
def cache(tmp_path_factory):
    """Compiled code of this session."""
    return tmp_path_factory.mktemp('cache')


def run(cache, *arguments, given=None):
    return subprocess.run([sys.executable, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False, input=given,
                          env={**os.environ, 'SAMAR_CACHE': str(cache)})


def made(cache, tmp_path, kernels, inputs, presets):
    """What the command line prints, reports and writes for each preset."""
    runs = [['--kernels', kernels, 'deidentify', *map(str, inputs), '--out', str(tmp_path / kernels / preset), '--preset', preset,
             '--report', str(tmp_path / f'{kernels}-{preset}.json'), '--project-key', 'a key for both runs', '--mask', '0,0,1,1',
             '--accept', 'text-risk', '--accept', 'cannot-be-shown'] for preset in presets]
    done = run(cache, '-c', RUNS, given=json.dumps(runs))
    assert done.returncode == 0, done.stderr
    found = {}
    for preset in presets:
        report = json.loads((tmp_path / f'{kernels}-{preset}.json').read_text('utf-8'))
        assert report.pop('kernels') == kernels
        found[preset] = (report, {path.relative_to(tmp_path / kernels): hashlib.sha256(path.read_bytes()).hexdigest()
                                  for path in (tmp_path / kernels / preset).rglob('*.dcm')})
    return done.stdout, found


def small(tmp_path):
    inputs = []
    for number, syntax in enumerate((files.EXPLICIT, files.IMPLICIT, files.BIG)):
        inputs.append(tmp_path / f'{number}.dcm')
        inputs[-1].write_bytes(files.build(files.body(syntax), syntax))
    return inputs


@needs_numba
def test_files_are_equal_to_the_byte_and_the_second_run_finds_all_compiled(cache, tmp_path):
    presets = ['basic', 'longitudinal']
    inputs = small(tmp_path)
    plain, native = (made(cache, tmp_path, kernels, inputs, presets) for kernels in ('python', 'native'))
    assert plain == native and len(native[1]['basic'][1]) == 3
    again = run(cache, '-m', 'samar', '--kernels', 'native', 'deidentify', *inputs, '--out', tmp_path / 'again', '--preset', 'basic')
    assert again.returncode == 0 and 'compiling' not in again.stderr
    # now, and not before, the second run finds them and says so
    assert 'kernels native numba' in run(cache, '-m', 'samar', '--version').stdout
    assert 'kernels python' in run(tmp_path / 'other', '-m', 'samar', '--version').stdout
    assert 'kernels python' in run(cache, '-m', 'samar', '--kernels', 'python', '--version').stdout


@needs_numba
@long
@pytest.mark.long
def test_all_small_files_at_hand_are_equal_to_the_byte(cache, tmp_path):
    import pydicom

    from tools.sample import __main__ as sample
    inputs = [*sample.write(tmp_path / 'sample'), *[path for path in sorted((Path(pydicom.__file__).parent / 'data' / 'test_files').rglob('*.dcm')) if path.stat().st_size < 200000]]
    presets = ['basic', 'research', 'tcia', 'longitudinal']
    plain, native = (made(cache, tmp_path, kernels, [*inputs, *small(tmp_path)], presets) for kernels in ('python', 'native'))
    assert len(plain[1]['basic'][1]) > 20
    assert plain == native


@needs_numba
@long
@pytest.mark.long
@pytest.mark.parametrize('preset', sorted(path.stem for path in (ROOT / 'presets').glob('*.json') if 'schema' not in path.name))
def test_the_corpus_and_the_cases_are_equal_to_the_byte_under_every_preset(cache, tmp_path, corpus, preset):
    """Everything that can be written is, and what is told of each file is the same, too."""
    from samar.core.edits import points

    from tests.run import trees
    cases = corpus.parent / 'cases'
    told = {}
    for kernels in ('python', 'native'):
        out = tmp_path / kernels
        done = run(cache, '-m', 'samar', '--kernels', kernels, 'deidentify', corpus, *[cases][:cases.is_dir()], '--out', out, '--preset', preset,
                   '--project-key', 'a key for both runs', '--jobs', '2', '--report', f'{out}.json', '--set-report', f'{out}.csv',
                   *[word for code in points.CODES for word in ('--accept', code)])
        report = json.loads(Path(f'{out}.json').read_text('utf-8'))
        assert report.pop('kernels') == kernels and report['counts']['cleaned'] + report['counts']['held'] > 150, done.stderr[-1000:]
        shards = {path.name: path.read_bytes() for path in Path(f'{out}.samar').iterdir()}
        told[kernels] = (done.stdout, report, Path(f'{out}.csv').read_bytes(), trees.digest(out), shards)
    print(preset, 'files compared:', len(told['native'][1]['files']), told['native'][1]['counts'])
    for place, what in enumerate(('lines', 'report', 'report of the set', 'tree', 'audit')):
        assert told['python'][place] == told['native'][place], what


@needs_numba
@long
@pytest.mark.long
def test_reference_cases_of_kernels_run_both_ways(cache):
    done = run(cache, '-m', 'pytest', '-p', 'tests.native.both', '-x', *REFERENCES)
    assert done.returncode == 0, done.stdout[-3000:]
    kernels, calls = [int(word) for word in done.stdout.split('kernels run both ways: ')[1].split('\n')[0].split() if word.isdigit()]
    assert kernels > 80 and calls > 10000


@needs_numba
@pytest.mark.parametrize('signed', [False, True])
def test_bits_beside_values_are_seen_alike_by_both(signed):
    """`host.loose` is written twice on CPython: one long number, and numpy beside native kernels."""
    drawn, seen = random.Random(11), set()
    for _turn in range(2000):
        buffer = bytes(drawn.choice([0, 0, 0, 0, 1, 127, 128, 240, 255]) for _byte in range(drawn.choice([0, 1, 2, 3, 4, 8, 31])))
        above = 0xFFFF - (2 << drawn.randrange(15)) + 1
        for mask in (above, (above & 0xFF00) // 256 * 257):
            found = host_native._loose(buffer, mask, signed)
            assert found == host_cpython._loose(buffer, mask, signed), (buffer, mask)
            seen.add(found)
    late = bytearray(host_native.CELLS * 4 + 3)
    for at in (0, host_native.CELLS * 2 + 1, len(late) - 1):
        late[at] = 128      # the odd byte is a low one
        assert host_native._loose(late, 0xFF00, False) == host_cpython._loose(late, 0xFF00, False) == (at % 2 == 1)
        late[at] = 0
    assert seen == {False, True}


@needs_numba
def test_an_index_out_of_reach_ends_in_an_error(cache):
    """A kernel led astray by a file never reads or writes memory of others."""
    done = run(cache, '-c', 'from samar.hosts import native; from samar.core.kernels import fill; assert native.install(None);'
               'fill.pattern(bytearray(8), 0, 4, 9, 4, bytearray(1), 1)')
    assert done.returncode == 1 and 'IndexError' in done.stderr


def test_without_numba_it_works_and_says_so(cache, tmp_path):
    told = run(cache, '-c', WITHOUT, '--version')
    assert told.returncode == 0 and 'kernels python' in told.stdout, told.stderr
    assert run(cache, '-c', WITHOUT, '--kernels', 'native', '--version').returncode == 2
    path = tmp_path / 'one.dcm'
    path.write_bytes(files.build(files.body()))
    assert run(cache, '-c', WITHOUT, 'deidentify', path, '--out', tmp_path / 'out').returncode == 0


@needs_numba
def test_compiled_code_of_others_is_not_loaded(tmp_path, monkeypatch):
    from samar.hosts import native
    monkeypatch.setenv('SAMAR_CACHE', str(tmp_path))
    place = native.folder({'a': 'b'})
    assert tmp_path in place.parents and native.folder({'a': 'b'}) == place != native.folder({'a': 'c'})
    place.chmod(0o777)
    assert native.folder({'a': 'b'}) != place
