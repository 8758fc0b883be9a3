"""The ultrasound: one colour picture, uncompressed and small enough to ship, and a clip of it as baseline JPEG."""

import imagecodecs
import numpy
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, JPEGBaseline8Bit, UltrasoundImageStorage, UltrasoundMultiFrameImageStorage

from tools.sample import font, heading, person, phantom

ROWS, COLUMNS = 264, 352
CLIP_ROWS, CLIP_COLUMNS, CLIP_FRAMES = 480, 640, 12
AMBER, WHITE, BLUE = (255, 190, 60), (235, 235, 235), (120, 190, 255)


def make():
    """One RGB picture, explicit little endian."""
    ds = _dataset('us', UltrasoundImageStorage, ExplicitVRLittleEndian)
    image = picture(ROWS, COLUMNS, 0.2, 1)
    _pixels(ds, ROWS, COLUMNS, 'RGB')
    ds.LossyImageCompression = '00'
    ds.PixelData = image.tobytes()
    return ds


def make_clip():
    """Twelve frames of one heart beat, each a baseline JPEG stream (YBR_FULL_422)."""
    ds = _dataset('us clip', UltrasoundMultiFrameImageStorage, JPEGBaseline8Bit)
    frames = []
    for number in range(CLIP_FRAMES):
        beat = abs(number - CLIP_FRAMES / 2) / (CLIP_FRAMES / 2)
        frames.append(_jpeg(picture(CLIP_ROWS, CLIP_COLUMNS, beat * beat, 2)))
    _pixels(ds, CLIP_ROWS, CLIP_COLUMNS, 'YBR_FULL_422')
    ds.NumberOfFrames, ds.FrameTime, ds.CineRate = CLIP_FRAMES, '70', 14
    ds.FrameIncrementPointer = 0x00181063
    ds.HeartRate, ds.StartTrim, ds.StopTrim = 71, 1, CLIP_FRAMES
    ds.LossyImageCompression, ds.LossyImageCompressionMethod = '01', 'ISO_10918_1'
    ds.LossyImageCompressionRatio = str(round(CLIP_ROWS * CLIP_COLUMNS * 3 * CLIP_FRAMES / sum(map(len, frames)), 2))
    ds.PixelData = encapsulate(frames)
    ds['PixelData'].is_undefined_length = True
    return ds


def picture(rows, columns, beat, scale):
    """RGB (rows, columns, 3): the fan, with everything a scanner writes around it."""
    grey = phantom.fan(rows, columns, beat)
    image = numpy.stack([grey, grey, (grey.astype(int) * 15 // 16).astype(numpy.uint8)], axis=2)
    line = 11 * scale
    font.write(image, person.BURNED_NAME, 4, 4, AMBER, scale)
    font.write(image, person.PATIENT_ID, 4, 4 + line, AMBER, scale)
    font.write(image, person.BURNED_BIRTH_DATE + ' F', 4, 4 + 2 * line, AMBER, scale)
    for place, text in enumerate((person.BURNED_HOSPITAL, person.BURNED_DATE, 'S4-1 2.2MHZ')):
        font.write(image, text, columns - 4 - font.width(text, scale), 4 + place * line, WHITE, scale)
    font.write(image, '71 BPM', 4, rows - 4 - line, BLUE, scale)
    font.write(image, '+', columns - 14 * scale, rows // 2 - 3 * scale, BLUE, scale)
    top, depth = rows // 10, rows * 84 // 100
    for step in range(1, 11):                                  # depth scale, every 2 cm
        y = top + depth * step // 10 - 1
        image[y:y + scale, columns - (12 if step % 5 == 0 else 8) * scale:columns - 4 * scale] = WHITE
    bar = numpy.arange(rows // 3)[::-1] * 255 // (rows // 3)   # grey scale
    image[rows // 3:rows // 3 + len(bar), 4:4 + 6 * scale] = bar[:, None, None]
    return image


def _dataset(name, sop_class, syntax):
    ds = heading.dataset(sop_class, name, 'US')
    ds.file_meta = heading.file_meta(sop_class, name, syntax)
    ds.ImageType = ['ORIGINAL', 'PRIMARY', 'CARDIOLOGY', '0001']
    ds.ManufacturerModelName, ds.StationName = 'Samudra Echo', 'USSAMUDRA01'
    ds.StudyDescription, ds.SeriesDescription = 'Echo jantung Ny. Sekar', 'Apical four chamber view'
    ds.ProtocolName, ds.TransducerData, ds.TransducerType = 'Adult echo', ['S4-1', 'SN 5521'], 'SECTOR_PHASED'
    ds.MechanicalIndex, ds.SoftTissueThermalIndex, ds.DepthOfScanField = '1.1', '0.6', '160'
    ds.AnatomicRegionSequence = Sequence([heading.code('80891009', 'SCT', 'Heart')])
    ds.ViewName, ds.NumberOfViewsInStage, ds.StageName, ds.NumberOfStages = 'A4C', 1, 'REST', 1
    ds.PatientOrientation = ''
    region = Dataset()
    rows, columns = (ROWS, COLUMNS) if name == 'us' else (CLIP_ROWS, CLIP_COLUMNS)
    region.RegionSpatialFormat, region.RegionDataType, region.RegionFlags = 1, 1, 2
    region.RegionLocationMinX0, region.RegionLocationMinY0 = 0, rows // 10
    region.RegionLocationMaxX1, region.RegionLocationMaxY1 = columns - 1, rows - 1
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX = region.PhysicalDeltaY = 20 / (rows * 0.84)
    ds.SequenceOfUltrasoundRegions = Sequence([region])
    heading.private_block(ds, 0x0019)
    return ds


def _pixels(ds, rows, columns, photometric):
    ds.SamplesPerPixel, ds.PhotometricInterpretation, ds.PlanarConfiguration = 3, photometric, 0
    ds.Rows, ds.Columns = rows, columns
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 8, 8, 7, 0
    ds.UltrasoundColorDataPresent, ds.BurnedInAnnotation = 0, 'YES'


def _jpeg(image):
    return imagecodecs.jpeg8_encode(image, level=88, subsampling='422')
