"""The conformance statement is what the tables and presets say now."""

from tools import conformance


def test_the_statement_is_up_to_date():
    written = conformance.STATEMENT.read_text('utf-8')
    assert written == conformance.statement(), 'run `python -m tools.conformance`'


def test_the_statement_has_a_line_for_each_row_of_the_table():
    lines = conformance.statement().splitlines()
    start = lines.index('## Attributes')
    assert sum(line.startswith('| (') for line in lines[start:]) == 657
