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

LINES, TABLE, PAGE, PARQUET = ('.jsonl', '.ndjson'), ('.csv',), ('.html', '.htm'), ('.parquet',)
NUMBERS = ('file', 'input_bytes', 'output_bytes', 'changed')        # columns of numbers; all others are text


def check(name: str | None) -> None:
    """Raise BadChoice for a report that could not be written at the end: Parquet without pyarrow, a folder that is not there."""
    if name is not None and not pathlib.Path(name).absolute().parent.is_dir():
        raise BadChoice('output-unwritable', detail=os.strerror(errno.ENOENT))
    if name is not None and name.lower().endswith(PARQUET) and importlib.util.find_spec('pyarrow') is None:
        raise BadChoice('parquet-missing')


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
        for name, made in ((self.given.report, self._report), (self.given.set_report, self._set)):
            if name:
                with parts.whole(name) as part:
                    made(name.lower(), skipped, part)

    def graph(self) -> Any:
        """Whether what belonged together still does; None for one file."""
        if len(self.nodes) < 2:
            return None
        before, after = ([graph.of_plain(pair[side]) for pair in self.nodes] for side in (0, 1))
        return graph.compare(before, after)

    def _report(self, name: str, skipped: dict[str, int], part: pathlib.Path) -> None:
        if name.endswith(TABLE):
            text = documents.csv_of(self.files)
        elif name.endswith(PAGE):
            text = documents.html_of(self.files, labels())
        else:
            whole = {**content.whole(self.files, self.version), 'kernels': native.state(),
                     'package_sha256': package.digest()}
            whole['preset'] = whole['preset'] or self.context.preset.id
            whole['preset_sha256'] = whole['preset_sha256'] or self.context.digest
            whole['counts'] = {**whole['counts'], 'skipped': sum(skipped.values())}
            whole['graph'] = self.graph() or whole['graph']
            if name.endswith(LINES):
                lines = whole.pop('files')
                text = ''.join(json.dumps(one, ensure_ascii=False) + '\n' for one in [whole, *lines])
            else:
                text = json.dumps(whole, ensure_ascii=False, indent=1)
        part.write_text(text, encoding='utf-8', newline='')

    def _set(self, name: str, skipped: dict[str, int], part: pathlib.Path) -> None:
        facts = {'version': self.version, 'preset': self.context.preset.id, 'preset_sha256': self.context.digest,
                 'project_key': bool(self.given.project_key), 'kernels': native.state(),
                 'package_sha256': package.digest()}
        told = of_set.head(self.rows, [{'code': code, 'count': count} for code, count in sorted(skipped.items())], self.graph(), facts)
        if name.endswith(PARQUET):
            parquet(self.rows, told, part)
            return
        if name.endswith(TABLE):
            text = of_set.table(self.rows)
        elif name.endswith(PAGE):
            text = of_set.page(told, self.rows, labels())
        else:
            text = of_set.lines(told, self.rows) if name.endswith(LINES) else of_set.whole(told, self.rows)
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
