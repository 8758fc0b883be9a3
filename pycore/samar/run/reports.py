"""What is written about a whole run: the report of every element (`--report`) and the report of the set, a row a file (`--set-report`).

Both are made by `core/report`, the second by the same code and with the same columns as in the panel. Parquet needs pyarrow.
"""

import errno
import importlib.util
import json
import os
import pathlib
from typing import Any

from samar import package, words
from samar.core.errors import BadChoice
from samar.core.media import graph
from samar.core.report import content, documents, of_set
from samar.hosts import native
from samar.run import parts

WHOLE, LINES, TABLE, PAGE, PARQUET = 'whole', 'lines', 'table', 'page', 'parquet'
# The ending of a report's name says its format.
OF_FILES = {'.json': WHOLE, '.jsonl': LINES, '.ndjson': LINES, '.csv': TABLE, '.html': PAGE, '.htm': PAGE}
OF_SET = {**OF_FILES, '.parquet': PARQUET}
NUMBERS = ('file', 'input_bytes', 'output_bytes', 'changed')        # columns of numbers; all others are text


def format_of(name: str, known: dict[str, str]) -> str:
    """The format that a report's name asks for, of those `known` by their endings; BadChoice where it is none of them."""
    for ending, form in known.items():
        if name.lower().endswith(ending):
            return form
    raise BadChoice('report-format', detail=' '.join(known))


def check(name: str | None, known: dict[str, str]) -> None:
    """Raise BadChoice for a report that could not be written at the end: no format of that name, Parquet without pyarrow, a folder
    that is not there.
    """
    if name is None:
        return
    if format_of(name, known) == PARQUET and importlib.util.find_spec('pyarrow') is None:
        raise BadChoice('parquet-missing')
    if not pathlib.Path(name).absolute().parent.is_dir():
        raise BadChoice('output-unwritable', detail=os.strerror(errno.ENOENT))


class Reports:
    """Reports of the files of a run, in the order of the listing, and what is said of the whole."""

    def __init__(self, given: Any, context: Any, version: str) -> None:
        self.given = given
        self.context = context
        self.version = version
        self.files: list[dict[str, Any]] = []
        self.rows: list[dict[str, Any]] = []
        self.nodes: list[Any] = []

    def add(self, source: Any, name: str | None, result: dict[str, Any]) -> None:
        """Keep what was done with one file; `name` is the one that it has in the set, or None."""
        if not self.given.report and not self.given.set_report:
            return
        self.nodes.append(result['nodes'] or [None, None])
        if self.given.report:
            made = dict(result['report'])
            if self.given.names:
                # a name on disk may be no text in any character set
                name_given = source.name.encode('utf-8', 'surrogateescape').decode('utf-8', 'replace')
                made['input'] = {'name': name_given, **made['input']}
            self.files.append(made)
        if self.given.set_report:
            row = dict(result['row'])
            if row['output'] is not None:
                row['output'] = None if name is None else {**row['output'], 'name': name}
            self.rows.append(row)

    def write(self, skipped: dict[str, int]) -> None:
        """Write what was asked for; `skipped` is code to count. Raises OSError."""
        for name, known, made in ((self.given.report, OF_FILES, self._report), (self.given.set_report, OF_SET, self._set)):
            if name:
                with parts.whole(name) as part:
                    made(format_of(name, known), skipped, part)

    def graph(self) -> Any:
        """Whether what belonged together still does; None for one file."""
        if len(self.nodes) < 2:
            return None
        before, after = ([graph.of_plain(pair[side]) for pair in self.nodes] for side in (0, 1))
        return graph.compare(before, after)

    def _report(self, form: str, skipped: dict[str, int], part: pathlib.Path) -> None:
        if form == TABLE:
            text = documents.csv_of(self.files)
        elif form == PAGE:
            text = documents.html_of(self.files, labels())
        else:
            whole = {**content.whole(self.files, self.version), 'kernels': native.state(),
                     'package_sha256': package.digest()}
            whole['preset'] = whole['preset'] or self.context.preset.id
            whole['preset_sha256'] = whole['preset_sha256'] or self.context.digest
            whole['counts'] = {**whole['counts'], 'skipped': sum(skipped.values())}
            whole['graph'] = self.graph() or whole['graph']
            if form == LINES:
                lines = whole.pop('files')
                text = ''.join(json.dumps(one, ensure_ascii=False) + '\n' for one in [whole, *lines])
            else:
                text = json.dumps(whole, ensure_ascii=False, indent=1)
        part.write_text(text, encoding='utf-8', newline='')

    def _set(self, form: str, skipped: dict[str, int], part: pathlib.Path) -> None:
        facts = {'version': self.version, 'preset': self.context.preset.id, 'preset_sha256': self.context.digest,
                 'project_key': bool(self.given.project_key), 'kernels': native.state(),
                 'package_sha256': package.digest()}
        told = of_set.head(self.rows, [{'code': code, 'count': count} for code, count in sorted(skipped.items())], self.graph(), facts)
        if form == PARQUET:
            parquet(self.rows, told, part)
            return
        if form == TABLE:
            text = of_set.table(self.rows)
        elif form == PAGE:
            text = of_set.page(told, self.rows, labels())
        else:
            text = of_set.lines(told, self.rows) if form == LINES else of_set.whole(told, self.rows)
        part.write_text(text, encoding='utf-8', newline='')


def labels() -> dict[str, str]:
    """English texts for message keys."""
    return {**words.messages(), 'language': 'en'}


def parquet(rows: list[dict[str, Any]], told: dict[str, Any], part: pathlib.Path) -> None:
    """The table of the set with typed columns; the head of the report is JSON in the metadata of the file, under `samar`."""
    import pyarrow
    import pyarrow.parquet
    columns: dict[str, list[Any]] = {name: [] for name in of_set.HEADINGS}
    for place, row in enumerate(rows):
        for name, cell in zip(of_set.HEADINGS, of_set.cells(row, place), strict=True):
            columns[name].append(None if cell == '' else cell)
    kinds = pyarrow.schema([(name, pyarrow.int64() if name in NUMBERS else pyarrow.string()) for name in of_set.HEADINGS],
                           metadata={'samar': documents.json_of(told)})
    pyarrow.parquet.write_table(pyarrow.table(columns, schema=kinds), part)
