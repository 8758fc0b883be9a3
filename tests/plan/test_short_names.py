"""Names with a short part: the whole name goes from a text that is cleaned, the short part alone takes no other word with it."""

import pytest
from samar.core import pipeline
from samar.core.elements import patterns
from samar.core.plan import identity, sweep
from samar.core.review import opened as opening
from samar.hosts import cpython

from tests import files

PRESET = {'preset': 'research'}


def cleaned(name, text, tag=0x0008103E, preset='research'):
    """(word, what a description is in the output) of a file of a patient of this name."""
    content = files.build(sorted([*[one for one in files.body(name=name) if one[:4] != b'\x08\0\x3e\x10'], files.element(tag, 'LO', text)],
                                 key=lambda one: (one[1], one[0], one[3], one[2])))
    found = pipeline.deidentify(cpython.of_bytes(content), opening.policy_of({'preset': preset}), identity.Identity(memoryview(bytes(32))))
    return found.word, '\\'.join(found.check.output.get(tag) or []) if found.check else found.error


@pytest.mark.parametrize('preset', ['research', 'tcia'])
@pytest.mark.parametrize(('name', 'text'), [
    ('MISTER^CT', 'CT HEAD'), ('MISTER^CT', 'HEAD CT WITHOUT CONTRAST'), ('Phantom^GE', 'GE HEAD'), ('Phantom^MR', 'MR BRAIN'), ('Doe^I', 'HEAD CT/i'),
    ('Miller^AX', 'AX T2 BRAIN'), ('CT^Jane', 'CT HEAD')])
def test_a_short_part_alone_takes_no_word(name, text, preset):
    assert cleaned(name, text, preset=preset) == ('cleaned', text)


@pytest.mark.parametrize('preset', ['research', 'tcia'])
@pytest.mark.parametrize(('name', 'text'), [
    ('MISTER^CT', 'MISTER CT HEAD'), ('MISTER^CT', 'HEAD CT MISTER'), ('Head^CT', 'CT HEAD'), ('Head^CT', 'HEAD, CT'), ('Li^Wu', 'Li Wu HEAD'),
    ('Li^Wu', 'HEAD Wu, Li'), ('Li^Wu', 'HEAD LI^WU'), ('Li^Wu', 'LiWu HEAD'), ('AX^CT', 'AX CT HEAD'), ('Head^MR', 'MR-HEAD')])
def test_a_whole_name_goes(name, text, preset):
    word, left = cleaned(name, text, preset=preset)
    assert word == 'cleaned'
    low = ' '.join(left.lower().replace(',', ' ').replace('-', ' ').replace('^', ' ').split())
    family, given = name.lower().split('^')
    assert f'{family} {given}' not in low and f'{given} {family}' not in low and family + given not in low, left


# How a text is written where a file declares this set: Shift-JIS under ISO_IR 13 is no DICOM, and files have it.
WRITE = {'GBK': lambda text: text.encode('gbk'), 'GB18030': lambda text: text.encode('gb18030'), 'ISO_IR 192': str.encode,
         'ISO_IR 13': lambda text: text.encode('shift_jis'), '\\ISO 2022 IR 87': lambda text: text.encode('iso2022_jp'),
         '\\ISO 2022 IR 149': lambda text: b'\x1b$)C' + text.encode('euc_kr'), '\\ISO 2022 IR 58': lambda text: b'\x1b$)A' + text.encode('gb2312')}
SETS = [('GBK', '王^丽'), ('GBK', '朱^镕基'), ('GB18030', '王^丽'), ('GB18030', '\u3400^丽'), ('ISO_IR 192', '王^丽'), ('ISO_IR 13', '林^望'), ('ISO_IR 13', '表^ソ'),
        ('\\ISO 2022 IR 87', '林^望'), ('\\ISO 2022 IR 149', '김^소'), ('\\ISO 2022 IR 58', '王^丽')]
COIL = 0x00181250       # Receive Coil Name: not in table E.1-1, and nothing cleans it for what it is


def written(name, declared):
    """A PN value, each part by itself: escape sequences end at a delimiter."""
    return b'^'.join(part.encode() if part.isascii() else WRITE[declared](part) for part in name.split('^'))


def of_sets(declared, name, elements):
    """A file that declares a character set, with a name in it."""
    new = [files.element(0x00080005, 'CS', declared), files.element(0x00100010, 'PN', written(name, declared)), *elements]
    tags = [one[:4] for one in new] + [b'\x08\0\x32\x10']
    return files.build(sorted([*[one for one in files.body() if one[:4] not in tags], *new], key=lambda one: (one[1], one[0], one[3], one[2])))


def left_in(content, tag, preset='research'):
    """(word, what all elements of a tag say in the output, or the code of what is wrong)."""
    found = pipeline.deidentify(cpython.of_bytes(content), opening.policy_of({'preset': preset}), identity.Identity(memoryview(bytes(32))))
    if found.error:
        return found.word, found.error.code
    output = found.check.output
    return found.word, ''.join([''.join(output.texts(row)) for row in range(output.table.count) if output.table.tag[row] == tag])


@pytest.mark.parametrize('form', ['{0}{1}', '{1}{0}', 'CT {0}{1}', 'CT_{0} {1}_2', 'CT {1},{0}'])
@pytest.mark.parametrize(('declared', 'name'), SETS)
def test_a_short_name_of_a_set_of_two_bytes_goes(declared, name, form):
    family, given = name.split('^')
    text = form.format(family, given)
    for tag in (COIL, 0x0008103E):
        word, left = left_in(of_sets(declared, name, [files.element(tag, 'SH', WRITE[declared](text))]), tag)
        assert word == 'cleaned' and text not in left and family + given not in left and given + family not in left


@pytest.mark.parametrize(('declared', 'other', 'name'), [
    ('ISO_IR 192', 'GBK', '王^丽'), ('GBK', 'ISO_IR 192', '王^丽'), ('ISO_IR 192', '\\ISO 2022 IR 87', '林^望'), ('GBK', 'ISO_IR 13', '林^望'),
    ('ISO_IR 13', 'GB18030', '林^望'), ('ISO_IR 192', '\\ISO 2022 IR 149', '김^소'), ('\\ISO 2022 IR 58', 'GBK', '王^丽')])
def test_a_short_name_in_another_set_of_the_file_goes(declared, other, name):
    whole = name.replace('^', '')
    for text in (whole, f'CT {whole}'):
        inner = files.element(0x00080005, 'CS', other) + files.element(COIL, 'SH', WRITE[other](text))
        word, left = left_in(of_sets(declared, name, [files.sequence(0x00082218, [files.item(inner)])]), COIL, 'basic')
        assert word == 'cleaned' and whole not in left


@pytest.mark.parametrize(('declared', 'other'), [(declared, None) for declared in WRITE] + [('ISO_IR 192', 'GBK'), ('GBK', 'ISO_IR 13')])
def test_verification_finds_it_by_itself(declared, other, monkeypatch):
    name = '김^소' if '149' in declared else '王^丽' if 'G' in (other or declared) or '58' in declared else '林^望'
    name = '林^望' if other == 'ISO_IR 13' else name
    inner = (files.element(0x00080005, 'CS', other) if other else b'') + files.element(COIL, 'SH', WRITE[other or declared]('CT ' + name.replace('^', '')))
    content = of_sets(declared, name, [files.sequence(0x00082218, [files.item(inner)])])
    assert left_in(content, COIL, 'basic')[0] == 'cleaned'
    monkeypatch.setattr(patterns, 'in_rows', lambda *_: [])
    monkeypatch.setattr(sweep, 'spelled', lambda *_: False)
    assert left_in(content, COIL, 'basic') == ('refused', 'residue')


def test_a_file_of_too_many_sets_is_refused():
    terms = ['GBK', 'GB18030', 'ISO_IR 192', *[f'ISO_IR {number}' for number in (100, 101, 109, 110, 144, 127, 126, 138, 148, 203, 13, 166)], *list(WRITE)[4:]]
    items = [files.item(files.element(0x00080005, 'CS', term) + files.element(COIL, 'SH', 'x')) for term in terms]
    assert left_in(of_sets('GBK', '王^丽', [files.sequence(0x00082218, items)]), COIL, 'basic') == ('refused', 'too-many-values')
