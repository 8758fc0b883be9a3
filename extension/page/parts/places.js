/** The four places in one row, each with the number of things that are open there. In the side panel they are parts of one page; a press goes there. */

import {html} from 'lit';
import {message} from '../../door/browser.js';
import {Part} from './part.js';
import {count, number} from './words.js';

const PLACES = ['files', 'review', 'image', 'save'];

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
    const shown = PLACES.filter((name) => isShown(name));
    const passed = shown.filter((name) => document.getElementById(`place-${name}`).getBoundingClientRect().top <= line);
    this.here = (end && main.scrollTop > 0 ? shown.at(-1) : passed.at(-1)) ?? 'files';
  }

  /** What is open: of files how many there are, then warnings, pictures to be looked at, and points of the shown file. */
  #open(name) {
    const {files, current, bulk} = this.session;
    if (name === 'files') return files.length > 1 ? files.length : 0;
    if (name === 'image') return bulk.pictures.length;
    if (name === 'save') return current ? this.session.review.points(current).filter(({settled}) => !settled).length : 0;
    return 0;
  }

  render() {
    const {current} = this.session;
    return html`<nav class="nav" aria-label=${message('header_places')}>
      ${PLACES.map((name, index) => html`
        <a href="#place-${name}" aria-current=${this.here === name ? 'true' : 'false'}
          aria-keyshortcuts="Alt+${index + 1}" aria-disabled=${name !== 'files' && (!current || (name === 'image' && !current.image)) ? 'true' : 'false'} data-testid="place-${name}"
          @click=${(event) => this.#go(event, name)}>
          <span class="step" aria-hidden="true">${number(index + 1)}</span><span class="nav-text">${message(`place_${name}`)}</span>
          ${this.#badge(name)}
        </a>`)}
    </nav>`;
  }

  #badge(name) {
    const open = this.#open(name);
    if (!open) return '';
    const text = name === 'files' ? count('files_count', open) : count('places_open', open);
    return html`<span class="badge ${name === 'files' ? '' : 'open'}" title=${text} data-testid="open-count" data-place=${name}>${number(open)}</span>`;
  }

  #go(event, name) {
    event.preventDefault();
    this.go(name);
  }

  /** To a place by its name or its number from 1, with the focus: on the picture itself, whose keys work there. */
  go(place) {
    const name = PLACES[place - 1] ?? place;
    if (!isShown(name)) return;
    const section = document.getElementById(`place-${name}`);
    section.scrollIntoView({block: 'start'});
    ((name === 'image' && section.querySelector('canvas')) || section).focus({preventScroll: true});
    this.here = name;
  }
}

function isShown(name) {
  const place = document.getElementById(`place-${name}`);
  return place && !place.hidden && !place.parentElement.hidden;
}

customElements.define('samar-places', Places);
