"""Lists of own ids: read, checked, used."""

import pytest
from samar.core import pipeline
from samar.core.media import ids, names
from samar.core.plan import identity as naming
from samar.core.review import opened

from tests.media.test_media import SECRET, ct, handle, record_of

CHOICES = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {}, 'masks': []}


def codes(text):
    return [(one['line'], one['code']) for one in ids.read(text)['problems']]


def test_a_list_with_and_without_names_of_columns():
    told = {'old': '0815', 'new': 'S-001', 'name': 'Doe^One', 'arm': 'A', 'offset': -30}
    assert ids.read('0815,S-001,Doe^One,A,-30\n')['people'] == [told]
    assert ids.read('\ufeffarm;new id;old id;offset in days;new name\r\nA;S-001; 0815;-30;"Doe^One"\r\n\r\n')['people'] == [told]
    assert ids.read('old\tnew\n"a ""b"" c"\tX\n')['people'][0]['old'] == 'a "b" c'
    assert ids.read('old,new\n"two\nlines",X\nb,Y\n')['people'][1]['old'] == 'b'


@pytest.mark.parametrize(('text', 'expected'), [
    ('', [(1, 'ids-columns')]), ('old,name\na,b\n', [(1, 'ids-columns')]), ('just one\n', [(1, 'ids-columns')]),
    ('old,new\na,X\nA ,Y\n', [(3, 'ids-double')]), ('old,new\na,X\nb,x\n', [(3, 'ids-new-double')]),
    ('old,new\na,\n,Y\n', [(2, 'ids-missing'), (3, 'ids-missing')]), ('old,new\na,b\nb,c\n', [(2, 'ids-still-old')]),
    ('old,new\n0815,S-0815\n', [(2, 'ids-still-old')]), ('old,new,name\n0815,S,Doe 0815\n', [(2, 'ids-still-old')]),
    ('old,new\na,X\\Y\n', [(2, 'ids-sign')]), ('old,new\na,' + 'X' * 65 + '\n', [(2, 'ids-sign')]),
    ('old,new,offset\na,X,1.5\n', [(2, 'ids-offset')]), ('a,b,c,d,1,e\n', [(1, 'ids-columns')])])
def test_what_is_wrong_is_told_by_line_without_a_value(text, expected):
    assert codes(text) == expected


def test_ids_names_and_offsets_of_the_list_are_used_and_others_get_codes():
    identity = naming.Identity(SECRET)
    content = ct('1.2.3.4.1')
    record = record_of(content)
    old = record.get(0x00100020)[0]
    identity.take(ids.read(f'old,new,name,offset\n{old},STUDY-7,Seven^Subject,-10\n')['people'])
    outcome = pipeline.deidentify(handle(content), opened.policy_of(CHOICES), identity)
    assert outcome.word == 'cleaned', outcome.error
    made = outcome.check.output
    assert made.get(0x00100020) == ['STUDY-7']
    assert names.path(names.place(record, identity), 'x.dcm').startswith('STUDY-7/')
    identity.take([])
    assert names.place(record, identity)['patient'].startswith('P-')
    assert pipeline.deidentify(handle(content), opened.policy_of(CHOICES), identity).check.output.get(0x00100020)[0].startswith('P-')
