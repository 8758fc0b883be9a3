"""A DICOMDIR read for what it points to (PS3.3 annex F, PS3.10 section 8). Its own records are never copied.

    entries = dicomdir.entries(record)
    followed = dicomdir.follow(entries, 'CD/DICOMDIR', paths)    # paths: those of all files at hand
"""

from samar.kinds import Fields, Record, Row, Tag

SOP_CLASS = '1.2.840.10008.1.3.10'
MEDIA_SOP_CLASS = 0x00020002
RECORDS = 0x00041220
IN_USE, TYPE, FILE_ID = 0x00041410, 0x00041430, 0x00041500
ITEM = 0xFFFEE000
DELETED = '0'       # of the in-use flag: a record that no longer counts
SLASHES = '/\\'


def is_directory(record: Record) -> bool:
    """Whether a Record is that of a DICOMDIR: its file meta says so, or it has a sequence of directory records."""
    if record.meta is not None:
        row = record.meta.find(MEDIA_SOP_CLASS)
        if row >= 0:
            raw = record.meta.raw(row)
            if ''.join([chr(raw[at]) for at in range(len(raw))]).strip(' \0') == SOP_CLASS:
                return True
    return record.row(RECORDS) >= 0


def entries(record: Record) -> list[Fields]:
    """`[{type, parts}]` for each record in use that names a file: its type (`IMAGE`, `PRESENTATION` …) and the components of its
    File ID. `parts` is None for a File ID that leads out of the medium or is no path (empty, `..`, a slash inside)."""
    table = record.table
    owner = record.row(RECORDS)
    found = []
    row = owner + 1
    while 0 <= owner < row < table.count and table.depth[row] > table.depth[owner]:
        if table.tag[row] == ITEM and table.parent[row] == owner:
            at = table.find(FILE_ID, row)
            if at >= 0 and _texts(record, IN_USE, row) != [DELETED]:
                kind = _texts(record, TYPE, row)
                found.append({'type': kind[0] if kind else '', 'parts': _safe(record.texts(at))})
        row += 1
    return found


def follow(found: list[Fields], directory: str, paths: list[str]) -> dict[str, list[int]]:
    """`{found: [place in paths], missing: [place in found], extra: [place in paths]}` of the entries of one directory.

    `directory` is the DICOMDIR's own path, `paths` those of all files (with `/`); its File IDs count from its folder. Media are
    written in capitals and read in any case, with an ending or a version (`IM0001.;1`), so what is equal without those is taken.
    `extra` lie beside the directory, or below its folder, and no record names them.
    """
    folder = directory.rpartition('/')[0]
    folder = folder + '/' if folder else ''
    known: dict[str, int] = {}
    plain: dict[str, int] = {}
    for place in range(len(paths)):
        if paths[place].startswith(folder) and paths[place] != directory:
            key = '=' + paths[place][len(folder):].upper()
            known.setdefault(key, place)
            plain.setdefault(_bare(key), place)
    taken, hit = [], set()
    missing: list[int] = []
    for at in range(len(found)):
        parts = found[at]['parts']
        named = None if parts is None else '=' + '/'.join(parts).upper()
        led = None if named is None else known.get(named, plain.get(_bare(named)))
        if led is None:
            missing.append(at)
        elif led not in hit:
            hit.add(led)
            taken.append(led)
    return {'found': taken, 'missing': missing, 'extra': sorted([known[key] for key in known if known[key] not in hit])}


def _bare(key: str) -> str:
    """Without version and ending of the last component."""
    key = key.partition(';')[0]
    head, slash, last = key.rpartition('/')
    stem, dot, _ = last.rpartition('.')
    return head + slash + (stem if dot and stem else last)


def _safe(texts: list[str]) -> list[str] | None:
    parts = [text.strip(' \0') for text in texts]
    for part in parts:
        if part in ('', '.', '..') or any(sign in part for sign in SLASHES) or ':' in part or '\0' in part:
            return None
    return parts or None


def _texts(record: Record, tag: Tag, owner: Row) -> list[str]:
    at = record.table.find(tag, owner)
    return record.texts(at) if at >= 0 else []
