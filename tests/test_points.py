"""Open points: what holds a file, what settles it, and what the file says of itself."""

import io
import struct

import pydicom
import pytest
from samar.core import outcome, pipeline
from samar.core.edits import points
from samar.core.errors import BadChoice
from samar.core.pixels.masks import Mask
from samar.core.plan import identity as naming
from samar.core.review import opened as opening
from samar.core.standard import options, profile
from samar.hosts import cpython as host_cpython

from tests import files

IDENTITY = naming.Identity(memoryview(bytes(32)))
US = '1.2.840.10008.5.1.4.1.1.6.1'
VOICE = '1.2.840.10008.5.1.4.1.1.9.4.1'


def made(*more, without=(), frames=1):
    """A file with elements added to, or put in place of, those of `files.body`."""
    tags = {one[:4] for one in more} | {struct.pack('<HH', tag >> 16, tag & 0xFFFF) for tag in without}
    body = [one for one in files.body() if one[:4] not in tags]
    body = sorted([*body, *more], key=lambda one: struct.unpack('<HH', one[:4]))
    if frames > 1:
        pixels = next(one for one in body if one[:2] == b'\xe0\x7f')
        body = [*body[:-1], files.element(0x7FE00010, 'OW', pixels[12:] * frames)]
    return files.build(body)


def run(content, masks=(), settled=(), preset='research', **more):
    return pipeline.deidentify(host_cpython.of_bytes(content), opening.policy_of({'preset': preset, **more}), IDENTITY, masks, settled)


def read(found):
    source = found.check.output.file
    return pydicom.dcmread(io.BytesIO(bytes(source.read(0, source.size))))


def codes(found):
    return [(point['code'], point['settled']) for point in found.points]


def modality(text):
    return files.element(0x00080060, 'CS', text)


def burned(text):
    return files.element(0x00280301, 'CS', text)


@pytest.mark.parametrize(('elements', 'risky'), [
    ([modality('US')], True), ([modality('US'), burned('NO')], False), ([modality('CT'), burned('YES')], True),
    ([modality('CT')], False), ([modality('SC')], True), ([files.element(0x00080016, 'UI', US)], True),
    ([modality('CT'), files.element(0x00080008, 'CS', 'DERIVED\\SECONDARY\\SCREEN SAVE')], True),
    ([modality('us')], True), ([modality('Us\0')], True), ([modality('CT'), burned('Y')], True), ([modality('CT'), burned('yes')], True),
    ([modality('US'), burned('no')], False), ([modality('US'), burned('N')], True), ([modality('US'), burned('')], True),
    ([modality('CT'), files.element(0x00080008, 'CS', 'DERIVED\\SECONDARY\\Screen save')], True)])
def test_a_picture_that_may_carry_text_holds_the_file(elements, risky):
    found = run(made(*elements))
    assert (found.word, found.output is None) == ((outcome.HELD, True) if risky else (outcome.CLEANED, False)), found.error
    assert codes(found) == ([('text-risk', None)] if risky else [])
    assert read(found).PatientIdentityRemoved == ('NO' if risky else 'YES')


@pytest.mark.parametrize('how', ['looked', 'said'])
def test_a_look_settles_it_and_the_file_says_what_is_true(how):
    found = run(made(modality('US'), burned('YES')), settled={'text-risk': how})
    dataset = read(found)
    assert found.word == outcome.CLEANED and codes(found) == [('text-risk', how)]
    assert (dataset.PatientIdentityRemoved, dataset.BurnedInAnnotation) == ('YES', 'NO')
    assert dataset.DeidentificationMethodCodeSequence[0].CodeValue == '113100'


SPECKS = [Mask(0, 0, 1, 1)]
HALVES = [Mask(0, 0, 4, 2), Mask(0, 2, 4, 2)]
STAIRS = [Mask(0, 0, 3, 2), Mask(2, 0, 2, 4), Mask(0, 1, 2, 3)]


@pytest.mark.parametrize(('masks', 'settled'), [
    (SPECKS, False), ([Mask(0, 0, 4, 3)], False), ([Mask(0, 0, 3, 4), Mask(1, 0, 2, 4)], False),
    ([Mask(0, 0, 0, 0, points=(0, 0, 4, 0, 0, 4), shape='polygon')], False),
    ([Mask(0, 0, 4, 4)], True), ([Mask(0, 0, 4, 4, shape='ellipse')], True), ([Mask(-2, -2, 9, 9)], True), (HALVES, True), (STAIRS, True),
    ([*SPECKS, Mask(0, 0, 0, 0, points=(0, 0, 4, 0, 4, 4, 0, 4), shape='polygon')], True),
    ([Mask(0, 0, 4, 4, 0, 1)], False), ([Mask(0, 0, 4, 4, 0, 1), Mask(0, 0, 4, 4, 2, 2)], True),
    ([Mask(0, 0, 4, 4, 0, 0), Mask(0, 0, 4, 4, 2, -1)], False),
    ([Mask(0, 0, 4, 4, 0, 1), HALVES[0], Mask(0, 2, 4, 2, 2, -1)], True)])
def test_a_mask_answers_only_what_it_covers(masks, settled):
    content = made(modality('US'), files.element(0x00280008, 'IS', '3'), frames=3)
    found = run(content, masks)
    assert codes(found) == [('text-risk', 'masked' if settled else None)], found.error
    assert found.word == (outcome.CLEANED if settled else outcome.HELD) and (found.output is None) != settled
    dataset = read(found)
    assert (dataset.PatientIdentityRemoved, dataset.get('BurnedInAnnotation')) == (('YES', 'NO') if settled else ('NO', None))


def test_what_a_mask_leaves_is_settled_by_a_look_alone():
    content = made(modality('US'), burned('YES'))
    for given, word in ((['text-risk=looked'], outcome.CLEANED), (['text-risk=said'], outcome.CLEANED), (['text-risk'], outcome.HELD)):
        found = run(content, SPECKS, given)
        assert found.word == word and read(found).BurnedInAnnotation == ('NO' if word == outcome.CLEANED else 'YES')
    assert codes(run(content, [Mask(0, 0, 4, 4)], ['text-risk'])) == [('text-risk', 'masked')]


@pytest.mark.parametrize('declared', [[], [burned('YES')], [burned('')]])
def test_who_takes_a_picture_as_it_is_gets_the_file_but_no_claim(declared):
    found = run(made(modality('US'), *declared), settled=['text-risk'])
    dataset = read(found)
    assert found.word == outcome.HELD and found.output is not None and codes(found) == [('text-risk', 'accepted')]
    assert dataset.PatientIdentityRemoved == 'NO' and dataset.get('BurnedInAnnotation') != 'NO'
    assert 'DeidentificationMethodCodeSequence' not in dataset


@pytest.mark.parametrize('how', ['looked', 'said'])
def test_a_list_of_codes_tells_of_a_look_by_its_word(how):
    found = run(made(modality('US')), settled=['text-risk=' + how])
    assert found.word == outcome.CLEANED and codes(found) == [('text-risk', how)] and read(found).BurnedInAnnotation == 'NO'


def test_no_point_that_is_accepted_lets_a_file_claim_that_its_identity_is_removed():
    for code in points.CODES:
        point = {'code': code, 'selector': None, 'settled': points.ACCEPTED}
        assert not points.is_done([point]) and not points.is_free_of_text([point]) and not points.is_open([point])
        assert points.is_done([{**point, 'settled': points.SAID}]) == (code not in points.LEFT)


def test_a_voice_holds_the_file():
    wave = files.sequence(0x54000100, [files.item(files.element(0x54001006, 'CS', 'UB') + files.element(0x54001010, 'OB', b'\1\1'))])
    content = made(files.element(0x00080016, 'UI', VOICE), wave, without=[0x7FE00010, 0x00280010, 0x00280011])
    found = run(content, preset='basic')
    assert (found.word, codes(found)) == (outcome.HELD, [('sound', None)]), found.error
    assert run(content, preset='basic', settled=['sound']).word == outcome.HELD
    assert run(content, preset='basic', settled=['sound=said']).word == outcome.CLEANED


def test_identity_kept_by_choice_holds_the_file_element_by_element():
    found = run(made(), elements={'PatientName': 'keep', 'PatientID': 'keep', 'PatientSex': 'keep'})
    assert found.word == outcome.HELD and found.output is None
    assert [point['selector'] for point in found.points] == ['(0008,1032)[0].(0010,0010)', '(0010,0010)', '(0010,0020)']
    one = run(made(), elements={'PatientName': 'keep', 'PatientID': 'keep'}, settled={'kept-identity (0010,0010)': 'accepted'})
    assert sorted(codes(one), key=str) == [('kept-identity', 'accepted'), ('kept-identity', None), ('kept-identity', None)] and one.output is None
    both = run(made(), elements={'PatientName': 'keep', 'PatientID': 'keep'}, settled=['kept-identity'])
    assert both.word == outcome.HELD and both.output is not None and read(both).PatientIdentityRemoved == 'NO'


TEXTS = {'PN': 'MILLER^OTTO', 'LO': 'as Miller said', 'SH': 'K 77', 'LT': 'as Miller said', 'ST': 'as Miller said', 'UT': 'as Miller said',
         'UC': 'as Miller said'}


def tags_of_people_and_texts():
    """Tags of table E.1-1 that are names of people or free text, and that no option of the standard keeps."""
    host_cpython.install()
    columns = profile.columns()
    for row in range(columns['plain']):
        vr = chr(columns['vr'][row] // 256) + chr(columns['vr'][row] % 256)
        if vr in TEXTS and not columns['keep'][row] and columns['tag'][row] // 65536 != 2 and columns['tag'][row] not in SHARED:
            described = columns['clean'][row] & options.bit(options.CLEAN_DESCRIPTORS)
            if vr == 'PN' or described or profile.category(row) in ('notes', 'institution', 'identity'):
                yield columns['tag'][row], vr


SHARED = [int.from_bytes(one[1::-1] + one[3:1:-1], 'big') for one in files.body()]


def test_whoever_is_named_and_whatever_is_written_and_kept_is_a_point_of_its_own():
    tags = [*tags_of_people_and_texts(), (0x00081070, 'PN'), (0x00204000, 'LT')]
    kept = {f'({tag >> 16:04X},{tag & 65535:04X})' for tag, _ in tags}
    content = made(*[files.element(tag, vr, TEXTS[vr]) for tag, vr in dict(tags).items()])
    found = run(content, preset='basic', elements=dict.fromkeys(kept, 'keep'))
    assert found.word == outcome.HELD and len(kept) > 180, found.error
    assert kept - {point['selector'] for point in found.points if point['code'] == 'kept-identity'} == set()
    assert read(found).PatientIdentityRemoved == 'NO'
    assert run(content, preset='basic').word == outcome.CLEANED


OPERATOR, COMMENT = files.element(0x00081070, 'PN', 'MILLER^OTTO'), files.element(0x00104000, 'LT', 'as Miller said')
INSTITUTION, SERIAL = files.element(0x00080080, 'LO', 'General'), files.element(0x00181000, 'LO', 'SN 7')


@pytest.mark.parametrize(('elements', 'choice', 'selectors'), [
    ([OPERATOR], {'categories': {'institution': 'keep'}}, ['(0008,1070)']),
    ([COMMENT], {'categories': {'notes': 'keep'}}, ['(0010,4000)']),
    ([COMMENT, OPERATOR], {'elements': {'PatientComments': 'keep', 'OperatorsName': 'keep'}}, ['(0008,1070)', '(0010,4000)']),
    ([files.element(0x00081070, 'PN', ' ^ '), files.element(0x00104000, 'LT', '')], {'categories': {'institution': 'keep', 'notes': 'keep'}}, []),
    ([INSTITUTION, SERIAL], {'elements': {'InstitutionName': 'keep', 'DeviceSerialNumber': 'keep'}}, []),
    ([OPERATOR, COMMENT], {'options': ['clean-descriptors', 'retain-institution-identity', 'retain-device-identity']}, [])])
def test_only_what_no_option_of_the_standard_keeps_is_a_point(elements, choice, selectors):
    found = run(made(*elements, without=[0x00081030, 0x0008103E, 0x00204000]), preset='basic', **choice)
    assert [point['selector'] for point in found.points] == selectors, found.error
    assert found.word == (outcome.HELD if selectors else outcome.CLEANED)


REQUEST = '(0040,0275)'
LOCAL_CODE = [files.element(0x00080100, 'SH', 'M77'), files.element(0x00080102, 'SH', '99OURS'), files.element(0x00080104, 'LO', 'Head, as Miller')]
PUBLISHED_CODE = [files.element(0x00080100, 'SH', '77477000'), files.element(0x00080102, 'SH', 'SCT'), files.element(0x00080104, 'LO', 'CT')]
STEP = files.element(0x00400007, 'LO', 'as Miller said')


def request(*inner):
    """A file with a Request Attributes Sequence of one item."""
    return made(files.sequence(0x00400275, [files.item(b''.join(inner))]), without=[0x00081032])


def codes_of(parts):
    return files.sequence(0x00400008, [files.item(b''.join(parts))])


@pytest.mark.parametrize(('inner', 'more', 'selectors'), [
    ([STEP], {}, []), ([STEP, files.element(0x00401001, 'SH', 'R77')], {}, []), ([], {}, []), ([files.element(0x00400007, 'LO', '')], {}, []),
    ([STEP], {'ScheduledProcedureStepDescription': 'keep'}, [REQUEST + '[0].(0040,0007)']),
    ([STEP], {'ScheduledProcedureStepDescription': 'dummy'}, []), ([STEP], {'ScheduledProcedureStepDescription': 'remove'}, []),
    ([codes_of(LOCAL_CODE)], {}, [REQUEST]), ([codes_of(LOCAL_CODE[:2])], {}, [REQUEST]), ([codes_of(PUBLISHED_CODE)], {}, []),
    ([codes_of(LOCAL_CODE)], {'(0040,0008)': 'remove'}, []),
    ([codes_of(LOCAL_CODE)], dict.fromkeys(('(0008,0100)', '(0008,0102)', '(0008,0104)'), 'dummy'), []),
    ([files.element(0x00080090, 'PN', 'MILLER^OTTO'), codes_of(LOCAL_CODE)], {}, [REQUEST]),
    ([codes_of(LOCAL_CODE)], {'(0040,0008)': 'keep'}, [REQUEST]),
    ([codes_of([files.element(0x00080104, 'LO', ' ')])], {}, []), ([codes_of([files.element(0x00080070, 'LO', 'as Miller said')])], {}, [REQUEST])])
def test_a_sequence_kept_by_choice_is_a_point_for_what_stays_in_it_alone(inner, more, selectors):
    found = run(request(*inner), preset='basic', elements={'RequestAttributesSequence': 'keep', **more})
    assert [point['selector'] for point in found.points] == selectors, found.error
    assert found.word == (outcome.HELD if selectors else outcome.CLEANED) and found.error is None
    assert read(found).PatientIdentityRemoved == ('NO' if selectors else 'YES') and 'RequestAttributesSequence' in read(found)


def test_of_sequences_in_one_another_that_which_holds_the_value_is_the_point():
    person = files.sequence(0x00401101, [files.item(b''.join(LOCAL_CODE))])
    choice = {'RequestAttributesSequence': 'keep', 'PersonIdentificationCodeSequence': 'keep'}
    found = run(request(STEP, person), preset='basic', elements=choice)
    assert [point['selector'] for point in found.points] == [REQUEST + '[0].(0040,1101)'], found.error


def test_a_private_element_kept_by_choice_that_names_the_patient_is_held_and_not_refused():
    content = made(files.element(0x00290010, 'LO', 'ACME'), files.element(0x00291010, 'OB', b'about DOE^JANE, ID-12345 '))
    found = run(content, elements={'(0029,"ACME",10)': 'keep'})
    assert (found.word, codes(found)) == (outcome.HELD, [('kept-identity', None)]), found.error
    assert found.output is None and read(found).PatientIdentityRemoved == 'NO'
    plain = made(files.element(0x00290010, 'LO', 'ACME'), files.element(0x00291010, 'OB', b'about nobody'))
    assert run(plain, elements={'(0029,"ACME",10)': 'keep'}).word == outcome.CLEANED


def test_a_document_that_is_kept_holds_the_file_and_one_that_is_emptied_does_not():
    content = files.build([files.element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.104.1'), files.element(0x00080018, 'UI', '1.2.3.4'),
                           files.element(0x00420011, 'OB', b'%PDF-1.7 nobody'), files.element(0x00420012, 'LO', 'application/pdf')])
    assert run(content, preset='basic').word == outcome.CLEANED
    found = run(content, preset='basic', elements={'EncapsulatedDocument': 'keep'})
    assert codes(found) == [('document', None)] and found.word == outcome.HELD


@pytest.mark.parametrize('given', [['no-such-point'], {'text-risk': 'ignored'}, ['text-risk=masked'], ['kept-identity=said'], ['beside-picture=looked']])
def test_what_names_no_point_is_refused(given):
    with pytest.raises(BadChoice):
        points.settlement(given)


@pytest.mark.parametrize(('element', 'held'), [
    (files.element(0x00280010, 'US', b'\0\0'), True), (files.element(0x00280100, 'US', b''), True), (files.element(0x00280008, 'IS', '0'), True),
    (files.element(0x00280004, 'CS', 'UNKNOWN'), False)])
def test_pixel_data_that_no_viewer_divides_into_cells_waits(element, held):
    found = run(made(element))
    assert ('cannot-be-shown', None) in codes(found) if held else codes(found) == []


HIDDEN = files.element(0x7FE00010, 'OW', b'DOE JANE ' * 8)
ICON = [files.element(tag, 'US', struct.pack('<H', number)) for tag, number in
        ((0x00280002, 1), (0x00280010, 6), (0x00280011, 12), (0x00280100, 8))]


@pytest.mark.parametrize(('elements', 'held'), [
    ([HIDDEN], True), ([ICON[0], ICON[1], HIDDEN], True), ([*ICON, HIDDEN], False),
    ([*ICON, files.element(0x7FE00010, 'OW', b'DOE JANE ' * 8 + b'more')], True), ([files.element(0x7FE00010, 'OW', bytes(72))], False)])
def test_pixel_data_of_an_item_waits_unless_the_item_describes_it(elements, held):
    """An icon that its own item describes stays as it was chosen; what no viewer can show waits, zeros aside."""
    found = run(made(files.sequence(0x00082218, [files.item(b''.join(elements))])))
    assert codes(found) == ([('cannot-be-shown', None)] if held else []) and found.error is None


def test_pixel_data_beside_the_image_waits():
    size = [0x00280010, 0x00280011]
    assert codes(run(made(HIDDEN, without=size))) == [('cannot-be-shown', None)]
    assert codes(run(made(files.element(0x7FE00008, 'OF', b'DOE JANE')))) == [('cannot-be-shown', None)]
    body = files.body()
    assert codes(run(files.build([*body, HIDDEN]))) == [('cannot-be-shown', None)]


def test_an_item_with_pixel_data_that_goes_needs_no_look():
    found = run(made(files.sequence(0x00082218, [files.item(HIDDEN)])), elements={'(0008,2218)': 'remove'})
    assert codes(found) == [] and found.word == outcome.CLEANED


def plane(bits):
    """An overlay plane of the size of the picture (PS3.3 section C.9.2)."""
    return [files.element(0x60000010, 'US', struct.pack('<H', 4)), files.element(0x60000011, 'US', struct.pack('<H', 4)),
            files.element(0x60000040, 'CS', 'G'), files.element(0x60000050, 'SS', struct.pack('<hh', 1, 1)),
            files.element(0x60000100, 'US', struct.pack('<H', 1)), files.element(0x60000102, 'US', bytes(2)),
            files.element(0x60003000, 'OW', bits)]


@pytest.mark.parametrize('choice', [{'elements': {'(6000,3000)': 'keep'}}, {'categories': {'graphics': 'keep'}}])
def test_a_plane_of_bits_that_is_kept_by_choice_is_looked_at(choice):
    assert codes(run(made(modality('CT'), *plane(b'\x55\0')))) == []
    assert codes(run(made(modality('CT'), *plane(bytes(2))), **choice)) == []
    found = run(made(modality('CT'), *plane(b'\x55\0')), **choice)
    assert found.word == outcome.HELD and codes(found) == [('text-risk', None)]
    assert run(made(modality('CT'), *plane(b'\x55\0')), settled={'text-risk': 'looked'}, **choice).word == outcome.CLEANED
    alone = run(made(modality('CT'), *plane(b'\x55\0'), without=[0x7FE00010]), **choice)
    assert 'cannot-be-shown' in [code for code, _ in codes(alone)]
