"""The report of a set."""

import csv
import io
import json

from samar.core.media import graph, names
from samar.core.plan import identity as naming
from samar.core.report import of_set

from tests.media.test_media import SECRET, SET, cleaned

CHOICES = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {}, 'masks': []}


def told():
    outcomes = [*cleaned(SET), *cleaned([SET[0][:200]])]
    identity = naming.Identity(SECRET)
    rows = [of_set.row(one, names.path(names.place(one.record, identity), one.name) if one.output is not None else None) for one in outcomes]
    nodes = [graph.nodes_of(one) for one in outcomes]
    same = graph.compare([given for given, _ in nodes], [made for _, made in nodes])
    facts = {'version': '1', 'preset': 'research', 'preset_sha256': 'x', 'project_key': True, 'date': '20261126'}
    return of_set.head(rows, [{'code': 'not-dicom', 'count': 2}], same, facts), rows


def test_one_line_a_file_and_the_numbers_above():
    head, rows = told()
    assert head['counts'] == {'cleaned': 3, 'held': 0, 'unchanged': 0, 'refused': 1, 'failed': 0, 'skipped': 2}
    assert (head['written'], head['project_key']) == (3, True) and head['actions']['uid'] >= 9
    lines = [json.loads(line) for line in of_set.lines(head, rows).splitlines()]
    assert lines[0] == head and lines[1:] == rows
    table = list(csv.DictReader(io.StringIO(of_set.table(rows))))
    assert [one['outcome'] for one in table] == ['cleaned'] * 3 + ['refused'] and table[3]['error']
    assert len({one['input_sha256'] for one in table[:3]}) == 3 and all(len(one['output_sha256']) == 64 for one in table[:3])
    page = of_set.page(head, rows, {'outcome_cleaned': '<b>'})
    assert page.count('<tr>') == 5 and '<b>' not in page and '<script' not in page


def test_nothing_of_a_patient_is_in_it():
    head, rows = told()
    text = of_set.lines(head, rows) + of_set.table(rows) + of_set.page(head, rows, {})
    for value in ('DOE', 'Doe', '1.2.3.4.1'):
        assert value not in text


def test_other_choices_have_another_digest():
    digest = of_set.choices_digest(CHOICES, '1')
    for other in ({'preset': 'basic'}, {'options': []}, {'elements': {'(0010,0010)': 'keep'}}, {'settled': {'text-risk': 'looked'}}):
        assert of_set.choices_digest({**CHOICES, **other}, '1') != digest
    assert of_set.choices_digest(CHOICES, '2') != digest
