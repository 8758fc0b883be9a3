"""A made-up set of studies with its answer key, in the manner of the MIDI-B benchmark (NCI, 2024).

Four people who do not exist, each seen twice: CT, MR, PET, ultrasound with burned-in text, and a report that refers to
images. What identifies is planted where it is found in practice: in descriptions, comments, private elements, nested
items and pixels. The key says what must be kept, gone, moved or replaced, element by element.
"""

import io
import random

import numpy
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

ROOT = '1.2.826.0.1.3680043.2.9997.'
CLASSES = {'CT': '1.2.840.10008.5.1.4.1.1.2', 'MR': '1.2.840.10008.5.1.4.1.1.4', 'PT': '1.2.840.10008.5.1.4.1.1.128',
           'US': '1.2.840.10008.5.1.4.1.1.6.1', 'SR': '1.2.840.10008.5.1.4.1.1.88.11'}
PEOPLE = [('Zanderblik^Quorvia', 'ZX-8841207', '19430217', 'F', '076Y'), ('Umbrelor^Tavish^J', '4471-98-2', '19880930', 'M', '031Y'),
          ('Kestovar^Ilse', 'KV0090417', '20130105', 'F', '007Y'), ('Pontrefax^Ruben', '77120034', '19271212', 'M', '092Y')]
STAFF = ('Grimbald^Osric', 'Wexley^Ann^^Dr', 'Thorvist^Mina')
# Descriptions as they are written: with words that must survive, and with a gap for what must not.
DESCRIPTIONS = {
    'CT': [('CT CHEST W CONTRAST {}', ['CT', 'CHEST', 'CONTRAST']), ('CT ABDOMEN PORTAL VENOUS {}', ['ABDOMEN', 'PORTAL', 'VENOUS'])],
    'MR': [('MRI BRAIN T1 AXIAL {}', ['BRAIN', 'AXIAL']), ('MR KNEE LEFT SAG PD FS {}', ['KNEE', 'LEFT'])],
    'PT': [('PET WHOLE BODY {}', ['WHOLE', 'BODY']), ('PET CT SKULL BASE TO THIGH {}', ['SKULL', 'THIGH'])],
    'US': [('US LIVER {}', ['LIVER']), ('ULTRASOUND KIDNEY RIGHT {}', ['KIDNEY', 'RIGHT'])],
    'SR': [('REPORT CHEST {}', ['CHEST']), ('REPORT BRAIN {}', ['BRAIN'])],
}
CLINICAL = {'CT': {'KVP': '120', 'SliceThickness': '1.25', 'ConvolutionKernel': 'B30f', 'ExposureTime': '500'},
            'MR': {'EchoTime': '90', 'RepetitionTime': '4000', 'MagneticFieldStrength': '3', 'FlipAngle': '90'},
            'PT': {'Units': 'BQML', 'SliceThickness': '3.27', 'DecayCorrection': 'START'},
            'US': {'TransducerType': 'CURVED LINEAR', 'MechanicalIndex': '0.9'}, 'SR': {'CompletionFlag': 'COMPLETE'}}
BOX = (4, 2, 40, 10)      # x, y, width, height of the text burned into ultrasound


class File:
    """`content` (bytes), `person` (number), `kind`, and the key: `retained` {keyword: text or None}, `words` [(keyword, word)],
    `gone` [(keyword, word)], `dates` [path of keywords], `uids` [path of keywords], `masked` (a box or None)."""

    def __init__(self, person, kind):
        self.person, self.kind = person, kind
        self.retained, self.words, self.gone, self.dates, self.uids, self.masked = {}, [], [], [], [], None


def build(seed=20240917):
    """The files, in an order in which references point backwards."""
    chance = random.Random(seed)
    found = []
    for number, person in enumerate(PEOPLE):
        for visit in range(2):
            study = ROOT + f'{number + 1}.{visit + 1}'
            day = f'{2018 + visit}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}'
            images = [image(chance, number, person, study, day, series, kind)
                      for series, kind in enumerate(('CT', 'MR', 'PT', 'US'), 1)]
            found += images
            found.append(report(chance, number, person, study, day, images))
    return found


def planted(chance, person):
    """Something that identifies, as it is found in descriptions, and its telling part."""
    family = person[0].split('^')[0]
    choices = [(family.upper(), family), (f'for {family}', family), (f'MRN {person[1]}', person[1]), ('call 555-013-4477', '4477'),
               (f'DOB {person[2][4:6]}/{person[2][6:]}/{person[2][:4]}', person[2][:4]), (f'Dr {STAFF[0].split("^")[0]}', 'Grimbald'),
               ('acc 90817263', '90817263'), ('j.wexley@example.org', 'wexley')]
    return chance.choice(choices)


def common(chance, found, person, study, day, series, kind):
    """The data set that all kinds share."""
    data = Dataset()
    uid = f'{study}.{series}'
    template, words = chance.choice(DESCRIPTIONS[kind])
    secret, token = planted(chance, person)
    data.SOPClassUID, data.SOPInstanceUID = CLASSES[kind], uid + '.1'
    data.StudyInstanceUID, data.SeriesInstanceUID, data.FrameOfReferenceUID = study, uid, study + '.9'
    data.PatientName, data.PatientID, data.PatientBirthDate, data.PatientSex, data.PatientAge = person
    data.PatientWeight, data.PatientSize = '61.5', '1.63'
    data.PatientAddress, data.PatientTelephoneNumbers = '7 Nowhere Lane', '555-013-4477'
    data.StudyDate = data.SeriesDate = data.ContentDate = data.AcquisitionDate = day
    data.StudyTime, data.AcquisitionDateTime = '235958.5', day + '000102.25'
    data.Modality, data.Manufacturer, data.ManufacturerModelName = kind, 'ACME', 'SCANNER 9'
    data.BodyPartExamined, data.SoftwareVersions = words[0][:16], 'syngo 7.1'
    data.InstitutionName, data.InstitutionAddress = 'St Elsewhere Hospital', '1 Infirmary Road'
    data.ReferringPhysicianName, data.OperatorsName = STAFF[0], STAFF[1]
    data.AccessionNumber, data.StudyID, data.StationName = f'90817263{series}', f'ID{series}77', f'{kind}SUITE4'
    data.StudyDescription = data.SeriesDescription = template.format(secret)
    data.ImageComments = f'{words[0]} of {person[0].split("^")[0]}, seen by {STAFF[2].split("^")[0]}'
    data.AdditionalPatientHistory = f'Patient {person[0].split("^")[0]} lives at 7 Nowhere Lane'
    data.RequestAttributesSequence = Sequence([Dataset()])
    data.RequestAttributesSequence[0].ScheduledProcedureStepDescription = template.format(secret)
    data.RequestAttributesSequence[0].RequestedProcedureID = '90817263'
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = 'P5-09051', 'SRT', 'Examination'
    data.ProcedureCodeSequence = Sequence([code])
    block = data.private_block(0x0009, 'ACME PRIVATE', create=True)
    block.add_new(1, 'LO', f'{person[0]} {person[1]}')
    safe = data.private_block(0x0019, 'GEMS_ACQU_01', create=True)
    safe.add_new(0x23, 'DS', '39.37')
    data.add_new(0x00091101, 'LO', person[1])
    for keyword, value in CLINICAL[kind].items():
        setattr(data, keyword, value)
    found.retained = dict.fromkeys(('Modality', 'Manufacturer', 'ManufacturerModelName', 'SoftwareVersions', 'PatientSex',
                                    'PatientWeight', 'PatientSize', 'StationName', 'BodyPartExamined', 'SOPClassUID',
                                    *CLINICAL[kind]))
    for keyword in found.retained:
        found.retained[keyword] = str(data[keyword].value)
    found.words = [('StudyDescription', word) for word in words] + [('SeriesDescription', word) for word in words]
    found.gone = [(keyword, token) for keyword in ('StudyDescription', 'SeriesDescription')]
    family = person[0].split('^')[0]
    found.gone += [('PatientName', family), ('PatientID', person[1]), ('PatientBirthDate', person[2]), ('ImageComments', family),
                   ('ImageComments', 'Thorvist'), ('AdditionalPatientHistory', family), ('AdditionalPatientHistory', 'Nowhere'),
                   ('PatientAddress', 'Nowhere'), ('PatientTelephoneNumbers', '4477'), ('InstitutionName', 'Elsewhere'),
                   ('InstitutionAddress', 'Infirmary'), ('ReferringPhysicianName', 'Grimbald'), ('OperatorsName', 'Wexley'),
                   ('AccessionNumber', '90817263'), ('StudyID', '77'), ('RequestAttributesSequence', token),
                   ('RequestAttributesSequence', '90817263'), (0x00091001, family), (0x00091001, person[1]), (0x00091101, person[1])]
    found.dates = [('StudyDate',), ('SeriesDate',), ('ContentDate',), ('AcquisitionDate',), ('AcquisitionDateTime',)]
    found.uids = [('SOPInstanceUID',), ('StudyInstanceUID',), ('SeriesInstanceUID',), ('FrameOfReferenceUID',)]
    return data


def image(chance, number, person, study, day, series, kind):
    """A File with pixels."""
    found = File(number, kind)
    data = common(chance, found, person, study, day, series, kind)
    cells = numpy.frombuffer(chance.randbytes(48 * 64 * 2), '<u2').reshape(48, 64) % 4096
    if kind == 'US':
        cells = (cells // 16).astype('u1')
        x, y, width, height = found.masked = BOX
        cells[y:y + height, x:x + width] = 255
    data.Rows, data.Columns, data.SamplesPerPixel, data.PhotometricInterpretation = 48, 64, 1, 'MONOCHROME2'
    data.BitsAllocated, data.BitsStored = (8, 8) if kind == 'US' else (16, 12)
    data.HighBit, data.PixelRepresentation = data.BitsStored - 1, 0
    data.PixelData = cells.tobytes()
    data['PixelData'].VR = 'OB' if kind == 'US' else 'OW'
    if kind == 'PT':
        dose = Dataset()
        dose.RadiopharmaceuticalStartDateTime, dose.RadionuclideTotalDose = day + '224500', '370000000'
        data.RadiopharmaceuticalInformationSequence = Sequence([dose])
        found.dates.append(('RadiopharmaceuticalInformationSequence', 'RadiopharmaceuticalStartDateTime'))
    syntax = ImplicitVRLittleEndian if kind == 'MR' else ExplicitVRLittleEndian
    return finished(found, data, syntax)


def report(chance, number, person, study, day, images):
    """A report that refers to the images of its study."""
    found = File(number, 'SR')
    data = common(chance, found, person, study, day, 5, 'SR')
    items = []
    for one in images:
        reference = Dataset()
        reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = one.data.SOPClassUID, one.data.SOPInstanceUID
        items.append(reference)
    evidence, series = Dataset(), Dataset()
    series.SeriesInstanceUID, series.ReferencedSOPSequence = images[0].data.SeriesInstanceUID, Sequence(items)
    evidence.StudyInstanceUID, evidence.ReferencedSeriesSequence = study, Sequence([series])
    data.CurrentRequestedProcedureEvidenceSequence = Sequence([evidence])
    sequence = 'CurrentRequestedProcedureEvidenceSequence'
    found.uids += [(sequence, 'StudyInstanceUID'), (sequence, 'ReferencedSeriesSequence', 'SeriesInstanceUID'),
                   (sequence, 'ReferencedSeriesSequence', 'ReferencedSOPSequence', 'ReferencedSOPInstanceUID')]
    return finished(found, data, ExplicitVRLittleEndian)


def finished(found, data, syntax):
    """Write the data set into `found`."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = data.SOPClassUID, data.SOPInstanceUID
    meta.TransferSyntaxUID = syntax
    data.file_meta = meta
    buffer = io.BytesIO()
    data.save_as(buffer, enforce_file_format=True)
    found.content, found.data = buffer.getvalue(), data
    return found
