"""Sets of files: what refers to what, names from new codes, and the directory of a medium."""

import pathlib

import pydicom.data
import pytest
from samar.core import host, pipeline
from samar.core.elements import record as records
from samar.core.media import dicomdir, graph, names
from samar.core.plan import identity as naming
from samar.core.review import opened

from tests.files import BIG, EXPLICIT, IMPLICIT, body, build, element, item, sequence

SECRET = bytes(range(32))


def handle(content):
    return host.blob([(None, content, 0)])


def record_of(content):
    return records.open_record(handle(content))


def ct(instance, series='1.2.3.1', study='1.2.3', syntax=EXPLICIT, refers=(), frame='1.2.9', private=(), listed=True):
    """A small image that `refers` to others: as the Common Instance Reference Module lists them, or as images that belong to it."""
    changed = {0x00080018: ('UI', instance), 0x0020000D: ('UI', study), 0x0020000E: ('UI', series)}
    parts = []
    for raw in body(syntax):
        order = 'big' if syntax == BIG else 'little'
        tag = int.from_bytes(raw[:2], order) << 16 | int.from_bytes(raw[2:4], order)
        if tag == 0x00280002:
            parts.append(element(0x00200052, 'UI', frame, syntax))
        parts.append(element(tag, *changed[tag], syntax) if tag in changed else raw)
        if tag == 0x00081032:
            items = [item(element(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2', syntax) + element(0x00081155, 'UI', uid, syntax), syntax)
                     for uid in refers]
            if refers:
                parts.append(sequence(0x00081115, [item(sequence(0x00081199, items, syntax), syntax)], syntax) if listed
                             else sequence(0x00081140, items, syntax))
            parts.append(b''.join(element(0x00090010, 'LO', 'ACME', syntax) + element(0x00091001, 'UI', uid, syntax) for uid in private))
    return build(parts, syntax, instance=instance)


SET = [ct('1.2.3.4.1'), ct('1.2.3.4.2', refers=['1.2.3.4.1', '9.9.9']), ct('1.2.3.4.3', series='1.2.3.2', frame='1.2.8', refers=['1.2.3.4.2'])]


def cleaned(contents, preset='research'):
    chosen = {'preset': preset, 'options': None, 'categories': {}, 'elements': {}, 'masks': []}
    return [pipeline.deidentify(handle(one), opened.policy_of(chosen), naming.Identity(SECRET)) for one in contents]


@pytest.mark.parametrize('syntax', [EXPLICIT, IMPLICIT, BIG])
def test_a_node_names_itself_and_what_it_refers_to(syntax):
    node = graph.node(record_of(ct('1.2.3.4.2', syntax=syntax, refers=['1.2.3.4.1', '1.2.3.4.1', '1.2.3.4.2'], private=['7.7'])))
    assert node.own == {'instance': '1.2.3.4.2', 'series': '1.2.3.1', 'study': '1.2.3', 'frame': '1.2.9'}
    assert node.refers == ['1.2.3.4.1']


def test_a_set_still_works_after_its_files_were_cleaned():
    outcomes = cleaned(SET)
    assert [one.word for one in outcomes] == ['cleaned'] * 3
    before, after = zip(*[graph.nodes_of(one) for one in outcomes], strict=True)
    assert before[1].own['instance'] != after[1].own['instance']
    assert graph.compare(before, after) == {'same': True, 'lost': []}


def test_references_that_the_profile_takes_out_are_told():
    outcomes = cleaned([SET[0], ct('1.2.3.4.2', refers=['1.2.3.4.1'], listed=False)])
    assert [one.word for one in outcomes] == ['cleaned'] * 2
    pairs = [graph.nodes_of(one) for one in outcomes]
    assert graph.compare([one for one, _ in pairs], [two for _, two in pairs])['lost'] == [{'file': 1, 'kind': 'instance', 'target': 0}]


def test_a_reference_that_is_lost_is_named_by_places():
    nodes = [graph.node(record_of(one)) for one in SET]
    broken = [nodes[0], graph.Node(nodes[1].own, ['9.9.9']), nodes[2]]
    assert graph.compare(nodes, broken) == {'same': False, 'lost': [{'file': 1, 'kind': 'instance', 'target': 0}]}


def test_a_file_that_was_not_written_ends_what_led_to_it():
    nodes = [graph.node(record_of(one)) for one in SET]
    lost = graph.compare(nodes, [nodes[0], None, nodes[2]])['lost']
    assert {'file': 2, 'kind': 'instance', 'target': 1} in lost
    assert {'file': 1, 'kind': 'instance', 'target': 0} in lost


def test_series_that_become_one_and_series_that_fall_apart_are_told():
    nodes = [graph.node(record_of(one)) for one in SET]
    fused = [*nodes[:2], graph.Node({**nodes[2].own, 'series': '1.2.3.1'}, nodes[2].refers)]
    assert {'file': 2, 'kind': 'apart', 'of': 'same-series', 'target': 0} in graph.compare(nodes, fused)['lost']
    assert {'file': 2, 'kind': 'same-series', 'target': 0} in graph.compare(fused, nodes)['lost']


def test_no_uid_stands_in_what_is_told():
    nodes = [graph.node(record_of(one)) for one in SET]
    assert '1.2.3' not in str(graph.compare(nodes, [None] * 3))


def test_text_that_javascript_would_trip_over_is_a_uid_like_any():
    own = dict.fromkeys(graph.KINDS, '')
    nodes = [graph.Node({**own, 'instance': '__proto__'}, []), graph.Node({**own, 'instance': 'constructor'}, ['__proto__', 'valueOf'])]
    assert graph.compare(nodes, nodes)['same']
    assert graph.compare(nodes, [nodes[0], graph.Node(nodes[1].own, ['valueOf'])])['lost'] == [{'file': 1, 'kind': 'instance', 'target': 0}]


def test_names_come_from_new_codes_alone_and_are_the_same_each_time():
    identity = naming.Identity(SECRET)
    first, second, third = [names.place(record_of(one), identity) for one in SET]
    assert first == second == names.place(record_of(SET[0]), naming.Identity(SECRET))
    assert (third['patient'], third['study']) == (first['patient'], first['study'])
    assert third['series'] != first['series']
    path = names.path(first, '2.25.7.dcm')
    assert path.count('/') == 3
    assert path.endswith('/2.25.7.dcm')
    assert names.path(first, '2.25.7.dcm', names.FLAT) == '2.25.7.dcm'
    for old in ('DOE', 'JANE', '12345', '1.2.3'):
        assert old not in path
    assert names.place(record_of(SET[0]), naming.Identity(bytes(32))) != first


def test_names_that_are_equal_are_set_apart():
    taken = set()
    assert [names.apart(one, taken) for one in ('P/a.dcm', 'p/A.dcm', 'P/a.dcm', 'x.y/z', 'x.y/z')] == [
        'P/a.dcm', 'p/A-2.dcm', 'P/a-3.dcm', 'x.y/z', 'x.y/z-2']


# ── directory of a medium ─────────────────────────────────────────────────────

def directory(*ids, syntax=EXPLICIT, in_use=0xFFFF):
    """A DICOMDIR with a record for each File ID (components joined by backslashes)."""
    def one(file_id):
        return item(element(0x00041410, 'US', in_use.to_bytes(2, 'little'), syntax) + element(0x00041430, 'CS', 'IMAGE', syntax)
                    + element(0x00041500, 'CS', file_id, syntax), syntax)
    return build([sequence(0x00041220, [one(x) for x in ids], syntax)], syntax, sop_class=dicomdir.SOP_CLASS)


def entries_of(content):
    return dicomdir.entries(record_of(content))


def test_a_directory_names_its_files():
    assert dicomdir.is_directory(record_of(directory('A')))
    assert not dicomdir.is_directory(record_of(SET[0]))
    assert entries_of(directory('DICOM\\IM1', 'X')) == [{'type': 'IMAGE', 'parts': ['DICOM', 'IM1']}, {'type': 'IMAGE', 'parts': ['X']}]
    assert entries_of(directory('A', in_use=0)) == []
    assert entries_of(SET[0]) == []
    assert entries_of(directory()) == []


@pytest.mark.parametrize('file_id', ['..\\X', 'A\\..', 'A/B', 'C:\\X', '\\X', '.', 'A\\\\B'])
def test_a_file_id_that_leads_elsewhere_is_never_followed(file_id):
    found = entries_of(directory(file_id))
    assert found[0]['parts'] is None
    assert dicomdir.follow(found, 'CD/DICOMDIR', ['CD/DICOMDIR', 'X', 'CD/X', 'CD/A/B']) == {'found': [], 'missing': [0], 'extra': [2, 3]}


def test_references_are_followed_in_any_case_and_missing_ones_are_named():
    found = entries_of(directory('DICOM\\IM1', 'DICOM\\IM2', 'DICOM\\IM3', 'DICOM\\IM4', 'DICOM\\IM1'))
    paths = ['CD/DICOMDIR', 'CD/dicom/im1', 'CD/DICOM/IM2.dcm', 'CD/DICOM/IM3.;1', 'CD/readme.txt', 'other/DICOM/IM4']
    assert dicomdir.follow(found, 'CD/DICOMDIR', paths) == {'found': [1, 2, 3], 'missing': [3], 'extra': [4]}
    assert dicomdir.follow(entries_of(directory('A')), 'DICOMDIR', ['A', 'DICOMDIR'])['found'] == [0]


def test_a_directory_written_by_others_is_read_alike():
    path = pathlib.Path(pydicom.data.get_testdata_file('DICOMDIR', download=False))
    theirs = [list(one.ReferencedFileID) for one in pydicom.dcmread(path).DirectoryRecordSequence if 'ReferencedFileID' in one]
    found = entries_of(path.read_bytes())
    assert len(theirs) > 30
    assert [one['parts'] for one in found] == theirs
    paths = sorted(str(one.relative_to(path.parent)) for one in path.parent.rglob('*') if one.is_file())
    followed = dicomdir.follow(found, 'DICOMDIR', paths)
    assert followed['missing'] == [at for at, parts in enumerate(theirs) if not (path.parent / pathlib.Path(*parts)).exists()]
    assert [paths[at] for at in followed['found']] == [one for one in ('/'.join(parts) for parts in theirs) if one in paths]
