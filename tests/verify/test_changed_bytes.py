"""Verification fails when the output is not what was made: any byte, any element, whatever comes back."""

import pytest
from samar.core.elements import paths
from samar.core.errors import SamarError
from samar.core.kernels import splice

from tests import files
from tests.verify import made

PRESETS = ('research', 'basic', 'tcia', 'outside-hospital', 'longitudinal', 'limited-data-set')
OWN_META = (0x00020000, 0x00020012, 0x00020013)     # how long the meta is, and who wrote it: their beginning is looked at
MARK = b'WIBISONO'


def said(steps, content):
    """What is said of other bytes in place of the output: a code, or None."""
    try:
        return steps.problem(content)
    except SamarError as error:
        return error.code


@pytest.fixture(scope='module', params=PRESETS)
def steps(request):
    found = made.Steps(files.build(made.elements()), request.param)
    assert found.problem() is None
    return found


def test_every_byte_counts(steps):
    """Each byte changed in turn; what may differ is nothing that anybody reads."""
    output = steps.check().output
    table, meta = output.table, output.meta
    unseen = []
    for at in range(len(steps.output)):
        content = bytearray(steps.output)
        content[at] ^= 1
        if said(steps, bytes(content)) is None:
            unseen.append(at)
    first = table.start[0]
    for at in unseen:
        if at < first:
            row = splice.row_at(at, meta.start, meta.count)
            assert meta.tag[row] in OWN_META or meta.start[row] + 4 <= at < meta.start[row] + 8, at
        else:
            row = splice.row_at(at, table.start, table.count)
            assert output.vr(row) in files.LONG and at - table.start[row] in (6, 7), paths.path(output, row)


def test_every_element_counts(steps):
    table = steps.check().output.table
    for row in range(table.count):
        if table.depth[row] == 0:
            without = steps.output[:int(table.start[row])] + steps.output[int(table.stop[row]):]
            assert said(steps, without) is not None, hex(table.tag[row])


def test_nothing_can_be_added(steps):
    table = steps.check().output.table
    top = [row for row in range(table.count) if table.depth[row] == 0]
    for row in top:
        tag = table.tag[row] + 1
        if tag not in [table.tag[other] for other in top]:
            more = steps.output[:int(table.stop[row])] + files.element(tag, 'LO', 'more') + steps.output[int(table.stop[row]):]
            assert said(steps, more) is not None, hex(tag)
    assert said(steps, steps.output + files.element(0xFFFCFFFC, 'OB', b'more')) is not None
    assert said(steps, steps.output + MARK) is not None


def test_nothing_comes_back_before_the_data_set(steps):
    start = steps.output
    assert said(steps, bytes(60) + MARK + start[60 + len(MARK):]) == 'output-preamble'
    at = start.index(b'SAMAR')
    assert said(steps, start[:at] + MARK[:5] + start[at + 5:]) == 'output-meta'
    at = start.index(b'\2\0\x12\0UI')
    one = files.element(0x00020016, 'AE', 'WIBISONO')
    assert said(steps, start[:at] + one + start[at:]) is not None
    at = start.index(files.CT.encode())
    assert said(steps, start[:at] + b'2' + start[at + 1:]) == 'output-meta'

