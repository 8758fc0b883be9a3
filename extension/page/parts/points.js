/** What only a person can settle in the file, with the button that does it. While one is open nothing is saved. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, visible, word} from './words.js';

class Points extends Part {
  render() {
    const {entry, session} = this;
    const points = entry ? session.review.points(entry) : [];
    if (!points.length) return nothing;
    return html`<section class="card open-points" aria-labelledby="title-points">
      <h3 id="title-points">${message('points_title')}</h3>
      <ul>${points.map((point) => this.#row(point))}</ul>
    </section>`;
  }

  #row(point) {
    const {code, selector, settled} = point;
    const waits = code === 'text-risk' ? this.entry.undecided : 0;
    return html`<li class="notice ${settled ? 'ok' : 'warn'}" data-testid="open-point" data-code=${code} data-state=${settled ? 'settled' : 'open'}
      data-selector=${selector ?? ''} data-how=${settled ?? ''}>${icon(settled ? 'cleaned' : 'warning')}
      <div><p>${word('point', code)} ${selector ? html`<bdi>${visible(selector)}</bdi>` : nothing}</p>
        ${settled ? html`<p class="help">${word('settled', settled)}</p>` : html`<button class="button" type="button" data-testid="settle"
          data-code=${code} ?disabled=${this.session.busy || waits > 0} @click=${() => this.session.review.settle(this.entry, point)}>
          ${word('settle', code)}</button>`}
        ${waits ? html`<p class="help" data-testid="point-waits">${count('found_wait', waits)}</p>` : nothing}</div></li>`;
  }
}

customElements.define('samar-points', Points);
