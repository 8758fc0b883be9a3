"""ZIP archives as other programs write them, and broken ones, through the panel's reader in Node."""

import io
import json
import pathlib
import struct
import subprocess
import zipfile

import pytest

HERE = pathlib.Path(__file__).parent
CONTENT = {'CD/IM10': b'ten ' * 500, 'CD/IM2': b'two', 'empty': b''}


def written(method=zipfile.ZIP_DEFLATED, contents=None, prefix=b'', wide=False):
    """Bytes of an archive."""
    stream = io.BytesIO()
    stream.write(prefix)
    with zipfile.ZipFile(stream, 'a' if prefix else 'w', method) as archive:
        for name, content in (contents or CONTENT).items():
            with archive.open(name, 'w', force_zip64=wide) as member:
                member.write(content)
    return stream.getvalue()


def central(content, number=0):
    """Place of an entry of the directory."""
    at = -1
    for _ in range(number + 1):
        at = content.index(b'PK\1\2', at + 1)
    return at


def changed(content, at, form, value):
    """The archive with one number replaced."""
    found = bytearray(content)
    struct.pack_into('<' + form, found, at, value)
    return bytes(found)


def read(tmp_path, **archives):
    """Name to what the reader finds."""
    paths = []
    for name, content in archives.items():
        paths.append(tmp_path / f'{name}.zip')
        paths[-1].write_bytes(content)
    done = subprocess.run(['node', HERE / 'archives.mjs', *paths], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return dict(zip(archives, (json.loads(line) for line in done.stdout.splitlines()), strict=True))


WHOLE = [['CD/IM2', 3, 'two'], ['CD/IM10', 2000, ('ten ' * 5)], ['empty', 0, '']]


def test_archives_of_every_form_give_their_files_in_natural_order(tmp_path):
    found = read(tmp_path, stored=written(zipfile.ZIP_STORED), deflated=written(), wide=written(wide=True),
                 behind=written(prefix=b'a program ' * 30), comment=written()[:-2] + struct.pack('<H', 5) + b'hello')
    assert found.pop('behind') == [['behind.zip', found_size(tmp_path / 'behind.zip'), 'a program a program ']]
    for name, members in found.items():
        # What is unpacked must never be a blob, which a browser may write to disk; what is stored is a range of the archive.
        blob = name == 'stored'
        assert members == [[f'{name}.zip/{path}', size, start, blob] for path, size, start in WHOLE], name


def found_size(path):
    return path.stat().st_size


def test_what_cannot_be_unpacked_says_why(tmp_path):
    whole = written()
    data = whole.index(b'CD/IM10') + 7
    found = read(tmp_path,
                 encrypted=changed(whole, central(whole) + 8, 'H', 1),
                 method=changed(whole, central(whole) + 10, 'H', 12),
                 nested=written(contents={'CD/IM10': written(), 'x': b'x'}),
                 crc=changed(whole, central(whole) + 16, 'I', 1),
                 longer=changed(whole, central(whole) + 24, 'I', 2001),
                 shorter=changed(whole, central(whole) + 24, 'I', 1999),
                 damaged=whole[:data] + bytes(8) + whole[data + 8:],
                 outside=changed(whole, central(whole) + 42, 'I', len(whole)),
                 bomb=changed(whole, central(whole) + 24, 'I', 1 << 27))
    codes = {name: {path.split('/')[-1]: code for path, _, code, *_ in members}['IM10'] for name, members in found.items()}
    corrupt = dict.fromkeys(('crc', 'longer', 'shorter', 'damaged', 'outside'), 'zip-corrupt')
    assert codes == {'encrypted': 'zip-encrypted', 'method': 'zip-method', 'nested': 'zip-nested', **corrupt, 'bomb': 'zip-too-large'}
    for name, members in found.items():      # the others are not harmed
        assert name == 'nested' or [start for path, _, start, *_ in members if not path.endswith('IM10')] == ['two', ''], name


def test_files_that_share_bytes_are_refused(tmp_path):
    whole = written()
    shared = changed(whole, central(whole, 1) + 42, 'I', 0)
    assert [code for _, _, code, *_ in read(tmp_path, shared=shared)['shared']][:2] == ['zip-corrupt'] * 2


@pytest.mark.parametrize('cut', [10, 60, 200])
def test_an_archive_that_is_cut_off_is_one_refused_file(tmp_path, cut):
    whole = written()
    assert read(tmp_path, cut=whole[:-cut])['cut'] == [['cut.zip', len(whole) - cut, 'zip-corrupt']]


def test_a_directory_that_ends_early_is_refused(tmp_path):
    whole = written()
    end = whole.rindex(b'PK\5\6')
    for wrong in (changed(whole, end + 12, 'I', 10), changed(whole, end + 12, 'I', len(whole) * 2), changed(whole, central(whole, 1), 'I', 0)):
        assert read(tmp_path, wrong=wrong)['wrong'][0][2] == 'zip-corrupt'


def test_a_dicom_file_that_begins_like_an_archive_is_none(tmp_path):
    found = read(tmp_path, dual=b'PK\3\4' + bytes(124) + b'DICM' + bytes(40))
    assert [place for place, *_ in found['dual']] == ['dual.zip']
