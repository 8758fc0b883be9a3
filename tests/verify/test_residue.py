"""Values that come back are found in whatever form and place: here the sweep is blind, so that the output holds them."""

import pytest
from samar.core.elements import patterns
from samar.core.verify import residue

from tests import files
from tests.verify import made

BIRTH_DATES = ('19500312', '1950-03-12', '1950/03/12', '1950.03.12', '12.03.1950', '12/03/1950', '12-03-1950', '03/12/1950', '03-12-1950',
               '12.3.1950', '12/3/1950', '3/12/1950', '1950-3-12', '12 March 1950', '12 Maret 1950', '12 mar 1950', '12-Mar-1950',
               'March 12, 1950', 'MARCH 12 1950', 'born 12.03.1950.', '(12-03-1950)')
NO_BIRTH_DATES = ('1.1950.03.12', '1950.03.12.5', '112.03.1950', '12.03.19501', '12 April 1950', '13.03.1950')
PARTS = ('WIBISONO', 'Laras', 'laras w.', 'MRN-556677', '[mrn-556677]', 'ACC-77123', '1.2.826.0.9.2', 'uid=1.2.826.0.9.6;', 'HARTONO')
NO_PARTS = ('WIBISONOS', 'Larasati', 'MRN-5566778', '1.2.826.0.9.25', '11.2.826.0.9.2')


@pytest.fixture(autouse=True)
def blind(monkeypatch):
    """The sweep looks and sees nothing."""
    monkeypatch.setattr(patterns, 'in_rows', lambda *_: [])
    monkeypatch.setattr(patterns, 'beyond_ascii', lambda *_: [])


def problem(kept, preset='basic', **more):
    found = made.Steps(files.build(made.elements(kept, **more)), preset).check().problem
    return None if found is None else (found.code, found.selector)


@pytest.mark.parametrize('text', BIRTH_DATES + PARTS)
def test_a_value_that_stays_elsewhere(text):
    assert problem('coil ' + text) == ('residue', '(0018,1250)')


@pytest.mark.parametrize('text', NO_BIRTH_DATES + NO_PARTS)
def test_what_only_looks_alike(text):
    assert problem('coil ' + text) is None


@pytest.mark.parametrize(('charset', 'codec', 'name', 'text'), [
    (None, 'ascii', 'LI^WU', 'coil Li Wu'), (None, 'ascii', 'LI^WU', 'Wu, Li'), (None, 'ascii', 'LI^WU', 'li^wu'),
    (None, 'ascii', 'LI^JONATHANO', 'Li Jonathano'), ('ISO_IR 192', 'utf-8', 'WANG^WEI=王^伟', '患者王伟'), ('GB18030', 'gb18030', '王^伟', '患者王伟'),
    (None, 'ascii', 'WIBISONO^LARAS', 'coil2 Wibisono2'), (None, 'ascii', 'WIBISONO^LARAS', '7laras')])
def test_a_short_name_as_a_whole_and_digits_beside_a_name(charset, codec, name, text):
    assert problem(text.encode(codec), charset=charset, name=name.encode(codec)) == ('residue', '(0018,1250)')


@pytest.mark.parametrize('text', ['coil li', 'liwux', 'wu 3', 'linwu'])
def test_a_half_of_a_short_name_is_no_name(text):
    assert problem(text, name='LI^WU') is None


def test_the_error_names_the_source_and_no_value():
    found = made.Steps(files.build(made.elements('Laras')), 'basic').check().problem
    assert found.detail == '(0010,0010)' and 'laras' not in found.describe().lower()


def test_a_shifted_date_in_words():
    assert problem('seen 31.01.2020', 'longitudinal') == ('residue', '(0018,1250)')
    assert problem('seen 31.01.2020', 'limited-data-set') is None


@pytest.mark.parametrize(('charset', 'codec', 'name', 'text'), [
    ('ISO_IR 100', 'latin-1', 'MÜLLER^ZOÉ', 'coil MÜLLER'), ('ISO_IR 144', 'iso8859-5', 'Люкceмбypг^Анна', 'coil Анна'),
    ('ISO_IR 192', 'utf-8', '山田^太郎', '患者山田さん'), ('ISO_IR 192', 'utf-8', 'MÜLLER^ZOÉ', 'coil MÜLLER'),
    ('GB18030', 'gb18030', '王小^小东', '患者小东先生'), ('GBK', 'gbk', '王^小乗', 'coil 小乗')])
def test_names_beyond_ascii(charset, codec, name, text):
    assert problem(text.encode(codec), charset=charset, name=name.encode(codec)) == ('residue', '(0018,1250)')
    assert problem('coil', charset=charset, name=name.encode(codec)) is None


@pytest.mark.parametrize(('charset', 'codec', 'name', 'text'), [
    ('ISO_IR 100', 'latin-1', 'MÜLLER^ZOÉ', 'coil MÜLLER'), ('GB18030', 'gb18030', '王小^小东', '患者小东先生'),
    ('\\ISO 2022 IR 87', 'iso2022_jp', 'Yamada^Tarou=山田^太郎', '患者山田さん'),
    ('\\ISO 2022 IR 149', None, 'Hong^Gildong=홍길동^길동', '환자 길동')])
def test_names_in_utf8_though_the_file_has_another_set(charset, codec, name, text):
    raw = name.encode(codec) if codec else b'Hong^Gildong=\x1b$)C' + '홍길동'.encode('euc_kr') + b'^\x1b$)C' + '길동'.encode('euc_kr')
    assert problem(text.encode('utf-8'), charset=charset, name=raw) == ('residue', '(0018,1250)')


@pytest.mark.parametrize('text', ['山田さん', '患者山田', 'coil 山田'])
def test_names_behind_escape_sequences(text):
    name = 'Yamada^Tarou=山田^太郎'.encode('iso2022_jp')
    assert problem(text.encode('iso2022_jp'), charset='\\ISO 2022 IR 87', name=name) == ('residue', '(0018,1250)')
    assert problem('太い'.encode('iso2022_jp'), charset='\\ISO 2022 IR 87', name=name) is None


def test_halves_of_a_double_name():
    assert problem('coil Kusuma', name='SETIAWAN-KUSUMA^LIA') == ('residue', '(0018,1250)')


def test_words_of_names_in_two_byte_sets_are_whole():
    """A byte that looks like a caret or a letter is the half of a character: 木 is `LZ`, 村 is `B<`."""
    for charset, raw in (('\\ISO 2022 IR 87', 'Kimura^Taro=木村^太郎'.encode('iso2022_jp')), ('GBK', 'Kimura^Taro=木村^太郎'.encode('gbk'))):
        steps = made.Steps(files.build(made.elements(charset=charset, name=raw)), 'research')
        record, decisions = steps.record, steps.decisions
        from samar.core.plan import sweep
        words = set(sweep.sweep(record, decisions).words.all().split('\n'))
        assert {'kimura', 'taro', '木村', '太郎'} <= words
        assert not {'lz', 'b<', 'lzb', '$b'} & words


def test_everything_but_image_data_is_searched():
    steps = made.Steps(files.build(made.elements()), 'basic')
    output = steps.check().output
    table, size = output.table, output.source.size
    pixels = next(row for row in range(table.count) if table.tag[row] == 0x7FE00010)
    assert residue.regions(table) == [(0, table.value[pixels])] and table.stop[pixels] == size
