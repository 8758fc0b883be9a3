"""Reports as CSV: what a file says is a text in every table program, never a formula."""

import csv
import io
import re

import pytest
from samar.core.report import documents

from tests.cases import text_cases


@pytest.mark.parametrize(('text', 'written'), text_cases.CELLS)
def test_cell(text, written):
    assert documents.cell(text) == written


@pytest.mark.parametrize('separator', [',', ';'])
def test_no_part_of_a_line_is_a_formula(separator):
    """Read with either sign between cells, as programs of different countries do."""
    line = ','.join(documents.cell(text) for text, _ in text_cases.CELLS)
    cells = [cell for row in csv.reader(io.StringIO(line, newline=''), delimiter=separator) for cell in row]
    assert len(cells) > 5
    assert [cell for cell in cells if re.match(r'[\s\u200b\ufeff"]*[=+@\-＝＋－＠]', cell)] == []
