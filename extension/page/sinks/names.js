/**
 * How the files of a set are named: by patient, study and series, all in one place, or as a CD takes them (ISO 9660). Each has
 * `path(result)`; names of a CD are counted as `core/media/medium.py` counts them.
 */

export const SCHEMES = ['tree', 'flat', 'cd'];

/** @param {string} scheme @returns {{path: (result: any) => string, cd: boolean}} */
export function naming(scheme) {
  if (scheme === 'cd') return new Cd();
  return {path: ({path, name}) => (scheme === 'flat' ? name : path ?? name), cd: false};
}

class Cd {
  cd = true;
  #known = new Map();
  #next = new Map();

  /** `P0000001/S0000001/X0000001/I0000001`.
   * @param {{medium: {patient: string, study: string, series: string}}} result */
  path({medium}) {
    const parts = [];
    let key = '';
    for (const [letter, uid] of [['P', medium.patient], ['S', medium.study], ['X', medium.series]]) {
      const parent = key;
      key += `/=${uid}`;
      if (!this.#known.has(key)) this.#known.set(key, letter + this.#number(parent));
      parts.push(this.#known.get(key));
    }
    return [...parts, `I${this.#number(`${key}/`)}`].join('/');
  }

  /** @param {string} where */
  #number(where) {
    const number = (this.#next.get(where) ?? 0) + 1;
    this.#next.set(where, number);
    return String(number).padStart(7, '0');
  }
}
