"""Facts of the layout in every state: nothing wider than the panel, no label cut, no control under another, no target below 24 pixels."""

import pytest

from tests.browser import pictures
from tests.browser.harness.page import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope='module')
def page():
    """One browser for all states."""
    found = Page()
    yield found
    found.close()


@pytest.mark.parametrize('state', pictures.STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize(('width', 'lang'), [(252, 'en'), (252, 'pseudo'), (360, 'ja'), (1000, 'id'), (1400, 'en')])
def test_layout(page, state, width, lang):
    pictures.show(page, state, width, lang)
    assert pictures.faults(page) == []


@pytest.mark.parametrize('state', pictures.STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize(('width', 'lang'), [(360, 'en'), (1280, 'ja')])
def test_layout_with_letters_of_twice_the_size(page, state, width, lang):
    pictures.show(page, state, width, lang, size=2)
    assert pictures.faults(page) == []


def test_planted_faults_are_found(page):
    pictures.show(page, pictures.empty, 360, 'en')
    page.js('''const button = document.querySelector('[data-testid="guide-open"]');
        button.style.setProperty('width', '10px'); button.style.setProperty('min-width', '10px');
        document.querySelector('.intro').style.setProperty('min-width', '900px');''')
    assert {fault.split(':')[0] for fault in pictures.faults(page)} >= {'small', 'wide'}


def test_cut_words_of_the_header_are_found(page):
    pictures.show(page, pictures.review, 1400, 'en')
    assert pictures.faults(page) == []
    page.js("document.querySelector('.preset select').style.setProperty('max-width', '120px')")
    assert [fault for fault in pictures.faults(page) if fault.startswith('cut: select')]
    page.js("document.querySelector('.head-row .state > span').style.setProperty('max-width', '20px')")
    assert [fault for fault in pictures.faults(page) if fault.startswith('cut: span')]
