"""New identities: the same in, the same out; nothing of the old in the new. The oracle is the standard library's hmac."""

import hashlib
import hmac
import re
import uuid

import pytest
from samar.core.errors import BadChoice
from samar.core.plan import identity
from samar.core.plan.identity import Identity

from tests.cases import plan_cases

SECRET = bytes(range(32))


@pytest.fixture
def one():
    return Identity(SECRET)


def expected_uid(secret, text):
    digest = bytearray(hmac.digest(secret, b'uid\0' + text.strip(' \0').encode(), 'sha256')[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return '2.25.' + str(int.from_bytes(digest, 'big'))


@pytest.mark.parametrize(('fill', 'text', 'expected'), plan_cases.UIDS)
def test_uid_is_the_hmac_as_a_uuid(fill, text, expected):
    secret = bytes([fill]) * 32
    assert Identity(secret).uid(text) == expected_uid(secret, text) == expected


def test_uid_form_over_many(one):
    made = [one.uid('1.2.' + str(i)) for i in range(3000)]
    assert len(set(made)) == 3000
    for text in made:
        assert re.fullmatch(r'2\.25\.[1-9][0-9]*', text)
        assert len(text) <= 44
        number = uuid.UUID(int=int(text[5:]))
        assert number.version == 8
        assert number.variant == uuid.RFC_4122


def test_uid_differs_by_secret_and_ignores_padding(one):
    assert one.uid('1.2.3') == one.uid('1.2.3\0') == one.uid(' 1.2.3 ')
    assert one.uid('1.2.3') != Identity(bytes(32)).uid('1.2.3')
    assert one.uid('') == one.uid('\0') == ''


@pytest.mark.parametrize('spelling', ['DOE^JOHN', 'doe^john', 'Doe^John^^^', ' Doe^John ', 'Doe John', 'DOE^JOHN\0', 'Doe^^John'])
def test_a_name_in_any_spelling_is_one_person(one, spelling):
    assert one.pseudonym('person', spelling) == one.pseudonym('person', 'Doe^John')


def test_pseudonym_form(one):
    made = {one.pseudonym('patient', 'ID' + str(i)) for i in range(3000)}
    assert len(made) == 3000
    assert all(re.fullmatch('P-[0-9A-HJKMNP-TV-Z]{16}', text) for text in made)   # 80 bits
    assert re.fullmatch('A-[0-9A-HJKMNP-TV-Z]{14}', one.pseudonym('accession', 'x', 16))   # SH takes 16 characters
    assert re.fullmatch('A_[0-9A-Z]{2}', one.pseudonym('accession', 'x', 4, '_'))
    assert len(one.pseudonym('study', 'x', 10)) == 10
    assert one.pseudonym('study', '  ') == ''


def test_kinds_do_not_mix(one):
    codes = {one.pseudonym(kind, 'same')[2:] for kind in identity.PREFIXES}
    assert len(codes) == len(identity.PREFIXES)


@pytest.mark.parametrize(('kind', 'length'), [('nobody', 64), ('patient', 3)])
def test_unknown_kind_or_no_room(one, kind, length):
    with pytest.raises(BadChoice):
        one.pseudonym(kind, 'x', length)


def test_person_name_takes_the_first_filled_group(one):
    alphabetic = one.person_name('person', 'Yamada^Tarou')
    assert one.person_name('person', 'Yamada^Tarou=山田^太郎=やまだ^たろう') == alphabetic
    assert one.person_name('person', '=山田^太郎') == one.person_name('person', '山田^太郎')
    assert one.person_name('person', '==') == ''


def test_offsets_stay_in_range_and_spread(one):
    made = [one.offset(identity.patient_key(str(i))) for i in range(4000)]
    assert min(made) >= -identity.OFFSET_SPAN
    assert max(made) <= -1
    assert len(set(made)) > 1500
    assert abs(sum(made) / 4000 + identity.OFFSET_SPAN / 2) < 40


def test_patient_key_order_of_trust():
    key = identity.patient_key
    assert key('id 1', name='A^B') == key('ID 1 ', name='C^D', birth_date='19500101', study_uid='1.2')
    assert key('1', 'hospital') != key('1', 'other')
    assert key('', name='A^B^^', birth_date='19500101') == key(' ', name='a b', birth_date='19500101 ')
    assert key('', name='A^B', birth_date='19500101') != key('', name='A^B', birth_date='19500102')
    assert key('', study_uid='1.2') == key('', study_uid='1.2\0') != key('', study_uid='1.3')
    assert key('A^B') != key('', name='A^B')


@pytest.mark.parametrize(('text', 'expected'), plan_cases.NORMAL)
def test_normal(text, expected):
    assert identity.normal(text) == expected


@pytest.mark.parametrize('text', ['', 'plain', 'Müller', 'Łódź', '山田^太郎', 'a😀b', '\x7f\x80߿ࠀ￿'])
def test_utf8(text):
    assert identity.utf8(text).encode('latin-1') == text.encode()


def test_project_key_gives_the_same_on_every_machine():
    secret = b'samar project key 1'
    key = 'Studi Jantung 2026 – bukit'.encode()
    secret = hmac.digest(key, secret, hashlib.sha256)
    for _ in range(identity.ITERATIONS):
        secret = hmac.digest(key, secret, hashlib.sha256)
    one = identity.from_project_key('  Studi Jantung 2026 – bukit ')
    assert one.uid('1.2.3') == Identity(secret).uid('1.2.3')
    assert one.uid('1.2.3') != identity.from_project_key('studi jantung 2026 – bukit').uid('1.2.3')


def test_project_key_must_be_something():
    with pytest.raises(BadChoice, match='project-key-empty'):
        identity.from_project_key('  ')
    assert identity.is_weak_key('hospital')
    assert not identity.is_weak_key('five random words of a language')


def test_secret_must_be_32_bytes():
    with pytest.raises(BadChoice, match='secret-length'):
        Identity(b'short')


def test_forgetting_changes_nothing(one, monkeypatch):
    monkeypatch.setattr(identity, 'MEMORY', 10)
    small = Identity(SECRET)
    assert [small.uid(str(i)) for i in [*range(30), *range(30)]] == [one.uid(str(i)) for i in range(30)] * 2
