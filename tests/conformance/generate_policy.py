"""What the policy says of attributes as wholes, and the parts of the generated set that need a structure of their own."""

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

# Not in table E.1-1, or kept by Patient Characteristics or Device Identity.
RETAINED = ('SOPClassUID', 'Modality', 'Manufacturer', 'ManufacturerModelName', 'SoftwareVersions', 'ImageType', 'BodyPartExamined',
            'InstanceNumber', 'SeriesNumber', 'PatientSex', 'PatientAge', 'PatientWeight', 'PatientSize', 'EthnicGroup', 'StationName',
            'DeviceSerialNumber', 'DetectorID', 'ViewPosition', 'KVP', 'SliceThickness', 'PixelSpacing', 'ImagerPixelSpacing',
            'RescaleIntercept', 'RescaleSlope', 'RepetitionTime', 'EchoTime', 'MagneticFieldStrength', 'SequenceName', 'Units',
            'DecayCorrection', 'CorrectedImage', 'ImagePositionPatient', 'ImageOrientationPatient', 'Rows', 'Columns', 'BitsStored',
            'PhotometricInterpretation', 'NumberOfFrames', 'FrameTime', 'PatientPosition', 'SpecificCharacterSet')
# Empty, dummy, pseudonym or absent: the words are gone in each case.
REMOVED = ('PatientName', 'PatientID', 'PatientBirthDate', 'PatientBirthTime', 'OtherPatientNames', 'PatientMotherBirthName',
           'PatientAddress', 'PatientTelephoneNumbers', 'IssuerOfPatientID', 'InstitutionName', 'InstitutionAddress',
           'InstitutionalDepartmentName', 'ReferringPhysicianName', 'OperatorsName', 'PerformingPhysicianName', 'AccessionNumber',
           'StudyID', 'MilitaryRank', 'RegionOfResidence', 'StationAETitle')
NOT_NULL = ('PatientName', 'PatientID', 'SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID', 'StudyDate', 'Modality', 'SOPClassUID')
UIDS = ('SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID', 'FrameOfReferenceUID', 'ReferencedSOPInstanceUID',
        'ReferencedFrameOfReferenceUID')


def series(ds, number, modality, study):
    """Series and equipment of a file."""
    ds.Manufacturer, ds.ManufacturerModelName, ds.SoftwareVersions = 'Meridian Imaging', 'Argus 64', ['VB20A', '4.1']
    ds.StationName, ds.DeviceSerialNumber, ds.StationAETitle = f'ARGUS{number}', '40-22817', 'ARGUSNODE'
    ds.ImageType = ['ORIGINAL', 'PRIMARY', 'AXIAL']
    ds.BodyPartExamined, ds.PatientPosition = {'CT': 'CHEST', 'MR': 'BRAIN'}.get(modality, 'ABDOMEN'), 'HFS'
    step = Dataset()
    step.RequestedProcedureID, step.ScheduledProcedureStepID = f'RP{55200 + number}', f'SPS{6610 + study}'
    step.RequestedProcedureDescription = 'CT angiogram aorta'
    ds.RequestAttributesSequence = Sequence([step])
    operator, code = Dataset(), Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = 'OP-77', '99LARK', 'Ida Sedgewick'
    operator.PersonIdentificationCodeSequence = Sequence([code])
    operator.InstitutionName = 'Larkmoor Infirmary'
    ds.OperatorIdentificationSequence = Sequence([operator])
    region = Dataset()
    region.CodeValue, region.CodingSchemeDesignator, region.CodeMeaning = '51185008', 'SCT', 'Chest'
    ds.AnatomicRegionSequence = Sequence([region])


def private(ds, file, person):
    """A block of which the table of safe private attributes knows one element, and one that nobody knows."""
    safe = ds.private_block(0x0019, 'GEMS_ACQU_01', create=True)
    safe.add_new(0x23, 'DS', '12.5')            # table speed
    safe.add_new(0xF1, 'LO', person['family'])
    other = ds.private_block(0x0029, 'MERIDIAN NOTES', create=True)
    other.add_new(0x01, 'LO', f'{person["given"]} {person["family"]}')
    file.check('text retained', (0x00191023,), '12.5')
    file.check('tag retained', (0x00191023,))
    file.check('tag retained', (0x00190010,))
    file.check('text removed', (0x001910F1,), (person['family'],))
    file.check('text removed', (0x00291001,), (person['family'], person['given']))


def answers(ds, file, path=()):
    """Answers that hold for an attribute wherever it stands."""
    for element in ds:
        keyword, here = element.keyword, (*path, element.keyword)
        if element.VR == 'SQ':
            for place, item in enumerate(element.value):
                answers(item, file, (*here, place))
            continue
        text = texts(element)
        if keyword in RETAINED:
            file.check('tag retained', here)
            file.check('text retained', here, text)
        if keyword in NOT_NULL:
            file.check('text not null', here)
        if keyword in REMOVED:
            file.check('text removed', here, (text,))
        if keyword in UIDS:
            file.check('uid changed', here, text)
            if 'ReferencedImageSequence' not in path:
                # X/Z/U* in an image, where the sequence is Type 3: it may go
                file.check('uid consistent', here, text)
        if keyword == 'PatientID':
            file.check('patient id consistent', here, text)
    if not path:
        nested(file)


def nested(file):
    """Of sequences: what they say of people and orders goes, what names a part of the body stays."""
    file.check('text removed', ('RequestAttributesSequence', 0, 'RequestedProcedureID'), ('RP5520',))
    file.check('text removed', ('OperatorIdentificationSequence',), ('Sedgewick', 'Larkmoor', 'OP-77'))
    file.check('text retained', ('AnatomicRegionSequence', 0, 'CodeMeaning'), 'Chest')
    file.check('text retained', ('AnatomicRegionSequence', 0, 'CodeValue'), '51185008')


def texts(element):
    """Value of an element as text, several with backslashes between."""
    value = element.value
    return '\\'.join(map(str, value)) if element.VM > 1 else '' if value is None else str(value)


def segmentation(made, file, ds, person, reference):
    del made, file
    segment = Dataset()
    segment.SegmentNumber, segment.SegmentLabel, segment.SegmentAlgorithmType = 1, 'Liver', 'MANUAL'
    ds.SegmentSequence = Sequence([segment])
    derivation = Dataset()
    derivation.SourceImageSequence = Sequence([reference])
    ds.SourceImageSequence = Sequence([reference])
    ds.ContentCreatorName, ds.ContentLabel = person['doctor'], 'LIVER'


def structures(made, file, ds, person, reference):
    ds.StructureSetLabel, ds.StructureSetDate, ds.StructureSetTime = 'Prostate', person['dates'][0], '101500'
    frame = Dataset()
    frame.FrameOfReferenceUID = made.uid('frame', file.patient, 0)
    contour, series, study = Dataset(), Dataset(), Dataset()
    contour.ReferencedSOPClassUID, contour.ReferencedSOPInstanceUID = reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID
    series.SeriesInstanceUID = made.uid('series', file.patient, 0, 'CT', 0)
    series.ContourImageSequence = Sequence([contour])
    study.ReferencedSOPClassUID, study.ReferencedSOPInstanceUID = '1.2.840.10008.3.1.2.3.1', made.uid('study', file.patient, 0)
    study.RTReferencedSeriesSequence = Sequence([series])
    frame.RTReferencedStudySequence = Sequence([study])
    ds.ReferencedFrameOfReferenceSequence = Sequence([frame])
    region = Dataset()
    region.ROINumber, region.ROIName, region.ReferencedFrameOfReferenceUID = 1, f'Bladder {person["family"]}', frame.FrameOfReferenceUID
    ds.StructureSetROISequence = Sequence([region])
    file.check('date shifted', 'StructureSetDate', person['dates'][0])
    file.check('text retained', 'StructureSetLabel', 'Prostate')
    file.check('text retained', ('StructureSetROISequence', 0, 'ROIName'), 'Bladder')
    file.check('text removed', ('StructureSetROISequence', 0, 'ROIName'), (person['family'],))


def presentation(made, file, ds, person, reference):
    del made
    text = Dataset()
    text.UnformattedTextValue = f'lesion of {person["family"]}'
    text.BoundingBoxAnnotationUnits, text.AnchorPointVisibility = 'PIXEL', 'N'
    layer = Dataset()
    layer.GraphicLayer, layer.TextObjectSequence, layer.ReferencedImageSequence = 'LAYER1', Sequence([text]), Sequence([reference])
    ds.GraphicAnnotationSequence = Sequence([layer])
    ds.PresentationCreationDate, ds.PresentationCreationTime = person['dates'][0], '120000'
    ds.ContentCreatorName, ds.ContentLabel = person['doctor'], 'FINDINGS'
    file.check('text removed', ('GraphicAnnotationSequence',), (person['family'],))
    file.check('tag retained', ('GraphicAnnotationSequence',))
    file.check('date shifted', 'PresentationCreationDate', person['dates'][0])
    file.check('text removed', ('ContentCreatorName',), (person['doctor'],))


def concept(value, meaning):
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = value, 'DCM', meaning
    return Sequence([code])


def report(made, file, ds, person, reference):
    del made
    observer, finding, image = Dataset(), Dataset(), Dataset()
    observer.RelationshipType, observer.ValueType, observer.PersonName = 'HAS OBS CONTEXT', 'PNAME', person['doctor']
    observer.ConceptNameCodeSequence = concept('121008', 'Person Observer Name')
    finding.RelationshipType, finding.ValueType = 'CONTAINS', 'TEXT'
    finding.ConceptNameCodeSequence = concept('121071', 'Finding')
    finding.TextValue = f'{person["given"]} {person["family"]} has a nodule, see {person["phone"]}'
    image.RelationshipType, image.ValueType, image.ReferencedSOPSequence = 'CONTAINS', 'IMAGE', Sequence([reference])
    ds.ValueType, ds.ContinuityOfContent, ds.ConceptNameCodeSequence = 'CONTAINER', 'SEPARATE', concept('126000', 'Imaging Report')
    ds.ContentSequence = Sequence([observer, finding, image])
    ds.CompletionFlag, ds.VerificationFlag = 'COMPLETE', 'UNVERIFIED'
    file.check('text removed', ('ContentSequence',),
               (person['family'], person['given'], person['phone'], person['doctor']))
    file.check('tag retained', ('ContentSequence',))


def document(made, file, ds, person, reference):
    del made, reference
    ds.DocumentTitle, ds.MIMETypeOfEncapsulatedDocument = f'Letter about {person["family"]}', 'application/pdf'
    ds.EncapsulatedDocument = ('%PDF-1.4 ' + person['family'] + ' ' + person['id']).encode('utf-8').ljust(80, b' ')
    ds.BurnedInAnnotation = 'YES'
    file.check('text removed', 'EncapsulatedDocument', (person['family'], person['id']))
    file.check('tag retained', 'EncapsulatedDocument')
    file.check('text not null', 'EncapsulatedDocument')
    file.check('text removed', 'DocumentTitle', (person['family'],))


CONTENT = {'SEG': segmentation, 'RTSTRUCT': structures, 'PR': presentation, 'KO': report, 'SR': report, 'DOC': document}
