"""What only a person can settle in a file: its open points, and what the file may say of itself while they are open.

A point is `{code, selector, settled}`: `selector` names an element or is None, `settled` is None or how it was settled: `looked` (every
frame was in view), `said` (a person said that there is nothing to hide), `masked` (masks lie on every pixel of every frame: less answers
only for what it covers), `applied` (masks on all that was found in the picture without a person: it says nothing of what was not found),
`accepted` (a person named the point and took the file as it is: that is no look, so the file never says that its identity is removed).
"""

from samar.core import codes
from samar.core.elements import paths
from samar.core.errors import BadChoice
from samar.core.kernels import match
from samar.core.pixels import grades, image, unshown
from samar.core.pixels import masks as masking
from samar.core.plan import actions, coded, decide
from samar.core.standard import beyond, options, profile, uids
from samar.kinds import Decisions, ElementTable, ImageInfo, Mask, Point, Policy, Proposal, Record, Row, Sequence, Settled, Work

TEXT_RISK = 'text-risk'              # the picture may carry text, and nobody looked
CANNOT_BE_SHOWN = 'cannot-be-shown'  # the picture cannot be looked at here: video, a codec that is missing, a broken description
SOUND = 'sound'                      # a voice
KEPT_IDENTITY = 'kept-identity'      # an element that identifies, kept by a person's choice
BESIDE_PICTURE = 'beside-picture'    # texts inside a compressed stream that could not be dropped
DOCUMENT = 'document'                # an encapsulated document that is kept: nobody searched it
CODES = codes.POINTS
LOOKED, SAID, MASKED, ACCEPTED = HOWS = codes.SETTLED
SPOKEN = (LOOKED, SAID)
LEFT = (KEPT_IDENTITY, BESIDE_PICTURE)    # what is there, whatever a person says of it
ACTS = CODES + tuple([code + '=' + how for code in CODES if code not in LEFT for how in SPOKEN])
# What a search for text gives instead of a person: masks on all of it, or text that waits for somebody.
APPLIED, FOUND = codes.SEARCHED
FOUND_TEXT = TEXT_RISK + ' ' + FOUND      # key of a settlement: there is such text, whatever a person accepted

# Modalities whose pixels usually hold text: ultrasound, secondary capture, endoscopy, photography, XA/RF, hardcopy
# (BurnedInAnnotation was absent in 24 of 26 public files with visible identifying text).
RISKY = ('US', 'IVUS', 'OT', 'SC', 'ES', 'XC', 'GM', 'OP', 'OPT', 'XA', 'RF', 'HC', 'DG', 'ECG', 'EPS', 'BI', 'TG', 'DMS', 'SM')
# The same by SOP class (PS3.6 table A-1), for files that name no modality: ultrasound, secondary capture, visible light.
STORAGE = '1.2.840.10008.5.1.4.1.1.'
RISKY_CLASSES = (STORAGE + '3', STORAGE + '6', STORAGE + '7', STORAGE + '77.1')
VOICES = (STORAGE + '9.4.1', STORAGE + '9.4.2')
BURNED_IN, MODALITY, IMAGE_TYPE, WAVEFORM, ENCAPSULATED = 0x00280301, 0x00080060, 0x00080008, 0x54000100, 0x00420011
WAVEFORM_FORM = 0x54001006
VOICE_FORMS = ('MB', 'AB')                # PS3.3 C.10.9.1.5: the laws of telephony
PEOPLE = (0, 1)                           # identity and contact, of profile.CATEGORIES
PLACES = 3
# VRs in which nobody is named by a value that no rule speaks of: terms, numbers, and UIDs of a kind of thing.
NAMELESS = ('CS', 'UI', 'AS', 'DS', 'IS', 'US', 'SS', 'UL', 'SL', 'FL', 'FD', 'UV', 'SV', 'AT', 'OF', 'OD')
PIXELS = 0x7FE0
IDENTIFYING = tuple([profile.CATEGORIES.index(name) for name in ('places', 'institution', 'examination', 'notes')])
CHOSEN = (match.USER_CATEGORY, match.USER_ELEMENT)
PRESET = (match.CATEGORY, match.ELEMENT)
ELEMENTS = (match.USER_ELEMENT, match.ELEMENT)


def settlement(given: Sequence[str] | dict[str, str] | None) -> dict[str, str]:
    """{code, or code and selector: how} of a person's acts: a dict like that, or a list of codes that are accepted as they stand, or
    `CODE=HOW` where a person did more (SPOKEN). Raises BadChoice for a code or an act that does not exist."""
    found = {}
    if isinstance(given, dict):
        for key in given:
            found[key] = given[key]
    else:
        for text in given or ():
            code, _, how = text.partition('=')
            if code in CODES and text not in ACTS:
                raise BadChoice('point-unknown', detail=text)
            found[code] = how or ACCEPTED
    for key in found:
        if key.split(' ')[0] not in CODES:
            raise BadChoice('point-unknown', detail=key.split(' ')[0])
        if found[key] not in HOWS and found[key] not in (APPLIED, FOUND):
            raise BadChoice('point-unknown', detail=found[key])
    return found


def after_search(settled: Settled, proposals: list[Proposal], masks: Sequence[Mask],
                 failed: bool) -> dict[str, str]:
    """A settlement after a search for text in the picture. `proposals` (detect.Proposal) that lie under none of the `masks` and are no
    labels wait for a person, and so does a picture that could not be searched (`failed`); what a person settled stays, and says no less
    for being accepted."""
    found = settlement(settled)
    if found.get(TEXT_RISK) in (None, ACCEPTED):
        waiting = [one for one in proposals if one.is_open()]
        if failed or [one for one in waiting if not one.is_under(masks)]:
            found[FOUND_TEXT if TEXT_RISK in found else TEXT_RISK] = FOUND
        elif waiting:
            found[TEXT_RISK] = APPLIED
    return found


def key_of(point: Point) -> str:
    """How a settlement names one point: its code, and its selector where it has one."""
    code, selector = point['code'] or '', point['selector']
    return code if selector is None else code + ' ' + selector


def find(record: Record, info: ImageInfo | None, decisions: Decisions, work: Work, masks: Sequence[Mask],
         settled: dict[str, str], left: Sequence[str] = ()) -> list[Point]:
    """The points of a file under its decisions; `info` of its image, or None, `settled` as `settlement` gives it, `left`: selectors of
    elements in which verification found an identifying value that a person's choice keeps."""
    planes = kept_planes(record, decisions)
    found = of_header(record, info, masks, settled, bool(planes))
    if planes and info is None:
        _put(found, settled, CANNOT_BE_SHOWN, paths.path(record, planes[0]))
    if not [point for point in found if point['code'] == CANNOT_BE_SHOWN] and [
            row for row in unshown.rows(record, info) if not _goes(record.table, work, row)]:
        _put(found, settled, CANNOT_BE_SHOWN)
    for code, _, _ in work.notes:
        if code == BESIDE_PICTURE and not [point for point in found if point['code'] == code]:
            _put(found, settled, BESIDE_PICTURE)
    if is_voice(record, decisions):
        _put(found, settled, SOUND)
    row = record.row(ENCAPSULATED)
    if row >= 0 and decisions.action[row] == actions.KEEP and record.table.extent(row) > 2:
        _put(found, settled, DOCUMENT, paths.path(record, row))
    for selector in kept(record, decisions):
        _put(found, settled, KEPT_IDENTITY, selector)
    for selector in left:
        if not [point for point in found if point['selector'] == selector]:
            _put(found, settled, KEPT_IDENTITY, selector)
    return found


def kept_planes(record: Record, decisions: Decisions) -> list[Row]:
    """Rows of overlay planes with a bit set that stay because a person, or a preset, says so: writing may stand in them."""
    table = record.table
    if not _may_keep(decisions.policy):
        return []
    found = [row for row in range(table.count) if table.tag[row] % 65536 == 0x3000 and table.tag[row] // 65536 // 256 == 0x60
             and decisions.action[row] == actions.KEEP and decisions.how[row] in CHOSEN + PRESET]
    return [row for row in found if record.source.nonzero(table.value[row], table.value[row] + table.extent(row)) >= 0]


def _goes(table: ElementTable, work: Work, row: int) -> bool:
    """Whether a row is removed, by itself or with what holds it."""
    while row >= 0:
        if work.op[row] == 1:
            return True
        row = table.parent[row]
    return False


def of_header(record: Record, info: ImageInfo | None, masks: Sequence[Mask] = (),
              settled: dict[str, str] | None = None, drawn: bool = False) -> list[Point]:
    """The points of a file's picture: those that hold whatever is decided; `drawn`: a plane of bits over it stays by choice."""
    settled = settled or {}
    found: list[Point] = []
    if info is not None:
        risky = drawn or is_risky(record, info) or settled.get(TEXT_RISK) in (APPLIED, FOUND) or FOUND_TEXT in settled
        if grades.grade(record.syntax) == grades.REFUSED or image.is_shapeless(record, info) or (risky and info.problem is not None):
            _put(found, settled, CANNOT_BE_SHOWN)
        elif risky:
            _put(found, settled, TEXT_RISK)
            if found[0]['settled'] == FOUND:
                found[0]['settled'] = None
            elif found[0]['settled'] in (None, ACCEPTED) and info.problem is None and masking.cover(masks, info):
                found[0]['settled'] = MASKED
    return found


def _put(found: list[Point], settled: dict[str, str], code: str, selector: str | None = None) -> None:
    point = {'code': code, 'selector': selector, 'settled': settled.get(code)}
    if selector is not None and point['settled'] is None:
        point['settled'] = settled.get(key_of(point))
    found.append(point)


def risk(record: Record, info: ImageInfo) -> tuple[str, str | None] | None:
    """Why letters may be burned into a picture: a warning's `(code, detail)`, or None."""
    if info is None:
        return None
    said = told(record, BURNED_IN)
    modality = told(record, MODALITY)
    sop_class = decide.sop_class(record)
    if said[:1] == 'Y':
        return 'burned-in-declared', None
    if modality in RISKY:
        return 'burned-in-likely', modality
    if [name for name in RISKY_CLASSES if sop_class == name or sop_class.startswith(name + '.')]:
        return 'burned-in-likely', modality or uids.name_of(sop_class)
    if [word for word in record.get(IMAGE_TYPE) or [] if 'SCREEN' in word.upper()]:
        return 'burned-in-likely', modality or uids.name_of(sop_class)
    return None if said == 'NO' else ('burned-in-unknown', None)


def is_risky(record: Record, info: ImageInfo) -> bool:
    """Whether somebody has to look: the file declares text in its picture, is of a kind that often has some and does not
    deny it, or shows a label."""
    found = risk(record, info)
    if image.shows_label(record):
        return True
    if found is None or found[0] == 'burned-in-unknown':
        return False
    return found[0] == 'burned-in-declared' or told(record, BURNED_IN) != 'NO'


def told(record: Record, tag: int) -> str:
    """The first value of a term as the standard writes it: in capitals, without what stands around it (PS3.5 section 6.2, CS)."""
    return (record.get(tag) or [''])[0].strip(' \0\t\r\n"\'').upper()


def is_voice(record: Record, decisions: Decisions) -> bool:
    """Whether a file keeps a waveform of sound (PS3.3 A.34.2, C.10.9)."""
    row = record.row(WAVEFORM)
    if row < 0 or decisions.action[row] != actions.KEEP:
        return False
    if decide.sop_class(record) in VOICES or told(record, MODALITY) == 'AU':
        return True
    table, inside = record.table, row + 1
    while inside < table.count and table.depth[inside] > table.depth[row]:
        if table.tag[inside] == WAVEFORM_FORM and (record.texts(inside) or [''])[0].strip(' \0').upper() in VOICE_FORMS:
            return True
        inside += 1
    return False


def kept(record: Record, decisions: Decisions) -> list[str]:
    """Selectors of what `kept_rows` finds."""
    return [paths.path(record, row) for row in kept_rows(record, decisions)]


def kept_rows(record: Record, decisions: Decisions) -> list[Row]:
    """Rows of elements that identify and stay as they are because a person, or a preset, says so: of the categories identity and contact,
    and, where no option of the standard would keep them, names, numbers, places and free text (IDENTIFYING). What Retain Patient
    Characteristics keeps (sex, size ...) names nobody; nor do dates and places of a preset (a limited data set has them), nor whom a
    preset keeps as a category. A sequence counts for a value in it that stays only because the sequence does; one with a rule of its own
    speaks for itself."""
    table = record.table
    found: list[Row] = []
    if not _may_keep(decisions.policy):
        return found
    around: list[Row] = []
    for row in range(table.count):
        while around and table.depth[row] <= table.depth[around[-1]]:
            around.pop()
        if decisions.action[row] != actions.KEEP:
            continue
        of_itself = _identifies(decisions, row, table.tag[row], record.vr(row))
        if table.is_container(row):
            if of_itself:
                around.append(row)
        elif of_itself or (around and _may_tell(record, decisions, row)):
            owner = row if of_itself else around[-1]
            if owner not in found and record.text(row, 8).strip(' \0^='):
                found.append(owner)
    found.sort()
    return found


def _may_tell(record: Record, decisions: Decisions, row: Row) -> bool:
    """Whether a value without a rule, inside a sequence that identifies, may tell who somebody is: the code of a published scheme says
    what, not who."""
    tag = record.table.tag[row]
    if decisions.how[row] != match.NOTHING or tag // 65536 in (PIXELS, 0xFFFE) or record.vr(row) in NAMELESS:
        return False
    return tag not in coded.PARTS or not coded.is_standard(record, row)


def _identifies(decisions: Decisions, row: Row, tag: int, vr: str) -> bool:
    """Whether an element that stays tells who somebody is, as far as its place in the standard says, and stays by choice."""
    how, rule = decisions.how[row], decisions.rule[row]
    if how not in CHOSEN + PRESET:
        return False
    if rule < 0:
        return how in ELEMENTS and (vr == 'PN' or tag in beyond.PEOPLE or tag in beyond.PROFILES or tag in beyond.free_text())
    columns = profile.columns()
    category, keep = columns['category'][rule], columns['keep'][rule]
    if category in PEOPLE:
        return not keep & options.bit(options.RETAIN_PATIENT_CHARACTERISTICS) and (how in CHOSEN or vr != 'DA')
    if keep or how == match.CATEGORY or (category == PLACES and how not in CHOSEN):
        return False
    return category in IDENTIFYING or columns['clean'][rule] & options.bit(options.CLEAN_DESCRIPTORS) > 0


def _may_keep(policy: Policy) -> bool:
    """Whether a policy keeps anything by name at all: most do not, and then no row is looked at."""
    said = [policy.categories[name] for name in policy.categories]
    said += [policy.tags[tag] for tag in policy.tags]
    return bool([entry for entry in said if entry[0] == actions.KEEP] + [place for place in policy.places if place[1] == actions.KEEP])


def is_open(points: list[Point]) -> bool:
    """Whether a point waits for a person."""
    return bool([point for point in points if point['settled'] is None])


def is_left(points: list[Point]) -> bool:
    """Whether something that may identify is knowingly left, whoever accepted it: kept identity, texts beside the picture, and what a
    person took as it is without a look."""
    return bool([point for point in points if point['code'] in LEFT or point['settled'] == ACCEPTED])


def is_done(points: list[Point]) -> bool:
    """Whether the identity is removed as far as anybody knows: only then is a file `cleaned`, and (0012,0062) YES."""
    return not is_open(points) and not is_left(points)


def is_free_of_text(points: list[Point]) -> bool:
    """Whether a person's look, word or masks say that no identifying text is in the picture: (0028,0301) is NO then."""
    return bool([point for point in points if point['code'] == TEXT_RISK and point['settled'] in (LOOKED, SAID, MASKED)])
