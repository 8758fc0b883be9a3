"""What the samples have in common: patient, study, people and places, each name where scanners and hospital systems put it."""

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence

from tools.sample import person


def code(value, scheme, meaning):
    """An item of a code sequence (PS3.3 8.8)."""
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def reference(sop_class, name):
    """An item that refers to an instance."""
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = sop_class, person.uid(name)
    return item


def file_meta(sop_class, name, syntax):
    """File meta information with the things a de-identifier has to replace."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = person.uid(name)
    meta.TransferSyntaxUID = syntax
    meta.ImplementationClassUID = person.uid('sample maker')
    meta.ImplementationVersionName = 'SAMPLE_1'
    meta.SourceApplicationEntityTitle = person.STATION
    return meta


def dataset(sop_class, name, modality):
    """A data set with patient, study, visit, request and equipment, all made up."""
    ds = Dataset()
    ds.SpecificCharacterSet = 'ISO_IR 100'
    ds.SOPClassUID, ds.SOPInstanceUID, ds.Modality = sop_class, person.uid(name), modality
    ds.InstanceCreationDate, ds.InstanceCreationTime = person.DATE, person.TIME
    ds.InstanceCreatorUID = person.uid('device')
    ds.TimezoneOffsetFromUTC = '+0700'
    for kind in ('Study', 'Series', 'Acquisition', 'Content'):
        setattr(ds, kind + 'Date', person.DATE)
        setattr(ds, kind + 'Time', person.TIME)
    ds.AcquisitionDateTime = person.DATE + person.TIME + '+0700'
    patient(ds)
    people(ds)
    request(ds)
    equipment(ds)
    return ds


def patient(ds):
    """Patient and visit modules (PS3.3 C.2, C.3), with relatives and comments that name them."""
    ds.PatientName, ds.PatientID = person.NAME, person.PATIENT_ID
    ds.IssuerOfPatientID = 'REKAM MEDIK 4'
    ds.PatientBirthDate, ds.PatientBirthTime, ds.PatientSex = person.BIRTH_DATE, '0415', person.SEX
    ds.OtherPatientNames = 'BUNGAWANGI^SEKAR'
    other = Dataset()
    other.PatientID, other.IssuerOfPatientID, other.TypeOfPatientID = person.OTHER_ID, 'Catatan Penduduk Contoh', 'TEXT'
    ds.OtherPatientIDsSequence = Sequence([other])
    ds.PatientBirthName, ds.PatientMotherBirthName = 'BUNGAWANGI^SEKAR', person.MOTHER
    ds.ResponsiblePerson, ds.ResponsiblePersonRole = person.HUSBAND, 'SPOUSE'
    ds.PatientAge, ds.PatientSize, ds.PatientWeight = '063Y', '1.58', '57.5'
    ds.PatientAddress, ds.PatientTelephoneNumbers = person.ADDRESS, person.PHONE
    ds.PatientTelecomInformation = 'mailto:' + person.MAIL
    ds.CountryOfResidence, ds.RegionOfResidence = 'Negeri Contoh', 'Samudra Utara'
    ds.EthnicGroup, ds.Occupation, ds.SmokingStatus = 'Pesisir', 'Guru sekolah', 'NO'
    ds.PregnancyStatus, ds.PatientReligiousPreference = 4, 'Tidak disebut'
    ds.AdditionalPatientHistory = 'Chest pain since 12 Juli 2024, husband Banyu reports dyspnea.'
    ds.MedicalAlerts, ds.Allergies = 'Alergi kontras 2019', 'Penicillin'
    ds.SpecialNeeds, ds.PatientState = 'Kursi roda', 'Ambulant'
    ds.PatientComments = 'Call Ny. Sekar at 0999 0100 2203 before noon.'
    ds.AdmissionID, ds.IssuerOfAdmissionIDSequence = 'ADM-55120', Sequence([Dataset()])
    ds.IssuerOfAdmissionIDSequence[0].LocalNamespaceEntityID = 'RSCS'
    ds.AdmittingDate, ds.AdmittingTime = '20240718', '193000'
    ds.AdmittingDiagnosesDescription = 'Suspected aortic aneurysm'
    ds.CurrentPatientLocation, ds.VisitComments = 'Bangsal Melati, kamar 12, ranjang B', 'Visited by B. Wijayakusuma'
    ds.ServiceEpisodeID = 'EP-2024-881'


def people(ds):
    """Who asked, who did it, who read it, and where."""
    ds.ReferringPhysicianName = person.REFERRING
    ds.ReferringPhysicianAddress, ds.ReferringPhysicianTelephoneNumbers = 'Jalan Contoh 9, Kota Samudra', '0999-0100-4471'
    ds.PerformingPhysicianName, ds.NameOfPhysiciansReadingStudy = person.PERFORMING, person.READING
    ds.PhysiciansOfRecord, ds.OperatorsName = person.REFERRING, [person.OPERATOR, 'EMBUN^LARAS']
    ds.RequestingPhysician = person.REFERRING
    who = Dataset()
    who.PersonIdentificationCodeSequence = Sequence([code('NIP-1187', '99RSCS', 'Lintang Gerimis')])
    who.PersonAddress, who.InstitutionName = person.HOSPITAL_ADDRESS, person.HOSPITAL
    ds.PerformingPhysicianIdentificationSequence = Sequence([who])
    ds.InstitutionName, ds.InstitutionAddress = person.HOSPITAL, person.HOSPITAL_ADDRESS
    ds.InstitutionalDepartmentName = person.DEPARTMENT


def request(ds):
    """Study, series and the request that led to them."""
    ds.AccessionNumber, ds.StudyID = person.ACCESSION, person.STUDY_ID
    ds.StudyInstanceUID, ds.SeriesInstanceUID = person.uid('study'), person.uid('series ' + ds.Modality)
    ds.SeriesNumber, ds.AcquisitionNumber, ds.InstanceNumber = 3, 1, 41
    ds.FrameOfReferenceUID = person.uid('frame of reference')
    ds.PositionReferenceIndicator = 'SN'
    ds.ReferencedStudySequence = Sequence([reference('1.2.840.10008.3.1.2.3.1', 'referenced study')])
    ds.ReferencedPatientSequence = Sequence([reference('1.2.840.10008.3.1.2.1.1', 'referenced patient')])
    ds.ReferencedPerformedProcedureStepSequence = Sequence([reference('1.2.840.10008.3.1.2.3.3', 'performed step')])
    ds.ReferencedImageSequence = Sequence([reference(ds.SOPClassUID, 'localizer 1'), reference(ds.SOPClassUID, 'localizer 2')])
    step = Dataset()
    step.RequestedProcedureID, step.ScheduledProcedureStepID = 'RP-30718', 'SPS-30718-1'
    step.RequestedProcedureDescription = step.ScheduledProcedureStepDescription = 'Thorax with contrast for Sekar W.'
    step.AccessionNumber, step.StudyInstanceUID = person.ACCESSION, person.uid('study')
    step.ScheduledProtocolCodeSequence = Sequence([code('24627-2', 'LN', 'CT Chest')])
    step.RequestedProcedureComments = 'Dr. Halimun asks for a call back, ext. 4471'
    ds.RequestAttributesSequence = Sequence([step])
    ds.ScheduledProcedureStepID = 'SPS-30718-1'
    ds.PerformedProcedureStepID, ds.PerformedProcedureStepDescription = 'PPS-30718', 'Thorax routine'
    ds.PerformedProcedureStepStartDate, ds.PerformedProcedureStepStartTime = person.DATE, '101000'
    ds.PerformedProcedureStepEndDate, ds.PerformedProcedureStepEndTime = person.DATE, '102500'
    ds.PerformedProtocolCodeSequence = Sequence([code('24627-2', 'LN', 'CT Chest')])
    ds.ReasonForTheRequestedProcedure = 'Nyeri dada, riwayat keluarga (ibu Raras)'
    ds.RequestingService, ds.RequestedProcedureID = 'Poli Jantung', 'RP-30718'
    ds.PlacerOrderNumberImagingServiceRequest, ds.FillerOrderNumberImagingServiceRequest = 'PL-90017', 'FL-90017'


def equipment(ds):
    """The device and its marks."""
    ds.Manufacturer, ds.ManufacturerModelName = 'Contoh Imaging', 'Samudra 64'
    ds.StationName, ds.DeviceSerialNumber = person.STATION, person.SERIAL
    ds.DeviceUID, ds.SoftwareVersions = person.uid('device'), ['2.4.1', 'build 77']
    ds.DateOfLastCalibration, ds.TimeOfLastCalibration = ['20240601', '20240701'], ['080000', '080500']
    ds.GantryID, ds.DetectorID = 'GANTRY-02', 'DET-5531'


def private_block(ds, group):
    """A block of private elements, as vendors add them: a name in clear text, a number, a nested sequence."""
    block = ds.private_block(group, 'SAMUDRA SAMPLE 1.0', create=True)
    block.add_new(0x01, 'LO', 'Ny. Sekar Wijayakusuma')
    block.add_new(0x02, 'DS', '1.25')
    block.add_new(0x03, 'DA', person.DATE)
    block.add_new(0x04, 'UI', person.uid('private reference'))
    inner = Dataset()
    inner.PatientID, inner.SeriesDescription = person.PATIENT_ID, 'Protocol of Rinjani'
    inner.private_block(group, 'SAMUDRA SAMPLE 1.0', create=True).add_new(0x11, 'PN', person.NAME)
    block.add_new(0x10, 'SQ', Sequence([inner]))
    block.add_new(0x20, 'OB', b'RM-8411-7203\0\0')
