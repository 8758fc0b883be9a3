/** The three places in one row. In the side panel they are parts of one page; a press goes there. */

import {html} from 'lit';
import {message} from '../../door/browser.js';
import {Part} from './part.js';
import {number} from './words.js';

const PLACES = ['files', 'review', 'save'];

class Places extends Part {
  static properties = {here: {state: true}};

  constructor() {
    super();
    this.here = 'files';
  }

  firstUpdated() {
    const main = document.querySelector('main');
    main?.addEventListener('scroll', () => this.#look(main), {passive: true});
  }

  /** The place whose beginning was passed last is the one that is read. */
  #look(main) {
    const line = main.getBoundingClientRect().top + main.clientHeight / 3;
    const end = main.scrollTop + main.clientHeight >= main.scrollHeight - 4;
    const passed = PLACES.filter((name) => {
      const place = document.getElementById(`place-${name}`);
      return !place.hidden && place.getBoundingClientRect().top <= line;
    });
    this.here = end && main.scrollTop > 0 ? 'save' : passed.at(-1) ?? 'files';
  }

  render() {
    const {files, current} = this.session;
    return html`<nav class="nav" aria-label=${message('header_places')}>
      ${PLACES.map((name, index) => html`
        <a href="#place-${name}" aria-current=${this.here === name ? 'true' : 'false'}
          aria-disabled=${name !== 'files' && !current ? 'true' : 'false'} data-testid="place-${name}"
          @click=${(event) => this.#go(event, name)}>
          <span class="step" aria-hidden="true">${number(index + 1)}</span>${message(`place_${name}`)}
          ${name === 'files' && files.length > 1 ? html`<span class="badge">${number(files.length)}</span>` : ''}
        </a>`)}
    </nav>`;
  }

  #go(event, name) {
    event.preventDefault();
    const place = document.getElementById(`place-${name}`);
    if (place.hidden || place.parentElement.hidden) return;
    place.scrollIntoView({block: 'start'});
    place.focus({preventScroll: true});
    this.here = name;
  }
}

customElements.define('samar-places', Places);
