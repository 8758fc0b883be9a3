"""Values that want to be more than text stay text: in the list, the table, the card, the preview, the report and names of files."""

import html.parser
import re

import pydicom
import pytest

pytestmark = pytest.mark.browser

MARKUP = '<img src=x onerror="window.hit=1"><svg onload="window.hit=1"><script>window.hit=1</script>${window.hit=1}{{hit}}'
TURNED = 'a\u202egnp.exe\u2066\u200f'
CONTROL = 'b\x1b[31mred\x07\x9b'
LONG = '<b>' + 'x' * (1 << 20)


@pytest.fixture
def hostile(samples, tmp_path):
    """A file with such values in elements that go, that stay and that are cleaned, and with such a name."""
    found = pydicom.dcmread(samples['us.dcm'])
    found.SpecificCharacterSet = 'ISO_IR 192'
    with pydicom.config.disable_value_validation():
        found.PatientName, found.PatientID = MARKUP, TURNED
        found.StudyDescription, found.ProtocolName = MARKUP, CONTROL
        found.SeriesDescription = TURNED
        found.ImageComments = LONG
        found.add_new(0x00091001, 'UT', LONG)
        path = tmp_path / '<img src=x onerror=hit>\u202e.dcm'
        found.save_as(path)
    return path


class Tags(html.parser.HTMLParser):
    """Elements and attributes of a page."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name for name, _ in attrs}))


def test_values_are_text(panel, hostile):
    driver = panel.driver
    panel.drop(hostile).preset('outside-hospital').look()
    assert panel.preview() in ('cleaned', 'held')
    panel.press('show-originals')
    for query in ('PatientName', 'PatientID', 'ImageComments', 'ProtocolName', '00091001'):
        field = panel.one('tag-search')
        field.clear()
        field.send_keys(query)
        panel.ready()
        panel.until(lambda query=query: any(query in (row.get_attribute('outerHTML') or '') or query == '00091001' for row in panel.all('tag-row')), query)
        driver.execute_script("document.querySelector('[data-testid=tag-row] .name')?.click()")
        panel.ready()
    assert driver.execute_script('return window.hit') is None
    assert driver.execute_script("return document.querySelectorAll('img[src=x], svg[onload], body script:not([src])').length") == 0
    text = driver.execute_script('return document.body.textContent')
    assert '<img src=x onerror=' in text and not re.search('[\u202a-\u202e\u2066-\u2069\x1b\x07\x9b]', text)
    assert driver.execute_script('return document.documentElement.scrollWidth <= innerWidth')
    assert len(text) < 1 << 19                  # of a long value the beginning is shown, and that there is more


def test_report_and_names_are_text(panel, hostile):
    panel.drop(hostile).preset('outside-hospital').look()
    saved = panel.download()
    assert re.fullmatch(r'[\d.]+( ?\(\d+\))?\.dcm', saved.name)
    panel.preview()
    panel.press('report-values')
    report = panel.download('report-download')
    panel.press('report-values')
    assert re.fullmatch(r'[\w.()\- ]+', report.name)
    text = report.read_text('utf-8')
    assert '&lt;img src=x onerror=' in text and not re.search('[\u202a-\u202e\u2066-\u2069\x1b\x07\x9b]', text)
    tags = Tags(text).found
    assert not {tag for tag, _ in tags} & {'img', 'script', 'svg', 'iframe'}
    assert not [name for _, names in tags for name in names if name.startswith('on')]
