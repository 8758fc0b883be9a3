"""Whole ways of people in the real panel of both browsers: by the mouse alone, by keys alone, and by what a reader of the screen says.

What is pressed has to be in view and under nothing: nobody scrolls for it here, unless by a link or a key of the panel itself. An act is
what a person does: a drop, a press, a drag, a key.
"""

import io
import zipfile

import numpy
import pydicom
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.browser

REACHED = """const box = arguments[0].getBoundingClientRect(), found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
return Boolean(found) && (arguments[0].contains(found) || found.contains(arguments[0]));"""
TAGS = {'button': 'button', 'link': 'a[href]', 'combobox': 'select'}
SEEN = 'const {entry} = document.querySelector("samar-image"); return entry.seen.size === entry.image.frames'


class Person:
    """Somebody at the panel: every act is counted, nothing is done that a person could not do."""

    def __init__(self, panel):
        self.panel, self.driver, self.acts = panel, panel.driver, 0

    def drop(self, *paths):
        """Drop files."""
        self.panel.drop(*paths)
        self.acts += 1
        return self

    def press(self, name, extra=''):
        """Press what is in view, with the mouse."""
        found = self.panel.one(name, extra)
        self.panel.until(lambda: found.is_enabled() and self.driver.execute_script(REACHED, found), f'{name} in view, with nothing above it')
        ActionChains(self.driver).click(found).perform()
        self.acts += 1
        return self.ready()

    def drag(self, x, y, width, height):
        """Draw a rectangle over the picture, in its pixels."""
        stage = self.panel.one('stage')
        assert self.driver.execute_script(REACHED, stage)
        box, view = self.driver.execute_script("""const stage = document.querySelector('samar-stage');
            const {x, y, width, height} = stage.canvas.getBoundingClientRect(); return [{x, y, width, height}, {...stage.view}]""")
        place = [round(view['x'] + at * view['scale'] - middle / 2) for at, middle in ((x, box['width']), (x + width, box['width']))]
        down = [round(view['y'] + at * view['scale'] - middle / 2) for at, middle in ((y, box['height']), (y + height, box['height']))]
        (ActionChains(self.driver).move_to_element_with_offset(stage, place[0], down[0]).click_and_hold()
         .move_to_element_with_offset(stage, place[1], down[1]).release().perform())
        self.acts += 1
        return self.ready()

    def keys(self, *keys, held=()):
        """One stroke, to whatever has the focus."""
        chain = ActionChains(self.driver)
        for key in held:
            chain.key_down(key)
        chain.send_keys(*keys)
        for key in reversed(held):
            chain.key_up(key)
        chain.perform()
        self.acts += 1
        return self.ready()

    def ready(self):
        """Wait for the panel."""
        self.panel.ready()
        return self

    def looked(self):
        """Wait until every frame counts as seen."""
        self.panel.until(lambda: self.driver.execute_script(SEEN), 'all frames to be seen')
        return self

    def saved(self, act):
        """The file that an act saves."""
        before = set(self.panel.browser.downloads.iterdir())
        act()
        return self.panel.until(lambda: [path for path in set(self.panel.browser.downloads.iterdir()) - before
                                         if path.suffix not in ('.crdownload', '.part', '.tmp') and path.stat().st_size], 'the saved file')[0]

    def focused(self):
        """Test id of what has the focus."""
        return self.driver.execute_script('return document.activeElement?.dataset.testid ?? document.activeElement?.id ?? ""')


@pytest.fixture
def person(panel):
    """Somebody new."""
    return Person(panel)


def assert_hidden(path, given, place):
    """The saved file is verified, and of its picture the place alone is changed."""
    before, after = pydicom.dcmread(given), pydicom.dcmread(path)
    assert after.PatientIdentityRemoved == 'YES' and after.PatientName != before.PatientName
    x, y, width, height = place
    old, new = before.pixel_array, after.pixel_array
    inside = numpy.zeros(old.shape[:2], bool)
    inside[y:y + height, x:x + width] = True
    changed = (old != new).reshape(*old.shape[:2], -1).any(axis=2)
    assert changed.any() and not (changed & ~inside).any()
    return numpy.argwhere(changed)


def test_nurse_with_one_ultrasound_by_the_mouse(person, samples):
    """Drop, go to the picture, hide the text, save: four acts, and every press was in view."""
    person.drop(samples['us.dcm']).press('next-act', '[data-act="look"]').looked().drag(4, 4, 200, 24)
    saved = person.saved(lambda: person.press('download'))
    assert person.acts <= 5
    assert len(assert_hidden(saved, samples['us.dcm'], (2, 2, 204, 28)))
    assert person.panel.one('outcome').get_attribute('data-outcome') == 'cleaned'
    assert person.panel.one('saved-where').is_displayed()


def test_nurse_with_one_ultrasound_by_keys(person, samples):
    """The place of the picture, a new mask moved and made larger, save: no Tab, no mouse."""
    person.drop(samples['us.dcm']).keys('3', held=[Keys.ALT]).looked()
    assert person.focused() == 'stage'
    person.keys('n')
    assert person.panel.all('mask-row')
    person.keys('3', held=[Keys.ALT])
    saved = person.saved(lambda: person.keys('s', held=[Keys.CONTROL]))
    assert person.acts <= 5
    row = person.panel.one('mask-row')
    assert len(assert_hidden(saved, samples['us.dcm'], [int(row.get_attribute(f'data-{side}')) for side in 'xywh']))


def test_places_and_acts_are_a_key_away(person, samples):
    person.drop(samples['ct.dcm'])
    for number, focus in ((2, 'place-review'), (4, 'place-save'), (1, 'place-files'), (3, 'stage')):
        person.keys(str(number), held=[Keys.ALT])
        assert person.focused() == focus
    person.keys(Keys.ENTER, held=[Keys.CONTROL])
    person.panel.one('outcome', '[data-fresh="true"]')
    person.keys('2', held=[Keys.ALT]).keys('?')
    assert 'Alt' in person.driver.execute_script("return document.querySelector('samar-keys dialog[open]').innerText")
    person.keys('1', held=[Keys.ALT])      # a dialog is in front: what lies behind it stays as it is
    assert person.driver.execute_script("return document.querySelector('samar-keys dialog').open")
    person.keys(Keys.ESCAPE)


def test_everything_is_reached_by_tab_in_the_order_of_the_work(person, samples):
    """From the first control to Download: in the order of the places, with the focus always in view, and in few strokes."""
    person.drop(samples['us-clip.dcm'])
    person.driver.execute_script("document.activeElement?.blur(); window.scrollTo(0, 0); document.querySelector('main').scrollTop = 0;"
                                 "const first = document.querySelector('samar-header button, samar-header select'); first.focus()")
    order, strokes = [], 0
    while person.focused() != 'download' and strokes < 400:
        ActionChains(person.driver).send_keys(Keys.TAB).perform()
        strokes += 1
        name, inside, seen = person.driver.execute_script("""const e = document.activeElement, box = e.getBoundingClientRect();
            return [e.outerHTML.slice(0, 80), e.closest('.place')?.id ?? e.closest('samar-footer')?.localName ?? '',
              box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth]""")
        assert seen, f'the focus is out of view: {name}'
        if inside and (not order or order[-1] != inside):
            order.append(inside)
    assert order == ['place-files', 'place-review', 'place-image', 'place-save', 'samar-footer']
    assert strokes < 118, strokes


ROW = """const row = document.activeElement.closest('.row'), table = row?.closest('.table'), box = row?.getBoundingClientRect();
return row ? {index: Number(row.getAttribute('aria-rowindex')) - 2, itself: row === document.activeElement, open: row.getAttribute('aria-expanded'),
  inside: box.top >= table.getBoundingClientRect().top && box.bottom <= table.getBoundingClientRect().bottom + 1,
  stops: [...table.querySelectorAll('.row [tabindex="0"], .row[tabindex="0"]')].every((one) => row.contains(one)),
  total: Number(table.dataset.total), what: document.activeElement.className} : {}"""


def test_rows_of_the_table_by_keys(person, samples):
    """One row is a stop of Tab; arrows go through all of them, open and close, and stay in their column."""
    person.drop(samples['us.dcm']).keys('2', held=[Keys.ALT])

    def row(**wanted):
        return person.panel.until(lambda: (lambda found: found if wanted.items() <= found.items() else None)(person.driver.execute_script(ROW)), f'row {wanted}')

    for _ in range(40):
        if person.driver.execute_script(ROW):
            break
        person.keys(Keys.TAB)
    first = row(index=0, itself=True, inside=True, stops=True, open='true')
    for index in range(1, 31):
        person.keys(Keys.ARROW_DOWN)
        row(index=index, itself=True, inside=True, stops=True)
    person.keys(Keys.END)
    row(index=first['total'] - 1, inside=True, stops=True)
    person.keys(Keys.ARROW_DOWN).keys(Keys.PAGE_UP)
    assert row(inside=True)['index'] < first['total'] - 3
    person.keys(Keys.HOME)
    row(index=0, itself=True, inside=True)
    person.keys(Keys.ARROW_LEFT)
    closed = row(index=0, open='false', inside=True)
    person.panel.until(lambda: int(person.panel.attribute('tag-table', 'data-total')) < first['total'], 'fewer rows')
    assert closed['itself']
    person.keys(Keys.ARROW_RIGHT)
    row(index=0, open='true', total=first['total'])
    person.keys(Keys.ARROW_DOWN).keys(Keys.TAB)
    assert row(index=1, itself=False)['what'] == 'name'
    person.keys(Keys.ARROW_DOWN)
    assert row(index=2, inside=True)['what'] == 'name'
    person.keys(Keys.ENTER)
    assert person.panel.one('tag-detail').is_displayed()


def test_radiographer_with_a_clip_by_keys(person, samples, tmp_path):
    """A hundred frames: they are played, the clip is saved, and it needs no stroke for each."""
    clip = pydicom.dcmread(samples['us-clip.dcm'])
    clip.decompress()
    frames = numpy.resize(clip.pixel_array, (100, *clip.pixel_array.shape[1:]))
    clip.NumberOfFrames = 100
    clip.PixelData = frames.tobytes()
    clip.save_as(tmp_path / 'hundred.dcm')
    person.drop(tmp_path / 'hundred.dcm').keys('3', held=[Keys.ALT]).keys(' ')
    assert person.looked().panel.attribute('stage', 'data-frames') == '100'
    person.keys(' ')
    saved = person.saved(lambda: person.keys('s', held=[Keys.CONTROL]))
    assert person.acts <= 5
    after = pydicom.dcmread(saved)
    assert after.NumberOfFrames == 100 and after.PatientIdentityRemoved == 'YES' and numpy.array_equal(after.pixel_array, frames)


def test_data_manager_with_sixty_files_by_the_mouse(person, samples, tmp_path):
    """Nine of them may have text: one after another in view, from one to the next by the same link; then one archive."""
    still, risky = pydicom.dcmread(samples['ct.dcm']), pydicom.dcmread(samples['us.dcm'])
    still.BurnedInAnnotation = 'NO'
    for at in range(60):
        one = risky if at % 7 == 0 else still
        one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = f'1.2.3.{at + 1}'
        one.InstanceNumber = at + 1
        one.save_as(tmp_path / f'{at:02}.dcm')
    person.drop(*sorted(tmp_path.iterdir()))
    for left in range(9, 0, -1):
        person.panel.until(lambda left=left: any(str(left) in found.text for found in person.panel.all('next-act', '[data-act="look"]')),
                           f'{left} pictures to look at')
        person.press('next-act', '[data-act="look"]')
    saved = person.saved(lambda: person.press('next-act', '[data-act="save"]'))
    assert person.acts <= 11
    with zipfile.ZipFile(saved) as archive:
        assert archive.testzip() is None
        found = [pydicom.dcmread(io.BytesIO(archive.read(name))) for name in archive.namelist() if name.endswith('.dcm')]
    assert len(found) == 60 and {one.PatientIdentityRemoved for one in found} == {'YES'}


def test_officer_by_the_words_of_a_screen_reader(person, samples):
    """Everything by role and name: guide with what the copy declares, landmarks, a file, its outcome, the report."""
    driver = person.driver

    def named(role, text):
        return person.panel.until(lambda: next((one for one in driver.find_elements('css selector', TAGS[role])
                                                if text in one.accessible_name and one.aria_role == role and one.is_displayed()), None),
                                  f'{role} "{text}"')

    person.panel.load(samples['ct.dcm'])
    assert named('combobox', 'Preset')
    assert named('button', 'Update anonymised preview') and named('button', 'Download anonymised DICOM')
    for name in ('Files', 'Review', 'Image', 'Save'):
        assert named('link', name)
    assert {one.aria_role for one in driver.find_elements('css selector', 'main, header, footer, nav')} >= {'main', 'navigation'}
    nameless = [one.get_attribute('outerHTML')[:100] for one in driver.find_elements('css selector', 'button, a[href], select, input, summary')
                if one.is_displayed() and not one.accessible_name]
    assert nameless == []
    ActionChains(driver).click(named('button', 'Guide')).perform()
    assert "connect-src 'self'" in person.panel.one('declared').get_attribute('textContent')
    person.keys(Keys.ESCAPE)
    ActionChains(driver).click(named('button', 'Update anonymised preview')).perform()
    person.ready().panel.one('outcome', '[data-fresh="true"]')
    said = driver.execute_script("return document.querySelector('.spoken[role=status]').textContent")
    assert said == 'Held'
    assert named('button', 'Nothing to hide here') and 'a point is open' in named('button', 'Download anonymised DICOM').get_attribute('title')
