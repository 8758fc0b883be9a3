/** The queue of pictures that wait to be looked at, above the picture: one after another without leaving it. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, number} from './words.js';

class Look extends Part {
  render() {
    const {entry, session} = this;
    if (!entry?.image) return nothing;
    const risk = session.review.points(entry).find(({code}) => code === 'text-risk');
    const others = session.bulk.pictures.filter((one) => one !== entry);
    if (!risk || (risk.settled && !others.length && session.files.length < 2)) return nothing;
    const {frames, shown} = entry.image;
    const left = frames - entry.seen.size;
    return html`<div class="notice look ${risk.settled ? 'ok' : 'warn'}" data-testid="look" data-left=${left} data-waiting=${others.length}>
      ${icon(risk.settled ? 'cleaned' : 'warning')}
      <div><p>${risk.settled ? message('look_done') : message(shown && frames > 1 ? 'look_frames' : 'look_picture', [number(entry.seen.size), number(frames)])}</p>
        ${!risk.settled && left <= 0 ? html`<p>${entry.undecided ? count('found_wait', entry.undecided) : session.finder.isOver(entry) ? nothing
    : message('found_looking')}</p>` : nothing}
        ${others.length ? html`<button class="button" type="button" data-testid="look-on" @click=${() => session.select(after(session, others).key, 'image')}>
          ${count('look_on', others.length)}</button>` : nothing}</div></div>`;
  }
}

/** The next of the list behind the one in view, from the beginning again at its end. */
function after({files, current}, waiting) {
  const at = files.indexOf(current);
  return waiting.find((entry) => files.indexOf(entry) > at) ?? waiting[0];
}

customElements.define('samar-look', Look);
