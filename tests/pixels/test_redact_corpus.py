"""Every file of the corpus with a corner and an odd rectangle masked in all frames, through the whole pipeline.

The output is decoded by pydicom's decoders and by a second, independent program: black inside the masks, equal outside
(for JPEG baseline the coefficients are compared by `test_jpeg_corpus.py`).
"""


import io

import imagecodecs
import numpy as np
import pydicom
import pytest
from pydicom.encaps import generate_frames
from samar.core import pipeline
from samar.core.elements.record import open_record
from samar.core.errors import SamarError
from samar.core.pixels import grades, image, masks, redact_native
from samar.core.plan import identity, shelf
from samar.core.plan.choices import policy_of
from samar.hosts import cpython as host_cpython

from tests.pixels import images

REFUSED = {
    'mask-not-possible', 'mask-two-pixel-data', 'frames-unassigned', 'stream-header', 'stream-unknown', 'stream-corrupt', 'stream-differs',
    'mask-no-image',
}
SECOND = {grades.RLE: 'dcmdrle', grades.JPEG_LS: 'dcmdjpls', grades.JPEG_BASELINE: 'dcmdjpeg', grades.JPEG_EXTENDED: 'dcmdjpeg'}
ROWS = images.manifest()
SETTLED = ('text-risk=said', 'cannot-be-shown=said', 'beside-picture')
SECRET = identity.Identity(memoryview(b'pixels' * 6)[:32])
MASKED = set()
SLOW = 40    # frames of a clip that are looked at


def boxes(info):
    """A corner, and where there is room an odd rectangle on odd places and of odd size, an ellipse and a polygon."""
    found = [masks.Mask(0, 0, max(info.columns // 4, 1), max(info.rows // 5, 1))]
    if info.columns > 20 and info.rows > 20:
        found.append(masks.Mask(info.columns // 2 | 1, info.rows // 2 | 1, 5, 7))
    if info.columns > 60 and info.rows > 60:
        found.append(masks.Mask(info.columns // 2 + 3, 5, 21, 14, 0, -1, 'ellipse'))
        left, top = info.columns // 3, info.rows - 30
        found.append(masks.Mask(0, 0, 0, 0, 0, -1, 'polygon', (left, top, left + 17, top + 3, left + 9, top + 24)))
    return found


def covered(chosen, info, shape):
    """Pixels under the masks; in uncompressed 4:2:2 two pixels share their colour."""
    found = np.zeros(shape[:2], bool)
    for mask in chosen:
        for x, y, w, h in mask.boxes(0, info.columns, info.rows):
            left, right = x, x + w
            if info.photometric == 'YBR_FULL_422' and not info.encapsulated:
                left, right = left // 2 * 2, (right + 1) // 2 * 2
            found[y:y + h, left:right] = True
    return found


@pytest.mark.parametrize('row', ROWS or [pytest.param(None, marks=pytest.mark.skip(reason='no corpus'))],
                         ids=lambda row: row and row['path'])
def test_masked(row, tmp_path):
    path = images.CORPUS / row['path']
    try:
        record = open_record(host_cpython.open_file(path))
    except SamarError:
        return
    info = image.describe(record)
    if info is None or info.frames is None or info.frames > SLOW or not info.rows or not info.columns:
        return
    chosen = boxes(info)
    policy = policy_of(shelf.preset('research'), None, None, {})
    outcome = pipeline.deidentify(record, policy, SECRET, chosen, SETTLED)
    if outcome.word not in ('cleaned', 'held'):
        assert outcome.word == 'refused'
        bare = pipeline.deidentify(open_record(host_cpython.open_file(path)), policy, SECRET, [])
        assert outcome.error.code in REFUSED or bare.word == 'refused', outcome.error.describe()
        return
    target = tmp_path / 'masked.dcm'
    with open(target, 'wb') as stream:
        outcome.output.write_to(stream)
    after, before = pydicom.dcmread(target), images.reference(path)
    compare(row, info, chosen, before, after, target)
    MASKED.add(row['path'])


def test_what_can_be_masked_was(request):
    """Runs behind the others: nothing is lost silently when a refusal becomes more common."""
    if not ROWS or not MASKED:
        pytest.skip('no corpus, or not run as a whole')
    assert len(MASKED) >= 180


def compare(row, info, chosen, before, after, target):
    """Black inside, equal outside, for the first and the last frame, by two decoders."""
    by_coefficients = after.file_meta.TransferSyntaxUID in (grades.JPEG_BASELINE, grades.JPEG_EXTENDED)
    for frame in sorted({0, info.frames - 1}):
        new = by_pydicom(after, frame, info)
        if new is None:
            assert after.file_meta.TransferSyntaxUID in (grades.DEFLATED_FRAME,) or row['decode'].startswith(('Runtime', 'Value'))
            return
        under = covered(chosen, info, new.shape)
        inside = np.unique(new[under].reshape(-1, new.shape[2] if new.ndim == 3 else 1), axis=0)
        if by_coefficients:
            # colour of a neighbouring block may bleed into the edge of a mask by the decoder's smoothing
            assert inside.max() < 40
        else:
            assert len(inside) == 1, 'one value under the masks'
            old = original(row, before, frame, info)
            if old is not None and old.shape == new.shape:
                assert np.abs(old[~under].astype(float) - new[~under].astype(float)).max(initial=0) <= lossy(row)
        other = second(after, target, frame)
        if other is not None and other.shape == new.shape:
            limit = 40 if by_coefficients else 0
            assert np.abs(other[under].astype(float) - new[under].astype(float)).max(initial=0) <= limit
            if not by_coefficients:
                assert (other == new).all(), 'both decoders see the same'


def lossy(row):
    """How far two decoders of the source may lie apart: not at all where it is lossless."""
    return 2 if row['ts'].rpartition('.')[2] in ('51', '53', '55', '203') or 'sample-op' in row['path'] else 0


def by_pydicom(found, frame, info):
    """A frame by pydicom, or None."""
    try:
        return images.decoded(found, frame)
    except (NotImplementedError, RuntimeError, ValueError, AttributeError):
        return None


def original(row, found, frame, info):
    """A frame of the source."""
    return by_pydicom(found, frame, info)


def second(found, target, frame):
    """The same frame by dcmtk or GDCM, for HTJ2K by OpenJPH; None where neither can."""
    syntax = found.file_meta.TransferSyntaxUID
    if syntax in (grades.HTJ2K_LOSSLESS, grades.HTJ2K_RPCL):
        stream = list(generate_frames(found.PixelData, number_of_frames=int(found.get('NumberOfFrames') or 1)))[frame]
        cells = imagecodecs.htj2k_decode(stream)
        return cells.astype(np.int16) if found.PixelRepresentation else cells
    if not syntax.is_compressed:
        return None
    for tool in (SECOND.get(syntax), 'gdcmconv'):
        other = images.by_tool(target, tool) if tool else None
        if other is not None:
            try:
                return images.decoded(other, frame)
            except (ValueError, AttributeError):
                continue
    return None


@pytest.mark.parametrize('row', ROWS or [pytest.param(None, marks=pytest.mark.skip(reason='no corpus'))],
                         ids=lambda row: row and row['path'])
def test_without_masks_pixel_data_is_the_same(row):
    """But for bytes beside the picture in compressed streams, which are zero in place."""
    path = images.CORPUS / row['path']
    try:
        record = open_record(host_cpython.open_file(path))
    except SamarError:
        return
    outcome = pipeline.deidentify(record, policy_of(shelf.preset('research'), None, None, {}), SECRET, [], SETTLED)
    if outcome.output is None or outcome.check is None or record.row(image.PIXEL_DATA) < 0:
        return
    info = image.describe(record)
    if info is not None and info.problem is None and redact_native.overlay_masks(record, info):
        return    # overlays inside the cells are wiped: test_redact.py
    written = open_record(outcome.output)
    old, new = (np.frombuffer(bytes(found.table.raw(found.row(image.PIXEL_DATA))), np.uint8) for found in (record, written))
    assert len(old) == len(new)
    changed = old != new
    if changed.any() and not info.encapsulated and info.bits_stored < info.bits_allocated == 16:
        mask = ((1 << info.bits_stored) - 1) << (info.high_bit - info.bits_stored + 1)      # bits beside the value may be cleared
        assert np.array_equal(*(cells.view('>u2' if info.big else '<u2') & mask for cells in (old, new)))
    elif changed.any():
        assert record.table.is_container(record.row(image.PIXEL_DATA)) and not new[changed].any()
        output = pydicom.dcmread(io.BytesIO(bytes(outcome.output.read(0, outcome.output.size))))
        first = by_pydicom(pydicom.dcmread(path), 0, info)
        assert first is None or np.array_equal(first, by_pydicom(output, 0, info))
