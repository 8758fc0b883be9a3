"""Every file of a package belongs to a component with a licence, and the bill of materials names every file."""

import hashlib
import json
import re

import pytest

from tools import manifest, package, third_party
from tools.modules import ROOT

TABLE = {component['name']: component for component in third_party.components()}
# Words that an own licence text must have, by SPDX name.
MARKS = {'MIT': 'Permission is hereby granted, free of charge', 'Apache-2.0': 'Apache License', 'Zlib': "provided 'as-is'",
         'IJG': 'Independent JPEG Group', 'LicenseRef-SCOWL': 'Permission to use, copy, modify, distribute and sell these word', 'BSD-3-Clause': '(?i)neither (the|my)? ?names?|name of my employer', 'BSD-2-Clause': 'Redistributions in binary form'}


@pytest.fixture(params=manifest.BROWSERS)
def folder(request, dist):
    """The unpacked extension of one browser after the other."""
    return dist / request.param


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file())


def test_every_file_has_a_component(folder):
    assert [name for name in names(folder) if not third_party.holders(name)] == []


def test_nothing_of_the_vendors_is_taken_for_our_own(folder):
    assert [name for name in names(folder) if name.startswith('vendor/') and 'samar' in third_party.holders(name)] == []


def test_every_pattern_of_the_table_meets_a_file(folder):
    found = {holder for name in names(folder) for holder in third_party.holders(name)}
    assert set(TABLE) == found


def test_every_component_has_the_text_of_its_licence(folder):
    for name, component in TABLE.items():
        if name == third_party.OWN:
            continue
        read = ' '.join((folder / 'licences' / text).read_text('utf-8') for text, _path in third_party.texts(component))
        for part in re.split(' AND | WITH ', component['licence']):
            if part in MARKS:
                assert re.search(MARKS[part], read), f'{name}: no text of {part}'
    expected = {text for component in TABLE.values() for text, _path in third_party.texts(component)}
    assert {path.name for path in (folder / 'licences').iterdir()} == expected


def test_what_is_compiled_into_a_codec_is_named():
    for _package, _version, path in package.vendored():
        if path.suffix == '.wasm':
            holders = third_party.holders(f'vendor/{path.name}')
            assert len(holders) >= 5, f'{path.name}: {holders}'
    assert [name for name, component in TABLE.items() for held in component.get('holds', ()) if held not in TABLE] == []


def test_every_bundled_library_is_named(folder):
    """Files of node_modules that esbuild put into a script belong to libraries that the table names for it."""
    for script in ('worker.js', 'panel.js', 'background.js'):
        content = (folder / script).read_text('utf-8')
        for name in set(re.findall(r'^\s*// node_modules/((?:@[^/\n]+/)?[^/\n]+)', content, re.MULTILINE)):
            assert script in TABLE[name]['files'], f'{name} is in {script}'
    for component in TABLE.values():
        if component.get('from') == 'npm':
            for script in component['files']:
                if not script.startswith('vendor/'):
                    assert f'// node_modules/{component["name"]}/' in (folder / script).read_text('utf-8'), (component['name'], script)


def test_sources_of_the_tables_are_named(folder):
    for path in (folder / 'tables').iterdir():
        about = json.loads(path.read_text('utf-8'))
        for name, *_rest in (about.get('sources') or ()) if isinstance(about, dict) else ():
            if name in third_party.PACKAGES:
                assert f'tables/{path.name}' in TABLE[name]['files'], (name, path.name)


def test_bill_of_materials(folder):
    bill = json.loads((folder / 'sbom.cdx.json').read_text('utf-8'))
    assert (bill['bomFormat'], bill['specVersion']) == ('CycloneDX', '1.6')
    files = {entry['name']: entry['hashes'][0]['content'] for entry in bill['components'] if entry['type'] == 'file'}
    assert files == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names(folder) if name != 'sbom.cdx.json'}
    references = {entry['bom-ref'] for entry in bill['components']} | {bill['metadata']['component']['bom-ref']}
    for need in bill['dependencies']:
        assert {need['ref'], *need['dependsOn']} <= references
    assert set(TABLE) - {'samar'} == {entry['name'] for entry in bill['components'] if entry['type'] != 'file'}


def test_the_page_at_the_root_is_new(folder):
    assert (ROOT / 'THIRD_PARTY.md').read_text('utf-8') == third_party.document() == (folder / 'THIRD_PARTY.md').read_text('utf-8')
