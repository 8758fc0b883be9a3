/**
 * The only file that names `chrome` or `browser`: everything the panel asks of the browser, as plain functions.
 */

const {browser, chrome} = /** @type {any} */ (globalThis);
const api = browser?.runtime ? browser : chrome;

/** No policy stops an interface that opens an address: from here on nobody has one but the functions of this file, which open none. */
for (const name of ['browser', 'chrome']) Reflect.deleteProperty(globalThis, name);

/** `downloads.download` could fetch any address: it only saves blobs that this page made.
 * @param {{url: string, [option: string]: unknown}} options */
function save(options) {
  if (!options.url.startsWith(`blob:${location.origin}/`)) throw new TypeError('only blobs of this page are saved');
  return api.downloads.download(options);
}

/** Text of a message in the browser's language; the empty string when there is none.
 * @param {string} key @param {unknown} [substitutions] @returns {string} */
export function message(key, substitutions = []) {
  return api.i18n.getMessage(key, [substitutions].flat().map(String));
}

/** BCP 47 tag of the language that the messages are in: the locale file says it of itself. */
export function locale() {
  return message('language') || 'en';
}

/** Address of a file of the extension.
 * @param {string} path @returns {string} */
export function runtimeUrl(path) {
  return api.runtime.getURL(path);
}

/** Open the panel's page in a tab of its own; `name` stands behind `#` in its address.
 * @param {string} name @returns {Promise<any>} */
export function openTab(name = '') {
  return api.tabs.create({url: runtimeUrl(`panel.html?view=tab${name && `#${name}`}`)});
}

/** Whether this page is a tab, and not the side panel or the sidebar. */
export function isTab() {
  return new URLSearchParams(location.search).get('view') === 'tab';
}

/** Save a blob in the browser's download folder; resolves to the final state, `complete` or `interrupted`.
 * @param {Blob} blob @param {string} name */
export async function download(blob, name) {
  return (await downloadAs(blob, name)).state;
}

/** The same; resolves to `{state, name}`, with the name that the file really has: that of a file that was there is not taken.
 * @param {Blob} blob @param {string} name @returns {Promise<{state: string, name: string}>} */
export async function downloadAs(blob, name) {
  // Chromium takes a blob without a type for text, and then changes the ending of its name.
  const typed = blob.type ? blob : new Blob([blob], {type: 'application/octet-stream'});
  const url = URL.createObjectURL(typed);
  const id = await save({url, filename: name, conflictAction: 'uniquify', saveAs: false});
  const state = await new Promise((resolve) => {
    /** @param {{id: number, state?: {current: string}}} told */
    const settle = ({id: changed, state: next}) => {
      if (changed === id && next && next.current !== 'in_progress') {
        api.downloads.onChanged.removeListener(settle);
        resolve(next.current);
      }
    };
    api.downloads.onChanged.addListener(settle);
    api.downloads.search({id})
      .then((/** @type {any[]} */ [found]) => found && settle({id, state: {current: found.state}}));
  });
  URL.revokeObjectURL(url);
  const [found] = await api.downloads.search({id});
  return {state, name: found?.filename?.split(/[/\\]/).at(-1) || name};
}

/** The button in the toolbar opens the side panel (Chromium) or the sidebar (Firefox). */
export function openPanelOnClick() {
  if (api.sidePanel) api.sidePanel.setPanelBehavior({openPanelOnActionClick: true});
  else api.action.onClicked.addListener(() => api.sidebarAction.toggle());
}
