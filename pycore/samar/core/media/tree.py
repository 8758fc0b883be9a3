"""Where a file stands among others: patient, study, series, image, with what a person calls them. For the eyes of who has the files.

    facts = tree.facts(record)     # {'patient', 'study', 'series', 'instance', 'device', 'modality', 'number', 'charset', 'labels': {…}}

Keys are those of the input, because the page shows the input; they never leave it, and the new names come from `names.place`.
"""

from samar.core.plan import identity as naming
from samar.kinds import Fields, Record, Tag

PATIENT_NAME, PATIENT_ID, ISSUER, BIRTH_DATE = 0x00100010, 0x00100020, 0x00100021, 0x00100030
STUDY, SERIES, INSTANCE = 0x0020000D, 0x0020000E, 0x00080018
STUDY_DATE, STUDY_TEXT, STUDY_ID = 0x00080020, 0x00081030, 0x00200010
MANUFACTURER, MODEL, DEVICE, SOP_CLASS = 0x00080070, 0x00081090, 0x00181000, 0x00080016
MODALITY, SERIES_NUMBER, SERIES_TEXT, NUMBER, CHARSET = 0x00080060, 0x00200011, 0x0008103E, 0x00200013, 0x00080005
LONGEST = 64


def facts(record: Record) -> Fields:
    """Plain data of one Record; what a file does not say is an empty text."""
    study = _first(record, STUDY)
    name, ident = _first(record, PATIENT_NAME), _first(record, PATIENT_ID)
    patient = naming.patient_key(ident, _first(record, ISSUER), name, _first(record, BIRTH_DATE), study)
    modality = _first(record, MODALITY)
    return {'patient': patient, 'study': study, 'series': _first(record, SERIES), 'instance': _first(record, INSTANCE),
            'device': _device(record), 'modality': modality, 'number': _first(record, NUMBER),
            'charset': '\\'.join(record.get(CHARSET) or []),
            'labels': {'patient': _joined([name.replace('^', ' '), ident]),
                       'study': _joined([_first(record, STUDY_DATE), _first(record, STUDY_TEXT), _first(record, STUDY_ID)]),
                       'series': _joined([modality, _first(record, SERIES_NUMBER), _first(record, SERIES_TEXT)])}}


def _device(record: Record) -> str:
    """Equal for files of one machine and one SOP Class, where text stands in the same places; empty where no machine is told."""
    told = [_first(record, tag) for tag in (MANUFACTURER, MODEL, DEVICE)]
    return '\n'.join([_first(record, SOP_CLASS), *told]) if ''.join(told) else ''


def _joined(texts: list[str]) -> str:
    found = ' · '.join([text.strip(' \0') for text in texts if text.strip(' \0')])
    return found if len(found) <= LONGEST else found[0:LONGEST - 1] + '…'


def _first(record: Record, tag: Tag) -> str:
    found = record.get(tag)
    return found[0].strip(' \0') if found else ''
