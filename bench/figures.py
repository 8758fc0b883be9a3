"""Figures with targets: what a row of the table is, and when its target is met."""


class Figure:
    """`name`, measured `value` in `unit`, `target` as text, `limit` (the value may be at most that; None: no target), `note`."""

    __slots__ = ('limit', 'name', 'note', 'unit', 'value')

    def __init__(self, name, value, unit, limit=None, note=''):
        self.name = name
        self.value = value
        self.unit = unit
        self.limit = limit
        self.note = note

    @property
    def verdict(self):
        """`met`, `MISSED`, or '' where there is no target."""
        if self.limit is None:
            return ''
        return 'met' if self.value <= self.limit else 'MISSED'


def number(value):
    """Three digits that count."""
    return f'{value:.0f}' if abs(value) >= 100 else f'{value:.3g}'


def table(figures):
    """The figures as a table in Markdown, columns aligned."""
    rows = [('what', 'measured', 'target', '', 'how')]
    for one in figures:
        rows.append((one.name, f'{number(one.value)} {one.unit}', '' if one.limit is None else f'≤ {number(one.limit)} {one.unit}',
                     one.verdict, one.note))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ['| ' + ' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + ' |' for row in rows]
    lines.insert(1, '|' + '|'.join('-' * (width + 2) for width in widths) + '|')
    return '\n'.join(lines)
