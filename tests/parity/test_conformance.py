"""The conformance cases in the browser: table E.1-1 in three places under all options, the probe in four forms, the score's set.

Outputs are compared by size and SHA-256 with those of CPython, which `tests/conformance` holds against the standard.
"""

import pytest

from tests.conformance import generate, probe, probe_forms, test_rows
from tests.parity.test_files import check, choices

PRESETS = ('basic', 'research', 'tcia', 'longitudinal', 'limited-data-set', 'outside-hospital')


def cleaned(*chosen):
    """The steps that open a file and clean it under each of these choices."""
    return [['open', {}], *[['clean', {'choices': one}] for one in chosen]]


def written(folder, contents):
    """Paths of files with these contents {name: bytes}."""
    paths = []
    for name, content in contents.items():
        paths.append(folder / f'{name}.dcm')
        paths[-1].write_bytes(content)
    return paths


@pytest.mark.browser
def test_each_row_of_the_table_in_three_places(parity_page, tmp_path):
    for number, options in enumerate(test_rows.SETS):
        paths = written(tmp_path, {f'{place}-{number}': test_rows.content(place, options) for place in test_rows.PLACES})
        check(parity_page, paths, cleaned(choices('basic') | {'options': list(options)}))


@pytest.mark.browser
def test_the_probe_in_each_form(parity_page, tmp_path):
    made = probe.build()
    paths = written(tmp_path, {form: probe_forms.whole(made, form) for form in probe_forms.FORMS})
    check(parity_page, paths, cleaned(*[choices(preset) for preset in PRESETS]))


@pytest.mark.browser
def test_the_files_of_the_score(parity_page, tmp_path):
    files = generate.build().files
    plain = [file for file in files if not file.masks]
    check(parity_page, written(tmp_path, {file.name: file.content for file in plain}), cleaned(choices('tcia'), choices('research')))
    for file in files:
        if file.masks:
            masks = [dict(zip(('x', 'y', 'w', 'h', 'first', 'last'), mask, strict=True), enabled=True) for mask in file.masks]
            check(parity_page, written(tmp_path, {file.name: file.content}), cleaned(choices('tcia', masks)))
