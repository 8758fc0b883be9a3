"""What the stores and a hospital's policies are given: in all languages, within their limits, and true of the package."""

import json
import re
import struct
import xml.etree.ElementTree

import pytest

from tools import manifest, store
from tools.modules import ROOT

# The shortest of the three stores' limits: Chrome's summary, Edge's description (250 to 10,000).
SUMMARY, LEAST, MOST = 132, 250, 10_000


def test_every_locale_of_the_extension_has_a_listing():
    assert {path.stem for path in (ROOT / 'store' / 'listing').iterdir()} == set(store.LANGUAGES)
    assert set(store.LANGUAGES) == {path.name for path in (ROOT / 'extension' / '_locales').iterdir()}


@pytest.mark.parametrize('language', store.LANGUAGES)
def test_listing(language):
    told = store.listing(language)
    assert tuple(told) == store.HEADINGS
    messages = json.loads((ROOT / 'extension' / '_locales' / language / 'messages.json').read_text('utf-8'))
    assert told['Summary'] == messages['app_description']['message']
    assert len(told['Summary']) <= SUMMARY
    assert LEAST <= len(told['Description']) <= MOST
    lines = {name: store.listing(name)['Description'].count('\n- ') for name in store.LANGUAGES}
    assert len(set(lines.values())) == 1, lines


def test_listing_says_of_what_is_not_done_what_the_readme_says():
    told = store.listing('en')['Description'].split('What it does not do\n')[1].split('\n\n')[0]
    readme = (ROOT / 'README.md').read_text('utf-8')
    sentences = re.findall(r'[A-Z][^.]*', told)
    assert len(sentences) >= 5
    assert [sentence for sentence in sentences if sentence not in readme] == []


@pytest.mark.parametrize('name', store.STORES)
def test_form_gives_a_reason_for_each_permission_and_no_other(name):
    text = (ROOT / 'store' / name / 'form.md').read_text('utf-8')
    told = re.findall(r'^\| `(\w+)` \| .{20,} \|$', text, re.MULTILINE)
    assert sorted(told) == sorted(manifest.derived(store.STORES[name])['permissions'])
    assert '**Single purpose.** Samar removes patient identity' in text


def test_data_collection_is_none():
    about = manifest.derived('firefox')['browser_specific_settings']['gecko']
    assert about['data_collection_permissions'] == {'required': ['none']}
    assert about['id'] in (ROOT / 'store' / 'firefox' / 'form.md').read_text('utf-8')


def test_search_terms_of_edge():
    text = (ROOT / 'store' / 'edge' / 'form.md').read_text('utf-8')
    terms = re.search(r'\*\*Search terms\*\*[^:]*: (.*)\.$', text, re.MULTILINE).group(1).split('; ')
    assert len(terms) == 7 and all(len(term) <= 30 for term in terms)


def test_notes_come_from_the_changelog():
    assert '### Added' in store.notes(manifest.read()['version'])


def test_pictures_have_the_size_that_stores_take():
    import imagecodecs
    for name in store.PICTURES:
        made = store.indexed(store.fitted(imagecodecs.png_decode((ROOT / 'docs' / 'pictures' / name).read_bytes())))
        assert struct.unpack('>II', made[16:24]) == store.SIZE


def test_policy_snippets_can_be_read():
    text = (ROOT / 'docs' / 'enterprise.md').read_text('utf-8')
    chrome, firefox = [json.loads(block) for block in re.findall(r'```json\n(.*?)```', text, re.DOTALL)]
    ident = manifest.read()['browser_specific_settings']['gecko']['id']
    assert firefox['policies']['ExtensionSettings'][ident]['updates_disabled'] is True
    blocked = chrome['ExtensionSettings']['ID']['blocked_permissions']
    assert not set(blocked) & set(manifest.derived('chromium')['permissions'])
    assert chrome['ExtensionSettings']['ID']['override_update_url'] is True
    tree = xml.etree.ElementTree.fromstring(re.search(r'```xml\n(.*?)```', text, re.DOTALL).group(1).encode())
    check = tree[0][0]
    assert check.get('version') == manifest.read()['version'] and 'hash_sha256' in check.attrib
