"""Days in words beside their year: what is read, and what is none."""

import pytest
from samar.core import pipeline
from samar.core.plan import identity, spoken
from samar.core.review import opened as opening
from samar.hosts import cpython

from tests import files

cpython.install()
WRITTEN = ['3. November 1944', '3 November 1944', '03NOV1944', '3nov1944', '03-Nov-1944', 'Nov 3, 1944', 'NOV. 3, 1944', 'November 3rd, 1944',
           '3rd November 1944', '3rd of November 1944', '3 novembre 1944', '3 de noviembre de 1944', '3 de noviembre del 1944', '3 Nopember 1944',
           '3_Nov_1944', '3.Nov.1944', '1944 Nov 3', '1944-Nov-03', '1944 11 03', '1944_11_03', '03 11 1944', '3_11_1944', '1944年11月3日', '1944年 11月 3日',
           '1944년 11월 3일', 'geb.03.11.1944', 'geb.3. November 1944', 'seen 3. November 1944.', '(3/11/1944)']
BEYOND_VERIFICATION = ('3rd of November 1944', '1944 Nov 3', '1944-Nov-03', '1944年 11月 3日', '1944년 11월 3일', 'geb.03.11.1944',
                       '3 de noviembre del 1944', '3 Nopember 1944')
NONE = ['November 1944', '3 1944', '11 1944 3', '1.03.11.1944', '03.11.1944.5', '1.2.1944.11.03', '3 mm 1944', 'Nov 33, 19445', 'x19441103', '3 Nov 11944',
        '3\nNovember\n1944', '3 Novem 1944', '30 November 1944', '3 mars 1944', '1944 11 033', '2 3 1944 5']


@pytest.mark.parametrize('text', WRITTEN)
def test_a_day_is_read_around_its_year(text):
    for around in (text, f'born {text} in town', f'x ({text})', text.upper()):
        assert 1103 in spoken.days(around, '1944'), around


@pytest.mark.parametrize('text', NONE)
def test_what_is_no_such_day_is_not_read(text):
    assert 1103 not in spoken.days(text, '1944')


@pytest.mark.parametrize(('text', 'day'), [
    ('7. März 2019', 307), ('7 maerz 2019', 307), ('1er août 2019', 801), ('14 février 2019', 214), ('5 de mayo de 2019', 505), ('17 Agustus 2019', 817),
    ('2 Mei 2019', 502), ('6 décembre 2019', 1206), ('6 Dezember 2019', 1206), ('9 Oktober 2019', 1009), ('DÉCEMBRE 6, 2019', 1206)])
def test_months_of_other_languages(text, day):
    assert spoken.days(text, '2019') == [day]


def born(text, tag=0x00189005, vr='SH', **more):
    """The outcome and the value of a file whose patient was born on 3 November 1944 and in which a text stands in an element that stays."""
    charset = files.element(0x00080005, 'CS', 'ISO_IR 192')
    content = files.build(sorted([charset, *files.body(), files.element(0x00100030, 'DA', '19441103'), files.element(tag, vr, text.encode())],
                                 key=lambda one: (one[1], one[0], one[3], one[2])))
    found = pipeline.deidentify(cpython.of_bytes(content), opening.policy_of({'preset': 'research', **more}), identity.Identity(memoryview(bytes(32))))
    return found, '' if found.output is None else '\\'.join(found.check.output.get(tag) or [])


@pytest.mark.parametrize('preset', ['research', 'basic', 'outside-hospital', 'tcia'])
@pytest.mark.parametrize('text', [*WRITTEN, '19441103', '3.11.1944', '1944/11/03'])
def test_no_day_that_went_stays_in_a_text(text, preset):
    for around in (text, f'fse {text}'):
        found, value = born(around, preset=preset)
        assert found.word == 'cleaned', (found.error, around)
        assert '1944' not in value and 'nov' not in value.lower(), value


@pytest.mark.parametrize('text', ['T1 tse 1944', 'fse 3 11 1945', 'fl3d 11 mm', 'MAR 3', 'fse 1944 11'])
def test_a_text_without_that_day_stays(text):
    found, value = born(text)
    assert (found.word, value) == ('cleaned', text), found.error


@pytest.mark.parametrize('text', WRITTEN)
def test_verification_finds_days_by_itself(text, monkeypatch):
    monkeypatch.setattr(spoken, 'hits', lambda gathered, record, found: [])
    found, value = born('fse ' + text)
    assert found.word == 'refused' or text in BEYOND_VERIFICATION, value
