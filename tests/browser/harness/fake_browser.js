/** A stand-in for `extension/door/browser.js` on an ordinary page: messages from the locale files, downloads that only note themselves. */

import en from '../../../extension/_locales/en/messages.json';
import id from '../../../extension/_locales/id/messages.json';

const tongue = new URLSearchParams(location.search).get('lang') === 'id' ? 'id' : 'en';
const words = {en, id}[tongue];

export function message(key, substitutions = []) {
  const given = [].concat(substitutions);
  return (words[key]?.message ?? '').replace(/\$([1-9])/g, (_, n) => given[n - 1] ?? '');
}

export const locale = () => message('language');
export const runtimeUrl = (path) => path;
export const openTab = () => {};
export const isTab = () => new URLSearchParams(location.search).get('view') === 'tab';

export async function download(blob, name) {
  return (await downloadAs(blob, name)).state;
}

export async function downloadAs(blob, name) {
  if (globalThis.broken) return {state: 'interrupted', name: null};
  (globalThis.saved ??= []).push({name, size: blob.size});
  return {state: 'complete', name};
}
