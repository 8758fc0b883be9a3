"""The whole way on CPython: what goes, what stays to the byte, what is declared, and that verification can fail."""

import io
import struct

import pydicom
import pytest
from samar.core import host, outcome, pipeline
from samar.core.errors import BadChoice
from samar.core.pixels.masks import Mask
from samar.core.plan import identity as naming
from samar.core.review import notes
from samar.core.review import opened as opening
from samar.hosts import cpython as host_cpython

from tests import files

SYNTAXES = (files.EXPLICIT, files.IMPLICIT, files.BIG)
IDENTITY = naming.Identity(memoryview(bytes(32)))


def chosen(preset='research', **more):
    return opening.policy_of({'preset': preset, **more})


def run(content, preset='research', masks=(), settled=(), **more):
    return pipeline.deidentify(host_cpython.of_bytes(content), chosen(preset, **more), IDENTITY, masks, settled)


def read(found):
    return pydicom.dcmread(io.BytesIO(bytes(found.output.read(0, found.output.size))))


@pytest.mark.parametrize('syntax', SYNTAXES)
@pytest.mark.parametrize('preset', ('research', 'basic', 'outside-hospital', 'tcia', 'longitudinal', 'limited-data-set'))
def test_identity_goes_at_every_depth_and_pixels_stay(syntax, preset):
    found = run(files.build(files.body(syntax), syntax), preset)
    assert found.word == outcome.CLEANED, found.error
    content = bytes(found.output.read(0, found.output.size))
    assert b'DOE' not in content and b'ID-12345' not in content
    dataset = read(found)
    assert dataset.PixelData == files.PIXELS
    assert dataset.PatientIdentityRemoved == 'YES'
    assert dataset.file_meta.TransferSyntaxUID == syntax
    assert dataset.file_meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID
    assert content[:128] == bytes(128)
    assert found.name == dataset.SOPInstanceUID + '.dcm'


def test_research_replaces_uids_consistently_and_outside_hospital_keeps_them():
    content = files.build(files.body())
    first, second = read(run(content)), read(run(content))
    assert first.SOPInstanceUID == second.SOPInstanceUID != '1.2.3.4'
    assert read(run(content, 'outside-hospital')).SOPInstanceUID == '1.2.3.4'


def test_a_name_in_a_comment_goes_too():
    content = files.build([*files.body()[:-1], files.element(0x00181030, 'LO', 'HEAD DOE'), files.body()[-1]])
    found = run(content, 'outside-hospital', elements={'ProtocolName': 'keep'})
    assert found.word == outcome.CLEANED
    assert b'DOE' not in bytes(found.output.read(0, found.output.size))


@pytest.mark.parametrize(('action', 'expected'), [
    ('keep', 'DOE^JANE'), ('empty', ''), ('dummy', 'ANONYMIZED'), ('zero', '0'), ('remove', None)])
def test_each_action_of_a_person(action, expected):
    content = files.build([one for one in files.body() if one[:4] != b'\x08\x00\x32\x10'])
    dataset = read(run(content, settled=['kept-identity'], elements={'PatientName': action}))
    assert (str(dataset.PatientName) if 'PatientName' in dataset else None) == expected


def test_a_choice_for_one_place_leaves_the_others():
    found = run(files.build(files.body()), 'basic', elements={'(0008,1032)[0].(0010,0010)': 'dummy', 'PatientName': 'remove'})
    dataset = read(found)
    assert 'PatientName' not in dataset
    assert dataset.ProcedureCodeSequence[0].PatientName == 'ANONYMIZED'


@pytest.mark.parametrize('undefined', (False, True))
@pytest.mark.parametrize('syntax', SYNTAXES)
def test_lengths_around_a_change_are_repaired(syntax, undefined):
    name = files.item(files.element(0x00100010, 'PN', 'DOE^JOHN^X', syntax), syntax, undefined)
    inner = files.sequence(0x00081032, [name], syntax, undefined)
    outer = files.sequence(0x00400275, [files.item(inner + files.element(0x00400007, 'LO', 'text', syntax), syntax, undefined)],
                           syntax, undefined)
    content = files.build([*files.body(syntax)[:-1], outer, files.body(syntax)[-1]], syntax)
    dataset = read(run(content, 'basic', elements={'RequestAttributesSequence': 'keep', 'ProcedureCodeSequence': 'keep',
                                                   'PatientName': 'dummy', 'ScheduledProcedureStepDescription': 'remove'}))
    assert dataset.RequestAttributesSequence[0].ProcedureCodeSequence[0].PatientName == 'ANONYMIZED'
    assert 'ScheduledProcedureStepDescription' not in dataset.RequestAttributesSequence[0]


def test_earlier_method_stays_and_is_appended():
    content = files.build([*files.body()[:7], files.element(0x00120063, 'LO', 'Earlier Tool'), *files.body()[7:]])
    method = read(run(content, 'basic')).DeidentificationMethod
    assert next(iter(method)) == 'Earlier Tool' and len(method) == 2


def test_private_and_group_lengths_go():
    content = files.build([files.element(0x00080000, 'UL', struct.pack('<I', 4)), *files.body()[:7],
                           files.element(0x00110010, 'LO', 'ACME'), files.element(0x00111001, 'LO', 'secret'), *files.body()[7:]])
    dataset = read(run(content, 'basic'))
    assert (0x0011, 0x1001) not in dataset and (0x0011, 0x0010) not in dataset and (0x0008, 0x0000) not in dataset


def test_trailing_bytes_do_not_come_along():
    found = run(files.build(files.body()) + bytes(512))
    assert found.word == outcome.CLEANED
    assert not bytes(found.output.read(0, found.output.size)).endswith(bytes(500))


def test_masks_change_only_what_they_cover():
    found = run(files.build(files.body()), masks=[Mask(1, 1, 2, 1)])
    assert found.word == outcome.CLEANED, found.error
    before = files.PIXELS
    assert read(found).PixelData == before[:10] + bytes(4) + before[14:]


def test_a_mask_that_cannot_be_applied_refuses():
    found = run(files.build(files.body()[:-1]), masks=[Mask(0, 0, 1, 1)])
    assert found.word == outcome.REFUSED and found.error.code == 'mask-no-image' and found.output is None


def test_verification_sees_a_byte_that_should_not_have_changed(monkeypatch):
    from samar.core.edits import carry_out
    real = carry_out.output

    def faulty(record, decisions, work):
        content = bytearray(real(record, decisions, work).read(0, 1 << 20))
        at = content.index(b'MONOCHROME2')
        content[at:at + 4] = b'XXXX'
        return host_cpython.of_bytes(bytes(content))
    monkeypatch.setattr(carry_out, 'output', faulty)
    found = run(files.build(files.body()))
    assert found.word == outcome.REFUSED and found.error.code == 'output-value' and found.output is None


def test_verification_sees_a_value_that_came_back(monkeypatch):
    from samar.core.edits import replacements
    real = replacements.text_buffer
    monkeypatch.setattr(replacements, 'text_buffer',
                        lambda record, row, texts, vr: host.raw('DOE^JANE') if vr == 'PN' else real(record, row, texts, vr))
    found = run(files.build(files.body()))
    assert found.word == outcome.REFUSED and found.error.code == 'residue'
    assert 'DOE' not in found.error.describe()


def test_errors_carry_no_value():
    content = files.build([*files.body()[:6], files.element(0x00100020, 'LO', 'SECRETID', length=9999)])
    found = run(content)
    assert found.word == outcome.REFUSED and 'SECRET' not in found.error.describe() and found.error.offset > 0


def test_options_that_exclude_each_other():
    with pytest.raises(BadChoice) as caught:
        chosen(options=['retain-full-dates', 'modify-dates'])
    assert caught.value.code == 'option-conflict'


def test_dicomdir_is_refused():
    found = run(files.build([files.element(0x00041130, 'CS', 'X')], sop_class='1.2.840.10008.1.3.10'))
    assert found.word == outcome.REFUSED and found.error.code == 'dicomdir'


def test_a_persons_word_for_one_element_wins():
    content = files.build([*files.body()[:7], files.element(0x00101001, 'PN', 'DOE^JANE'), *files.body()[7:]])
    found = run(content, settled=['kept-identity'], elements={'PatientName': 'keep'})
    assert found.word == outcome.HELD, found.error
    assert read(found).PatientName == 'DOE^JANE' and 'OtherPatientNames' not in read(found)
    assert ('kept-by-choice', '(0010,0010)', None) in notes.listed(found)


@pytest.mark.parametrize(('mime', 'begins'), [('application/pdf', b'%PDF-1.4'), ('text/XML', b'<?xml'), ('model/stl', bytes(80)),
                                              ('application/unknown', bytes(2))])
def test_a_document_becomes_an_empty_one_of_its_kind(mime, begins):
    content = files.build([files.element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.104.1'), files.element(0x00080018, 'UI', '1.2.3.4'),
                           files.element(0x00420011, 'OB', b'%PDF-1.7 about DOE^JANE and more'), files.element(0x00420012, 'LO', mime),
                           files.element(0x00420015, 'UL', struct.pack('<I', 32))])
    found = run(content, 'basic')
    assert found.word == outcome.CLEANED, found.error
    dataset = read(found)
    assert dataset.EncapsulatedDocument.startswith(begins) and b'DOE' not in dataset.EncapsulatedDocument
    assert len(dataset.EncapsulatedDocument) - dataset.EncapsulatedDocumentLength in (0, 1)
