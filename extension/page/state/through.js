/** One file through one worker of the pool: header, result, and gone again. */

import {errorOf} from './errors.js';
import {contentOf, handedOver} from '../sources/sources.js';

/**
 * @typedef {import('../../door/core.js').Core} Core
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./types.js').Effective} Effective
 */

/** The worker reads a file's header.
 * @param {Core} core @param {Entry} entry */
export async function header(core, {key, file}) {
  const content = await contentOf(file);
  return core.request('open', {key, file: content}, {bytes: file.size, transfer: handedOver(content)});
}

/** What `clean` gave, or `failed` with its reason: a file never stops the others. Throws only what was cancelled.
 * `isOpen`: this worker has just read its header.
 * @param {Core} core @param {Entry} entry @param {Effective} choices */
export async function through(core, entry, choices, isOpen = false) {
  const {key} = entry;
  const bytes = entry.file.size;
  try {
    const file = isOpen ? null : await contentOf(entry.file);
    // Asked together, so that the worker need not wait for the page between the two.
    const opened = isOpen ? null : core.request('open', {key, file}, {bytes, transfer: handedOver(file)});
    const made = core.request('clean', {key, choices, set: true}, {bytes});
    const ends = await Promise.allSettled([opened, made]);
    const wrong = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    if (wrong.length) throw wrong.find(({code}) => code !== 'cancelled') ?? wrong[0];
    core.request('close', {key}).catch(() => {});
    return await made;
  } catch (error) {
    if (error?.code === 'cancelled') throw error;
    return failed(error);
  }
}

/** A result that is none, with its reason.
 * @param {any} error */
export function failed(error) {
  const known = error && typeof error.code === 'string' ? error : errorOf('file-unreadable');
  return {outcome: 'failed', error: known, blob: null, name: null, preview: [], counts: {}, notes: []};
}
