"""Values that break their VR, in every element of the dictionary: what is called cleaned has none of them, and no error or report tells one."""

import json
import os
import struct
import time

import pytest
from samar.core import outcome, pipeline, worker
from samar.core.edits import carry_out
from samar.core.elements import record as records
from samar.core.plan import identity as naming
from samar.core.report import content as reports
from samar.core.review import opened as opening
from samar.core.standard import dictionary
from samar.hosts import cpython, watch

from tests import files
from tests.fuzz import levels, mutate, vrs

SECONDS = 20
LONG = bool(os.environ.get('SAMAR_LONG'))


def left(output, marker=vrs.MARK):
    """VRs and tags of the elements of an output in which the marker stands."""
    made = records.open_record(output)
    assert made.error is None
    table, found = made.table, []
    for row in range(table.count):
        if table.tag[row] // 65536 == 0xFFFE or made.vr(row) == 'SQ':
            continue
        if marker.lower().encode() in bytes(table.raw(row)).lower():
            found.append((made.vr(row), f'{table.tag[row]:08X}'))
    return found


@pytest.mark.parametrize('preset', mutate.PRESETS)
@pytest.mark.parametrize('way', vrs.WAYS)
def test_no_element_keeps_what_its_vr_does_not_allow(way, preset):
    value = vrs.WAYS[way]
    parts = 60 if len(value) > 256 else 8
    for part in range(parts) if LONG else [list(vrs.WAYS).index(way) % parts]:
        # of the texts of legal length the table of PS3.15 says what stays
        only = None if len(value) > 256 else {vr for _, vr in vrs.tags()} - set(vrs.TEXTS)
        given = vrs.content(value, part, parts, only)
        began = time.process_time()
        with watch.limit(SECONDS):
            found = pipeline.deidentify(cpython.of_bytes(given), opening.policy_of({'preset': preset}), naming.Identity(memoryview(bytes(32))), [],
                                        mutate.SETTLED)
        assert time.process_time() - began < SECONDS
        assert found.word in mutate.WORDS
        assert found.error is None or found.error.code != 'unexpected', found.error.detail
        told = json.dumps(reports.as_dict(found)) + str(found.error and vars(found.error))
        assert vrs.MARK.lower() not in told.lower()
        print(found.word, found.error and (found.error.code, found.error.selector, found.error.detail))
        if found.word == outcome.CLEANED:
            assert [one for one in left(found.output) if one[0] not in vrs.FREE and not (way != 'lines' and one[0] == 'CS')] == []


@pytest.mark.parametrize('way', vrs.WAYS)
def test_review_of_such_a_file_ends_and_its_report_tells_no_value(way):
    given = vrs.content(vrs.WAYS[way], 0, 40)
    choices = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {}, 'masks': []}
    worker.handle('hello', {'projectKey': 'five words drawn by chance'})
    key = {'key': 'k', 'file': cpython.of_bytes(given)}
    try:
        worker.handle('open', key)
        planned = worker.handle('plan', {**key, 'choices': choices})
        shown = worker.handle('rows', {**key, 'choices': choices, 'first': 0, 'count': 300,
                                       'filter': {'text': '', 'chip': None, 'category': None, 'folded': []}})
        assert shown['total'] > 0 and planned
        made = worker.handle('clean', {**key, 'choices': choices})
        assert made['outcome'] in mutate.WORDS
        told = worker.handle('report', {**key, 'choices': choices, 'format': 'json', 'values': False, 'labels': {}})
        assert vrs.MARK.lower() not in str(told).lower()
    finally:
        worker.handle('close', {'key': 'k'})


def test_a_table_of_numbers_stays_whatever_letters_its_bytes_are():
    table = bytes(value for value in range(256) for _ in (0, 1))
    elements = [*files.body()[:-1], files.sequence(0x00283000, [files.item(files.element(0x00283006, 'US', table))]), files.body()[-1]]
    found = pipeline.deidentify(cpython.of_bytes(files.build(elements)), opening.policy_of({'preset': 'research'}),
                                naming.Identity(memoryview(bytes(32))), [], mutate.SETTLED)
    assert found.word == outcome.CLEANED and table in bytes(found.output.read(0, found.output.size))


def test_what_only_looks_broken_stays():
    """Makers write numbers too long, with a comma's neighbour, in small letters or as no number; none of it can be a name."""
    whole = {0x00180050: ('DS', '0.12345678901234567890'), 0x00181100: ('DS', '1e-05\\NaN'), 0x00201041: ('DS', '-1.5 '),
             0x00080008: ('CS', 'Original\\Primary\\A Long Term Of A Maker'), 0x00200013: ('IS', '+0007'), 0x00101010: ('AS', '45Y')}
    elements = {int.from_bytes(raw[0:2], 'little') * 65536 + int.from_bytes(raw[2:4], 'little'): raw for raw in files.body()}
    elements |= {tag: files.element(tag, vr, value) for tag, (vr, value) in whole.items() if tag != 0x00101010}
    given = files.build([raw for _, raw in sorted(elements.items())])
    found = pipeline.deidentify(cpython.of_bytes(given), opening.policy_of({'preset': 'research'}), naming.Identity(memoryview(bytes(32))), [], mutate.SETTLED)
    assert found.word == outcome.CLEANED
    made = records.open_record(found.output)
    for tag, (_, value) in whole.items():
        if tag != 0x00101010:
            assert [text.strip() for text in made.get(tag)] == [text.strip() for text in value.split('\\')], hex(tag)


@pytest.mark.parametrize('preset', mutate.PRESETS)
@pytest.mark.parametrize('vr', sorted({vr.decode() for vr in mutate.VRS if vr.isalpha() and vr.isupper()} - {'SQ'}))
def test_a_number_of_two_bytes_is_that_number_whatever_vr_is_written(vr, preset):
    """What says how a picture is read is no name, day or UID: the new file shows the same picture, and says the same at a second pass."""
    shown = 0
    for tag in [tag for tag in vrs.STRUCTURE if dictionary.vr_of(tag) == 'US']:
        elements = [one if one[:4] != struct.pack('<HH', tag >> 16, tag & 0xFFFF) else files.element(tag, vr, one[8:]) for one in files.body()]
        found = pipeline.deidentify(cpython.of_bytes(files.build(elements)), opening.policy_of({'preset': preset}),
                                    naming.Identity(memoryview(bytes(32))), [], mutate.SETTLED)
        picture = levels._cells(found.record)
        if picture:
            shown += 1
            assert found.word == outcome.CLEANED, (f'{tag:08X}', found.error)
            assert levels._cells(records.open_record(found.output)) == picture, f'{tag:08X}'
    assert shown > 1


@pytest.mark.parametrize('preset', mutate.PRESETS)
@pytest.mark.parametrize('vr', sorted({vr.decode() for vr in mutate.VRS if vr.isalpha() and vr.isupper()} - {'SQ'}))
def test_no_picture_is_lost_by_the_vr_that_is_written_for_it(vr, preset):
    """What describes the picture, or the pixel data, as a name, a day or an address: the same picture comes out, or nothing."""
    for tag in carry_out.PICTURE:
        elements = [one if one[:4] != struct.pack('<HH', tag >> 16, tag & 0xFFFF) else files.element(tag, vr, one[12 if tag == 0x7FE00010 else 8:])
                    for one in files.body()]
        found = pipeline.deidentify(cpython.of_bytes(files.build(elements)), opening.policy_of({'preset': preset}),
                                    naming.Identity(memoryview(bytes(32))), [], mutate.SETTLED)
        if found.output is None:
            assert found.error is not None
        else:
            made = records.open_record(found.output)
            assert levels._cells(made) == levels._cells(found.record), f'{tag:08X}'
            told = [bytes(one.table.raw(one.row(tag))) if one.row(tag) >= 0 else None for one in (made, found.record)]
            assert told[0] == told[1], f'{tag:08X}'
