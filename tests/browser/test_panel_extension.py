"""The panel with its own worker, in the side panel of Chromium and the sidebar's page of Firefox, on made-up files."""

import io
import json
import re
import time
import zipfile

import imagecodecs
import numpy as np
import pydicom
import pydicom.data
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from tests.browser.harness.page import ROOT
from tools.drive.chromium import Chromium
from tools.drive.panel import Panel

pytestmark = pytest.mark.browser


def action(panel, tag):
    """The action that the row of a tag shows."""
    return panel.until(lambda: panel.all('tag-row', f'[data-tag="{tag}"]'), tag)[0].get_attribute('data-action')


def choose(panel, tag, name):
    """Choose an action in the row of a tag."""
    Select(panel.one('tag-row', f'[data-tag="{tag}"] [data-testid="tag-action"]')).select_by_value(name)
    return panel.ready()


def dark(panel, x, y):
    """Whether a pixel of the shown picture is black."""
    return panel.driver.execute_script('''const {sheet} = document.querySelector('samar-stage');
        return Math.max(...sheet.getContext('2d').getImageData(arguments[0], arguments[1], 1, 1).data.slice(0, 3)) === 0''', x, y)


@pytest.mark.parametrize('name', ['ct', 'us'])
def test_samples_come_with_the_extension(panel, name):
    panel.press(f'sample-{name}').one('file-row')
    panel.ready()
    assert panel.attribute('file-row', 'data-name') == f'sample-{name}.dcm'
    assert int(panel.attribute('tag-table', 'data-total')) > 100
    assert panel.all('warning', '[data-code="burned-in-declared"]')


def test_every_preset_counts_and_cleans(panel, samples):
    panel.load(samples['ct.dcm']).look()
    for ident in [option.get_attribute('value') for option in panel.all('preset-option')]:
        panel.preset(ident)
        assert not panel.all('error'), ident
        assert int(panel.one('identifying').text.replace(',', '')) > 20
        assert action(panel, '00100010') != 'keep'
        assert panel.preview() == 'cleaned', ident


def test_choices_are_undone_and_redone(panel, samples):
    panel.load(samples['ct.dcm']).preset('basic')
    before = action(panel, '00100010')
    choose(panel, '00100010', 'remove')
    assert action(panel, '00100010') == 'remove'
    panel.driver.find_element('css selector', 'body').send_keys(Keys.CONTROL, 'z')
    panel.ready()
    assert action(panel, '00100010') == before
    panel.press('redo').ready()
    assert action(panel, '00100010') == 'remove'
    panel.press('preset-reset').ready()
    assert action(panel, '00100010') == before


def test_every_option_can_be_switched(panel, samples):
    panel.load(samples['ct.dcm']).preset('basic')
    if not panel.one('option').is_displayed():
        panel.press('rules-open')
    for index in range(len(panel.all('option'))):
        panel.all('option')[index].click()
        panel.ready()
        assert not panel.all('error')
    chosen = {one.get_attribute('data-option') for one in panel.all('option') if one.is_selected()}
    assert {'modify-dates', 'clean-descriptors', 'retain-uids'} <= chosen and 'retain-full-dates' not in chosen
    panel.press('preset-reset').ready()


def test_search_finds_by_keyword_tag_and_value(panel, samples):
    panel.load(samples['ct.dcm'])
    for text in ('patientname', '00100010', '(0010,0010)'):
        panel.one('tag-search').clear()
        panel.one('tag-search').send_keys(text)
        panel.until(lambda: panel.ready() and panel.attribute('tag-row', 'data-tag') == '00100010'
                    and int(panel.attribute('tag-table', 'data-total')) < 20, text)
    panel.one('tag-search').clear()


def test_show_result_is_what_will_be_saved(panel, samples):
    panel.load(samples['us.dcm']).preset('research').mask(100, 100, 200, 80)
    panel.press('show-result').ready()
    assert panel.until(lambda: dark(panel, 101, 101) and dark(panel, 299, 179), 'a black mask')
    panel.press('show-result').ready()
    panel.until(lambda: not all(dark(panel, x, 150) for x in range(110, 290, 10)), 'the picture under the mask')
    panel.press('mask-enabled').ready()
    panel.press('show-result').ready()
    assert panel.until(lambda: not all(dark(panel, x, 150) for x in range(110, 290, 10)), 'the picture without the mask that is off')


def test_frames_of_a_clip(panel, samples):
    panel.load(samples['us-clip.dcm'])
    frames = int(panel.attribute('stage', 'data-frames'))
    assert frames > 1
    panel.driver.execute_script(
        'const [slider] = arguments; slider.value = slider.max; slider.dispatchEvent(new Event("input"))', panel.one('frame-slider'))
    panel.ready()
    assert panel.driver.execute_script("return document.querySelector('samar-image').picture.frame") == frames - 1
    assert not panel.all('image-error')


def test_cancelled_work_leaves_a_panel_that_works(panel, samples):
    panel.load(samples['ct.dcm']).preset('research').look()
    panel.driver.execute_async_script('''const done = arguments[0];
        const press = (name) => document.querySelector(`[data-testid=${name}]`)?.click();
        press('update-preview'); setTimeout(() => { press('cancel'); done(); }, 0)''')
    panel.ready()
    assert panel.preview() == 'cleaned'


def test_originals_are_covered_until_asked_for(panel, samples):
    panel.load(samples['ct.dcm']).preset('research').look()
    assert panel.preview() == 'cleaned'
    name = panel.driver.execute_script("return document.querySelector('[data-tag=\"00100010\"] .c-value').textContent")
    shown = "return document.querySelector('.pairs').textContent"
    assert name not in panel.driver.execute_script(shown)
    panel.press('show-originals').ready()
    assert name in panel.driver.execute_script(shown)


def test_all_files_at_once(panel, samples, tmp_path):
    broken = tmp_path / 'broken.dcm'
    broken.write_bytes(samples['ct.dcm'].read_bytes()[:900])
    panel.load(*samples.values(), broken).preset('research')
    before = set(panel.browser.downloads.iterdir())
    panel.press('settle-all').ready()
    Select(panel.one('sink-select')).select_by_value('downloads')
    panel.press('save-set')
    panel.one('bulk-report')
    panel.ready()
    assert panel.attribute('bulk-report', 'data-saved') == '3'
    assert panel.attribute('bulk-report', 'data-skipped') == '1'
    assert [row.get_attribute('data-outcome') for row in panel.all('file-row')] == ['held'] * 3 + ['refused']      # the samples declare text in their pictures
    saved = set(panel.browser.downloads.iterdir()) - before
    assert len(saved) == 3 and all(path.name.startswith('2.25.') and path.suffix == '.dcm' for path in saved)
    for path in saved:      # or a later test, saving the same file in the same session, would get another name
        path.unlink()


def test_an_archive_is_taken_as_its_files(panel, samples, tmp_path):
    path = tmp_path / 'Doe Jane.zip'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for at, (name, sample) in enumerate(samples.items()):
            archive.write(sample, f'CD/{name}', zipfile.ZIP_STORED if at else None)
        archive.writestr('CD/readme.txt', 'no image')
        archive.writestr('CD/empty', b'')
        archive.write(pydicom.data.get_testdata_file('DICOMDIR', download=False), 'CD/DICOMDIR')
    panel.load(path).preset('research')
    panel.until(lambda: panel.attribute('skipped', 'data-count') and len(panel.all('file-row')) == len(samples), 'the files')
    panel.ready()
    codes = panel.driver.execute_script("return [...document.querySelectorAll('[data-testid=skipped] li')].map((e) => e.dataset.code)")
    assert sorted(set(codes)) == ['dicomdir', 'dicomdir-missing', 'empty', 'not-dicom']
    assert sorted(row.get_attribute('data-name') for row in panel.all('file-row')) == sorted(samples)
    before = set(panel.browser.downloads.iterdir())
    panel.press('settle-all').ready()
    Select(panel.one('sink-select')).select_by_value('zip')
    panel.press('save-set')
    panel.one('bulk-report')
    panel.ready()
    assert panel.attribute('bulk-report', 'data-saved') == str(len(samples))
    assert panel.attribute('graph', 'data-same') == 'true'
    (saved,) = set(panel.browser.downloads.iterdir()) - before
    with zipfile.ZipFile(saved) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(samples)
    saved.unlink()


def test_a_set_is_saved_as_one_archive(panel, samples, tmp_path):
    names = [tmp_path / f'Doe Jane {at}.dcm' for at in range(3)]
    for path in names:
        path.write_bytes(samples['ct.dcm'].read_bytes())
    panel.load(*samples.values(), *names).preset('research')
    before = set(panel.browser.downloads.iterdir())
    panel.press('settle-all').ready()
    Select(panel.one('sink-select')).select_by_value('zip')      # what was chosen before holds as long as the panel is open
    panel.press('save-set')
    panel.one('bulk-report')
    panel.ready()
    count = len(samples) + len(names)
    assert panel.attribute('bulk-report', 'data-saved') == str(count), panel.driver.execute_script(
        "return document.querySelector('[data-testid=bulk-report]').textContent")
    (saved,) = set(panel.browser.downloads.iterdir()) - before
    with zipfile.ZipFile(saved) as archive:
        assert archive.testzip() is None
        entries = archive.namelist()
        assert len(set(entries)) == count
        for name in entries:
            assert re.fullmatch(r'P-\w{16}/S-\w{16}/X-\w{16}/2\.25\.\d+(-\d)?\.dcm', name), name
            assert pydicom.dcmread(io.BytesIO(archive.read(name))).PatientIdentityRemoved == 'NO'      # text that is declared and was not looked at
    saved.unlink()


def test_opens_in_a_tab(chromium, chromium_panel):
    panel, here = chromium_panel.ready(), chromium.driver.current_window_handle
    before = set(chromium.driver.window_handles)
    panel.press('open-tab')
    opened = panel.until(lambda: set(chromium.driver.window_handles) - before, 'a new tab').pop()
    chromium.driver.switch_to.window(opened)
    assert 'panel.html' in chromium.driver.current_url
    Panel(chromium).ready()
    assert chromium.driver.find_elements('css selector', '[data-testid=open-tab]') == []
    chromium.driver.close()
    chromium.driver.switch_to.window(here)


def test_no_serious_barrier_with_a_real_file(chromium_panel, samples):
    panel = chromium_panel.ready().clear().load(samples['us.dcm'])
    panel.mask(10, 10, 50, 50)
    panel.preview()
    panel.driver.execute_script((ROOT / 'node_modules' / 'axe-core' / 'axe.min.js').read_text('utf-8'))
    found = panel.driver.execute_async_script('const done = arguments[0]; axe.run().then(({violations}) => done(violations))')
    assert [(one['id'], one['nodes'][0]['html'][:120]) for one in found if one['impact'] in ('serious', 'critical')] == []
    panel.clear()


def test_speaks_indonesian_where_the_browser_does(dist, samples):
    browser = Chromium(dist / 'chromium', language='id')
    try:
        browser.open_tab(360)
        panel = Panel(browser).load(samples['ct.dcm']).look()
        assert browser.driver.execute_script('return document.documentElement.lang') == 'id'
        assert 'Unduh DICOM anonim' in panel.text() and 'Riset (anonimisasi penuh)' in panel.text()
        assert panel.preview() == 'cleaned'
        assert 'Dibersihkan' in panel.one('outcome').text
        assert browser.complaints() == []
    finally:
        browser.quit()


def test_a_hundred_thousand_elements_scroll(chromium_panel, tmp_path):
    """One sequence of 25,000 items that no rule touches: what is measured is the table, not the decisions."""
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.sequence import Sequence
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = '1.2.840.10008.1.2.1'
    data.SOPClassUID = '1.2.840.10008.5.1.4.1.1.2'
    data.SOPInstanceUID = '2.25.1'
    items = []
    for index in range(25000):
        item = Dataset()
        item.BitsAllocated, item.Rows, item.Columns = 16, index % 512, 512
        items.append(item)
    data.SourceImageSequence = Sequence(items)
    data.save_as(tmp_path / 'large.dcm', enforce_file_format=True)
    panel = chromium_panel.ready().clear().load(tmp_path / 'large.dcm')
    total = int(panel.attribute('tag-table', 'data-total'))
    assert total > 100000
    begin = time.monotonic()
    table = panel.one('tag-table')
    for part in (1, .5, .25, .75, 0):
        panel.driver.execute_script(
            'const [table, part] = arguments; table.scrollTop = (table.scrollHeight - table.clientHeight) * part', table, part)
        panel.until(lambda place=part * total: panel.driver.execute_script('''
            const rows = [...document.querySelectorAll('.rows [role=row]')], at = Number(rows[0]?.ariaRowIndex);
            return Math.abs(at - arguments[0]) < 60 && !rows.some((row) => row.classList.contains('blank'))''', place), 'rows')
    assert time.monotonic() - begin < 15
    assert panel.driver.execute_script("return document.querySelectorAll('.table [role=row]').length") < 80
    panel.clear()


@pytest.mark.parametrize('form', ['json', 'csv', 'html'])
def test_report_names_what_was_done_and_no_value(panel, samples, form):
    panel.load(samples['ct.dcm']).preset('research').look()
    assert panel.preview() == 'cleaned'
    name = panel.driver.execute_script("return document.querySelector('[data-tag=\"00100010\"] .c-value').textContent")
    Select(panel.one('report-format')).select_by_value(form)
    before = set(panel.browser.downloads.iterdir())
    panel.press('report-download')
    saved = panel.until(lambda: [path for path in set(panel.browser.downloads.iterdir()) - before
                                 if path.suffix == f'.{form}' and path.stat().st_size], 'the report')[0]
    panel.ready()
    text = saved.read_text('utf-8')
    assert '(0010,0010)' in text and 'pseudonym' in text.lower()
    assert all(part not in text for part in name.split('^') if len(part) > 3)
    if form == 'json':
        assert json.loads(text)['files'][0]['outcome'] == 'cleaned'
    if form == 'html':
        assert 'report_' not in text and '<script' not in text


def test_the_value_under_the_pointer_has_its_unit(panel, samples):
    panel.load(samples['ct.dcm'])
    stage = panel.one('stage')
    panel.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", stage)
    ActionChains(panel.driver).move_to_element(stage).perform()
    panel.until(lambda: panel.attribute('readout', 'data-unit') == 'HU', 'a value in HU')
    values, place = panel.driver.execute_script('''const {dataset, textContent} = document.querySelector('[data-testid=readout]');
        return [dataset.values, textContent.match(/x (\\d+) · y (\\d+)/).slice(1).map(Number)]''')
    given = pydicom.dcmread(samples['ct.dcm'])
    wanted = given.pixel_array[place[1], place[0]] * float(given.RescaleSlope) + float(given.RescaleIntercept)
    assert float(values) == wanted
    assert panel.driver.execute_script("return document.querySelector('.stage-box').dataset.sides") == 'R A L P'


def test_masks_go_to_a_file_and_come_back_and_the_clip_of_the_result_goes_along(panel, samples, tmp_path):
    panel.load(samples['us-clip.dcm']).mask(0, 0, 640, 80)
    masks = panel.download('masks-save')
    assert json.loads(masks.read_text('utf-8'))['masks'] == [{'name': '', 'x': 0, 'y': 0, 'w': 640, 'h': 80, 'first': 0, 'last': -1, 'enabled': True}]
    panel.press('mask-delete').ready()
    assert not panel.all('mask-row')
    panel.one('masks-input').send_keys(str(masks))
    panel.until(lambda: panel.all('mask-row'), 'the masks of the file')
    panel.ready().look()
    assert panel.preview() == 'cleaned'
    panel.press('show-result').ready()
    panel.until(lambda: panel.all('save-clip'), 'a checked result that may be taken along')
    archive = zipfile.ZipFile(panel.download('save-clip'))
    assert archive.testzip() is None and len(archive.namelist()) == 12
    for name in archive.namelist():
        picture = imagecodecs.png_decode(archive.read(name))
        assert picture.shape[:2] == (480, 640) and picture[:80, :, :3].max() == 0 and picture[80:, :, :3].max() > 0
    moving = panel.download('save-animated').read_bytes()
    frames = imagecodecs.apng_decode(moving)
    assert frames.shape[0] == 12 and frames[:, :80, :, :3].max() == 0
    for name, frame in zip(archive.namelist(), frames, strict=True):
        assert np.array_equal(imagecodecs.png_decode(archive.read(name)), frame), name
    assert not [kind for kind in (b'tEXt', b'zTXt', b'iTXt', b'eXIf', b'iCCP', b'tIME') if kind in moving]
    assert b'tEXt' not in archive.read(archive.namelist()[0]) and b'eXIf' not in archive.read(archive.namelist()[0])
    masks.unlink()
