"""A made-up examination whose files need each other, and what a person would do with it: the same before and after, or it is broken.

Positron emission slices injected before midnight and imaged after it, CT slices of the same place, structures drawn on them, a plan
and a dose of those. `work(folder)` asks what viewers, planning systems and archives ask, and answers by places and numbers alone.
"""

import datetime

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian

CLASSES = {'PT': '1.2.840.10008.5.1.4.1.1.128', 'CT': '1.2.840.10008.5.1.4.1.1.2', 'RTSTRUCT': '1.2.840.10008.5.1.4.1.1.481.3',
           'RTPLAN': '1.2.840.10008.5.1.4.1.1.481.5', 'RTDOSE': '1.2.840.10008.5.1.4.1.1.481.2'}
SLICES = 5
SIDE = 8
STUDY, FRAME = '1.2.3.50', '1.2.3.51'


def dataset(modality, number, series, patient='ID-0815', name='Example^Anna', study=STUDY):
    """Patient, study, series and equipment of one file."""
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.file_meta.MediaStorageSOPClassUID = ds.SOPClassUID = CLASSES[modality]
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID = f'{study}.{series}.{number}'
    ds.SpecificCharacterSet = 'ISO_IR 192'
    ds.PatientName, ds.PatientID, ds.PatientBirthDate, ds.PatientSex = name, patient, '19610423', 'F'
    ds.PatientWeight, ds.PatientSize = '71.5', '1.68'
    ds.StudyInstanceUID, ds.SeriesInstanceUID, ds.FrameOfReferenceUID = study, f'{study}.{series}', FRAME
    ds.StudyDate, ds.StudyTime, ds.SeriesDate, ds.SeriesTime = '20240301', '002000', '20240301', '002500'
    ds.StudyID, ds.AccessionNumber, ds.ReferringPhysicianName = '77', 'ACC-4711', 'Writer^Otto'
    ds.Modality, ds.SeriesNumber, ds.InstanceNumber, ds.Manufacturer = modality, str(series), str(number), 'Example'
    return ds


def image(ds, number):
    """Plane and pixels; slices that come later lie deeper, in steps that are no whole millimetres."""
    ds.ImageType, ds.PatientPosition, ds.PositionReferenceIndicator = ['ORIGINAL', 'PRIMARY', 'AXIAL'], 'HFS', ''
    depth = round(12.25 - 3.27 * number, 2)
    ds.ImagePositionPatient, ds.ImageOrientationPatient = [-100, -100, depth], [1, 0, 0, 0, 1, 0]
    ds.PixelSpacing, ds.SliceThickness, ds.SliceLocation = [4.07, 4.07], '3.27', depth
    ds.SamplesPerPixel, ds.PhotometricInterpretation, ds.Rows, ds.Columns = 1, 'MONOCHROME2', SIDE, SIDE
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 16, 15, 0
    ds.BurnedInAnnotation = 'NO'
    ds.PixelData = np.random.default_rng(number).integers(0, 30000, (SIDE, SIDE), dtype='<u2').tobytes()


def emission(number):
    """A PET slice (PS3.3 C.8.9) from which a standardised uptake value can be computed."""
    ds = dataset('PT', number, 1)
    image(ds, number)
    ds.AcquisitionDate, ds.AcquisitionTime = '20240301', f'0025{number:02d}'
    ds.SeriesType, ds.Units, ds.CountsSource, ds.NumberOfSlices = ['WHOLE BODY', 'IMAGE'], 'BQML', 'EMISSION', SLICES
    ds.DecayCorrection, ds.CorrectedImage, ds.DecayFactor = 'START', ['DECY', 'ATTN', 'SCAT'], '1.02'
    ds.ImageIndex, ds.FrameReferenceTime, ds.ActualFrameDuration = number, str(1000 * number), '120000'
    ds.RescaleSlope, ds.RescaleIntercept = str(.5 + number / 7)[:12], '0'
    tracer = Dataset()
    tracer.RadiopharmaceuticalStartTime, tracer.RadiopharmaceuticalStopTime = '231500', '231530'
    tracer.RadiopharmaceuticalStartDateTime = '20240229231500'
    tracer.RadionuclideTotalDose, tracer.RadionuclideHalfLife, tracer.RadionuclidePositronFraction = '254000000', '6586.2', '0.97'
    ds.RadiopharmaceuticalInformationSequence = Sequence([tracer])
    return ds


def slice_of(number):
    """A CT slice."""
    ds = dataset('CT', number, 2)
    image(ds, number)
    ds.KVP, ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = '120', '-1024', '1', 'HU'
    ds.AcquisitionDate, ds.AcquisitionTime = '20240301', '002100'
    return ds


def reference(ds):
    """An item that refers to a data set."""
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = ds.SOPClassUID, ds.SOPInstanceUID
    return item


def structures(slices):
    """A structure set (PS3.3 C.8.8.5, C.8.8.6): one contour on each slice."""
    ds = dataset('RTSTRUCT', 1, 3)
    ds.StructureSetLabel, ds.StructureSetDate, ds.StructureSetTime = 'RTS', '20240301', '090000'
    series, study, frame = Dataset(), Dataset(), Dataset()
    series.SeriesInstanceUID, series.ContourImageSequence = slices[0].SeriesInstanceUID, Sequence([reference(one) for one in slices])
    study.ReferencedSOPClassUID, study.ReferencedSOPInstanceUID = '1.2.840.10008.3.1.2.3.1', STUDY
    study.RTReferencedSeriesSequence = Sequence([series])
    frame.FrameOfReferenceUID, frame.RTReferencedStudySequence = FRAME, Sequence([study])
    ds.ReferencedFrameOfReferenceSequence = Sequence([frame])
    roi, drawn, seen = Dataset(), Dataset(), Dataset()
    roi.ROINumber, roi.ReferencedFrameOfReferenceUID, roi.ROIName, roi.ROIGenerationAlgorithm = 1, FRAME, 'LIVER', 'MANUAL'
    drawn.ReferencedROINumber, drawn.ContourSequence = 1, Sequence()
    for one in slices:
        contour = Dataset()
        contour.ContourImageSequence = Sequence([reference(one)])
        contour.ContourGeometricType, contour.NumberOfContourPoints = 'CLOSED_PLANAR', 3
        depth = one.ImagePositionPatient[2]
        contour.ContourData = [-90, -90, depth, -80, -90, depth, -80, -80, depth]
        drawn.ContourSequence.append(contour)
    seen.ObservationNumber, seen.ReferencedROINumber, seen.RTROIInterpretedType, seen.ROIInterpreter = 1, 1, 'ORGAN', ''
    ds.StructureSetROISequence, ds.ROIContourSequence = Sequence([roi]), Sequence([drawn])
    ds.RTROIObservationsSequence = Sequence([seen])
    return ds


def plan(structure):
    """A plan (PS3.3 C.8.8.9) of the structure set."""
    ds = dataset('RTPLAN', 1, 4)
    ds.RTPlanLabel, ds.RTPlanDate, ds.RTPlanTime, ds.RTPlanGeometry = 'P1', '20240301', '100000', 'PATIENT'
    ds.ReferencedStructureSetSequence = Sequence([reference(structure)])
    return ds


def dose(planned):
    """A dose (PS3.3 C.8.8.3) of the plan."""
    ds = dataset('RTDOSE', 1, 5)
    image(ds, 1)
    ds.DoseUnits, ds.DoseType, ds.DoseSummationType, ds.DoseGridScaling = 'GY', 'PHYSICAL', 'PLAN', '0.0017'
    ds.ReferencedRTPlanSequence = Sequence([reference(planned)])
    return ds


def write(folder):
    """All files, in an order of names that is not that of slices; gives their paths."""
    slices = [slice_of(number) for number in range(1, SLICES + 1)]
    structure = structures(slices)
    planned = plan(structure)
    made = [*[emission(number) for number in range(1, SLICES + 1)], *slices, structure, planned, dose(planned)]
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for at, ds in enumerate(made):
        found.append(folder / f'{at * 7 % len(made):03d}')
        ds.save_as(found[-1], enforce_file_format=True)
    return sorted(found)


# ── what is done with it ──────────────────────────────────────────────────────

def moment(date, time):
    """Date and time of DICOM as one."""
    return datetime.datetime.strptime(date + time.partition('.')[0], '%Y%m%d%H%M%S')


def uptake(ds):
    """Standardised uptake values by body weight of one PET slice, decay corrected to the start of the series; None where an attribute lacks."""
    try:
        tracer = ds.RadiopharmaceuticalInformationSequence[0]
        waited = (moment(ds.SeriesDate, ds.SeriesTime)
                  - moment(tracer.RadiopharmaceuticalStartDateTime[:8], tracer.RadiopharmaceuticalStartDateTime[8:])).total_seconds()
        left = float(tracer.RadionuclideTotalDose) * 2 ** (-waited / float(tracer.RadionuclideHalfLife))
        measured = np.frombuffer(ds.PixelData, '<u2') * float(ds.RescaleSlope) + float(ds.RescaleIntercept)
        return measured * float(ds.PatientWeight) * 1000 / left
    except (AttributeError, ValueError):
        return None


def work(paths):
    """What a set is good for: `{'series': {modality: [depths in order of numbers]}, 'spacing', 'suv': [arrays] or None, 'drawn': [depth of
    the image that each contour names], 'dose': whether dose leads to plan, structures, slices and frame of reference, 'studies'}`."""
    files = [pydicom.dcmread(path) for path in paths]
    by_uid = {one.SOPInstanceUID: one for one in files}
    of = {kind: sorted((one for one in files if one.Modality == kind), key=lambda one: one.InstanceNumber) for kind in CLASSES}
    depths = {kind: [float(one.ImagePositionPatient[2]) for one in of[kind]] for kind in ('PT', 'CT')}
    (structure,), (planned,), (dosed,) = of['RTSTRUCT'], of['RTPLAN'], of['RTDOSE']
    contours = structure.ROIContourSequence[0].ContourSequence
    named = [by_uid.get(one.ContourImageSequence[0].ReferencedSOPInstanceUID) for one in contours]
    frames = {one.FrameOfReferenceUID for one in files} | {structure.ReferencedFrameOfReferenceSequence[0].FrameOfReferenceUID,
                                                           structure.StructureSetROISequence[0].ReferencedFrameOfReferenceUID}
    suv = [uptake(one) for one in of['PT']]
    return {
        'series': depths, 'spacing': {kind: np.round(np.diff(found), 6).tolist() for kind, found in depths.items()},
        'groups': sorted(sum(1 for one in files if one.SeriesInstanceUID == uid) for uid in {one.SeriesInstanceUID for one in files}),
        'suv': None if any(one is None for one in suv) else np.array(suv).round(9).tolist(),
        'drawn': [None if one is None else float(one.ImagePositionPatient[2]) for one in named],
        'agrees': [one is not None and float(contour.ContourData[2]) == float(one.ImagePositionPatient[2])
                   for contour, one in zip(contours, named, strict=True)],
        'dose': (by_uid.get(dosed.ReferencedRTPlanSequence[0].ReferencedSOPInstanceUID) is planned
                 and by_uid.get(planned.ReferencedStructureSetSequence[0].ReferencedSOPInstanceUID) is structure),
        'frames': len(frames), 'studies': len({one.StudyInstanceUID for one in files}), 'patients': len({one.PatientID for one in files}),
    }
