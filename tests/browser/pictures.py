"""`make pictures`: the panel in every state, width, theme and language as pictures in build/pictures, with what is wrong in the layout.

The states are made with the stand-ins of `harness`, so that they are the same each time. `faults` tells what nobody should have to see:
something wider than the panel, a label that is cut, a control under another, a target below 24 by 24 CSS pixels (WCAG 2.5.8).
"""

import base64
import pathlib
import sys

from selenium.webdriver.support.select import Select

from tests.browser.harness.page import ROOT, Page

FOLDER = ROOT / 'build' / 'pictures'
WIDTHS = (252, 360, 420, 1400)
LANGUAGES = ('en', 'id', 'ja')
THEMES = ('light', 'dark')
LONG = 'a folder with a long name/another one/a name that differs from the next only at its end 0001.dcm'

FAULTS = r'''
const found = [];
const wide = document.documentElement.clientWidth;
const name = (e) => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className} "${(e.ariaLabel || e.innerText || '').trim().slice(0, 30)}"`;
const dialog = document.querySelector('dialog[open]');
const root = dialog ?? document;
const inside = (e) => {
  const box = e.getBoundingClientRect();
  const around = e.parentElement?.closest('.files, .pairs, .table, main, dialog, #place-files, #place-review, .side')?.getBoundingClientRect();
  return !around || (box.top >= around.top - 1 && box.bottom <= around.bottom + 1);
};
const shown = (e) => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length && !e.closest('.spoken') && getComputedStyle(e).clipPath === 'none';
for (const e of root.querySelectorAll('header, main, footer, section, .card, .notice, .filters, .bar, .mask, .said')) {
  if (!shown(e)) continue;
  const box = e.getBoundingClientRect();
  // what sticks out has to be seen: texts for readers of the screen do not count
  const out = () => [...e.querySelectorAll('*')].some((one) => shown(one) && (one.getBoundingClientRect().right > box.right + 1 || one.getBoundingClientRect().left < box.left - 1));
  if (box.right > wide + 1 || box.left < -1 || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'hidden' && out())) found.push(`wide: ${name(e)}`);
}
for (const e of root.querySelectorAll('.button, .act, .chip, .toggle, h2, h3, .link, .outcome-word')) {
  if (shown(e) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2) && getComputedStyle(e).display !== 'inline') found.push(`cut: ${name(e)}`);
}
// text that is cut where nothing says that it goes on elsewhere: names of files and values have a card or a title of their own
for (const e of root.querySelectorAll('header *, footer *, .head *, .card *, .summary *')) {
  if (!shown(e) || e.matches('select, option, svg, svg *, input') || e.closest('.file-name, .c-value, .rows') || ![...e.childNodes].some((one) => one.nodeType === 3 && one.data.trim())) continue;
  if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible') found.push(`cut: ${name(e)}`);
}
// a select shows one line: in a panel the names of presets are longer than that
for (const e of root.querySelectorAll('header select, .card select, footer select')) {
  if (!shown(e) || (wide < 1000 && e.closest('header'))) continue;
  const pen = document.createElement('canvas').getContext('2d'), style = getComputedStyle(e);
  pen.font = style.font;
  const room = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  if (pen.measureText(e.selectedOptions[0]?.text.trim() ?? '').width > room + 1) found.push(`cut: ${name(e)} ${Math.round(room)}`);
}
const controls = [...root.querySelectorAll('button, select, input, summary, a[href]')].filter((e) => shown(e) && inside(e) && !e.closest('.rows') && getComputedStyle(e).opacity !== '0');
const boxes = controls.map((e) => (e.matches('[type=checkbox], [type=radio]') ? e.closest('label') ?? e : e).getBoundingClientRect());
controls.forEach((e, at) => {
  const box = boxes[at];
  if ((box.width < 23.5 || box.height < 23.5) && e.type !== 'range' && !e.closest('.numbers')) found.push(`small: ${name(e)} ${Math.round(box.width)}x${Math.round(box.height)}`);
  for (let next = at + 1; next < controls.length; next += 1) {
    const other = controls[next], b = boxes[next];
    if (e.contains(other) || other.contains(e) || e.closest('label')?.contains(other) || e.closest('main, header, footer, dialog') !== other.closest('main, header, footer, dialog')) continue;
    if (box.left < b.right - 2 && b.left < box.right - 2 && box.top < b.bottom - 2 && b.top < box.bottom - 2) found.push(`over: ${name(e)} and ${name(other)}`);
  }
});
return [...new Set(found)];
'''


def faults(page):
    """What is wrong in the layout of what is shown, as texts; none where it is right."""
    return page.js(FAULTS)


def empty(page):
    """Before any file."""


def refused(page):
    """A file that is none."""
    page.files('letter.txt')


def review(page):
    """Several files with long names, one of them to be looked at."""
    page.files(LONG, LONG.replace('0001', '0002'), 'us.dcm')


def search(page):
    """The table by a query, with the card of an element."""
    review(page)
    page.one('tag-search').send_keys('name')
    page.settle()
    page.js("document.querySelector('[data-testid=tag-row] .name')?.click()")
    page.settle()


def masks(page):
    """A picture with two masks, one of them for a range of frames."""
    page.files('one.dcm', 'two.dcm')
    for _ in range(2):
        page.one('add-mask').click()
        page.settle()
    Select(page.test('mask-scope')[-1]).select_by_value('range')
    page.settle()
    page.js("document.getElementById('place-image').scrollIntoView()")


def parts(page):
    """A radiograph that is larger than the panel, of which a part was looked at."""
    page.files('us.dcm')
    page.one('stage')
    page.settle()
    if page.test('look-part'):      # in a tab it is read as a whole
        page.one('look-part').click()
    page.js("document.querySelector('samar-stage').scrollIntoView({block: 'center'})")


parts.asked = {'columns': 1955, 'lines': 1841, 'frames': 1}


def held(page):
    """An open point at the place where it is saved."""
    page.files('us1.dcm', 'us2.dcm')
    page.one('update-preview').click()
    page.settle()
    page.js("document.getElementById('place-save').scrollIntoView()")


def made(page):
    """The result with before and after, report and what was saved."""
    page.files('one.dcm')
    page.one('update-preview').click()
    page.settle()
    page.one('download').click()
    page.settle()
    page.js("document.getElementById('place-save').scrollIntoView()")


def guide(page):
    """The guide."""
    page.one('guide-open').click()
    page.settle()


def keys(page):
    """The sheet of keys."""
    page.one('keys-open').click()
    page.settle()


def asked(page):
    """The question before masks go."""
    page.files('one.dcm')
    page.one('add-mask').click()
    page.settle()
    page.one('clear').click()
    page.settle()


STATES = (empty, refused, review, search, masks, parts, held, made, guide, keys, asked)


def show(page, state, width, lang, theme='light', size=1):
    """Bring the panel into a state; `size` is that of the letters, as a share of the usual one."""
    page.theme(theme)
    page.letters(size)
    page.open(width=width, lang=lang, **getattr(state, 'asked', {}))
    state(page)
    page.settle()


def main(languages=LANGUAGES):
    """Take all pictures; print what is wrong, and end with 1 where something is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page, wrong = Page(), 0
    try:
        for lang in languages:
            for width in WIDTHS:
                for state in STATES:
                    for theme in THEMES:
                        show(page, state, width, lang, theme)
                        picture = page.driver.execute_cdp_cmd('Page.captureScreenshot', {'format': 'png'})['data']
                        pathlib.Path(FOLDER, f'{state.__name__}-{width}-{lang}-{theme}.png').write_bytes(base64.b64decode(picture))
                        for fault in faults(page) if theme == 'light' else ():
                            wrong += 1
                            print(f'{state.__name__} at {width}, {lang}: {fault}')
    finally:
        page.close()
    print(f'{len(list(FOLDER.glob("*.png")))} pictures in {FOLDER.relative_to(ROOT)}; {wrong} faults of layout')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(tuple(sys.argv[1:]) or LANGUAGES))
