"""The report as a text: JSON for programs, CSV for tables, HTML to print."""

from samar.kinds import Any, Fields, Labels, Sequence

HEADINGS = ('file', 'selector', 'keyword', 'vr', 'row', 'profile', 'option', 'type', 'action', 'reason', 'detail')
FORMULA = ('=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20')       # those of full width count as the plain ones
BLANK = ' \t\xa0\u200b\ufeff'
PREFIXES = {'action': 'action_', 'reason': 'reason_'}
STYLE = ('body{font:14px/1.5 system-ui,sans-serif;margin:2rem;color:#111;background:#fff}table{border-collapse:collapse;width:100%;'
         'font-size:12px}th,td{border:1px solid #bbb;padding:2px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere}'
         'thead{display:table-header-group}tr{break-inside:avoid}dt{font-weight:600}dd{margin:0 0 .4rem;overflow-wrap:anywhere}')


def json_of(value: Any) -> str:
    """A plain value (dict, list, str, int, bool, None) as JSON."""
    if value is None:
        return 'null'
    if value is True:
        return 'true'
    if value is False:
        return 'false'
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        return '{' + ', '.join([quoted(str(key)) + ': ' + json_of(value[key]) for key in value]) + '}'
    if isinstance(value, (list, tuple)):
        return '[' + ', '.join([json_of(item) for item in value]) + ']'
    return str(value)


def quoted(text: str) -> str:
    """A JSON string, control characters and signs of direction escaped."""
    if text.isascii() and text.isprintable() and '"' not in text and '\\' not in text:
        return '"' + text + '"'
    found = []
    for sign in text:
        point = ord(sign)
        if sign in ('"', '\\'):
            found.append('\\' + sign)
        elif point < 32 or 127 <= point < 160 or 0x2028 <= point <= 0x202E or 0x2066 <= point <= 0x2069:
            found.append('\\u%04x' % point)
        else:
            found.append(sign)
    return '"' + ''.join(found) + '"'


def csv_of(reports: Sequence[Fields]) -> str:
    """One line for each element touched, and one for a file without any; a cell that a table program would take for a formula gets a
    quote before it. `file` is the name of the output, else the number of the file."""
    headings = columns(reports)
    lines = [','.join(headings)]
    for place in range(len(reports)):
        report = reports[place]
        name = report['name'] or str(place + 1)
        for element in report['elements'] or [{'action': report['outcome']}]:
            lines.append(','.join([cell(name if heading == 'file' else element.get(heading)) for heading in headings]))
    return '\r\n'.join(lines) + '\r\n'


def columns(reports: Sequence[Fields]) -> list[str]:
    """Names of the columns; original values only where a report has them."""
    valued = [report for report in reports if report['elements'] and 'before' in report['elements'][0]]
    return [*HEADINGS, 'before'] if valued else list(HEADINGS)


def cell(value: Any) -> str:
    """A value for CSV (RFC 4180)."""
    text = '' if value is None else str(value).replace('\r', '\u240d').replace('\n', '\u240a')
    # where a comma parts the digits of a number, a semicolon parts cells
    parts = text.split(';')
    for place in range(len(parts)):
        if parts[place].lstrip(BLANK)[0:1] in FORMULA:
            parts[place] = "'" + parts[place]
    text = ';'.join(parts)
    if ',' in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def html_of(reports: Sequence[Fields], labels: Labels) -> str:
    """A page without scripts and links for one file or many; `labels` are texts for message keys, a key without one stands as it is."""
    parts = [opening(labels, 'report_title'), '<h1>', label(labels, 'report_title'), '</h1>']
    headings = columns(reports)[1:]
    for report in reports:
        _section(report, headings, labels, parts)
    parts.append('</body></html>')
    return ''.join(parts)


def opening(labels: Labels, title: str) -> str:
    """Everything of a page up to its body: no script, no link, no referrer."""
    return ''.join(['<!doctype html><html lang="', escaped(labels.get('language', 'en')), '"><head><meta charset="utf-8">',
                    '<meta name="referrer" content="no-referrer"><meta http-equiv="Content-Security-Policy" content="',
                    'default-src \'none\'; style-src \'unsafe-inline\'"><title>', label(labels, title), '</title><style>', STYLE,
                    '</style></head><body>'])


def _section(report: Fields, headings: Sequence[str], labels: Labels, parts: list[str]) -> None:
    """What one file's report says, appended."""
    parts.extend(['<section><p><b>', label(labels, 'outcome_' + report['outcome']), '</b></p>'])
    for point in report['open']:
        parts.extend(['<p>', label(labels, 'point_' + key_of(point['code'])), ' <bdi>', escaped(point['selector'] or ''), '</bdi> (',
                      label(labels, 'settled_' + (point['settled'] or 'open')), ')</p>'])
    parts.append('<dl>')
    for name, value in facts(report):
        parts.extend(['<dt>', label(labels, 'report_' + name), '</dt><dd>', escaped(value), '</dd>'])
    parts.append('</dl><table><thead><tr>')
    for name in headings:
        parts.extend(['<th>', label(labels, 'report_column_' + name), '</th>'])
    parts.append('</tr></thead><tbody>')
    for element in report['elements']:
        parts.append('<tr>')
        for name in headings:
            value = element.get(name)
            if name in PREFIXES and value:
                parts.extend(['<td>', label(labels, PREFIXES[name] + key_of(value)), '</td>'])
            else:
                parts.extend(['<td><bdi>', escaped('' if value is None else str(value)), '</bdi></td>'])
        parts.append('</tr>')
    parts.append('</tbody></table></section>')


def facts(report: Fields) -> list[tuple[str, str]]:
    """[(name, text)] of what stands above the table."""
    found = [('name', report['name'] or ''), ('preset', report.get('preset', '')), ('options', ', '.join(report.get('options', []))),
             ('edition', report['edition']), ('sop_class', report.get('sop_class', ''))]
    for side in ('input', 'output'):
        if report[side] is not None:
            found.append((side, 'SHA-256 ' + report[side]['sha256'] + ', ' + str(report[side]['bytes']) + ' B'))
    for part in ('check', 'pixels'):
        if part in report:
            found.append((part, ', '.join([name + ' ' + str(report[part][name]) for name in report[part]])))
    if report['error'] is not None:
        found.append(('error', report['error']['code']))
    return found


def keys(reports: Sequence[Fields]) -> list[str]:
    """The message keys that `html_of` asks for."""
    found = ['report_title'] + ['report_column_' + name for name in columns(reports)[1:]]
    for report in reports:
        found.append('outcome_' + report['outcome'])
        for point in report['open']:
            found.extend(['point_' + key_of(point['code']), 'settled_' + (point['settled'] or 'open')])
        found.extend(['report_' + name for name, _ in facts(report)])
        for element in report['elements']:
            for name in PREFIXES:
                key = PREFIXES[name] + key_of(element[name])
                if key not in found:
                    found.append(key)
    return found


def key_of(code: str) -> str:
    """A code as it stands in a message key."""
    return code.replace('-', '_').replace('.', '_')


def label(labels: Labels, key: str) -> str:
    """The text for a key, escaped."""
    return escaped(labels.get(key) or key)


def escaped(text: str) -> str:
    """Text inside HTML."""
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;').replace("'", '&#39;')
