"""The manifest of each browser, derived from the one at the root: what a browser does not know is left out."""

import copy
import json

from tools.modules import ROOT

BROWSERS = ('chromium', 'firefox')

# Paths of keys that the browser would warn about.
FOREIGN = {
    'chromium': ('sidebar_action', 'browser_specific_settings', 'background.scripts', 'commands._execute_sidebar_action'),
    'firefox': ('side_panel', 'minimum_chrome_version', 'incognito', 'background.service_worker', 'commands._execute_action'),
}
FOREIGN_PERMISSIONS = {'chromium': set(), 'firefox': {'sidePanel'}}


def read():
    """The hand-written manifest."""
    return json.loads((ROOT / 'manifest.json').read_text('utf-8'))


def derived(browser, manifest=None):
    """The manifest for `browser` as a dict."""
    made = copy.deepcopy(manifest or read())
    for path in FOREIGN[browser]:
        *above, last = path.split('.')
        place = made
        for key in above:
            place = place[key]
        del place[last]
    made['permissions'] = [name for name in made['permissions'] if name not in FOREIGN_PERMISSIONS[browser]]
    return made


def text(browser):
    """The same as the bytes of a file."""
    return json.dumps(derived(browser), indent=2, ensure_ascii=False) + '\n'
