"""Places where de-identifiers have gone wrong: each has a test of its own (PS3.15 annex E)."""

import io
import struct

import pydicom
import pytest
from samar.core.review import notes

from tests.conformance import annex_e, run
from tests.conformance.encoding import CT, as_unknown, element, item, part10

ROOT = '1.2.826.0.1.3680043.2.9999.'
REGION = 0x00082218     # Anatomic Region Sequence: in no column of table E.1-1


def data_set(elements):
    """Bytes of a CT data set with these elements {tag: (vr, bytes)} beside the few that every file has."""
    every = {0x00080016: ('UI', CT.encode()), 0x00080018: ('UI', (ROOT + '1').encode()),
             0x00100010: ('PN', b'Quizzle^Dorothea'), 0x00100020: ('LO', b'PAT-77123')} | elements
    return b''.join(element(tag, *every[tag]) for tag in sorted(every))


def deidentified(elements, options=(), **envelope):
    """(data set, bytes) of the output."""
    output = run.output(part10(data_set(elements), **envelope), options)
    return pydicom.dcmread(io.BytesIO(output)), output


@pytest.mark.parametrize('tag', [0x04000100, 0x0040A124])
def test_retain_uids_does_not_reach_every_uid(tag):
    found, _ = deidentified({tag: ('UI', (ROOT + '42').encode())}, ['retain-uids'])
    assert found[tag].value.startswith('2.25.')
    assert found.SOPInstanceUID == ROOT + '1'


@pytest.mark.parametrize('option', ['retain-full-dates', 'modify-dates'])
@pytest.mark.parametrize('tag, vr, value', [
    (0x00100030, 'DA', b'19430217'), (0x00100032, 'TM', b'010203.5'), (0x00160077, 'DT', b'20190713121314'),
])
def test_dates_that_no_date_option_reaches(option, tag, vr, value):
    found, output = deidentified({tag: (vr, value)}, [option])
    assert value not in output
    assert tag not in found or str(found[tag].value) in ('', '19000101', '000000', '19000101000000')


def test_timestamps_in_bytes_do_not_survive_moved_dates():
    found, output = deidentified({0x04000310: ('OB', b'stamp20190713'), 0x00340007: ('OB', b'tick20190713')},
                                 ['modify-dates'])
    assert b'20190713' not in output
    assert 0x04000310 not in found or found[0x04000310].value != b'stamp20190713\0'


@pytest.mark.parametrize('tag', [0x0014407E, 0x00181200, 0x00181204, 0x0018700C])
def test_a_device_date_is_moved_when_both_options_speak(tag):
    found, _ = deidentified({tag: ('DA', b'20190713'), 0x00080020: ('DA', b'20190713')},
                            ['retain-device-identity', 'modify-dates'])
    assert found[tag].value == found.StudyDate
    assert found[tag].value != '20190713'
    alone, _ = deidentified({tag: ('DA', b'20190713')}, ['retain-device-identity'])
    assert alone[tag].value == '20190713'


@pytest.mark.parametrize('tag', [
    0x00083012, 0x00081167, 0x00200242, 0x0018991E, 0x00209312, 0x00209313, 0x0070031B, 0x00440102, 0x00687004,
    0x300A0675, 0x0040E031,
])
def test_a_uid_outside_the_table_is_new_and_refers_to_the_same(tag):
    old = (ROOT + '1').encode()
    found, output = deidentified({tag: ('UI', old), REGION: ('SQ', item(element(0x00081155, 'UI', old)))})
    assert old not in output
    assert found[tag].value == found.SOPInstanceUID == found[REGION].value[0].ReferencedSOPInstanceUID
    assert found.file_meta.MediaStorageSOPInstanceUID == found.SOPInstanceUID


@pytest.mark.parametrize('tag, uid', [
    (0x00081150, '1.2.840.10008.5.1.4.1.1.4'),
    (0x00081150, '1.2.840.113619.4.27'),                # a vendor's private SOP Class
    (0x0008010C, '2.16.840.1.113883.6.96'),
    (0x0008001A, '1.2.840.10008.5.1.4.1.1.2'),
    (0x04000010, '1.2.840.10008.1.2.1'),
])
def test_a_uid_that_names_a_kind_stays(tag, uid):
    found, _ = deidentified({tag: ('UI', uid.encode())})
    assert found[tag].value == uid


@pytest.mark.parametrize('uid, stays', [
    ('1.2.840.10008.1.4.1.1', True),            # well-known frame of reference
    ('1.2.840.10008.77.1.2', False),            # only begins like a registered one
    ('1.2.840.10008.5.1.4.1.1.2.1.999', False),
])
def test_only_an_exact_entry_of_the_registry_stays(uid, stays):
    found, _ = deidentified({0x00200052: ('UI', uid.encode())})
    assert (found.FrameOfReferenceUID == uid) == stays


def test_several_uids_in_one_value():
    old = '\\'.join(ROOT + str(number) for number in (5, 6, 1)).encode()
    found, output = deidentified({0x00083012: ('UI', old)})
    assert ROOT.encode() not in output
    assert len(set(found[0x00083012].value)) == 3
    assert found[0x00083012].value[2] == found.SOPInstanceUID


@pytest.mark.parametrize('tag, vr, value', [
    (0x00140104, 'PN', b'Wixby^Ann'), (0x0040A067, 'PN', b'Wixby^Ann'),
    (0x00140102, 'DA', b'20190713'), (0x00140103, 'TM', b'121314.555'), (0x0008041F, 'DT', b'20190713121314'),
])
def test_names_and_dates_outside_the_table_go_by_vr(tag, vr, value):
    _, output = deidentified({tag: (vr, value), REGION: ('SQ', item(element(tag, vr, value)))})
    assert value not in output


@pytest.mark.parametrize('tag', [0x0040A730, 0x00700001, 0x00340001, 0x0040A073])
def test_a_sequence_that_must_not_be_missing_keeps_its_frame_only(tag):
    inner = (element(0x0040A040, 'CS', b'PNAME') + element(0x0040A123, 'PN', b'Wixby^Ann')
             + element(0x0040A160, 'UT', b'Seen by Wixby'))
    found, output = deidentified({tag: ('SQ', item(inner))})
    assert b'Wixby' not in output
    assert len(found[tag].value) >= 1
    assert len(found[tag].value[0]) >= 1


def test_an_encapsulated_document_is_replaced():
    found, output = deidentified({0x00420011: ('OB', b'%PDF-1.4 Quizzle Dorothea born 1943'),
                                  0x00420012: ('LO', b'application/pdf')})
    assert b'Quizzle' not in output
    assert len(found.EncapsulatedDocument) > 0


@pytest.mark.parametrize('group', [0x6000, 0x6002, 0x601E, 0x5000, 0x5002, 0x501E])
def test_repeating_groups(group):
    _, output = deidentified({group << 16 | 0x3000: ('OW', b'QuizzleQ'), group << 16 | 0x4000: ('LT', b'Quizzle note')})
    assert b'Quizzle' not in output


@pytest.mark.parametrize('tag', [0x00090001, 0x00091001, 0x00110010, 0x60011000, 0xFFFF1001, 0x00050010])
def test_private_elements_with_and_without_a_creator_go(tag):
    found, output = deidentified({tag: ('LO', b'Quizzle')})
    assert tag not in found
    assert b'Quizzle' not in output


@pytest.mark.parametrize('tag, vr', [
    (0x00080000, 'UL'), (0x00100000, 'UL'), (0x00041130, 'CS'), (0x00041511, 'UI'), (0xFFFCFFFC, 'OB'),
    (0x04000561, 'SQ'), (0xFFFAFFFA, 'SQ'), (0x00880200, 'SQ'),
])
def test_what_has_no_place_in_the_output(tag, vr):
    value = {'UL': struct.pack('<I', 8), 'SQ': item(element(0x00100010, 'PN', b'Wixby^Ann'))}.get(vr, b'1.2.3.777')
    found, output = deidentified({tag: (vr, value)})
    assert tag not in found
    assert b'Wixby' not in output


def test_a_kept_sequence_is_walked_at_any_depth():
    inner = element(0x00100010, 'PN', b'Wixby^Ann') + element(0x00080104, 'LO', b'liver')
    for _ in range(6):
        inner = element(REGION, 'SQ', item(inner))
    found, output = deidentified({REGION: ('SQ', item(inner))})
    assert b'Wixby' not in output
    assert b'liver' in output
    assert len(found[REGION].value) == 1


def test_unknown_and_private_safe_sequences_are_walked():
    body = data_set({}) + as_unknown(0x00400260, element(0x00100010, 'PN', b'Wixby^Ann', implicit=True)
                                     + element(0x00080104, 'LO', b'liver', implicit=True))
    output = run.output(part10(body), [])
    assert b'Wixby' not in output
    assert b'liver' in output
    safe = {0x7E010010: ('LO', b'HOLOGIC, Inc.'),
            0x7E011010: ('SQ', item(element(0x00100010, 'PN', b'Wixby^Ann') + element(0x00080104, 'LO', b'liver')))}
    _, output = deidentified(safe, ['retain-safe-private'])
    assert b'Wixby' not in output
    assert b'liver' in output


def test_safe_private_elements_stay_with_their_creator_block_by_block():
    private = (element(0x00190010, 'LO', b'GEMS_ACQU_01') + element(0x00190011, 'LO', b'OTHER CREATOR')
               + element(0x00191023, 'DS', b'1.25') + element(0x00191002, 'SL', struct.pack('<i', 7))
               + element(0x00191123, 'DS', b'9.75'))
    content = {0x00190010: ('LO', b'GEMS_ACQU_01'), 0x00190011: ('LO', b'OTHER CREATOR'), 0x00191023: ('DS', b'1.25'),
               0x00191002: ('SL', struct.pack('<i', 7)), 0x00191123: ('DS', b'9.75'), REGION: ('SQ', item(private))}
    found, output = deidentified(content, ['retain-safe-private'])
    for part in (found, found[REGION].value[0]):
        assert str(part[0x00191023].value) == '1.25'
        assert part[0x00190010].value == 'GEMS_ACQU_01'
        for tag in (0x00190011, 0x00191002, 0x00191123):
            assert tag not in part
    assert b'OTHER CREATOR' not in output
    none, _ = deidentified(content)
    assert not [one for one in none if one.tag.is_private]


@pytest.mark.parametrize('age, becomes', [(b'093Y', '090Y'), (b'089Y', '089Y'), (b'045Y', '045Y'), (b'010M', '010M')])
def test_ages_over_89(age, becomes):
    found, _ = deidentified({0x00101010: ('AS', age)}, ['retain-patient-characteristics'])
    assert found.PatientAge == becomes


def test_ages_over_89_do_not_show_in_the_birth_date_of_a_kept_sequence():
    found, _ = deidentified({0x00101010: ('AS', b'093Y'), 0x00101030: ('DS', b'61.5'), 0x00101020: ('DS', b'1.63')},
                            ['retain-patient-characteristics'])
    assert (found.PatientWeight, found.PatientSize) == (61.5, 1.63)
    assert 'PatientBirthDate' not in found or not found.PatientBirthDate


def test_preamble_and_file_meta_are_new():
    extra = element(0x00020016, 'AE', b'QUIZZLEPACS') + element(0x00020100, 'UI', b'1.2.3.777') + element(
        0x00020102, 'OB', b'Quizzle private')
    found, output = deidentified({}, preamble=b'II*\0Quizzle'.ljust(128, b'\0'), extra=extra)
    assert output[:128] == bytes(128)
    assert b'Quizzle' not in output
    assert b'QUIZZLEPACS' not in output
    assert found.file_meta.MediaStorageSOPInstanceUID == found.SOPInstanceUID
    assert found.file_meta.ImplementationClassUID.startswith('2.25.')


@pytest.mark.parametrize('options, codes, temporal', [
    ([], {'113100'}, 'REMOVED'),
    (['modify-dates', 'clean-descriptors'], {'113100', '113107', '113105'}, 'MODIFIED'),
    (['retain-full-dates', 'retain-uids'], {'113100', '113106', '113110'}, 'UNMODIFIED'),
    (['clean-pixel-data'], {'113100'}, 'REMOVED'),      # no mask was applied: nothing was cleaned
])
def test_what_the_output_says_of_itself(options, codes, temporal):
    found, _ = deidentified({0x00120063: ('LO', b'Earlier tool'), 0x00280301: ('CS', b'YES')}, options)
    assert found.PatientIdentityRemoved == 'YES'
    assert found.DeidentificationMethod[0] == 'Earlier tool'
    assert all(len(one) <= 64 for one in found.DeidentificationMethod)
    assert {one.CodeValue for one in found.DeidentificationMethodCodeSequence} == codes
    assert {one.CodingSchemeDesignator for one in found.DeidentificationMethodCodeSequence} == {'DCM'}
    assert found.LongitudinalTemporalInformationModified == temporal
    assert found.BurnedInAnnotation == 'YES'


def test_dates_and_times_move_together():
    elements = {
        0x00080020: ('DA', b'20200301'), 0x00080021: ('DA', b'20200229\\20200302'), 0x00080030: ('TM', b'235959.9'),
        0x0008002A: ('DT', b'20200301000001.5+0100'), 0x00080201: ('SH', b'+0100'),
        0x00540016: ('SQ', item(element(0x00181072, 'TM', b'101112') + element(0x00181078, 'DT', b'20200229101112'))),
        0x0040A13A: ('DT', b'202003'),
    }
    found, _ = deidentified(elements, ['modify-dates'])
    day = pydicom.valuerep.DA
    moved = (day('20200301') - day(found.StudyDate)).days
    assert 1 <= moved <= 1826
    assert [(day('20200229') - day(found.SeriesDate[0])).days, (day('20200302') - day(found.SeriesDate[1])).days] == [
        moved, moved]
    assert found.StudyTime == '235959.9'
    assert found.AcquisitionDateTime == found.StudyDate + '000001.5+0100'
    inner = found.RadiopharmaceuticalInformationSequence[0]
    assert inner.RadiopharmaceuticalStartTime == '101112'
    assert (day('20200229') - day(inner.RadiopharmaceuticalStartDateTime[:8])).days == moved
    assert len(found[0x0040A13A].value) == 6


def test_a_date_that_cannot_be_read_goes_and_is_reported():
    outcome = run.outcome(part10(data_set({0x00080020: ('DA', b'soonish1')})), ['modify-dates'])
    found = pydicom.dcmread(io.BytesIO(bytes(outcome.output.read(0, outcome.output.size))))
    assert 'StudyDate' not in found or not found.StudyDate
    assert 'date-unreadable' in [code for code, _, _ in notes.listed(outcome)]


def test_overlay_bits_inside_the_pixels_are_cleared():
    overlay = {0x60000010: ('US', struct.pack('<H', 2)), 0x60000011: ('US', struct.pack('<H', 2)),
               0x60000040: ('CS', b'G'), 0x60000050: ('SS', struct.pack('<hh', 1, 1)),
               0x60000100: ('US', struct.pack('<H', 16)), 0x60000102: ('US', struct.pack('<H', 12))}
    image = {0x00280002: ('US', struct.pack('<H', 1)), 0x00280004: ('CS', b'MONOCHROME2'),
             0x00280010: ('US', struct.pack('<H', 2)), 0x00280011: ('US', struct.pack('<H', 2)),
             0x00280100: ('US', struct.pack('<H', 16)), 0x00280101: ('US', struct.pack('<H', 12)),
             0x00280102: ('US', struct.pack('<H', 11)), 0x00280103: ('US', struct.pack('<H', 0)),
             0x7FE00010: ('OW', struct.pack('<4H', 0x1123, 0x0456, 0x1789, 0x0ABC))}
    found, _ = deidentified(overlay | image)
    assert found.PixelData == struct.pack('<4H', 0x0123, 0x0456, 0x0789, 0x0ABC)


def test_a_listed_attribute_written_as_unknown_vr_is_no_way_out():
    found, output = deidentified({0x00100010: ('UN', b'Wixby^Ann'), 0x00080090: ('UN', b'Wixby^Bob'),
                                  0x00081030: ('UN', b'for Wixby')})
    assert b'Wixby' not in output
    assert 'StudyDescription' not in found


@pytest.mark.parametrize('option', ['retain-full-dates', 'modify-dates'])
def test_a_time_zone_that_is_none_does_not_stay(option):
    found, output = deidentified({0x00080201: ('SH', b'Wixby')}, [option])
    assert b'Wixby' not in output or option == 'retain-full-dates'
    kept, _ = deidentified({0x00080201: ('SH', b'+0930')}, [option])
    assert kept.TimezoneOffsetFromUTC == '+0930'
    assert found.SOPInstanceUID == kept.SOPInstanceUID


def age_report(number, unit):
    """A report with a subject's age."""
    def code(value, scheme, meaning):
        return item(element(0x00080100, 'SH', value) + element(0x00080102, 'SH', scheme) + element(0x00080104, 'LO', meaning))
    measured = (element(0x004008EA, 'SQ', code(unit, b'UCUM', b'unit')) + element(0x0040A30A, 'DS', number))
    inner = (element(0x0040A010, 'CS', b'HAS OBS CONTEXT') + element(0x0040A040, 'CS', b'NUM')
             + element(0x0040A043, 'SQ', code(b'121033', b'DCM', b'Subject Age')) + element(0x0040A300, 'SQ', item(measured)))
    return {0x0040A040: ('CS', b'CONTAINER'), 0x0040A730: ('SQ', item(inner))}


@pytest.mark.parametrize('number, unit, becomes', [(b'93', b'a', '90'), (b'89', b'a', '89'), (b'45.5', b'a', '45.5'),
                                                   (b'1200', b'mo', '1080')])
def test_ages_over_89_as_numbers_of_a_report(number, unit, becomes):
    found, _ = deidentified(age_report(number, unit), ['retain-patient-characteristics', 'clean-structured-content'])
    measured = found.ContentSequence[0].MeasuredValueSequence[0]
    assert str(measured.NumericValue) == becomes
    _, output = deidentified(age_report(number, unit), ['clean-structured-content'])
    assert b'Subject Age' not in output


DEVICE_DATES = [row for row in annex_e.rows()
                if row.cells.get('retain-device-identity') == 'K' and row.cells.get('modify-dates') == 'C']


def test_eleven_device_dates_are_moved_when_both_options_speak():
    assert len(DEVICE_DATES) == 11
    values = {'DA': b'20190713', 'TM': b'101112', 'DT': b'20190713101112'}
    elements = {row.tag: (row.vr, values[row.vr]) for row in DEVICE_DATES} | {0x00080020: ('DA', b'20190713')}
    found, _ = deidentified(elements, ['retain-device-identity', 'modify-dates'])
    for row in DEVICE_DATES:
        if row.vr != 'TM':
            assert str(found[row.tag].value)[:8] == found.StudyDate != '20190713', row


LISTED = {row.tag for row in annex_e.rows()}
OUTSIDE = [tag for tag, entry in pydicom.datadict.DicomDictionary.items()
           if entry[0] == 'UI' and tag not in LISTED and tag >> 16 not in (0x0000, 0x0002, 0x0004)]


def test_uids_that_the_table_does_not_list():
    """Each is either new or, in an attribute that names a kind of thing, as it was; none of the instance-like ones stays."""
    elements = {tag: ('UI', (ROOT + f'9{place}.7').encode()) for place, tag in enumerate(OUTSIDE)}
    found, _ = deidentified(elements)
    stay = {tag for tag in OUTSIDE if tag in found and str(found[tag].value).startswith(ROOT)}
    names = {pydicom.datadict.keyword_for_tag(tag) for tag in stay}
    assert len(OUTSIDE) > 35
    kinds = ('Class', 'Syntax', 'Scheme', 'ContextUID', 'ContextGroup', 'MappingResource', 'Algorithm', 'SpecificationUID', 'Version')
    assert not [name for name in names if not any(kind in name for kind in kinds)]


BLACK = {
    'signed': ({0x00280103: ('US', b'\1\0'), 0x00280120: ('SS', struct.pack('<h', -2000))}, 'MONOCHROME2', 16, None),
    'inverted': ({}, 'MONOCHROME1', 12, 4095), 'colour': ({}, 'RGB', 8, (0, 0, 0)), 'luminance': ({}, 'YBR_FULL', 8, (0, 128, 128)),
    'palette': ({tag: ('US', struct.pack('<HHH', 4, 0, 16)) for tag in (0x00281101, 0x00281102, 0x00281103)}
                | {tag: ('OW', struct.pack('<HHHH', 40000, 50000, 100, 60000)) for tag in (0x00281201, 0x00281202, 0x00281203)},
                'PALETTE COLOR', 8, 2),
}


@pytest.mark.parametrize('name', BLACK)
def test_black_is_black_whatever_the_photometry(name):
    more, photometric, stored, black = BLACK[name]
    samples = 3 if isinstance(black, tuple) else 1
    size = 2 if stored > 8 else 1
    cells = bytes([3] * (4 * 4 * samples * size))
    elements = {0x00280002: ('US', struct.pack('<H', samples)), 0x00280004: ('CS', photometric.encode()),
                0x00280010: ('US', b'\4\0'), 0x00280011: ('US', b'\4\0'), 0x00280100: ('US', struct.pack('<H', size * 8)),
                0x00280101: ('US', struct.pack('<H', stored)), 0x00280102: ('US', struct.pack('<H', stored - 1)),
                0x00280103: ('US', b'\0\0'), 0x7FE00010: ('OW', cells)} | more
    if samples == 3:
        elements[0x00280006] = ('US', b'\0\0')
    if name == 'palette':
        cells = bytes([1] * 16)
    elif name == 'signed':
        cells = struct.pack('<16h', *range(500, -1100, -100))
    elements[0x7FE00010] = ('OW', cells)
    content = run.output(part10(data_set(elements)), ['clean-pixel-data'], boxes=[(0, 0, 2, 1)])
    found = pydicom.dcmread(io.BytesIO(content))
    step = samples * size
    masked, rest = found.PixelData[:2 * step], found.PixelData[2 * step:]
    assert rest == cells[2 * step:]
    if name == 'signed':
        first, second = struct.unpack('<hh', masked)
        assert first == second <= -1000 and first != -2000
    elif samples == 3:
        assert tuple(masked) == black * 2
    else:
        assert masked == black.to_bytes(size, 'little') * 2
    assert found.BurnedInAnnotation == 'NO'


def statement(status, creator=b'ACME SAFE 1'):
    """Private Data Element Characteristics of group 0009 (PS3.3 C.12.1.1.7)."""
    return {0x00080300: ('SQ', item(element(0x00080301, 'US', struct.pack('<H', 9)) + element(0x00080302, 'LO', creator)
                                    + element(0x00080303, 'CS', status))),
            0x00090010: ('LO', b'ACME SAFE 1'), 0x00091001: ('DS', b'0.125'), 0x00090011: ('LO', b'ACME OTHER'),
            0x00091101: ('LO', b'Wixby')}


@pytest.mark.parametrize('status, stays', [(b'SAFE', True), (b'UNSAFE', False), (b'MIXED', False)])
def test_a_block_that_the_file_states_to_be_safe_stays(status, stays):
    found, output = deidentified(statement(status), ['retain-safe-private'])
    assert (0x00091001 in found) == stays
    assert (0x00090010 in found) == stays
    assert b'Wixby' not in output
    without, _ = deidentified(statement(status))
    assert 0x00080300 not in without and not [one for one in without if one.tag.is_private]


def test_a_statement_without_values_keeps_nothing():
    elements = statement(b'SAFE') | {0x00080300: ('SQ', item(element(0x00080301, 'US', b'') + element(0x00080302, 'LO', b'')
                                                             + element(0x00080303, 'CS', b'SAFE')))}
    found, _ = deidentified(elements, ['retain-safe-private'])
    assert 0x00091001 not in found


@pytest.mark.parametrize('tag', [0x00081190, 0x00080407, 0x00404073])
def test_addresses_in_a_network_go(tag):
    _, output = deidentified({tag: ('UR', b'https://pacs.wixby.example/1.2.3')})
    assert b'wixby' not in output
    kept, _ = deidentified({0x0008010E: ('UR', b'http://snomed.info/sct')})
    assert kept[0x0008010E].value == 'http://snomed.info/sct'


def test_an_earlier_method_that_names_the_patient_is_cleaned():
    found, output = deidentified({0x00120063: ('LO', b'CLEANED for Quizzle\\Other tool 2')})
    assert b'Quizzle' not in output
    assert found.PatientIdentityRemoved == 'YES'
    assert len(found.DeidentificationMethod) >= 2


def test_references_stay_where_the_module_lists_them():
    reference = item(element(0x00081150, 'UI', CT.encode()) + element(0x00081155, 'UI', (ROOT + '5').encode()))
    listed = item(element(0x0008114A, 'SQ', reference) + element(0x0020000E, 'UI', (ROOT + '6').encode()))
    found, output = deidentified({0x00082112: ('SQ', reference), 0x00081115: ('SQ', listed)})
    assert ROOT.encode() not in output
    instance = found.ReferencedSeriesSequence[0].ReferencedInstanceSequence[0].ReferencedSOPInstanceUID
    assert found.SourceImageSequence[0].ReferencedSOPInstanceUID == instance
    alone, _ = deidentified({0x00082112: ('SQ', reference)})
    assert 'SourceImageSequence' not in alone


def test_unreadable_dates_of_type_2_are_emptied():
    found, _ = deidentified({0x00080020: ('DA', b'***')}, ['modify-dates'])
    assert found.StudyDate == ''


def test_a_file_without_an_instance_uid_gets_one():
    body = element(0x00080016, 'UI', CT.encode()) + element(0x00100010, 'PN', b'Wixby^Ann')
    found = pydicom.dcmread(io.BytesIO(run.output(part10(body), [])))
    assert found.SOPInstanceUID == found.file_meta.MediaStorageSOPInstanceUID != ''
