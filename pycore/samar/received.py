"""A received set against the report that came with it: are these the files that the report speaks of, byte for byte?

Nothing is opened but to be hashed, and nothing is asked of anybody. What it proves is said by `PROVES`.
"""

import hashlib
import json
import os
import pathlib
import stat
from collections.abc import Iterator
from typing import Any

from samar.core.errors import BadChoice

PROVES = ('This shows that the files are those that the report speaks of, byte for byte, and what the report says was done to them. '
          'It does not show who wrote the report, nor that nobody can be recognised in the files.')
CHUNK = 1 << 22
SAME, CHANGED, MISSING, RENAMED, ADDED = 'same', 'changed', 'missing', 'renamed', 'not-in-report'
NO_FILE = 'no-file'     # a link, a pipe, a device or what cannot be read: nobody can say what it holds, so the folder is not the set


def report_of(path: str | os.PathLike[str]) -> tuple[dict[str, Any], str]:
    """The report of a run (JSON) and its SHA-256; BadChoice where it cannot be read or is no report of Samar."""
    try:
        content = pathlib.Path(path).read_bytes()
    except OSError as error:
        raise BadChoice('file-unreadable', detail=os.strerror(error.errno or 0)) from error
    try:
        told = document_of(content.decode('utf-8-sig'))
        if told['program'] != 'Samar':
            raise ValueError
        for entry in told['files']:
            output = entry.get('output')
            if output is not None and not (isinstance(output['name'], str) and isinstance(output['sha256'], str)):
                raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadChoice('report-unreadable') from error
    return told, hashlib.sha256(content).hexdigest()


def document_of(text: str) -> dict[str, Any]:
    """The report as one document: JSON as it is, or JSON lines (the report of a set), whose first line is the head."""
    try:
        return dict(json.loads(text))
    except json.JSONDecodeError as error:
        if not error.msg.startswith('Extra data'):
            raise
    head, *files = [json.loads(line) for line in text.splitlines() if line.strip()]
    return {**head, 'files': files}


def files_of(folder: str | os.PathLike[str]) -> Iterator[tuple[str, pathlib.Path]]:
    """All that lies under a folder and is no folder itself, as (path with /, path): links, which are not followed, and folders that
    cannot be read among it. BadChoice where it is no folder."""
    top = pathlib.Path(folder)
    if not top.is_dir():
        raise BadChoice('folder-unreadable')
    shut: list[pathlib.Path] = []
    for place, folders, names in os.walk(top, onerror=lambda error: shut.append(pathlib.Path(error.filename))):
        folders.sort()
        for name in sorted([*names, *(name for name in folders if os.path.islink(os.path.join(place, name)))]):
            path = pathlib.Path(place) / name
            yield path.relative_to(top).as_posix(), path
    for path in shut:
        yield path.relative_to(top).as_posix(), path


def digest_of(path: pathlib.Path) -> str | None:
    """SHA-256 of a file in hexadecimal; None for what is no plain file, which is not opened, and for one that cannot be read."""
    machine = hashlib.sha256()
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with open(path, 'rb') as stream:
            while chunk := stream.read(CHUNK):
                machine.update(chunk)
    except OSError:
        return None
    return machine.hexdigest()


def compare(folder: str | os.PathLike[str], report: str | os.PathLike[str]) -> dict[str, Any]:
    """What a folder has of a report: `{same, counts, files: [{name, state, found?}], proves, report_sha256, program, version, preset,
    preset_sha256, package_sha256, outcomes}`. A name of the report may be that of the file alone or its path in the set.
    Raises BadChoice."""
    told, digest = report_of(report)
    here = pathlib.Path(report).resolve()
    digests = {name: digest_of(path) for name, path in files_of(folder) if path.is_symlink() or path.resolve() != here}
    found = {name: made for name, made in digests.items() if made is not None}
    by_name: dict[str, list[str]] = {}
    by_digest: dict[str, list[str]] = {}
    for name, made in found.items():
        by_digest.setdefault(made, []).append(name)
        for key in {name, name.rpartition('/')[2]}:
            by_name.setdefault(key, []).append(name)
    wanted = [entry['output'] for entry in told['files'] if entry.get('output') is not None]
    used: set[str] = set()
    listed: list[dict[str, str]] = []
    late = []
    for output in wanted:      # first those in their place, so that a copy elsewhere is not taken for them
        place = next((name for name in by_name.get(output['name'], ()) if found[name] == output['sha256'] and name not in used), None)
        if place is None:
            late.append(output)
        else:
            used.add(place)
            listed.append({'name': output['name'], 'state': SAME})
    for output in late:
        moved = next((name for name in by_digest.get(output['sha256'], ()) if name not in used), None)
        changed = next((name for name in by_name.get(output['name'], ()) if name not in used), None)
        if moved is not None:
            used.add(moved)
            listed.append({'name': output['name'], 'state': RENAMED, 'found': moved})
        elif changed is not None:
            used.add(changed)
            listed.append({'name': output['name'], 'state': CHANGED, 'found': changed})
        else:
            listed.append({'name': output['name'], 'state': MISSING})
    listed.extend({'name': name, 'state': ADDED} for name in found if name not in used)
    listed.extend({'name': name, 'state': NO_FILE} for name in digests if name not in found)
    counts = {state: sum(entry['state'] == state for entry in listed) for state in (SAME, CHANGED, MISSING, RENAMED, ADDED, NO_FILE)}
    outcomes: dict[str, int] = {}
    for entry in told['files']:
        outcomes[str(entry.get('outcome'))] = outcomes.get(str(entry.get('outcome')), 0) + 1
    return {'same': counts[SAME] == len(listed) and bool(wanted), 'counts': counts, 'files': listed, 'proves': PROVES,
            'report_sha256': digest, 'program': told['program'], 'version': told.get('version'), 'preset': told.get('preset'),
            'preset_sha256': told.get('preset_sha256'), 'package_sha256': told.get('package_sha256'), 'outcomes': outcomes}


def text_of(made: dict[str, Any]) -> str:
    """The comparison in lines for a terminal; a name from elsewhere is shown without control characters."""
    lines = [f'report SHA-256 {made["report_sha256"]}',
             f'made by {made["program"]} {shown(made["version"])}, preset {shown(made["preset"])} (SHA-256 {shown(made["preset_sha256"])})',
             f'package SHA-256 {shown(made["package_sha256"])}',
             'outcomes in the report: ' + (', '.join(f'{count} {shown(word)}' for word, count in made['outcomes'].items()) or 'none')]
    for entry in made['files']:
        if entry['state'] != SAME:
            lines.append(f'{entry["state"]}: {shown(entry["name"])}' + (f' (here: {shown(entry["found"])})' if 'found' in entry else ''))
    lines.append(', '.join(f'{count} {state}' for state, count in made['counts'].items() if count) or 'no files')
    lines.append('All files are those of the report.' if made['same'] else 'The folder is NOT what the report speaks of.')
    return '\n'.join([*lines, PROVES])


def shown(text: object) -> str:
    """A text that came from elsewhere, for a terminal."""
    return ''.join(sign if sign.isprintable() else '\N{REPLACEMENT CHARACTER}' for sign in str(text))[:300]
