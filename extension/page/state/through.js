/** One file through one worker of the pool: header, result, and gone again. */

import {contentOf, handedOver} from '../sources/sources.js';

/** What `clean` gave, or `failed` with its reason: a file never stops the others. Throws only what was cancelled. */
export async function through(core, entry, choices) {
  const {key} = entry;
  const bytes = entry.file.size;
  try {
    const file = await contentOf(entry.file);
    const opened = core.request('open', {key, file}, {bytes, transfer: handedOver(file)});
    const made = core.request('clean', {key, choices, set: true}, {bytes});
    const [header, result] = await Promise.allSettled([opened, made]);
    const wrong = [header, result].map(({reason}) => reason).filter(Boolean);
    if (wrong.length) throw wrong.find(({code}) => code !== 'cancelled') ?? wrong[0];
    core.request('close', {key}).catch(() => {});
    return result.value;
  } catch (error) {
    if (error?.code === 'cancelled') throw error;
    return failed(error);
  }
}

/** A result that is none, with its reason. */
export function failed(error) {
  const known = error && typeof error.code === 'string' ? error : {code: 'file-unreadable', selector: null, offset: null, detail: null};
  return {outcome: 'failed', error: known, blob: null, name: null, preview: [], counts: {}, notes: []};
}
