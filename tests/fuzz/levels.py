"""What a file meets beside its own bytes, changed as well: presets, selectors, archives, the directory of a medium, a second pass, and
another order. Each function gives what does not hold as words, or None."""

import contextlib
import copy
import io
import json
import pathlib
import tempfile
import warnings
import zipfile

import numpy as np
from samar import cli
from samar.core import outcome, pipeline
from samar.core.elements import record as records
from samar.core.elements import selectors
from samar.core.errors import BadChoice, SamarError
from samar.core.pixels import decode, image, overlays
from samar.core.plan import identity as naming
from samar.core.plan import presets
from samar.hosts import cpython, watch

PRESETS = pathlib.Path(__file__).resolve().parents[2] / 'presets'
PIECES = ('PatientName', '(0010,0010)', '(0009,"ACME",01)', '(0009,"A\\"B",01)', '[0]', '[*]', '[-1]', '.', '(', ')', '"', ',', '(gggg,eeee)', 'ａ', '\0',
          '__proto__', '9' * 30, ' ', '(60xx,3000)', 'StudyDate', '')
VALUES = (None, True, -1, 0, 2 ** 53, 1e308, float('nan'), '', 'x' * 5000, '__proto__', [], {}, [[]], {'__proto__': {}}, 'keep', 'clean', 'remove', [1, 2])
SECONDS = 10.0


def selector(dice):
    """A selector is read and written the same again, or refused as one."""
    text = ''.join(dice.choice(PIECES) for _ in range(dice.randint(1, 5)))
    try:
        read = selectors.parse(text)
    except SamarError:
        return None
    return None if selectors.parse(selectors.format(read)) == read else 'a selector is written otherwise than it was read'


def preset(dice):
    """A preset with faults is taken or refused, and what is taken makes a policy."""
    data = json.loads(dice.choice(sorted(path for path in PRESETS.glob('*.json') if 'schema' not in path.name)).read_text('utf-8'))
    for _ in range(dice.randint(1, 3)):
        at = data
        for _ in range(3):
            inner = [value for value in (at.values() if isinstance(at, dict) else at) if isinstance(value, (dict, list)) and value]
            if not inner or dice.random() < 0.4:
                break
            at = dice.choice(inner)
        key = dice.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if dice.random() < 0.2:
            del at[key]
        elif isinstance(at, dict) and dice.random() < 0.3:
            at[dice.choice(PIECES)] = copy.deepcopy(dice.choice(VALUES))
        else:
            at[key] = copy.deepcopy(dice.choice(VALUES))
        if not data:
            break
    with contextlib.suppress(BadChoice):
        presets.load(data)
    return None


def second_pass(content, policy, dice):
    """What Samar made goes through it again: not refused, no frame changes, and the order of files does not matter."""
    secret = naming.Identity(memoryview(bytes(32)))
    first = pipeline.deidentify(cpython.of_bytes(content), policy, secret, [], ())
    if first.word != outcome.CLEANED or first.output is None:
        return None
    again = pipeline.deidentify(first.output, policy, naming.Identity(memoryview(bytes(32))), [], ())
    if again.word not in (outcome.CLEANED, outcome.UNCHANGED, outcome.HELD):
        return f'second pass: {again.word} {again.error.code}'
    passes = [_cells(found.record) for found in (first, again)]
    if again.output is not None:
        passes.append(_cells(records.open_record(again.output)))
    if passes[1:] != passes[:-1]:
        return 'second pass: another picture'
    other = naming.Identity(memoryview(bytes(32)))
    pipeline.deidentify(again.output or first.output, policy, other, [], ())
    late = pipeline.deidentify(cpython.of_bytes(content), policy, other, [], ())
    if bytes(late.output.read(0, late.output.size)) != bytes(first.output.read(0, first.output.size)):
        return 'the order of files matters'
    return None


def _cells(record):
    """The stored values of the frames of an uncompressed image: what lies beside Bits Stored is none of it."""
    info = image.describe(record)
    if info is None or info.problem is not None or info.encapsulated or info.frames > 16:
        return []
    frames = [np.frombuffer(decode.load(record, info, frame).buffer, np.uint8) for frame in range(info.frames)]
    if info.kind == 'cells' and info.bits_allocated in (8, 16):
        kind = f'{">" if info.big else "<"}u{info.bits_allocated // 8}'
        used = ((1 << info.bits_stored) - 1) << overlays.low_bit(info)
        frames = [frame[:len(frame) // 2 * 2].view(kind) & used for frame in frames]
    return [frame.tobytes() for frame in frames]


def archive(contents, dice):
    """A ZIP of files, with faults in its bytes, beside one whole file on the command line."""
    packed = io.BytesIO()
    with warnings.catch_warnings(action='ignore'), zipfile.ZipFile(packed, 'w', dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as into:
        for place, content in enumerate(contents):
            into.writestr(dice.choice((f'a/{place}.dcm', f'{place}', '../out.dcm', '/abs.dcm', 'C:\\x.dcm', '__proto__', 'a\0b', 'é/.dcm')), content)
    raw = bytearray(packed.getvalue())
    for _ in range(dice.randint(0, 3)):
        heads = [at for sign in (b'PK\3\4', b'PK\1\2', b'PK\5\6') for at in _places(raw, sign)]
        at = dice.choice(heads) + dice.randrange(4, 46) if heads and dice.random() < 0.8 else dice.randrange(len(raw))
        if at < len(raw):
            raw[at] = dice.choice((0, 1, 0xFF, raw[at] ^ 1, dice.randrange(256)))
    if dice.random() < 0.2:
        raw = raw[:dice.randrange(len(raw))]
    return _command({'in.zip': bytes(raw)}, 'in.zip', contents[0])


def _places(raw, sign):
    found, at = [], raw.find(sign)
    while at >= 0:
        found.append(at)
        at = raw.find(sign, at + 1)
    return found


def medium(directory, contents):
    """A folder with a DICOMDIR that has faults."""
    return _command({'cd/DICOMDIR': directory, **{f'cd/IMG{place}': content for place, content in enumerate(contents)}}, 'cd/DICOMDIR', contents[0])


def _command(files, name, whole):
    """The command line over made-up files and one more: the words, the report, nothing half-written, and nothing beside the output."""
    with tempfile.TemporaryDirectory(prefix='samar-fuzz-') as folder:
        root = pathlib.Path(folder)
        for path, content in {**files, 'whole.dcm': whole}.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(content)
        told = io.StringIO()
        try:
            with watch.limit(SECONDS), contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
                status = cli.main(['deidentify', str(root / name), str(root / 'whole.dcm'), '--out', str(root / 'out'), '--report', str(root / 'r.json'),
                                   '--preset', 'basic', '--jobs', '1', '--kernels', 'python'])     # compiling would count as a file's time
        except watch.TookTooLong:
            return f'{name}: more than {SECONDS} seconds'
        except Exception as error:
            return f'{name}: {type(error).__name__}'
        if status not in (0, 1, 2):
            return f'{name}: status {status}'
        if 'Traceback' in told.getvalue() or (status != 2 and not (root / 'r.json').exists()):
            return f'{name}: no report'
        if status != 2:
            codes = [one['error']['code'] for one in json.loads((root / 'r.json').read_text())['files'] if one['error']]
            if 'unexpected' in codes:
                return f'{name}: unexpected'
        left = {path.relative_to(root).as_posix() for path in root.rglob('*') if path.is_file()} - {'r.json', 'whole.dcm', *files}
        if [path for path in left if not path.startswith('out/') or path.endswith('.part')]:
            return f'{name}: something is left beside the output'
    return None
