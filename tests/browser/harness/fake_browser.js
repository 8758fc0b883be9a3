/** A stand-in for `extension/door/browser.js` on an ordinary page: messages from the locale files, downloads that only note themselves. */

import en from '../../../extension/_locales/en/messages.json';
import id from '../../../extension/_locales/id/messages.json';
import ja from '../../../extension/_locales/ja/messages.json';

/** `pseudo`: English in letters with marks, a third longer, from right to left. What stays plain is no message; what is cut or on the wrong side is seen. */
const LETTERS = {a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', c: 'ç', n: 'ñ', s: 'š', y: 'ý', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú'};
const strange = (text) => `${text.replace(/[a-zA-Z]/g, (one) => LETTERS[one] ?? one)}${'·'.repeat(Math.ceil(text.length / 3))}`;
const pseudo = Object.fromEntries(Object.entries(en).map(([key, one]) => [key, {message: key === 'language' ? 'en'
  : key === 'text_direction' ? 'rtl' : strange(one.message)}]));
const tongue = new URLSearchParams(location.search).get('lang') ?? 'en';
const words = {en, id, ja, pseudo}[tongue] ?? en;

export function message(key, substitutions = []) {
  const given = [].concat(substitutions);
  return (words[key]?.message ?? '').replace(/\$([1-9])/g, (_, n) => given[n - 1] ?? '');
}

export const locale = () => message('language');
export const runtimeUrl = (path) => path;
export const openTab = async () => {
  if (globalThis.broken) throw new Error('no tab');
};
export const isTab = () => new URLSearchParams(location.search).get('view') === 'tab';

export async function download(blob, name) {
  return (await downloadAs(blob, name)).state;
}

export async function downloadAs(blob, name) {
  if (globalThis.broken) return {state: 'interrupted', name: null};
  (globalThis.saved ??= []).push({name, size: blob.size, blob});
  return {state: 'complete', name};
}
