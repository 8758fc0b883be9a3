"""The command line: `inspect` shows what a file holds, `deidentify` writes verified files, `verify` compares a set with its report.

Exit status: 0 when every file is cleaned or unchanged, 1 when one was held, refused or failed, 2 for unusable arguments.
A held file is written only where `--accept` names each of its open points.
"""

import argparse
import contextlib
import hashlib
import json
import os
import pathlib
import sys

from samar import received, words
from samar.core import host, pipeline
from samar.core import outcome as outcomes
from samar.core.edits import points
from samar.core.elements import paths
from samar.core.errors import BadChoice, SamarError
from samar.core.pixels import masks as masking
from samar.core.plan import actions
from samar.core.plan import identity as naming
from samar.core.plan.choices import policy_of
from samar.core.report import content as report
from samar.core.report import documents
from samar.core.review import opened as opening
from samar.core.review import summary as telling
from samar.hosts import cpython as host_cpython
from samar.hosts import finder, native

REFUSED, UNUSABLE = 1, 2
VERSION = '0.1.0'


def parser():
    """The arguments."""
    top = argparse.ArgumentParser(prog='python -m samar', description='De-identify DICOM files on this computer.')
    top.add_argument('--version', action='store_true', help='version, and which kernels run')
    _kernels_argument(top, 'auto')
    commands = top.add_subparsers(dest='command')
    inspect = commands.add_parser('inspect', help='show what a file holds')
    inspect.add_argument('file', metavar='FILE')
    inspect.add_argument('--json', action='store_true', help='all elements as JSON')
    clean = commands.add_parser('deidentify', help='write de-identified, verified files')
    clean.add_argument('files', metavar='FILE', nargs='+')
    clean.add_argument('--out', required=True, metavar='DIR', help='folder for the new files; originals are never changed')
    clean.add_argument('--preset', default='research', metavar='ID')
    clean.add_argument('--option', action='append', metavar='NAME', help="an option of PS3.15 E.3; replaces the preset's own")
    clean.add_argument('--set', action='append', default=[], metavar='SELECTOR=ACTION', dest='chosen')
    clean.add_argument('--mask', action='append', default=[], metavar='X,Y,W,H[@FRAMES]')
    clean.add_argument('--project-key', metavar='TEXT', help='the same key gives the same pseudonyms, on any machine')
    clean.add_argument('--find-text', choices=pipeline.FINDS, default=pipeline.OFF,
                       help='look for text in the pictures: name it in the report and hold the file, or mask it')
    clean.add_argument('--accept', action='append', default=[], metavar='CODE', choices=points.CODES,
                       help='a point that you settle by naming it: ' + ', '.join(points.CODES))
    clean.add_argument('--report', metavar='FILE.json|.csv|.html')
    clean.add_argument('--names', action='store_true', help='put the names of the files given into the report')
    _kernels_argument(clean, argparse.SUPPRESS)
    clean.add_argument('--values', action='store_true', help='put original values into the report')
    verify = commands.add_parser('verify', help='compare a received set with the report that came with it; ' + received.PROVES)
    verify.add_argument('folder', metavar='DIR')
    verify.add_argument('report', metavar='REPORT.json')
    verify.add_argument('--json', action='store_true', help='the comparison as JSON')
    return top


def _kernels_argument(parser, default):
    parser.add_argument('--kernels', choices=('auto', 'native', 'python'), default=default,
                        help='`native`: machine code by Numba (extra `native`), compiled by the first run, which takes minutes; '
                             '`auto`: native where such a run has ended before, else plain Python')


def main(arguments=None):
    """Run a command; its exit status."""
    try:
        given = parser().parse_args(arguments)
    except SystemExit as ended:
        return UNUSABLE if ended.code else 0
    if given.command is None and not given.version:
        parser().print_usage(sys.stderr)
        return UNUSABLE
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
    except BrokenPipeError:
        # whoever read the list has seen enough (`| head`): nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def kernels(wish):
    """Have the kernels run as wished; False where that cannot be."""
    if wish == 'python':
        native.remove()
        return True
    if wish == 'auto' and not native.ready():
        return True
    return native.install() or wish == 'auto'


def verify(given):
    """Print how a folder compares with a report; 0 when every file is the same and none is missing or more."""
    made = received.compare(given.folder, given.report)
    print(json.dumps(made, ensure_ascii=False, indent=1) if given.json else received.text_of(made))
    return 0 if made['same'] else REFUSED


def handle_of(path):
    """Handle of a file; BadChoice where it cannot be read."""
    try:
        return host_cpython.open_file(path)
    except OSError as error:
        raise BadChoice('file-unreadable', detail=os.strerror(error.errno or 0)) from error


def inspect(given):
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
            print('!', entry['code'], entry['detail'] or '')
        for row in rows:
            value = '' if table.is_container(row) else record.text(row, 80)
            print('  ' * (table.depth[row] // 2) + paths.path(record, row), record.vr(row), value)
    if found.error is not None:
        print(found.error.describe(), file=sys.stderr)
        return REFUSED
    return 0


def deidentify(given):
    """Write one verified file for each input; a file that fails stops nothing."""
    elements = {}
    for text in given.chosen:
        selector, sign, action = text.rpartition('=')
        if not sign or actions.code(action) < 0:
            raise BadChoice('action-unknown', detail=text)
        elements[selector] = action
    policy = policy_of(opening.preset(given.preset), given.option, None, elements)
    boxes = [*opening.masks_of({'preset': given.preset}), *[masking.parse_text(text) for text in given.mask]]
    if given.find_text != pipeline.OFF:
        finder.install()
    if given.project_key and naming.is_weak_key(given.project_key):
        print('! project-key-weak', file=sys.stderr)
    identity = naming.from_project_key(given.project_key) if given.project_key else naming.Identity(host.random(32))
    folder = pathlib.Path(given.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadChoice('output-unwritable', detail=os.strerror(error.errno or 0)) from error
    status, reports, taken = 0, [], set()
    for place, path in enumerate(given.files):
        try:
            handle = handle_of(path)
            found = pipeline.deidentify(handle, policy, identity, boxes, given.accept, given.find_text)
        except SamarError as error:
            found = outcomes.Outcome(outcomes.FAILED, error)
        except Exception as error:      # a fault of Samar's own: one file must not stop the others, and its text may hold a value
            found = outcomes.Outcome(outcomes.FAILED, SamarError('unexpected', detail=type(error).__name__))
        name = None
        if found.output is not None:
            try:
                name = save(folder, found, taken, handle)
            except SamarError as error:
                found = outcomes.Outcome(outcomes.FAILED, error)
        line = f'{place + 1}/{len(given.files)} {found.word}'
        if name is not None:
            line += ' ' + name
        if found.error is not None:
            line += ': ' + words.of_error(found.error)
        if found.word not in (outcomes.CLEANED, outcomes.UNCHANGED):
            status = REFUSED
        print(line)
        if found.proposals:
            print(f'  text in the picture: {len(found.proposals)} proposals,', sum(one.ticked for one in found.proposals), 'ticked')
        for point in found.points:
            print(f'  {point["code"]}: {words.of_point(point)}', words.word('settled', point['settled'] or 'open'))
        if found.word == outcomes.HELD and found.output is None:
            missing = sorted({point['code'] for point in found.points if point['settled'] is None})
            print('  Not written. To write it all the same:', *[f'--accept {code}' for code in missing])
        if given.report:
            reports.append(told(found, path, given))
    if given.report:
        try:
            write_report(given.report, reports)
        except OSError as error:
            print('! output-unwritable', os.strerror(error.errno or 0), file=sys.stderr)
            status = REFUSED
    native.done()
    for selector in policy.unmet():
        print('! selector-nothing', selector, file=sys.stderr)
    return status


def told(found, path, given):
    """The report of one file, with the bytes and hash of the input also where it could not be read, and its name on wish."""
    made = report.as_dict(found, given.values)
    if made['input'] is None:
        try:
            content = pathlib.Path(path).read_bytes()
            made['input'] = {'bytes': len(content), 'sha256': hashlib.sha256(content).hexdigest()}
        except OSError:
            made['input'] = {'bytes': 0, 'sha256': None}
    if given.names:
        made['input'] = {'name': os.path.basename(path), **made['input']}
    if found.error is not None:
        made['error'] = {**made['error'], 'text': words.word('error', found.error.code, found.error.detail)}
    return made


def write_report(name, reports):
    """The report of the whole run in the form that the name of the file asks for."""
    if name.lower().endswith('.csv'):
        text = documents.csv_of(reports)
    elif name.lower().endswith(('.html', '.htm')):
        text = documents.html_of(reports, {**words.messages(), 'language': 'en'})
    else:
        text = json.dumps({**report.whole(reports, VERSION), 'kernels': native.state()}, ensure_ascii=False, indent=1)
    with open(name, 'w', encoding='utf-8', newline='') as stream:
        stream.write(text)


def save(folder, found, taken, handle):
    """Write the output under a name that no other file of the run has; the name. Half a file is never left behind.

    Raises SamarError: `output-unwritable` where the folder takes no more, `file-changed` where the input is no longer what was read."""
    name, count = found.name, 1
    while name in taken:
        count += 1
        name = found.name.removesuffix('.dcm') + f'-{count}.dcm'
    part = folder / (name + '.part')
    try:
        with open(part, 'wb') as stream:
            found.output.write_to(stream)
        if handle.changed():
            raise SamarError('file-changed')
        part.replace(folder / name)
    except OSError as error:
        raise SamarError('output-unwritable', detail=os.strerror(error.errno or 0)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    taken.add(name)
    return name
