"""Cases in which a file holds more than it says, or says more than it holds: what must come out of each."""

import json
import os
import pathlib
import subprocess
import sys

import pydicom
import pytest
from samar.core import outcome, pipeline
from samar.core.elements import record as records
from samar.core.pixels import decode, frames, grades, image, surplus
from samar.core.pixels.masks import Mask
from samar.core.plan import identity, shelf
from samar.core.plan.choices import policy_of
from samar.hosts import cpython

from tests.pixels.blanks import blanks

CASES = pathlib.Path(os.environ.get('DICOM_CASES', pathlib.Path(__file__).resolve().parents[3] / 'shared' / 'cases'))
REFUSED = {
    'w01_zeros_then_pixels': 'padding-not-zero', 'x-jpegframes-2000000000': 'pixels-frames-beyond',
    'x-jpegframes-1e999': 'pixels-frames-beyond', 'x-deep-3000': 'too-deep', 'x-bomb-1g': 'inflates-too-far',
    'wsi-label': 'slide-label', 'wsi-thumbnail-label-in-image-yes': 'slide-label', 'wsi-label-flavor-in-value-4': 'slide-label',
    'wsi-volume-but-label-in-image-yes': 'slide-label', 'wsi-label-as-derived-resampled': 'slide-label',
}
SETTLED = ('text-risk=said', 'cannot-be-shown=said', 'beside-picture')
BEHIND = ('number-of-frames-lies', 'number-of-frames-missing-more-data', 'hidden-rows-more-pixels-than-rows', 'w06_native_excess',
          'x-native-tail')


def path_of(name):
    """Path of a case; the test is skipped where the folder is missing."""
    if not (CASES / 'cases.csv').exists():
        pytest.skip(f'no cases at {CASES}: set DICOM_CASES')
    return CASES / (name + '.dcm')


def run(name, preset='research', masks=()):
    """Outcome of a case."""
    policy = policy_of(shelf.preset(preset), None, None, {})
    return pipeline.deidentify(cpython.open_file(path_of(name)), policy, identity.Identity(b'k' * 32), list(masks), SETTLED)


@pytest.mark.parametrize('name', REFUSED)
def test_refused(name):
    found = run(name)
    assert found.word == outcome.REFUSED and found.error.code == REFUSED[name] and found.output is None


@pytest.mark.parametrize('masked', [False, True])
@pytest.mark.parametrize('name', BEHIND)
def test_bytes_behind_the_frames_become_zero(name, masked, tmp_path):
    found = run(name, masks=[Mask(0, 0, 2, 2)] if masked else [])
    assert found.word not in (outcome.REFUSED, outcome.FAILED), found.error
    before = pydicom.dcmread(path_of(name))
    content = bytes(found.output.read(0, found.output.size))
    (tmp_path / 'out.dcm').write_bytes(content)
    after = pydicom.dcmread(tmp_path / 'out.dcm')
    size = before.Rows * before.Columns * before.SamplesPerPixel * before.BitsAllocated // 8 * int(before.get('NumberOfFrames') or 1)
    assert after.PixelData[size:] == bytes(len(before.PixelData) - size) and any(before.PixelData[size:])
    if not masked:
        assert after.PixelData[:size] == before.PixelData[:size]
    assert 'behind-frames-blanked' in [note[0] for note in found.work.notes]


STREAMS = {'jpeg-comment-and-exif-with-name': 'stream-metadata-dropped', 'j2k-comment-with-name': 'stream-metadata-dropped',
           'w05_jpeg_comment': 'stream-metadata-dropped', 'jpeg-thumbnail-in-exif': 'stream-metadata-dropped',
           'x-j2k-tail': 'behind-frames-blanked', 'x-jls-tail': 'behind-frames-blanked', 'x-offset-tail': 'behind-frames-blanked',
           'gap-between-fragments-bot-skips': 'behind-frames-blanked', 'hidden-fourth-fragment-frame': 'behind-frames-blanked',
           'hidden-frame-rle-empty-bot': 'behind-frames-blanked', 'jpeg-two-images-in-one-fragment': 'behind-frames-blanked'}


def beside_picture(record):
    """What is left beside the frames of an encapsulated picture."""
    info = image.describe(record)
    index = frames.index(record, info)
    found = [place for place in surplus.unshown(record, info, index) if record.source.nonzero(*place) >= 0]
    if info.syntax.startswith(grades.JPEG):
        for parts in index:
            found.extend(blanks(frames.joined(record, parts)))
    return found


@pytest.mark.parametrize('masked', [False, True])
@pytest.mark.parametrize('name', STREAMS)
def test_what_streams_carry_beside_the_picture_goes(name, masked):
    found = run(name, masks=[Mask(0, 0, 8, 8, 0, 0)] if masked else [])
    assert found.word == outcome.CLEANED, found.error
    before, after = records.open_record(cpython.open_file(path_of(name))), records.open_record(found.output)
    assert beside_picture(before) and beside_picture(after) == []
    told = [note[0] for note in found.work.notes]
    assert masked or STREAMS[name] in told
    first, second = image.describe(before), image.describe(after)
    assert second.frames == first.frames
    for frame in range(first.frames):
        if not (masked and frame == 0):
            assert bytes(decode.load(before, first, frame).buffer) == bytes(decode.load(after, second, frame).buffer)
    again = pipeline.deidentify(found.output, policy_of(shelf.preset('research'), None, None, {}), identity.Identity(b'k' * 32), [], SETTLED)
    assert not [note for note in again.work.notes if note[0] in STREAMS.values()]


def test_a_syntax_that_only_the_stream_tells():
    found = run('w04_no_meta_jpeg')
    assert found.work.syntax == '1.2.840.10008.1.2.4.50', found.error


def test_a_delimiter_with_a_length_is_written_without():
    found = run('pixel-sequence-delimiter-with-undefined-length')
    assert bytes(found.output.read(found.output.size - 8, found.output.size)) == b'\xfe\xff\xdd\xe0\0\0\0\0'


HOSTILE = sorted(path.name for path in CASES.glob('x-*.dcm'))
DRAWN = ('x-jpegframes-2000000000.dcm', 'x-deflframe-bomb.dcm', 'x-rows65535.dcm', 'x-jpeg-65500.dcm', 'x-j2k-4g.dcm')
BOUNDED = """
import resource, sys, time
from samar import cli
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
started = time.process_time()
status = cli.main(['deidentify', *sys.argv[2:], '--out', sys.argv[1], '--report', sys.argv[1] + '/report.json'])
# the peak of this program alone: getrusage also knows that of the program that started it
peak = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0]
print('\\n', time.process_time() - started, int(peak) // 1024)
sys.exit(status)
"""


@pytest.mark.parametrize(('name', 'mask'), [(name, ()) for name in HOSTILE] + [
    (name, ('--mask', mask)) for name in HOSTILE if name in DRAWN for mask in ('0,0,4,4', '0,0,65535,65535')])
def test_a_hostile_file_is_bounded_and_the_next_one_is_right(name, mask, tmp_path):
    done = subprocess.run([sys.executable, '-c', BOUNDED, str(tmp_path), str(path_of(name[:-4])), str(path_of('numeric-vrs-in-table')), *mask],
                          capture_output=True, text=True, timeout=120, check=False)
    told = json.loads((tmp_path / 'report.json').read_text())
    assert told['files'][0]['outcome'] in ('cleaned', 'held', 'refused'), told['files'][0]['error']
    assert mask or told['files'][1]['outcome'] in ('cleaned', 'held'), told['files'][1]['error']
    seconds, megabytes = done.stdout.split()[-2:]
    assert float(seconds) < 10 and int(megabytes) < 512
    assert len((tmp_path / 'report.json').read_text()) < 2000000
