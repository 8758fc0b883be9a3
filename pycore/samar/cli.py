"""The command line: `inspect` shows what a file holds, `deidentify` writes verified files, `verify` compares a set with its report.

Exit status: 0 when every file is cleaned or unchanged, 1 when one was held, refused or failed, 2 for unusable arguments.
A held file is written only where `--accept` names each of its open points.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence

from samar import heard, received
from samar.core import pipeline, protocol
from samar.core.edits import points
from samar.core.elements import paths, values
from samar.core.errors import BadChoice
from samar.core.media import names
from samar.core.review import opened as opening
from samar.core.review import summary as telling
from samar.hosts import cpython as host_cpython
from samar.hosts import native
from samar.run import command, listing

REFUSED, UNUSABLE, STOPPED = 1, 2, command.STOPPED
VERSION = protocol.VERSION


def parser() -> argparse.ArgumentParser:
    """The arguments."""
    top = argparse.ArgumentParser(prog='python -m samar', description='De-identify DICOM files on this computer.')
    top.add_argument('--version', action='store_true', help='version, and which kernels run')
    _kernels_argument(top, 'auto')
    commands = top.add_subparsers(dest='command')
    inspect = commands.add_parser('inspect', help='show what a file holds')
    inspect.add_argument('file', metavar='FILE')
    inspect.add_argument('--json', action='store_true', help='all elements as JSON')
    clean = commands.add_parser('deidentify', help='write de-identified, verified files')
    clean.add_argument('files', metavar='PATH', nargs='+',
                       help='a file, a folder, a ZIP archive, a DICOMDIR, or a URL of a store (extra `store`)')
    clean.add_argument('-o', '--out', required=True, metavar='DIR|FILE.zip|URL',
                       help='folder or archive for the new files; originals are never changed')
    clean.add_argument('--preset', default='research', metavar='ID|FILE.json', help='one that comes with Samar, or a file of your own')
    clean.add_argument('--option', action='append', metavar='NAME', help="an option of PS3.15 E.3; replaces the preset's own")
    clean.add_argument('--set', action='append', default=[], metavar='SELECTOR=ACTION', dest='chosen')
    clean.add_argument('--mask', action='append', default=[], metavar='[ellipse:]X,Y,W,H[@FRAMES]',
                       help='black on the picture; also polygon:X,Y,X,Y,X,Y...')
    key = clean.add_mutually_exclusive_group()
    key.add_argument('--project-key', metavar='TEXT', help='the same key gives the same pseudonyms, on any machine')
    key.add_argument('--project-key-file', metavar='FILE',
                     help='the project key as the text of a file, so that it is in no list of processes')
    clean.add_argument('--find-text', choices=pipeline.FINDS, default=pipeline.OFF,
                       help='look for text in the pictures: name it in the report and hold the file, or mask it')
    clean.add_argument('--accept', action='append', default=[], metavar='CODE[=HOW]', choices=points.ACTS,
                       help='a point that you settle by naming it: ' + ', '.join(points.CODES)
                       + '; CODE alone takes the file as it is, CODE=looked or CODE=said tell that you looked, or know it')
    clean.add_argument('--report', metavar='FILE.json|.jsonl|.csv|.html')
    _set_arguments(clean)
    clean.add_argument('--names', action='store_true', help='put the names of the files given into the report')
    _kernels_argument(clean, argparse.SUPPRESS)
    clean.add_argument('--values', action='store_true', help='put original values into the report')
    verify = commands.add_parser('verify', help='compare a received set with the report that came with it; ' + received.PROVES)
    verify.add_argument('folder', metavar='DIR')
    verify.add_argument('report', metavar='REPORT.json')
    verify.add_argument('--json', action='store_true', help='the comparison as JSON')
    return top


def _whole(least: int) -> Callable[[str], int]:
    """Reads a whole number that is not below `least`."""
    def number(text: str) -> int:
        found = int(text)
        if found < least:
            raise argparse.ArgumentTypeError(f'{least} at least')
        return found
    return number


def _part(text: str) -> listing.Part:
    """`K/N`: the Kth of N parts."""
    number, _, count = text.partition('/')
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise argparse.ArgumentTypeError('K/N, K from 1 to N')
    return listing.Part(int(number), int(count))


def _set_arguments(clean: argparse.ArgumentParser) -> None:
    """Arguments for many files."""
    clean.add_argument('--jobs', type=_whole(0), metavar='N',
                       help='processes for more than one file; 0, the default, is one for each core')
    clean.add_argument('--scheduler', metavar='ADDRESS',
                       help='work on the Dask cluster of this scheduler (extra `cluster`, docs/cluster.md)')
    clean.add_argument('--ids', metavar='FILE.csv', help='your own codes for patients: old ID, new ID, new name, arm, offset in days')
    clean.add_argument('--scheme', choices=names.SCHEMES, help='`tree`: folders for patient, study and series; `flat`: none. '
                       'Without it single files are flat and everything else is a tree')
    clean.add_argument('--dicomdir', action='store_true', help='names for a CD (ISO 9660) and a new DICOMDIR')
    clean.add_argument('--set-report', metavar='FILE.json|.jsonl|.csv|.html|.parquet',
                       help='a row a file, as the panel writes it; Parquet needs pyarrow')
    clean.add_argument('--link-table', metavar='FILE.csv',
                       help='old and new identifiers side by side, for who has to come back to the patient: keep it apart from the set')
    clean.add_argument('--dry-run', action='store_true', help='say what would happen, and write nothing but the report')
    clean.add_argument('--resume', action='store_true', help='go on with a run that was stopped; needs the same --project-key')
    clean.add_argument('--audit', metavar='DIR', help='where the record of what is done is kept; with a project key and a folder or '
                       'archive it stands beside the output as OUT.samar')
    clean.add_argument('--quarantine', metavar='DIR', help='links to the inputs that gave no output, in a folder for each code')
    clean.add_argument('--part', type=_part, default=listing.ALL, metavar='K/N',
                       help='of the folders the Kth of N parts alone, so that many runs share an archive; each needs an output of its own')
    clean.add_argument('--unit', type=_whole(1), default=listing.UNIT, metavar='N', help='files that are done together at most')


def _kernels_argument(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument('--kernels', choices=('auto', 'native', 'python'), default=default,
                        help='`native`: machine code by Numba (extra `native`), compiled by the first run, which takes minutes; '
                             '`auto`: native where such a run has ended before, else plain Python')


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit status."""
    heard.spelled(sys.stdout, sys.stderr)
    try:
        given = parser().parse_args(arguments)
    except SystemExit as ended:
        return UNUSABLE if ended.code else 0
    if given.command is None and not given.version:
        parser().print_usage(sys.stderr)
        return UNUSABLE
    if given.command != 'inspect':
        with heard.by_nobody(sys.stdout, sys.stderr):
            try:
                return done(given)
            except KeyboardInterrupt:       # before the first file, or after the last
                print('samar: stopped', file=sys.stderr)
                return STOPPED
    try:
        status = done(given)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        # whoever read the list has seen enough (`| head`): nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def done(given: argparse.Namespace) -> int:
    """Do what the arguments ask for; the exit status."""
    host_cpython.install()
    if not kernels(given.kernels):
        print('kernels-native-missing', f'({native.why()})', file=sys.stderr)
        return UNUSABLE
    if given.version:
        print('samar', VERSION, 'kernels', native.state(), native.version())
        return 0
    try:
        return {'inspect': inspect, 'deidentify': deidentify, 'verify': verify}[given.command](given)
    except BadChoice as error:
        print(error.describe(), file=sys.stderr)
        return UNUSABLE


def kernels(wish: str) -> bool:
    """Have the kernels run as wished; False where that cannot be."""
    if wish == 'python':
        native.remove()
        return True
    if wish == 'auto' and not native.ready():
        return True
    return native.install() or wish == 'auto'


def verify(given: argparse.Namespace) -> int:
    """Print how a folder compares with a report; 0 when every file is the same and none is missing or more."""
    made = received.compare(given.folder, given.report)
    print(json.dumps(made, ensure_ascii=False, indent=1) if given.json else received.text_of(made))
    return 0 if made['same'] else REFUSED


def handle_of(path: str) -> host_cpython.MappedFile:
    """Handle of a file; BadChoice where it cannot be read."""
    try:
        return host_cpython.open_file(path)
    except OSError as error:
        raise BadChoice('file-unreadable', detail=os.strerror(error.errno or 0)) from error


def inspect(given: argparse.Namespace) -> int:
    """Print one file; values are shown, because the person who asks has the file."""
    found = opening.Opened(handle_of(given.file))
    record = found.record
    if record is None:
        print(found.error.describe(), file=sys.stderr)
        return REFUSED
    table = record.table
    rows = [row for row in range(table.count) if table.tag[row] // 65536 != 0xFFFE]
    if given.json:
        print(json.dumps({
            'summary': telling.summary(found), 'warnings': telling.warnings(found), 'image': telling.image(found),
            'error': None if found.error is None else found.error.fields(),
            'elements': [{'path': paths.path(record, row), 'vr': record.vr(row), 'length': table.extent(row),
                          'value': '' if table.is_container(row) else record.text(row, 1024)} for row in rows]}, ensure_ascii=False))
    else:
        for entry in telling.warnings(found):
            print('!', entry['code'], values.visible(entry['detail'] or ''))
        for row in rows:
            value = '' if table.is_container(row) else record.text(row, 80)
            print('  ' * (table.depth[row] // 2) + values.visible(paths.path(record, row)), record.vr(row), value)
    if found.error is not None:
        print(found.error.describe(), file=sys.stderr)
        return REFUSED
    return 0


def deidentify(given: argparse.Namespace) -> int:
    """Write one verified file for each input; a file that fails stops nothing."""
    return command.run(given, VERSION)
