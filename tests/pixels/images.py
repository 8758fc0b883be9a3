"""Images for tests: made with pydicom in every layout, opened by the core, and the corpus with its oracles."""

import csv
import functools
import io
import os
import pathlib
import shutil
import subprocess
import tempfile

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.pixels import get_decoder
from pydicom.uid import ExplicitVRLittleEndian
from samar.core.elements.record import open_record
from samar.core.pixels import image
from samar.hosts import cpython as host_cpython

CORPUS = pathlib.Path(os.environ.get('DICOM_CORPUS', pathlib.Path(__file__).resolve().parents[3] / 'shared' / 'corpus'))


def dataset(cells, photometric='MONOCHROME2', bits_stored=None, syntax=ExplicitVRLittleEndian, frames=None, **more):
    """A pydicom dataset around an array (rows, columns[, 3]), or (frames, rows, columns[, 3]) when `frames` is given."""
    found = Dataset()
    found.file_meta = FileMetaDataset()
    found.file_meta.TransferSyntaxUID = syntax
    found.SOPClassUID, found.SOPInstanceUID = '1.2.840.10008.5.1.4.1.1.7', '2.25.7'
    shape = cells.shape[1:] if frames else cells.shape
    found.Rows, found.Columns = shape[0], shape[1]
    found.SamplesPerPixel = 3 if len(shape) == 3 else 1
    found.PhotometricInterpretation = photometric
    found.BitsAllocated = 8 * cells.dtype.itemsize
    found.BitsStored = bits_stored or found.BitsAllocated
    found.HighBit = found.BitsStored - 1
    found.PixelRepresentation = 1 if cells.dtype.kind == 'i' else 0
    if found.SamplesPerPixel == 3:
        found.PlanarConfiguration = 0
    if frames:
        found.NumberOfFrames = frames
    data = cells.tobytes()
    found.PixelData = data + b'\0' * (len(data) % 2)
    found['PixelData'].VR = 'OW' if cells.dtype.itemsize == 2 else 'OB'
    for name, value in more.items():
        setattr(found, name, value)
    return found


def written(found):
    """The bytes of a file."""
    stream = io.BytesIO()
    pydicom.dcmwrite(stream, found, enforce_file_format=True)
    return stream.getvalue()


def opened(content):
    """`(record, info)` of a dataset or of the bytes of a file."""
    content = content if isinstance(content, bytes) else written(content)
    record = open_record(host_cpython.of_bytes(content))
    return record, image.describe(record)


def pieces(redaction, record):
    """The data set as the splices of a Redaction leave it."""
    out, at = b'', 0
    for start, stop, parts in redaction.splices:
        assert start >= at, 'splices overlap or are out of order'
        out += bytes(record.source.read(at, start))
        for handle, first, last in parts:
            out += bytes(first) if handle is None else bytes(handle.read(first, last))
        at = stop
    return out + bytes(record.source.read(at, record.source.size))


@functools.cache
def manifest():
    """Rows of the corpus, none where it is missing."""
    if not (CORPUS / 'manifest.csv').exists():
        print(f'skipped: no corpus at {CORPUS}')
        return ()
    with open(CORPUS / 'manifest.csv', encoding='utf-8') as stream:
        return tuple(csv.DictReader(stream))


def reference(path):
    """A pydicom dataset of a file of the corpus."""
    found = pydicom.dcmread(path, force=True)
    if 'TransferSyntaxUID' not in found.file_meta:
        found.file_meta.TransferSyntaxUID = '1.2.840.10008.1.2'
    return found


def decoded(found, frame, raw=False):
    """Frame of a dataset by pydicom's decoders."""
    return get_decoder(found.file_meta.TransferSyntaxUID).as_array(found, index=frame, raw=raw)[0]


def by_tool(path, tool):
    """A dataset that `dcmdjpeg` or `gdcmconv` made uncompressed, or None where the tool is missing or refuses."""
    if shutil.which(tool) is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder) / 'out.dcm'
        command = {'gdcmconv': ['gdcmconv', '--raw', str(path), str(target)], 'dcmdjpeg': ['dcmdjpeg', str(path), str(target)],
                   'dcmdjpls': ['dcmdjpls', str(path), str(target)], 'dcmdrle': ['dcmdrle', str(path), str(target)]}[tool]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
        if done.returncode or not target.exists():
            return None
        found = pydicom.dcmread(target)
        assert found.get('PixelData') is not None    # read before the folder goes
        return found


def rgb(picture):
    """A rendered picture as an array (rows, columns, 3)."""
    words = np.frombuffer(picture['pixels'], np.uint8)
    assert (words[3::4] == 255).all(), 'a picture is opaque'
    return words.reshape(picture['height'], picture['width'], 4)[..., :3]
