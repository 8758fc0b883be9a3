"""Outputs of the whole corpus: other programs read what they could read before, and what has no reason to change is the same
to the byte. What has a reason comes from table E.1-1 and the VR, not from the core's decisions.
"""

import concurrent.futures
import shutil
import subprocess

import numpy as np
import pydicom
import pytest
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

from tests.conformance import annex_e
from tests.conformance.deidentified import WORKERS

PRESETS = ('basic', 'research', 'tcia')
# Refusals that are right: each code, and what such a file is.
REFUSED = {
    'not-dicom': 'something else than DICOM', 'not-dicom-zip': 'an archive', 'not-dicom-pdf': 'a document', 'not-dicom-jpeg': 'a picture',
    'not-dicom-picture': 'a picture', 'not-dicom-packed': 'packed', 'not-dicom-stream': 'pixels alone', 'not-dicom-volume': 'made from DICOM',
    'empty': 'nothing', 'dicomdir': 'an index of files, not an instance',
    'no-elements': 'a header without a data set', 'truncated': 'cut off', 'vr-bad': 'damaged or in another form than it says',
    'item-missing': 'a sequence without items where items belong', 'sequence-unclosed': 'cut off inside a sequence',
    'length-overrun': 'an element longer than its sequence', 'deflate-corrupt': 'a damaged deflated stream',
    'padding-not-zero': 'bytes that look like padding and hold data',
}
LISTED = {row.tag for row in annex_e.rows()}
DECLARED = {0x00120062, 0x00120063, 0x00120064, 0x00280301, 0x00280303}
BY_VR = ('UI', 'PN', 'DA', 'TM', 'DT')
TEXT = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'AE', 'UR', 'UN')       # may hold a value that goes elsewhere
PIXELS = (0x7FE00008, 0x7FE00009, 0x7FE00010)
BLANKED = (*PIXELS, 0x00282000)       # texts beside a picture and in profiles of colours become zero


@pytest.fixture(scope='module', params=PRESETS)
def preset(request):
    return request.param


def parallel(function, pairs, workers=concurrent.futures.ThreadPoolExecutor):
    """Problems that `function(input, output)` names, over all pairs {name: (input, output)}."""
    with workers(WORKERS) as pool:
        found = pool.map(function, [pair[0] for pair in pairs.values()], [pair[1] for pair in pairs.values()])
        return [f'{name}: {problem}' for name, problems in zip(pairs, found, strict=True) for problem in problems]


def pairs_of(cleaned, preset, reader):
    """Pairs of those files that a reader could read before."""
    found = {file.name: (str(file.path), file.outputs[preset]) for file in cleaned
             if file.row[reader] == 'ok' and file.outputs[preset] is not None}
    assert len(found) > 180
    return found


def test_each_file_is_cleaned_or_refused_with_a_reason(cleaned, preset):
    refused = {file.name: file.why[preset] for file in cleaned if file.outputs[preset] is None}
    assert not {name: code for name, code in refused.items() if code not in REFUSED}
    # What every other program reads is not refused; indexes, and VRs that no edition of PS3.5 has, are (docs/limits.json).
    sound = [file.name for file in cleaned if all(file.row[reader] == 'ok' for reader in ('pydicom', 'dcmdump', 'gdcmdump'))]
    assert not [(name, refused[name]) for name in sound if refused.get(name, 'dicomdir') not in ('dicomdir', 'vr-bad')]


@pytest.mark.parametrize('program', ['dcmdump', 'gdcmdump'])
def test_other_programs_read_what_they_could_read(cleaned, preset, program):
    if shutil.which(program) is None:
        pytest.skip(f'no {program}: install the Debian package {"dcmtk" if program == "dcmdump" else "libgdcm-tools"}')

    def read(before, after):
        del before
        done = subprocess.run([program, after], capture_output=True, timeout=60, check=False)
        return [done.stderr.decode('latin-1')[:300]] if done.returncode else []

    problems = parallel(read, pairs_of(cleaned, preset, program))
    assert not problems, '\n'.join(problems)


def walked(before, after):
    """Problems of one pair as pydicom sees it: elements that it cannot read, that changed or that are missing without a reason."""
    found = []
    first, second = pydicom.dcmread(before, force=True), pydicom.dcmread(after)
    compare(first, second, '', found)
    for _ in second.iterall():
        pass
    if second.get('SOPInstanceUID') != second.file_meta.MediaStorageSOPInstanceUID:
        found.append('MediaStorageSOPInstanceUID is another one')
    return found


def compare(first, second, path, found):
    """Compare two data sets, element by element, with what is inside sequences that stay."""
    for tag in sorted(first.keys()):
        if has_reason(first, tag, path):
            continue
        name = f'{path}{tag}'
        if tag not in second:
            found.append(f'{name} is missing')
            continue
        old, new = raw(first, tag), raw(second, tag)
        if tag in PIXELS and overlays_in_cells(first):
            continue
        if isinstance(old, Sequence) and isinstance(new, Sequence):
            if len(old) != len(new):
                found.append(f'{name} has {len(new)} items, had {len(old)}')
            for place in range(min(len(old), len(new))):
                compare(old[place], new[place], f'{name}[{place}].', found)
        elif tag in BLANKED and (blanked(first.get_item(tag).value, second.get_item(tag).value)
                                 or same_values(first, first.get_item(tag).value, second.get_item(tag).value)):
            continue
        elif old != new and not (old in (None, b'', '') and new in (None, b'', '')):
            found.append(f'{name} changed')


def blanked(old, new):
    """Whether two values have one length and differ only where the second is zero: what streams carry beside the picture."""
    if len(old) != len(new):
        return False
    changed = np.frombuffer(old, np.uint8) != np.frombuffer(new, np.uint8)
    return not np.frombuffer(new, np.uint8)[changed].any()


def same_values(data_set, old, new):
    """Whether uncompressed cells have the same stored values; bits beside these may be cleared, where no overlay is (PS3.5 section 8.1.1)."""
    allocated, stored = data_set.get('BitsAllocated'), data_set.get('BitsStored')
    if len(old) != len(new) or allocated not in (8, 16) or not stored or stored >= allocated or data_set.file_meta.TransferSyntaxUID.is_encapsulated:
        return False
    order = '>' if allocated == 16 and not data_set.file_meta.TransferSyntaxUID.is_little_endian else '<'
    mask = ((1 << stored) - 1) << (data_set.HighBit - stored + 1)
    whole = len(old) * 8 // allocated * allocated // 8
    cells = [np.frombuffer(one[:whole], f'{order}u{allocated // 8}') & mask for one in (old, new)]
    return bool((cells[0] == cells[1]).all())


def raw(data_set, tag):
    """Bytes of an element that nobody decoded yet, items of a sequence, else its value."""
    element = data_set.get_item(tag)
    if getattr(element, 'is_raw', False) and element.VR not in ('SQ', 'UN', None):
        return element.value.rstrip(b'\0 ') if isinstance(element.value, bytes) else element.value
    value = data_set[tag].value
    return [str(one) for one in value] if isinstance(value, MultiValue) else value


def has_reason(data_set, tag, path):
    """Whether the table, the VR, its group or the policy may change or remove an element, so that nothing is promised of it."""
    if tag in LISTED or tag in DECLARED or tag.is_private or tag.element == 0 or tag.group < 8 or tag.group == 0xFFFF:
        return True
    if tag.group >> 8 in (0x50, 0x60) or not pydicom.datadict.dictionary_has_tag(tag):
        return True
    element = data_set.get_item(tag)
    vr = element.VR if element.VR not in (None, 'UN') else pydicom.datadict.dictionary_VR(tag)
    return vr in BY_VR or element.VR in TEXT or vr in TEXT


def overlays_in_cells(data_set):
    """Whether there may be overlays in unused bits of the cells, which are cleared."""
    return any(tag.group >> 8 == 0x60 and tag.element == 0x0102 for tag in sorted(data_set.keys()))


def test_pydicom_reads_each_output_and_finds_the_rest_untouched(cleaned, preset):
    problems = parallel(walked, pairs_of(cleaned, preset, 'pydicom'), concurrent.futures.ProcessPoolExecutor)
    assert not problems, '\n'.join([f'{len(problems)} problems', *problems])


def test_pixel_data_is_the_same_to_the_byte(cleaned, preset):
    """But for bytes beside the picture, which are zero; then the pictures are the same to the sample."""
    compared = decoded = 0
    for name, (before, after) in pairs_of(cleaned, preset, 'pydicom').items():
        first, second = pydicom.dcmread(before, force=True), pydicom.dcmread(after)
        for tag in PIXELS:
            if tag in first and not overlays_in_cells(first):
                old, new = first.get_item(tag).value, second.get_item(tag).value
                assert old == new or blanked(old, new) or same_values(first, old, new), name
                compared += 1
                if old != new and first.file_meta.TransferSyntaxUID.is_encapsulated:
                    try:
                        picture = first.pixel_array
                    except RuntimeError:
                        continue        # pydicom's decoders do not read the input
                    assert (picture == second.pixel_array).all(), name
                    decoded += 1
    assert compared > 180 and decoded > 8
