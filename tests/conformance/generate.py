"""A set of files with known answers: made-up people, several studies and modalities, references between files, text in pixels.

Everything a scorer asks for is stated where the value is made. What should happen to a value is the policy of The Cancer Imaging
Archive in terms of PS3.15 table E.1-1 (Basic Profile, Clean Pixel Data, Clean Descriptors, Modified Dates, Patient
Characteristics, Device Identity, Safe Private), written down here by hand: nothing is asked of the core.
"""

import io

import imagecodecs
import numpy
from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEGBaseline8Bit

from tests.conformance import generate_people, generate_policy
from tools.sample import font

ROOT = '1.2.826.0.1.3680043.2.9997.'
STORAGE = '1.2.840.10008.5.1.4.1.1.'
CLASSES = {'CT': '2', 'MR': '4', 'PT': '128', 'US': '6.1', 'USM': '3.1', 'DX': '1.1', 'CR': '1', 'SEG': '66.4', 'RTSTRUCT': '481.3',
           'PR': '11.1', 'KO': '88.59', 'SR': '88.11', 'DOC': '104.1'}


class Made:
    """One file: `name`, `content`, `masks` [(x, y, w, h, first, last)], `checks` [(kind, path, expected)], `patient` (number)."""

    def __init__(self, name, patient):
        self.name, self.patient = name, patient
        self.masks, self.checks = [], []
        self.content = b''

    def check(self, kind, path, expected=None):
        self.checks.append((kind, (path,) if isinstance(path, str) else path, expected))


class Set:
    """All files; UIDs by what they name, so that files refer to one another."""

    def __init__(self):
        self.files = []
        self.uids = {}

    def uid(self, *what):
        """A UID for a thing: the same for the same words."""
        return self.uids.setdefault(what, ROOT + str(1000 + 37 * len(self.uids)))


def build():
    """The Set."""
    made = Set()
    for number, person in enumerate(generate_people.PEOPLE):
        for study in range(2):
            for slice_number in range(2):
                ct(made, number, person, study, slice_number)
            mr(made, number, person, study)
            radiograph(made, number, person, study)
        emission(made, number, person)
        ultrasound(made, number, person)
        for kind in ('SEG', 'RTSTRUCT', 'PR', 'KO', 'SR', 'DOC'):
            referring(made, number, person, kind)
    return made


def start(made, number, person, modality, study, series, instance, sop_class=None):
    """(Made, Dataset) with what every file has: patient, study, series, equipment."""
    name = f'{number}-{modality}-{study}-{series}-{instance}'
    file = Made(name, number)
    ds = Dataset()
    ds.SpecificCharacterSet = person['charset']
    ds.SOPClassUID = STORAGE + CLASSES[sop_class or modality]
    ds.SOPInstanceUID = made.uid('instance', name)
    ds.StudyInstanceUID = made.uid('study', number, study)
    ds.SeriesInstanceUID = made.uid('series', number, study, modality, series)
    ds.Modality = {'USM': 'US'}.get(modality, modality)
    generate_people.describe(ds, file, number, person, study)
    generate_policy.series(ds, number, modality, study)
    ds.InstanceNumber, ds.SeriesNumber = instance + 1, series + 1
    return file, ds


def finish(made, file, ds, syntax=ExplicitVRLittleEndian):
    """State the answers that the policy has for whole attributes, and write the file."""
    generate_policy.answers(ds, file)
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = syntax
    ds.file_meta.MediaStorageSOPClassUID, ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPClassUID, ds.SOPInstanceUID
    ds.file_meta.SourceApplicationEntityTitle = 'SENDINGPLACE'
    stream = io.BytesIO()
    dcmwrite(stream, ds, enforce_file_format=True, implicit_vr=syntax == ImplicitVRLittleEndian,
             little_endian=syntax != ExplicitVRBigEndian)
    file.content = stream.getvalue()
    if 'PixelData' in ds:
        file.check('pixels hidden' if file.masks else 'pixels retained', 'PixelData')
    made.files.append(file)


def image(ds, pixels, photometric='MONOCHROME2', stored=16, signed=False):
    """Put an image (rows, columns[, 3]) or frames of one into a Dataset."""
    samples = 3 if pixels.ndim > 2 and pixels.shape[-1] == 3 else 1
    shape = pixels.shape[:-1] if samples == 3 else pixels.shape
    if len(shape) == 3:
        ds.NumberOfFrames = shape[0]
    ds.Rows, ds.Columns = int(shape[-2]), int(shape[-1])
    ds.SamplesPerPixel, ds.PhotometricInterpretation = samples, photometric
    if samples == 3:
        ds.PlanarConfiguration = 0
    ds.BitsAllocated = 8 if stored <= 8 else 16
    ds.BitsStored, ds.HighBit, ds.PixelRepresentation = stored, stored - 1, int(signed)
    ds.PixelData = pixels.tobytes()


def noise(seed, *shape, top=900):
    """Something that is not black anywhere."""
    return numpy.random.default_rng(seed).integers(120, top, shape)


def ct(made, number, person, study, slice_number):
    file, ds = start(made, number, person, 'CT', study, 0, slice_number)
    ds.FrameOfReferenceUID = made.uid('frame', number, study)
    ds.ImagePositionPatient, ds.ImageOrientationPatient = [-100, -100, 5 * slice_number], [1, 0, 0, 0, 1, 0]
    ds.KVP, ds.SliceThickness, ds.PixelSpacing, ds.RescaleIntercept, ds.RescaleSlope = 120, 5, [0.7, 0.7], -1024, 1
    ds.ReferencedImageSequence = Sequence([reference(made, f'{number}-CT-{study}-0-{1 - slice_number}', 'CT')])
    generate_policy.private(ds, file, person)
    image(ds, noise(number, 32, 32).astype('<i2'), signed=True)
    finish(made, file, ds, (ExplicitVRLittleEndian, ImplicitVRLittleEndian)[study])


def mr(made, number, person, study):
    file, ds = start(made, number, person, 'MR', study, 0, 0)
    ds.FrameOfReferenceUID = made.uid('frame', number, study)
    ds.RepetitionTime, ds.EchoTime, ds.MagneticFieldStrength, ds.SequenceName = 2500, 90, 1.5, '*tse2d1_15'
    ds.ImagePositionPatient, ds.ImageOrientationPatient = [-80, -80, 0], [1, 0, 0, 0, 1, 0]
    big = study == 1
    image(ds, noise(number + 50, 24, 24).astype('>u2' if big else '<u2'), stored=12)
    finish(made, file, ds, ExplicitVRBigEndian if big else ExplicitVRLittleEndian)


def radiograph(made, number, person, study):
    """Text in the pixels of the second study, black on white: MONOCHROME1."""
    file, ds = start(made, number, person, 'DX', study, 0, 0)
    pixels = noise(number + 90, 64, 200, top=3000)
    if study:
        file.masks.append(burn(pixels, person['family'], 4, 6, 4095))
        ds.BurnedInAnnotation = 'YES'
    ds.DetectorID, ds.ViewPosition, ds.ImagerPixelSpacing = 'DET-4471', 'PA', [0.2, 0.2]
    image(ds, pixels.astype('<u2'), 'MONOCHROME1' if study else 'MONOCHROME2', 12)
    finish(made, file, ds)


def emission(made, number, person):
    file, ds = start(made, number, person, 'PT', 0, 0, 0)
    date = person['dates'][0]
    dose = Dataset()
    dose.RadiopharmaceuticalStartTime, dose.RadionuclideTotalDose, dose.RadionuclideHalfLife = '081500', 370000000, 6586.2
    dose.RadiopharmaceuticalStartDateTime = date + '081500.25'
    dose.RadiopharmaceuticalStopDateTime = date + '2359+0200'
    ds.RadiopharmaceuticalInformationSequence = Sequence([dose])
    ds.Units, ds.DecayCorrection, ds.CorrectedImage = 'BQML', 'START', ['DECY', 'ATTN']
    for keyword in ('RadiopharmaceuticalStartDateTime', 'RadiopharmaceuticalStopDateTime'):
        file.check('date shifted', ('RadiopharmaceuticalInformationSequence', 0, keyword), date)
    file.check('text retained', ('RadiopharmaceuticalInformationSequence', 0, 'RadiopharmaceuticalStartTime'), '081500')
    image(ds, noise(number + 130, 24, 24).astype('<u2'))
    finish(made, file, ds)


def ultrasound(made, number, person):
    """Two pictures with names in them: one as RGB, and a clip of three JPEG frames of which two have the name."""
    file, ds = start(made, number, person, 'US', 0, 0, 0)
    pixels = noise(number + 170, 60, 200, 3, top=230)
    file.masks.append(burn(pixels, person['family'], 2, 3, (255, 255, 90)))
    image(ds, pixels.astype('u1'), 'RGB', 8)
    ds.BurnedInAnnotation = 'YES'
    finish(made, file, ds)
    file, ds = start(made, number, person, 'USM', 0, 1, 1)
    pixels = noise(number + 180, 3, 64, 208, 3, top=130) // 8 * 8 + 60
    for frame in range(2):
        box = burn(pixels[frame], person['family'], 2, 3, (255, 255, 90))
    file.masks.append((*box[:4], 0, 1))
    image(ds, pixels.astype('u1'), 'YBR_FULL_422', 8)
    frames = [imagecodecs.jpeg8_encode(frame.astype('u1'), level=92, subsampling='422') for frame in pixels]
    ds.PixelData = encapsulate(frames)
    ds['PixelData'].is_undefined_length = True
    ds.LossyImageCompression, ds.FrameTime = '01', 40
    finish(made, file, ds, JPEGBaseline8Bit)


def burn(pixels, family, x, y, value):
    """Write a name into pixels; the rectangle (x, y, w, h, first, last) that hides it."""
    text = family.upper()
    font.write(pixels, text, x, y, value)
    return x - 1, y - 1, font.width(text) + 2, font.HEIGHT + 2, 0, -1


def reference(made, name, sop_class):
    """An item that refers to a file of the set."""
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = STORAGE + CLASSES[sop_class], made.uid('instance', name)
    return item


def referring(made, number, person, kind):
    """A document that refers to the first CT slice and says something of the patient."""
    file, ds = start(made, number, person, kind, 0, 0, 0)
    series = Dataset()
    series.SeriesInstanceUID = made.uid('series', number, 0, 'CT', 0)
    series.ReferencedSOPSequence = Sequence([reference(made, f'{number}-CT-0-0-0', 'CT')])
    study = Dataset()
    study.StudyInstanceUID = made.uid('study', number, 0)
    study.ReferencedSeriesSequence = Sequence([series])
    if kind in ('KO', 'SR'):
        ds.CurrentRequestedProcedureEvidenceSequence = Sequence([study])
    else:
        series_of_images = Dataset()
        series_of_images.SeriesInstanceUID = series.SeriesInstanceUID
        series_of_images.ReferencedInstanceSequence = series.ReferencedSOPSequence
        ds.ReferencedSeriesSequence = Sequence([series_of_images])
    generate_policy.CONTENT[kind](made, file, ds, person, reference(made, f'{number}-CT-0-0-0', 'CT'))
    finish(made, file, ds)
