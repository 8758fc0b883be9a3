/** Words for codes, numbers and untrusted text, as plain text. */

import {locale, message} from '../../door/browser.js';

const plurals = new Intl.PluralRules(locale());
const numbers = new Intl.NumberFormat(locale());
const [ones, tenths] = [0, 1].map((digits) => new Intl.NumberFormat(locale(), {maximumFractionDigits: digits}));

/** The message for a code of the core (`warning`, `burned-in` → `warning_burned_in`), or the code itself.
 * @param {string} kind @param {any} code @param {any} detail */
export function word(kind, code, detail = null) {
  const found = message(`${kind}_${String(code).replace(/[^A-Za-z0-9]/g, '_')}`, [detail ?? NONE]) || String(code);
  return detail === null ? found.replace(WITHOUT, '') : found;
}

/** Where a message has a place for a detail and there is none, the colon or the brackets before it go too. */
const NONE = '\uE000';
const WITHOUT = /\s*[:：]\s*\uE000|\s*[(（[]\uE000[)）\]]|\s*[“"「]?\uE000[”"」]?/g;

/** The same for a code that may be a warning's or an error's.
 * @param {string} code @param {any} detail */
export function either(code, detail = null) {
  const found = word('warning', code, detail);
  return found === String(code) ? word('error', code, detail) : found;
}

/** A message that counts: `key_one`, `key_few`, `key_other` as the language needs; `$1` is the number.
 * @param {string} key @param {number} n @param {any[]} more */
export function count(key, n, ...more) {
  const given = [number(n), ...more];
  return message(`${key}_${plurals.select(n)}`, given) || message(`${key}_other`, given);
}

/** A preset's name or points in the language of the panel: languages beside those of the preset's file have them among their messages.
 * @param {any} preset @param {string} part */
export function ofPreset(preset, part) {
  const own = preset[part]?.[locale()];
  if (own) return own;
  const key = `preset_${preset.id.replace(/[^A-Za-z0-9]/g, '_')}`;
  if (part === 'name') return message(`${key}_name`) || preset.name.en;
  const found = (preset.points?.en ?? []).map((/** @type {string} */ _, /** @type {number} */ index) => message(`${key}_point_${index + 1}`));
  return found.length && found.every(Boolean) ? found : preset.points?.en ?? [];
}

/** @param {number} n */
export function number(n) {
  return numbers.format(n);
}

/** Size of a file for people.
 * @param {number} bytes */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB'];
  const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return `${(value < 10 && step ? tenths : ones).format(value)} ${units[step]}`;
}

/** `(0010,0010)` from `00100010`.
 * @param {string} tag */
export function tagText(tag) {
  return `(${tag.slice(0, 4)},${tag.slice(4)})`;
}

/**
 * Text from a file with control and direction characters made visible: a value may try to hide what it says.
 * Control characters become their Unicode pictures, direction marks and other invisible ones their code point.
 * @param {any} text
 */
export function visible(text) {
  return String(text ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => {
    const code = c.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
