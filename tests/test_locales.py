"""Every word the panel can need exists in every language, and nothing else does."""

import ast
import json
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOCALES = ROOT / 'extension' / '_locales'
LANGUAGES = tuple(sorted(path.name for path in LOCALES.iterdir()))
# Forms that a language has for counted messages (Unicode CLDR); others have one and other.
FORMS = {'id': ('other',), 'ja': ('other',)}
# Languages whose preset names and points stand in the files of the presets.
IN_PRESETS = ('en', 'id')
# Kinds of codes: the first part of their message keys (docs/contracts.md).
KINDS = ('action', 'category', 'cut', 'error', 'grade', 'match', 'option', 'outcome', 'point', 'reason', 'settle', 'settled', 'summary', 'warning')
DASHED = re.compile(r'[a-z][a-z0-9]*(-[a-z0-9]+)+')
ERRORS = {'SamarError', 'NotDicom', 'Malformed', 'Unsupported', 'BadChoice', 'Residue', 'HostMissing', 'broken'}
# Strings of the core that look like codes and are names of other things.
NOT_CODES = re.compile(r'(iso8859|latin|jis|ks|gb|utf|tis|iso|euc|windows|shift|big)-.*|.*-vendor|ct-image')


def messages(language):
    """Key to message."""
    return {key: entry['message'] for key, entry in json.loads((LOCALES / language / 'messages.json').read_text('utf-8')).items()}


@pytest.fixture(scope='module')
def english():
    """The messages of the default language."""
    return messages('en')


def scripts():
    """Text of each script of the extension, by name."""
    return {str(path.relative_to(ROOT)): path.read_text('utf-8') for path in sorted((ROOT / 'extension').rglob('*.js'))}


def trees():
    """Syntax trees of the core without what never reaches the panel."""
    for path in sorted((ROOT / 'pycore' / 'samar' / 'core').rglob('*.py')):
        yield path, ast.parse(path.read_text('utf-8'))


def raised():
    """Codes of errors: first arguments of the classes of errors.py and of the functions that make them."""
    found = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, 'id', '')
                if name in ERRORS:
                    found.setdefault(node.args[0].value, path.name)
    return found


def noted():
    """Codes of warnings and notes: what is appended to a list of that name, alone or as the first of a tuple."""
    found = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute) and node.func.attr == 'append'):
                continue
            owner = node.func.value
            if (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, 'id', '')) not in ('warnings', 'notes'):
                continue
            first = node.args[0].elts[0] if isinstance(node.args[0], ast.Tuple) else node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.setdefault(first.value, path.name)
    return found


def literals():
    """Every string of the core and of the scripts, to tell whether a code still exists."""
    found = {node.value for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for text in scripts().values():
        found.update(re.findall(r"'([a-z0-9-]+)'", text))
    return found


def key(kind, code):
    """Message key of a code."""
    return kind + '_' + re.sub('[^A-Za-z0-9]', '_', code)


def asked():
    """What the scripts ask for: exact keys, and patterns of keys with a part that is only known later."""
    exact, patterns = set(), set()
    for text in scripts().values():
        exact.update(re.findall(r"(?:message|count)\(\s*'([a-z0-9_]+)'", text))
        exact.update(re.findall(r"(?:work\(|what: )'([a-z0-9_]+)'", text))
        exact.update(re.findall(r"\['[^']+', '(key_[a-z_]+)'\]", text))
        for first, second in re.findall(r"message\([^`)]*?\? '([a-z_]+)' : '([a-z_]+)'", text):
            exact.update((first, second))
        for template in re.findall(r'message\(`([^`]+)`', text):
            pattern = re.sub(r'\$\{(?:[^{}]|\{[^}]*\})*\}', '[a-z0-9_]+', template)
            if not pattern.startswith('['):
                patterns.add(pattern)
    return exact, patterns


@pytest.mark.parametrize('language', LANGUAGES)
def test_messages_are_well_formed(language):
    for name, text in messages(language).items():
        assert re.fullmatch('[A-Za-z0-9_@]+', name), name
        assert text and text == text.strip(), name


def counted(english):
    """Stems of messages that count."""
    return {name[:-6] for name in english if name.endswith('_other') and name[:-6] + '_one' in english}


@pytest.mark.parametrize('language', [one for one in LANGUAGES if one != 'en'])
def test_languages_have_the_same_keys_and_places(english, language):
    other = messages(language)
    stems = counted(english)
    wanted = {name for name in english if not (name.endswith('_one') and name[:-4] in stems)}
    wanted |= {stem + '_' + form for stem in stems for form in FORMS.get(language, ('one', 'other'))}
    own = {name for name in other if name.startswith('preset_') and name not in english}
    assert sorted(wanted - set(other)) == []
    allowed = {stem + '_' + form for stem in stems for form in ('zero', 'one', 'two', 'few', 'many', 'other')}
    assert sorted(set(other) - wanted - own - allowed) == []
    for name in wanted & set(english):
        assert sorted(set(re.findall(r'\$\d', english[name]))) == sorted(set(re.findall(r'\$\d', other[name]))), name
        assert english[name].count('\n') == other[name].count('\n'), name


@pytest.mark.parametrize('language', [one for one in LANGUAGES if one not in IN_PRESETS])
def test_presets_are_told_in_every_language(language):
    other = messages(language)
    for path in sorted((ROOT / 'presets').glob('*.json')):
        data = json.loads(path.read_text('utf-8'))
        if 'points' in data:
            stem = 'preset_' + data['id'].replace('-', '_')
            assert other[stem + '_name']
            assert all(other[f'{stem}_point_{place + 1}'] for place in range(len(data['points']['en'])))


@pytest.mark.parametrize('language', [one for one in LANGUAGES if one != 'en'])
def test_no_language_is_english(english, language):
    other = messages(language)
    same = [name for name in english if english[name] == other.get(name) and len(english[name].split()) > 2]
    assert same == []


def test_every_key_that_the_scripts_ask_for_exists(english):
    exact, patterns = asked()
    missing = sorted(name for name in exact if name not in english and name + '_other' not in english)
    assert missing == []
    assert [one for one in patterns if not any(re.fullmatch(one, name) for name in english)] == []


def test_counted_messages_have_every_form_of_their_language(english):
    for name in english:
        if name.endswith('_one'):
            assert name[:-4] + '_other' in english


def test_manifest_messages_exist(english):
    named = re.findall(r'__MSG_(\w+)__', (ROOT / 'manifest.json').read_text('utf-8'))
    assert named and set(named) <= set(english)


def test_every_error_of_the_core_has_words(english):
    found = raised()
    assert len(found) > 40
    assert {code: place for code, place in found.items() if key('error', code) not in english} == {}


def test_every_warning_of_the_core_has_words(english):
    known = {code for code in noted() if key('warning', code) in english or key('error', code) in english}
    assert {code: place for code, place in noted().items() if code not in known} == {}


def test_every_dashed_word_of_the_core_is_a_code_with_words(english):
    found = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and DASHED.fullmatch(node.value):
                if not NOT_CODES.fullmatch(node.value) and not any(key(kind, node.value) in english for kind in KINDS):
                    found[node.value] = path.name
    assert found == {}


def test_structural_codes_of_the_reader_have_words(english):
    from samar.core.elements import table
    assert [code for code in table.CODES.values() if key('error', code) not in english] == []


def set_report_keys():
    """What the report of a set may ask for besides words for codes."""
    from samar.core.report import of_set
    return ['set_' + name for name in ('title', 'yes', 'no', 'written', 'version', 'package_sha256', 'preset', 'preset_sha256', 'date', 'project_key', 'graph')] \
        + ['set_column_' + name for name in of_set.HEADINGS]


def test_every_reason_category_action_option_summary_and_grade_has_words(english):
    from samar.core import outcome
    from samar.core.edits import points
    from samar.core.pixels import grades
    from samar.core.plan import actions
    from samar.core.report import documents
    from samar.core.review import reasons, rows, summary
    from samar.core.standard import options
    wanted = [key('action', name) for name in actions.NAMES]
    wanted += [key('category', name) for name in rows.GROUPS] + [key('category', name) + '_help' for name in rows.GROUPS]
    wanted += [key('option', name) for name in options.IDS] + [key('option', name) + '_help' for name in options.IDS]
    wanted += [key('summary', name) for name, _ in summary.FIELDS]
    wanted += [key('reason', code) for code in (*reasons.CODES.values(), 'inside', 'profile', 'type', 'option', 'by-vr')]
    wanted += [key('grade', name) for name in {entry[2] for entry in grades.TABLE}]
    wanted += ['report_column_' + name for name in (*documents.HEADINGS, 'before')]
    wanted += set_report_keys()
    wanted += ['outcome_' + word for word in outcome.WORDS] + ['outcome_' + word + '_means' for word in outcome.WORDS]
    wanted += [key(kind, code) for kind in ('point', 'settle') for code in points.CODES]
    wanted += ['settled_' + how for how in ('open', *points.HOWS)]
    assert [name for name in wanted if name not in english] == []


def test_no_message_is_left_over(english):
    exact, patterns = asked()
    known = literals()
    kept = set(re.findall(r'__MSG_(\w+)__', (ROOT / 'manifest.json').read_text('utf-8')))
    codes = {re.sub('[^A-Za-z0-9]', '_', word) for word in known if re.fullmatch('[a-z0-9.-]+', word)}
    fixed = [one for one in patterns if one not in {kind + '_[a-z0-9_]+' for kind in KINDS}]

    def used(name):
        if name in kept or name in exact or name in set_report_keys() or re.sub('_(one|few|many|other)$', '', name) in exact:
            return True
        if any(re.fullmatch(one, name) for one in fixed if not one.startswith(('category_', 'option_'))):
            return True
        kind, _, rest = name.partition('_')
        return kind in (*KINDS, 'skip', 'change') and re.sub('_(help|means)$', '', rest) in codes

    assert sorted(name for name in english if not used(name)) == []
