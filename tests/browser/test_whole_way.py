"""From a dropped file to a saved, verified, de-identified one, as a person goes it, in real browsers."""

import json
import shutil
import subprocess

import numpy
import pydicom
import pytest

pytestmark = pytest.mark.browser


def test_drop_review_save(panel, samples):
    panel.drop(samples['ct.dcm']).preset('research').look()
    assert [row.get_attribute('data-name') for row in panel.all('file-row')] == ['ct.dcm']
    assert panel.all('summary') and panel.all('tag-row')
    assert panel.attribute('stage', 'data-rows') == '512' and panel.attribute('stage', 'data-frames') == '1'
    assert panel.preview() == 'cleaned'
    assert len(panel.all('preview-row')) > 5
    saved = panel.download()
    assert saved.suffix == '.dcm' and 'ct' not in saved.stem

    before, after = pydicom.dcmread(samples['ct.dcm']), pydicom.dcmread(saved)
    assert after.PixelData == before.PixelData
    assert after.PatientIdentityRemoved == 'YES'
    assert after.DeidentificationMethod
    assert after.SOPInstanceUID.startswith('2.25.') and after.SOPInstanceUID == after.file_meta.MediaStorageSOPInstanceUID
    assert saved.stem.partition('(')[0].strip() == after.SOPInstanceUID      # "(1)" where the same file was saved before
    content = saved.read_bytes()
    for name in ('PatientName', 'PatientID', 'AccessionNumber', 'InstitutionName', 'StudyInstanceUID'):
        gone = str(before.get(name) or '').encode()
        assert not gone or gone not in content, f'{name} is still in the saved file'


def test_saved_file_is_read_by_dcmtk(panel, samples):
    if not shutil.which('dcmdump'):
        pytest.skip('dcmdump is not installed')
    panel.drop(samples['us.dcm']).preset('basic').look()
    assert panel.preview() == 'cleaned'
    done = subprocess.run(['dcmdump', '--quiet', str(panel.download())], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr


def test_mask_blackens_its_rectangle_only(panel, samples):
    panel.drop(samples['ct.dcm']).preset('research').look().mask(12, 20, 60, 30)
    assert panel.attribute('mask-row', 'data-w') == '60'
    assert panel.preview() == 'cleaned'
    before = pydicom.dcmread(samples['ct.dcm']).pixel_array
    after = pydicom.dcmread(panel.download()).pixel_array
    inside = numpy.zeros(before.shape, bool)
    inside[20:50, 12:72] = True
    assert (after[~inside] == before[~inside]).all()
    assert len(numpy.unique(after[inside])) == 1 and after[inside][0] <= before.min()


WATCH = """
window.told = [];
const {session} = document.querySelector('samar-footer');
session.addEventListener('change', () => { if (session.task?.total) window.told.push([session.task.done, session.task.total]); });
"""


def test_many_frames_tell_how_far_they_are(panel, samples, tmp_path):
    """What the core says of its frames comes to the page: else it would take a worker that is at them for one that hangs."""
    clip = pydicom.dcmread(samples['ct.dcm'])
    clip.NumberOfFrames, clip.Rows, clip.Columns = 300, 128, 128
    clip.PixelData = numpy.random.default_rng(1).integers(0, 4000, (300, 128, 128)).astype('<u2').tobytes()
    clip.compress(pydicom.uid.RLELossless, encoding_plugin='pydicom')
    clip.save_as(tmp_path / 'clip.dcm')
    panel.drop(tmp_path / 'clip.dcm').find_text(False).preset('research').mask(2, 2, 30, 20)
    panel.press('settle')
    panel.driver.execute_script(WATCH)
    assert panel.preview() == 'cleaned'
    told = panel.driver.execute_script('return window.told')
    assert len({done for done, _ in told}) > 1 and {total for _, total in told} == {300}


def test_colour_mask(panel, samples):
    panel.drop(samples['us.dcm']).preset('research').look().mask(0, 0, 50, 20)
    assert panel.preview() == 'cleaned'
    before = pydicom.dcmread(samples['us.dcm']).pixel_array
    after = pydicom.dcmread(panel.download()).pixel_array
    assert not after[0:20, 0:50].any()
    assert (after[20:] == before[20:]).all() and (after[:, 50:] == before[:, 50:]).all()


def test_one_tag_kept_by_choice(panel, samples):
    original = pydicom.dcmread(samples['ct.dcm']).SeriesDescription
    panel.drop(samples['ct.dcm']).preset('basic').look()
    panel.driver.execute_script(
        'const [field] = arguments; field.value = "SeriesDescription"; field.dispatchEvent(new Event("input", {bubbles: true}))',
        panel.one('tag-search'))
    row = panel.until(lambda: next((one for one in panel.all('tag-row') if one.get_attribute('data-tag') == '0008103E'), None),
                      'the row of SeriesDescription')
    assert row.get_attribute('data-action') != 'keep'
    panel.driver.execute_script(
        'const select = arguments[0].querySelector(\'[data-testid="tag-action"]\'); select.value = "keep";'
        'select.dispatchEvent(new Event("change", {bubbles: true}))', row)
    assert panel.ready().preview() == 'held'         # free text that stays by choice may tell who it is
    panel.press('settle')
    assert pydicom.dcmread(panel.download()).SeriesDescription == original


def test_own_rules_are_saved_as_a_preset_that_does_the_same_another_day(panel, samples, tmp_path):
    panel.drop(samples['ct.dcm']).preset('basic').look()
    driver = panel.driver
    driver.execute_script("document.querySelector('[data-testid=own-presets]').open = true")
    panel.one('rule-selector').send_keys('SeriesDescription')
    driver.execute_script("document.querySelector('[data-testid=rule-action]').value = 'keep'")
    panel.one('rule-add').click()
    panel.until(lambda: panel.all('own-rule'), 'the rule in the list')
    panel.one('preset-name').send_keys('Descriptions stay')
    saved = panel.download('preset-save')
    assert saved.name.startswith('samar-preset-own-descriptions-stay')
    panel.until(lambda: panel.one('preset-select').get_attribute('value') == 'own-descriptions-stay', 'the new preset to be chosen')
    panel.ready()
    assert panel.preview() == 'held'
    panel.press('settle')
    original = pydicom.dcmread(samples['ct.dcm']).SeriesDescription
    assert pydicom.dcmread(panel.download()).SeriesDescription == original

    panel.preset('basic')
    take = """const held = new DataTransfer(); held.items.add(new File([arguments[0]], 'preset.json'));
        const input = document.querySelector('[data-testid="preset-input"]'); input.files = held.files;
        input.dispatchEvent(new Event('change', {bubbles: true}));"""
    changed = json.loads(saved.read_text('utf-8'))
    changed['options'] = ['no-such-option']
    driver.execute_script(take, json.dumps(changed))
    panel.until(lambda: panel.attribute('preset-problem', 'data-code') == 'preset-option-unknown', 'why the file was not taken')
    driver.execute_script(take, saved.read_text('utf-8'))
    panel.until(lambda: panel.one('preset-select').get_attribute('value') == 'own-descriptions-stay', 'the loaded preset to be chosen')
    assert panel.preview() == 'held'


def test_several_files_share_their_pseudonyms(panel, samples):
    panel.load(samples['ct.dcm'], samples['us.dcm']).preset('research')
    assert len(panel.all('file-row')) == 2
    saved = []
    for row in range(2):
        panel.all('file-row')[row].find_element('css selector', 'button').click()
        panel.look()
        assert panel.preview() == 'cleaned'
        saved.append(pydicom.dcmread(panel.download()))
    originals = [pydicom.dcmread(samples[name]) for name in ('ct.dcm', 'us.dcm')]
    same_patient = originals[0].PatientID == originals[1].PatientID
    assert (saved[0].PatientID == saved[1].PatientID) == same_patient


def test_what_is_no_dicom_is_refused_and_the_next_file_works(panel, samples, tmp_path):
    text = tmp_path / 'letter.dcm'
    text.write_text('Dear colleague, ' * 50)
    panel.load(text)
    assert panel.one('file-row').get_attribute('data-outcome') == 'refused'
    panel.clear().load(samples['ct.dcm']).preset('research').look()
    assert panel.preview() == 'cleaned'


def test_nothing_was_complained_about(panel):
    assert panel.browser.complaints() == []
