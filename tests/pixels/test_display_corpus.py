"""Every image of the corpus is shown as pydicom decodes it, or refused with a reason."""

import zlib

import numpy as np
import pytest
from pydicom.encaps import generate_frames
from pydicom.uid import ExplicitVRLittleEndian
from samar.core.elements.record import open_record
from samar.core.errors import SamarError
from samar.core.pixels import cells, decode, display, image
from samar.hosts import cpython as host_cpython

from tests.pixels import images

REFUSED = {  # why a file that has pixel data is not shown
    'bad_jpeg_garbage.dcm': 'stream-header', 'bad_pixlen_ffff_raw.dcm': 'pixels-not-native', 'bad_pixlen_short.dcm': 'pixels-short',
    'bad_rows_huge.dcm': 'pixels-short', 'bad_trunc_jpeg_mid.dcm': 'pixels-frames-beyond',
    'bad_ts_says_jpeg_but_raw.dcm': 'pixels-not-encapsulated', 'bad_ts_unknown.dcm': 'pixels-no-decoder',
    'us_jxl_burned.dcm': 'pixels-no-decoder', 'us_jxl_lossless_burned.dcm': 'pixels-no-decoder',
    'video_hevc_burned.dcm': 'pixels-video', 'video_mpeg2_burned.dcm': 'pixels-video', 'video_mpeg4_avc_burned.dcm': 'pixels-video',
    'invalid_compression.dcm': 'stream-unknown', 'badVR.dcm': 'pixels-frame-count',
    '20-wrong-transfer-syntax.dcm': 'pixels-not-encapsulated', '966.dcm': 'stream-corrupt',
    'JPEG2000-embedded-sequence-delimiter.dcm': 'stream-differs',
}
LOSSY = ('50', '51', '53', '55', '81', '91', '203')
ROWS = [row for row in images.manifest() if row['photometric'] or 'PixelData' in row['bulk'] or row['path'].rpartition('/')[2] in REFUSED]


@pytest.mark.parametrize('row', ROWS or [pytest.param(None, marks=pytest.mark.skip(reason='no corpus'))],
                         ids=lambda row: row and row['path'])
def test_shown(row):
    path = images.CORPUS / row['path']
    try:
        record = open_record(host_cpython.open_file(path))
        info = image.describe(record)
        if info is None:
            assert path.name not in REFUSED
            return    # no pixel data, or an element of that name without an image
        last = (info.frames or 1) - 1
        for frame in sorted({0, last}):
            picture = display.render(record, info, frame)
            compare(path, row, record, info, frame, picture)
    except SamarError as error:
        assert REFUSED.get(path.name) == error.code
        return
    assert path.name not in REFUSED


def compare(path, row, record, info, frame, picture):
    """Cells equal to the reference, colours within 1 where the file is lossy or is converted from YBR."""
    assert (picture['height'], picture['width']) == (info.rows, info.columns)
    mine = native(decode.load(record, info, frame)) if info.samples == 1 else images.rgb(picture)
    most = 1 if row['ts'].rpartition('.')[2] in LOSSY or row['photometric'].startswith('YBR') else 0
    best, seen = None, 0
    for found in references(path, row):
        want = found(frame, info)
        if want is None or want.shape != mine.shape:
            continue
        seen += 1
        worst = np.abs(mine.astype(float) - want.astype(float)).max()
        best = worst if best is None else min(best, worst)
        if best <= most:
            break
    if not seen:
        pytest.skip('no decoder to compare with')
    assert best <= most


def native(frame):
    """Stored values of a grey frame."""
    found = np.asarray(cells.unpacked(frame))[:frame.rows * frame.columns]
    if frame.bits_allocated <= 16:
        found = np.asarray(cells.stored(frame, 1 << frame.bits_allocated))[found]
    return found.reshape(frame.rows, frame.columns)


def references(path, row):
    """Functions of (frame, info) that give what an independent decoder makes of the file, or None."""
    def by_pydicom(frame, info):
        try:
            return eight(images.decoded(images.reference(path), frame), info)
        except Exception:
            return None

    def by(tool):
        def look(frame, info):
            found = images.by_tool(path, tool)
            try:
                return None if found is None else eight(images.decoded(found, frame), info)
            except Exception:
                return None
        return look

    def inflated(frame, info):
        if not row['ts'].endswith('.8.1'):
            return None
        found = images.reference(path)
        streams = list(generate_frames(found.PixelData, number_of_frames=info.frames))
        found.PixelData = zlib.decompress(streams[frame], -15)
        found['PixelData'].VR = 'OB'
        found['PixelData'].is_undefined_length = False
        found.NumberOfFrames = 1
        found.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        return images.decoded(found, 0)

    def sibling(frame, info):
        # pydicom knows no RLE of single bits; the same image lies beside it in JPEG 2000
        same = next((x['path'] for x in ROWS if x['path'].endswith('liver_j2k.dcm')), None)
        return images.decoded(images.reference(images.CORPUS / same), frame) if same and path.name == 'liver_rle.dcm' else None
    yield inflated
    yield sibling
    yield by_pydicom
    yield by('gdcmconv')
    yield by('dcmdjpeg')


def eight(array, info):
    """Colours of more than 8 bits as they are shown."""
    if info.samples == 3 and array.dtype.itemsize > 1:
        bits = info.bits_stored if array.dtype.itemsize == 2 else 32
        return array >> (bits - 8)
    return array


def test_every_refusal_is_in_the_corpus():
    if not ROWS:
        pytest.skip('no corpus')
    assert set(REFUSED) <= {row['path'].rpartition('/')[2] for row in ROWS}
