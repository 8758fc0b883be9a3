"""What a file is, in a few lines, and what a person should be warned of."""

from samar.core import host
from samar.core.edits import points
from samar.core.elements.charset import resolve
from samar.core.kernels import listing
from samar.core.pixels import grades, metadata, overlays, readout
from samar.core.plan import decide
from samar.core.standard import uids
from samar.kinds import Fields, Opened

FIELDS = (('patient-name', 0x00100010), ('patient-id', 0x00100020), ('birth-date', 0x00100030), ('study-date', 0x00080020),
          ('modality', 0x00080060), ('body-part', 0x00180015), ('study-description', 0x00081030), ('series-description', 0x0008103E),
          ('institution', 0x00080080), ('manufacturer', 0x00080070), ('model', 0x00081090))
CHARACTER_SET, RECOGNIZABLE = 0x00080005, 0x00280302


def summary(opened: Opened) -> list[Fields]:
    """[{id, value}] with what is known of the file."""
    record = opened.record
    found = []
    sop_class = decide.sop_class(record)
    if sop_class:
        found.append({'id': 'kind', 'value': uids.name_of(sop_class) or sop_class})
    for ident, tag in FIELDS:
        row = record.row(tag)
        text = record.text(row, 64) if row >= 0 else ''
        if text:
            found.append({'id': ident, 'value': text})
    if opened.info is not None:
        info = opened.info
        value = str(info.columns) + ' × ' + str(info.rows)
        if info.frames is not None and info.frames > 1:
            value += ' × ' + str(info.frames)
        if info.rows and info.columns:
            found.append({'id': 'image', 'value': value})
    syntax = record.declared or record.syntax
    found.append({'id': 'transfer-syntax', 'value': uids.name_of(syntax) or syntax})
    found.append({'id': 'size', 'value': str(record.file.size)})
    return found


def counts(opened: Opened) -> dict[str, int]:
    """{elements, private, sequences}."""
    table = opened.record.table
    found = host.int32(3)
    listing.census(table.count, table.tag, table.vr, found)
    return {'elements': found[0], 'private': found[1], 'sequences': found[2]}


def warnings(opened: Opened) -> list[Fields]:
    """[{code, detail}], the gravest first."""
    record = opened.record
    found = []
    if opened.info is not None:
        risk = points.risk(record, opened.info)
        if risk is not None:
            found.append({'code': risk[0], 'detail': risk[1]})
        if (record.get(RECOGNIZABLE) or [''])[0] == 'YES':
            found.append({'code': 'recognizable-features', 'detail': None})
        if opened.info.problem is not None:
            found.append({'code': 'image-not-shown', 'detail': opened.info.problem})
        if grades.grade(record.syntax) in (grades.REFUSED, grades.SHOWN):
            found.append({'code': 'masks-refused', 'detail': None})
        hidden = metadata.kinds(record, opened.info)
        if hidden:
            found.append({'code': 'stream-metadata', 'detail': hidden})
    if record.table.find(0x00420011) >= 0:
        found.append({'code': 'encapsulated-document', 'detail': None})
    if record.table.find(0x0040A730) >= 0:
        found.append({'code': 'structured-report', 'detail': None})
    terms = record.get(CHARACTER_SET)
    for code in resolve(terms or []).warnings:
        found.append({'code': code, 'detail': None})
    if decide.sop_class(record) == decide.DICOMDIR:
        found.append({'code': 'dicomdir', 'detail': None})
    for code, detail in record.warnings:
        found.append({'code': code, 'detail': detail})
    return found


def image(opened: Opened) -> Fields | None:
    """What the stage needs to know, or None for a file without pixels."""
    info = opened.info
    if info is None:
        return None
    _, name, grade, why = grades.find(opened.record.syntax)
    planes = len(overlays.planes(opened.record, info)) if info.problem is None else 0
    return {'overlays': planes, 'frames': info.frames, 'rows': info.rows, 'columns': info.columns, 'syntax': name, 'grade': grade,
            'shown': info.problem is None and grade != grades.REFUSED, 'why': info.problem or why,
            'rate': readout.rate(opened.record), 'sweeps': readout.sweeps(opened.record)}
