"""Types by IOD: known answers of PS3.3, read by a person, at the top and in sequences."""

import pytest
from samar.core import host
from samar.core.standard import dictionary, profile, types, uids

CT = '1.2.840.10008.5.1.4.1.1.2'
PET = '1.2.840.10008.5.1.4.1.1.128'
SC = '1.2.840.10008.5.1.4.1.1.7'
GSPS = '1.2.840.10008.5.1.4.1.1.11.1'
BASIC_SR = '1.2.840.10008.5.1.4.1.1.88.11'
RT_PLAN = '1.2.840.10008.5.1.4.1.1.481.5'
US_RETIRED = '1.2.840.10008.5.1.4.1.1.6'


@pytest.mark.parametrize('sop_class, path, keyword, expected', [
    (CT, (), 'PatientName', '2'),
    (CT, (), 'StudyInstanceUID', '1'),
    (CT, (), 'StudyDescription', '3'),
    (CT, (), 'SeriesDate', '3'),
    (CT, (), 'AcquisitionDate', '3'),
    (CT, (), 'ContentDate', '2C'),
    (PET, (), 'SeriesDate', '1'),
    (PET, (), 'SeriesTime', '1'),
    (PET, (), 'AcquisitionDate', '2'),
    (GSPS, (), 'PresentationCreationDate', '1'),
    (RT_PLAN, (), 'OperatorsName', '2'),
    (BASIC_SR, (), 'ContentDate', '1'),
    (BASIC_SR, (), 'ReferencedPerformedProcedureStepSequence', '2'),
    (RT_PLAN, (), 'RTPlanDate', '2'),
    (RT_PLAN, (), 'RTPlanLabel', '1'),
    (US_RETIRED, (), 'PatientID', '2'),
    (CT, (), 'PresentationCreationDate', ''),
    (CT, (), 'Rows', ''),
    ('1.2.3', (), 'PatientName', ''),
    ('', (), 'PatientName', ''),
    (CT, ('ReferencedImageSequence',), 'ReferencedSOPInstanceUID', '1'),
    (CT, ('OtherPatientIDsSequence',), 'PatientID', '1'),
    (CT, ('RequestAttributesSequence',), 'RequestedProcedureID', '1C'),
    (CT, ('OperatorIdentificationSequence',), 'PersonIdentificationCodeSequence', '1'),
    (PET, ('RadiopharmaceuticalInformationSequence',), 'RadiopharmaceuticalStartTime', '3'),
    ('1.2.3', ('OtherPatientIDsSequence',), 'PatientID', '1'),
    (CT, ('ContentSequence', 'OtherPatientIDsSequence'), 'PatientID', '1'),
    (CT, ('RequestAttributesSequence',), 'PatientName', ''),
    (CT, ('Rows',), 'PatientName', ''),
])
def test_type_of(sop_class, path, keyword, expected):
    tags = tuple(dictionary.tag_of(step) for step in path)
    assert types.type_of(sop_class, tags, dictionary.tag_of(keyword)) == expected


def test_one_iod_may_differ_in_a_sequence():
    treatment = dictionary.tag_of('RadiopharmaceuticalStartDateTime')
    inside = (dictionary.tag_of('RadiopharmaceuticalInformationSequence'),)
    assert types.type_of('1.2.840.10008.5.1.4.1.1.130', inside, treatment) == '1'   # Enhanced PET
    assert types.type_of(PET, inside, treatment) == '3'


def test_every_sop_class_with_an_iod_is_registered():
    for row in range(len(host.table('iod')['iod'])):
        uid = host.table('iod')['sop_class'].split('\n')[row]
        assert uids.type_of(uid) == 'SOP Class', uid
        assert types.sop_class_row(uid) == row


@pytest.mark.parametrize('sop_class', [CT, PET, SC, '1.2.3'])
def test_column_says_the_same_for_all_rows(sop_class):
    found = types.column(sop_class)
    tags = profile.columns()['tag']
    assert len(found) == 657
    for row in range(profile.columns()['plain']):
        assert types.NAMES[found[row]] == types.type_of(sop_class, (), tags[row])


def test_order_numbers_the_names():
    assert {name: place for place, name in enumerate(types.NAMES)} == types.ORDER
