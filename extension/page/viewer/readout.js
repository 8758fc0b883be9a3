/** What is under the pointer: column, row, and the value in the modality's unit. */

import {html, nothing} from 'lit';
import {Latest} from '../state/latest.js';
import {Part} from '../parts/part.js';
import {number} from '../parts/words.js';

/** Digits behind the point: what differs in the third is noise of the transformation. */
const DIGITS = 3;

export class Readout extends Part {
  static properties = {at: {attribute: false}, frame: {attribute: false}, result: {attribute: false}, told: {state: true}};

  constructor() {
    super();
    this.at = this.told = this.asked = null;
    this.frame = 0;
    this.result = false;
    this.asking = new Latest();
  }

  render() {
    const {at, told} = this;
    const known = told && at && told.for === this.asked ? told : null;
    return html`<p class="readout" aria-hidden="true" data-testid="readout" data-values=${known ? known.values.join(' ') : nothing}
      data-unit=${known ? known.unit : nothing}>${at ? `x ${at.x} · y ${at.y}${known ? written(known) : ''}` : '\u00a0'}</p>`;
  }

  updated() {
    const {at, entry, frame, result} = this;
    const asked = at && entry?.image?.shown ? JSON.stringify([entry.key, at, frame, result, this.session.store.revision]) : null;
    if (asked === this.asked) return;
    this.asked = asked;
    if (asked) this.#ask(asked);
    else this.told = null;
  }

  async #ask(asked) {
    const {at, entry, frame, result} = this;
    try {
      const told = await this.asking.run(() => this.session.review.value(entry, frame, at.x, at.y, result));
      if (told && asked === this.asked) this.told = {...told, for: asked};
    } catch {
      // what cannot be read is said by the picture itself
    }
  }
}

/** Values and unit as a person reads them: a colour by its letters. */
export function written({values, unit}) {
  if (!values.length) return '';
  const numbers = values.map((value) => number(Math.round(value * 10 ** DIGITS) / 10 ** DIGITS));
  return values.length > 1 ? ` · ${unit} ${numbers.join(' ')}` : ` · ${numbers[0]}${unit ? ` ${unit}` : ''}`;
}

customElements.define('samar-readout', Readout);
