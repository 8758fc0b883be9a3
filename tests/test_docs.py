"""The documentation says what is: links, paths, names, commands, tables and limits are held against the code."""

import json
import re

import pytest
from samar.core import host, worker
from samar.core.elements import patterns
from samar.core.elements import table as element_table
from samar.core.kernels import remains as remains_kernel
from samar.core.pixels import grades, image
from samar.core.plan import actions, presets
from samar.core.standard import options
from samar.core.verify import remains

from tools import documents, manifest
from tools.modules import ROOT

README = ROOT / 'README.md'
DOCS = ROOT / 'docs'
PAGES = [README, *sorted(DOCS.rglob('*.md')), *(ROOT / name for name in ('CONTRIBUTING.md', 'PRIVACY.md', 'SECURITY.md', 'THIRD_PARTY.md'))]
# Where a path in the text may begin, and what only a build makes.
CORE = ROOT / 'pycore' / 'samar' / 'core'
HOMES = ('', 'pycore/samar/core', 'pycore/samar', 'extension', 'extension/page', 'extension/worker', 'tests/parity')
MADE = ('build/', 'dist/', 'tables/', 'text/', 'vendor/', 'core/', 'licences/', '.venv/', 'node_modules/')
TREES = ('pycore/', 'extension/', 'tools/', 'tests/', 'presets/', 'bench/', 'docs/')
ids = [str(page.relative_to(ROOT)) for page in PAGES]


def text_of(page):
    return page.read_text('utf-8')


def prose(page):
    """A page without its blocks of code."""
    return re.sub(r'^```.*?^```', '', text_of(page), flags=re.S | re.M)


def anchors(page):
    """Anchors of the headings of a page."""
    return {re.sub(r'[^\w\- ]', '', line.lstrip('# ').lower()).strip().replace(' ', '-')
            for line in text_of(page).splitlines() if line.startswith('#')}


def rows_after(page, heading):
    """Cells of the first table behind a line, by row, without its head."""
    lines = text_of(page).split(heading, 1)[1].splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith('|'))
    found = []
    for line in lines[start + 2:]:
        if not line.startswith('|'):
            break
        found.append([cell.strip() for cell in re.split(r'(?<!\\)\|', line)[1:-1]])
    return found


@pytest.mark.parametrize('page', PAGES, ids=ids)
class TestPage:
    def test_links_lead_somewhere(self, page):
        for target in re.findall(r'\]\(([^)\s]+)\)', prose(page)):
            if re.match(r'[a-z]+:', target):
                continue
            path, _, anchor = target.partition('#')
            found = (page.parent / path).resolve() if path else page
            assert found.exists(), f'{page.name}: {target}'
            if anchor:
                assert anchor in anchors(found), f'{page.name}: {target}'

    def test_paths_exist(self, page):
        for token in re.findall(r'`([^`\s]+)`', prose(page)):
            path = token.rstrip('/')
            if '/' not in token or not re.fullmatch(r'[\w./*-]+', path) or token.startswith(MADE) or token.startswith('/'):
                continue
            found = any(next(iter((ROOT / home).glob(path)), None) for home in HOMES)
            assert found or not (token.startswith(TREES) or '.' in path.rsplit('/', 1)[-1]), f'{page.name}: {token}'

    def test_speaks_of_nothing_but_the_project(self, page):
        # A machine's own paths, and words of how the work was shared out.
        assert not re.search(r'/work/|/tmp/|/root/|/home/', text_of(page))


def test_every_page_is_in_the_reading_order():
    order = text_of(DOCS / 'README.md')
    assert {page.name for page in DOCS.glob('*.md') if page.name != 'README.md'} <= set(re.findall(r'[a-z-]+\.md', order))
    decisions = DOCS / 'decisions'
    listed = {decisions / target for target in re.findall(r'\]\(([^)#\s]+)', text_of(decisions / 'README.md'))}
    assert listed == {page for page in decisions.glob('*.md') if page.name != 'README.md'}


def test_decisions_are_numbered_without_a_gap():
    names = sorted(page.name for page in (DOCS / 'decisions').glob('0*.md'))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    listed = dict(rows_after(DOCS / 'decisions' / 'README.md', '# Decisions'))
    for name in names:
        heading = text_of(DOCS / 'decisions' / name).splitlines()[0].removeprefix('# ')
        assert listed[f'[{name[:4]}]({name})'] == heading


def defined(name, source):
    """Whether a source defines a function, class, method or constant of this name."""
    word = re.escape(name)
    return re.search(rf'^\s*(?:async )?def {word}\(|^class {word}\b|^{word} = '
                     rf'|^(?:export )?(?:async )?function {word}\(|^(?:export )?class {word}\b|^  (?:async )?#?{word}\(.*\{{$',
                     source, re.M) is not None


def test_what_is_named_is_where_it_is_said_to_be():
    """`name` in `path`: on the page that follows one file, and everywhere else."""
    seen = 0
    for page in PAGES:
        for name, path in re.findall(r'`(\w+)` in `([\w./]+)`', text_of(page)):
            assert defined(name, text_of(ROOT / path)), f'{page.name}: {name} in {path}'
            seen += 1
    assert seen > 50


def test_one_file_passes_the_steps_of_the_pipeline():
    """Each module that the pipeline itself calls is on the page."""
    page = text_of(DOCS / 'one-file.md')
    for room, module in re.findall(r'^from samar\.core\.(\w+) import (\w+)', text_of(CORE / 'pipeline.py'), re.M):
        for name in (f'pycore/samar/core/{room}/{module}.py',):
            assert name in page or not (ROOT / name).exists(), name


def test_a_name_that_is_not_there_is_noticed():
    source = text_of(CORE / 'pipeline.py')
    assert defined('deidentify', source)
    assert not defined('deidentifies', source) and not defined('records', source)


def test_commands_are_in_the_makefile():
    targets = set(re.findall(r'^([a-z-]+):', text_of(ROOT / 'Makefile'), re.M))
    told = set()
    for page in PAGES:
        told |= set(re.findall(r'(?:`|^ {4})make ([a-z-]+)', text_of(page), re.M))
    assert {'run', 'test', 'dist', 'help', 'setup'} <= told
    assert told <= targets


def test_tools_that_are_named_can_be_run():
    for page in PAGES:
        for module in re.findall(r'python -m ((?:tools|tests|bench|samar)[\w.]*)', text_of(page)):
            path = (ROOT / 'pycore' if module.startswith('samar') else ROOT) / module.replace('.', '/')
            assert path.with_suffix('.py').exists() or (path / '__main__.py').exists(), f'{page.name}: {module}'


def test_command_line_is_as_told():
    from samar import cli
    commands = next(action for action in cli.parser()._actions if action.dest == 'command').choices
    known = {flag: action for action in commands['deidentify']._actions for flag in action.option_strings if flag.startswith('--')}
    told = {row[0].strip('`') for row in rows_after(README, '## Command line')}
    assert told == set(known) - {'--help'}
    for line in re.findall(r'^ {4}\.venv/bin/python -m samar (.*)$', text_of(README), re.M):
        given = cli.parser().parse_args(line.replace('FILE...', 'FILE').split())
        for name in getattr(given, 'option', None) or ():
            assert options.known(name)
        for choice in getattr(given, 'chosen', None) or ():
            assert actions.code(choice.rpartition('=')[2]) >= 0
    words = re.search(r'another action for one element: ([^|]*)', text_of(README)).group(1)
    assert set(re.findall(r'[a-z]+', words)) - {'or'} == set(actions.NAMES)


def test_presets_are_as_told():
    files = {path.stem: json.loads(path.read_text('utf-8')) for path in (ROOT / 'presets').glob('*.json') if '.schema' not in path.name}
    told = {row[0].strip('`'): row[1] for row in rows_after(README, '## Presets')}
    assert told == {ident: data['name']['en'] for ident, data in files.items()}
    # docs/limits.json, preset-masks
    assert all(presets.load(data).masks == [] for data in files.values())


def test_options_are_counted_right():
    assert 'eleven of its twelve options' in text_of(README) and len(options.IDS) == 11


def test_made_pages_are_up_to_date():
    for path, made in documents.PAGES.items():
        assert text_of(ROOT / path) == made(), f'{path}: run python -m tools.documents'


def test_every_grade_and_reason_is_explained():
    shown = text_of(README)
    for uid, name, grade, reason in grades.TABLE:
        assert grade in documents.MEANINGS and reason in documents.REASONS
        assert f'- `{grade}`:' in shown
        assert f'| {uid} | {name} | `{grade}` |' in text_of(DOCS / 'transfer-syntaxes.md')
        if reason != 'video':
            assert name in shown


def test_limits_are_well_formed():
    limits = documents.limits()
    for entry in limits:
        # `dciodvfy`: what that program says of an output because of the limit (tests/conformance/test_dciodvfy.py)
        assert set(entry) - {'dciodvfy'} == {'id', 'area', 'what', 'why', 'since'}
        assert re.fullmatch(r'[a-z0-9]+(-[a-z0-9]+)*', entry['id'])
        assert entry['area'] in documents.AREAS
        assert entry['what'].endswith('.') and entry['why'].endswith('.') and len(entry['what']) > 20
        assert re.fullmatch(r'\d+\.\d+\.\d+', entry['since'])
    assert len({entry['id'] for entry in limits}) == len(limits)
    assert {entry['area'] for entry in limits} == set(documents.AREAS)


def test_limits_name_the_numbers_of_the_code():
    """A number in a limit is the number in the code."""
    what = {entry['id']: entry['what'] for entry in documents.limits()}
    assert f'{element_table.MOST_CONTAINERS:,}' in what['too-deep']
    assert f'{round(patterns.ROOM, -6):,}' in what['too-many-values'] and remains.ROOM == patterns.ROOM
    assert f'{image.LARGEST:,}' in what['frame-size']
    assert f'{patterns.OVERLAP:,}' in what['residue-long']
    # identity, contact, dates, places, devices, institution, examination, notes, uids, private, graphics, inside what goes
    assert patterns.LEAST == (3, 4, 6, 5, 4, 4, 4, 8, 6, 8, 8, 6), 'docs/limits.json says how short: residue-short'
    assert re.findall(r'below (\d)', what['residue-short']) == ['3', '4', '5', '6', '8']
    assert remains.LEAST == patterns.LEAST and remains_kernel.LONGEST == patterns.OVERLAP, 'verify has its own'
    safe = json.loads((CORE / 'standard' / 'data' / 'safe_private.json').read_text('utf-8'))
    assert '2020' in safe['edition'] and f'{len(safe["element"])} rows' in what['safe-private-2020']
    refused = {reason for _, _, grade, reason in grades.TABLE if grade == grades.REFUSED}
    assert refused <= set(what), 'a reason to refuse a picture is a limit'


def test_contracts_list_every_operation():
    assert [row[0].strip('`') for row in rows_after(DOCS / 'contracts.md', '## Worker protocol')] == list(worker.OPERATIONS)


def test_contracts_list_every_host_function():
    named = []
    for row in rows_after(DOCS / 'contracts.md', '## `pycore/samar/core/host.py`'):
        named.extend(re.findall(r'`(\w+)\(', row[0]))
    assert sorted(named) == sorted((*host.NAMES, *host.FINDER))


def test_contracts_list_the_actions_in_order():
    line = next(line for line in text_of(DOCS / 'contracts.md').split('## Actions')[1].splitlines() if line)
    assert tuple(re.findall(r'`(\w+)`[, ]', line)) == actions.NAMES


def test_privacy_page_has_the_manifest_as_it_is():
    page = text_of(DOCS / 'privacy.md')
    made = manifest.read()
    assert '    ' + made['content_security_policy']['extension_pages'] + '\n' in page
    assert {row[0].strip('`') for row in rows_after(DOCS / 'privacy.md', '## Permissions')} == set(made['permissions'])
    assert f'Chrome {made["minimum_chrome_version"]}' in text_of(README)
    assert f'Firefox {made["browser_specific_settings"]["gecko"]["strict_min_version"].split(".")[0]}' in text_of(README)


def test_pictures_are_small_and_described():
    found = re.findall(r'!\[([^\]]*)\]\(([^)]+\.png)\)', text_of(README))
    assert found
    for words, path in found:
        assert len(words) > 20
        assert (ROOT / path).stat().st_size < 200_000, path
