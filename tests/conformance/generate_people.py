"""The made-up people of the generated set, and what a file says of them: each value with its answer."""

import datetime

PEOPLE = [
    {'charset': 'ISO_IR 192', 'family': 'Brackenfold', 'given': 'Ottoline', 'more': '=\u68ee\u68ee^\u5965\u6258', 'id': 'BX-7719042',
     'sex': 'F', 'age': '046Y', 'born': '19730228', 'dates': ('20190401', '20190930'), 'hospital': 'Larkmoor Infirmary',
     'doctor': 'Quillfeather^Amos', 'phone': '555-0143', 'street': '17 Thistledown Row'},
    {'charset': 'ISO_IR 100', 'family': 'Wyndemere', 'given': 'Jos\u00e9phin', 'more': '', 'id': '660418839', 'sex': 'M', 'age': '031Y',
     'born': '19881231', 'dates': ('20200229', '20200301'), 'hospital': 'Kl\u00e4renstein Klinik', 'doctor': 'Habersack^Jutta',
     'phone': '+49 30 9017721', 'street': 'Ginstergasse 8'},
    {'charset': 'ISO_IR 101', 'family': 'Oszk\u00e1rfi', 'given': 'Zs\u00f3ka', 'more': '', 'id': 'QQ5510-88', 'sex': 'F', 'age': '089Y',
     'born': '19310106', 'dates': ('20201224', '20210105'), 'hospital': 'Fenyvesalja Hospital', 'doctor': 'Bodrogk\u00f6zi^Vid',
     'phone': '0620 9917766', 'street': 'Harangvirag 3'},
    {'charset': ['', 'ISO 2022 IR 87'], 'family': 'Mizukagami', 'given': 'Renjuro', 'more': '=\u6c34\u93e1^\u9023\u5341\u90ce',
     'id': '00031744', 'sex': 'O', 'age': '011M', 'born': '20220115', 'dates': ('20221231', '20230102'), 'hospital': 'Tsukimori Clinic',
     'doctor': 'Kazahaya^Midori', 'phone': '03 5550 1188', 'street': 'Sakuragaoka 4'},
]


def describe(ds, file, number, person, study):
    """Patient and study of a file, with answers."""
    full = f'{person["family"]}^{person["given"]}'
    ds.PatientName, ds.PatientID = full + person['more'], person['id']
    ds.PatientBirthDate, ds.PatientSex, ds.PatientAge = person['born'], person['sex'], person['age']
    ds.PatientWeight, ds.PatientSize, ds.EthnicGroup = 61.5 + number, 1.63, 'Unstated'
    ds.OtherPatientNames, ds.PatientMotherBirthName = f'Crumhorn^{person["given"]}', f'Dapplegrim^{person["family"]}'
    ds.PatientAddress, ds.PatientTelephoneNumbers, ds.IssuerOfPatientID = person['street'], person['phone'], 'LARKREG'
    ds.InstitutionName, ds.InstitutionAddress, ds.InstitutionalDepartmentName = person['hospital'], 'Thornwick Parade 90', 'Ward Nightjar'
    ds.ReferringPhysicianName, ds.OperatorsName, ds.PerformingPhysicianName = person['doctor'], 'Sedgewick^Ida', 'Umberlee^Cato'
    ds.AccessionNumber, ds.StudyID = f'ACC{88120 + 10 * number + study}', f'S{7300 + number}'
    ds.PatientBirthTime, ds.MilitaryRank, ds.RegionOfResidence = '031522', 'Bosun', 'Fenmarch'
    dates(ds, file, person['dates'][study])
    words(ds, file, person)


def dates(ds, file, date):
    """Dates around a study: the same day, the next (over the end of a month or year), with time and zone."""
    after = (datetime.datetime.strptime(date, '%Y%m%d') + datetime.timedelta(days=1)).strftime('%Y%m%d')
    ds.StudyDate = ds.SeriesDate = date
    ds.StudyTime, ds.SeriesTime, ds.AcquisitionTime, ds.ContentTime = '235812.5', '235900', '000001.25', '000002'
    ds.AcquisitionDate = ds.ContentDate = ds.InstanceCreationDate = after
    ds.AcquisitionDateTime = after + '000001.250000-0500'
    ds.TimezoneOffsetFromUTC = '-0500'
    for keyword, old in (('StudyDate', date), ('SeriesDate', date), ('AcquisitionDate', after), ('ContentDate', after),
                         ('InstanceCreationDate', after), ('AcquisitionDateTime', after)):
        file.check('date shifted', keyword, old)
    for keyword in ('StudyTime', 'SeriesTime', 'AcquisitionTime', 'ContentTime', 'TimezoneOffsetFromUTC'):
        file.check('text retained', keyword, str(ds[keyword].value))


def words(ds, file, person):
    """Descriptions: what they say of the examination stays, what they say of people goes."""
    family, doctor = person['family'], person['doctor'].split('^')[0]
    texts = {
        'StudyDescription': ('{} WITH CONTRAST for ' + family, ('WITH', 'CONTRAST'), (family,)),
        'SeriesDescription': ('AX THIN {} 5 mm ' + person['id'], ('AX', 'THIN', '5', 'mm'), (person['id'],)),
        'ImageComments': (f'{family} moved during scan, call {person["phone"]}', ('during', 'scan'), (family, person['phone'])),
        'AdditionalPatientHistory': (f'History of diabetes and asthma. Seen by Dr. {doctor} on 03/12/2015.',
                                     ('diabetes', 'asthma'), (doctor, '03/12/2015', '2015')),
        'Allergies': (f'PENICILLIN, LATEX; reported by {doctor}', ('PENICILLIN', 'LATEX'), (doctor,)),
        'MedicalAlerts': (f'Pacemaker, not MRI compatible. MRN {person["id"]}', ('Pacemaker', 'MRI', 'compatible'), (person['id'],)),
        'ReasonForStudy': (f'{person["given"]} fell from a ladder, r/o fracture left wrist', ('fell', 'fracture', 'left', 'wrist'),
                           (person['given'],)),
        'AcquisitionProtocolDescription': ('ep2d_diff_b50_800_ADC', ('ep2d_diff_b50_800_ADC',), ()),
        'PerformedProcedureStepDescription': ('T1 SE POST GAD 3 mm', ('T1', 'SE', 'POST', 'GAD', '3', 'mm'), ()),
        'AdmittingDiagnosesDescription': (f'Smoker, COPD, allergic to sulfa. {family} lives alone', ('Smoker', 'COPD', 'allergic', 'sulfa'),
                                          (family,)),
        'PatientComments': (f'Lives at {person["street"]}', (), (person['street'],)),
        'RequestedProcedureDescription': ('Chest pain, rule out pulmonary embolism', ('Chest', 'pain', 'pulmonary', 'embolism'), ()),
        'ProtocolName': ('Routine Head', ('Routine', 'Head'), ()),
        'ContrastBolusAgent': ('Iohexol', ('Iohexol',), ()),
    }
    part = {'CT': 'CHEST', 'MR': 'BRAIN', 'PT': 'WHOLE BODY', 'DX': 'KNEE'}.get(ds.Modality, 'ABDOMEN')
    for keyword, (text, stays, goes) in texts.items():
        setattr(ds, keyword, text.format(part))
        stays = (*part.split(), *stays) if '{}' in text else stays
        if stays:
            file.check('text retained', keyword, ' '.join(stays))
            file.check('tag retained', keyword)
            file.check('text not null', keyword)
        if goes:
            file.check('text removed', keyword, goes)
