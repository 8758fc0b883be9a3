"""Open work moves from the panel to a tab: with its files, choices, masks, looks and secret, and one page owns it."""

import contextlib
import zipfile

import pytest

from tools.drive.panel import Panel

pytestmark = pytest.mark.browser


@contextlib.contextmanager
def tab_of(panel):
    """The tab that the panel opens, as a panel."""
    driver, here = panel.driver, panel.driver.current_window_handle
    before = set(driver.window_handles)
    panel.press('open-tab')
    opened = panel.until(lambda: set(driver.window_handles) - before, 'a new tab').pop()
    driver.switch_to.window(opened)
    try:
        yield Panel(panel.browser).ready()
    finally:
        driver.close()
        driver.switch_to.window(here)


def names(panel):
    """Names in the list of files."""
    return [row.get_attribute('data-name') for row in panel.all('file-row')]


def masks(panel):
    """Places of the masks."""
    return [tuple(row.get_attribute(f'data-{side}') for side in 'xywh') for row in panel.all('mask-row')]


def test_open_work_moves_with_all_that_was_done(panel, samples, tmp_path):
    with zipfile.ZipFile(tmp_path / 'two.zip', 'w') as archive:
        archive.write(samples['ct.dcm'], 'a/ct.dcm')
        archive.writestr('a/letter.txt', 'no DICOM')
    panel.drop(samples['us.dcm']).drop(tmp_path / 'two.zip')
    panel.until(lambda: len(names(panel)) == 2, 'both files')
    panel.press('file-before').preset('basic').look()
    panel.press('add-mask')
    done = masks(panel)
    assert done and panel.preview() == 'cleaned'
    made = panel.download().read_bytes()
    panel.press('undo')
    assert not masks(panel)
    with tab_of(panel) as tab:
        tab.until(lambda: len(names(tab)) == 2, 'both files')
        assert names(tab) == ['us.dcm', 'ct.dcm'] and tab.attribute('preset-select', 'value') == 'basic'
        assert not masks(tab)
        tab.press('redo')
        assert masks(tab) == done
        tab.find_text(False)
        assert tab.preview() == 'cleaned'                  # what was looked at there was looked at
        assert tab.download().read_bytes() == made         # the same secret, and so the same new UIDs
    assert names(panel) == [] and panel.attribute('undo', 'disabled')
    assert panel.one('told').text
    panel.drop(samples['us.dcm'])
    assert panel.ready().preview() == 'held'               # begun anew: nobody has looked


def test_what_was_taken_out_comes_back_in_the_tab(panel, samples):
    """Also after other files had other numbers in this panel."""
    panel.drop(samples['ct.dcm']).clear().drop(samples['us.dcm'])
    panel.clear()
    with tab_of(panel) as tab:
        assert names(tab) == []
        tab.press('undo')
        tab.until(lambda: names(tab) == ['us.dcm'], 'the file')


def test_an_empty_panel_opens_an_empty_tab(panel):
    with tab_of(panel) as tab:
        assert names(tab) == [] and tab.attribute('preset-select', 'value')


def test_a_tab_with_the_address_of_nobody_begins_as_usual(panel):
    driver, here = panel.driver, panel.driver.current_window_handle
    driver.switch_to.new_window('tab')
    driver.get(f'{panel.browser.origin}/panel.html?view=tab#11111111-2222-3333-4444-555555555555')
    try:
        assert names(Panel(panel.browser).ready()) == [] and '#' not in driver.current_url
    finally:
        driver.close()
        driver.switch_to.window(here)
