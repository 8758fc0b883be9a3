/** The whole panel: four places and what goes for all of them (drops, keys, spoken messages). */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import '../guide/guide.js';
import '../viewer/image.js';
import './file_bar.js';
import './ask.js';
import './files.js';
import './footer.js';
import './header.js';
import './intro.js';
import './history.js';
import './keys.js';
import './look.js';
import './outcome.js';
import './own_ids.js';
import './own_presets.js';
import './places.js';
import './points.js';
import './preview.js';
import './report.js';
import './resume.js';
import './set_report.js';
import './tree.js';
import './rules.js';
import './summary.js';
import './tags.js';
import {dropped} from './drop.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {errorText} from './warnings.js';

class App extends Part {
  static properties = {dragging: {state: true}};

  constructor() {
    super();
    this.dragging = false;
  }

  connectedCallback() {
    super.connectedCallback();
    // On the document: a file dropped beside a part would otherwise be opened by the browser.
    document.addEventListener('dragover', (event) => this.#over(event));
    document.addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) this.dragging = false;
    });
    document.addEventListener('drop', (event) => this.#drop(event));
    document.addEventListener('keydown', (event) => this.#key(event));
    this.session.addEventListener('shown', (/** @type {any} */ {detail}) => this.#to(detail));
    document.addEventListener('samar-guide', () => this.querySelector('samar-guide').show());
    document.addEventListener('samar-ask-clear', () => this.querySelector('samar-ask').show());
    document.addEventListener('samar-go', ({detail}) => this.#to(detail.place, detail.only));
    document.addEventListener('samar-history', () => this.querySelector('samar-history').show());
    document.addEventListener('samar-keys', () => this.querySelector('samar-keys').show());
  }

  /** Go to a place; `only` narrows the table. In a tab all places stand side by side: what is asked for is scrolled into view there. */
  async #to(name, only = null) {
    await this.updateComplete;
    if (only) this.querySelector('samar-tags')?.only(only);
    const place = document.getElementById(`place-${name}`);
    if (!place || place.hidden || place.parentElement.hidden) return;
    if (name === 'review' && !only && !matchMedia('(max-width: 62.4375rem)').matches) return;
    place.scrollIntoView({block: 'start'});
  }

  #over(event) {
    event.preventDefault();
    if (!event.dataTransfer.types.includes('Files')) return;
    event.dataTransfer.dropEffect = 'copy';
    this.dragging = true;
  }

  async #drop(event) {
    event.preventDefault();
    this.dragging = false;
    if (event.dataTransfer.types.includes('Files')) this.session.add(await dropped(event.dataTransfer));
  }

  #key(event) {
    const typing = event.target.closest?.('input:not([type=checkbox]):not([type=range]), textarea');
    if (!document.querySelector('dialog[open]') && this.#act(event)) event.preventDefault();
    else if ((event.ctrlKey || event.metaKey) && !event.altKey && !typing) {
      const key = event.key.toLowerCase();
      if (key === 'z' || key === 'y') {
        event.preventDefault();
        if (key === 'y' || event.shiftKey) this.session.store.redo();
        else this.session.store.undo();
      }
    } else if (event.key === '?' && !typing) {
      this.querySelector('samar-keys').show();
    }
  }

  /** Keys that go everywhere, also while something is typed: to a place, and the two acts below. True where it was one of them. */
  #act({code, key, altKey, ctrlKey, metaKey, shiftKey}) {
    const control = (ctrlKey || metaKey) && !altKey && !shiftKey;
    // by the key's place: with Alt it writes another sign on some keyboards
    const place = altKey && !ctrlKey && !metaKey && !shiftKey ? /^Digit([1-4])$/.exec(code)?.[1] : null;
    if (place) this.#part('samar-places').go(Number(place));
    else if (control && key === 'Enter') this.#part('samar-footer').press('update-preview');
    else if (control && key.toLowerCase() === 's') this.#part('samar-footer').press('download');
    else return false;
    return true;
  }

  /** @returns {any} a part of the page */
  #part(name) {
    return this.querySelector(name);
  }

  render() {
    const {files, current, spoken, error} = this.session;
    return html`
      <samar-header></samar-header>
      <main class=${files.length ? 'places' : 'places empty'} data-testid="drop-zone">
        <section class="place" id="place-files" aria-labelledby="title-files" tabindex="-1">
          <h2 id="title-files">${message('place_files')}</h2>
          <samar-intro></samar-intro>
          ${error && !current ? html`<p class="notice bad" role="alert" data-testid="error" data-code=${error.code}>
            ${icon('failed')}<span>${errorText(error)}</span></p>` : nothing}
          <samar-files></samar-files>
          <samar-tree></samar-tree>
          <samar-rules></samar-rules>
          <samar-own-presets></samar-own-presets>
          <samar-own-ids></samar-own-ids>
        </section>
        <section class="place" id="place-review" aria-labelledby="title-review" tabindex="-1" ?hidden=${!current}>
          <h2 id="title-review">${message('place_review')}</h2>
          <samar-file-bar></samar-file-bar>
          <samar-warnings></samar-warnings>
          <samar-summary></samar-summary>
          <samar-tags></samar-tags>
        </section>
        <div class="side" ?hidden=${!current}>
          <section class="place" id="place-image" aria-labelledby="title-image" ?hidden=${!current?.image}>
            <h2 id="title-image">${message('place_image')}</h2>
            <samar-look></samar-look>
            <samar-image></samar-image>
          </section>
          <section class="place" id="place-save" aria-labelledby="title-save" tabindex="-1">
            <h2 id="title-save">${message('place_save')}</h2>
            <samar-points></samar-points>
            <samar-outcome></samar-outcome>
            <samar-resume></samar-resume>
            <samar-preview></samar-preview>
            <samar-report></samar-report>
            <samar-set-report></samar-set-report>
          </section>
        </div>
      </main>
      <samar-footer></samar-footer>
      <div class="veil" ?hidden=${!this.dragging} aria-hidden="true"><p>${message('drop_now')}</p></div>
      <p class="spoken" role="status" aria-live="polite">${spoken}</p>
      <samar-guide></samar-guide>
      <samar-keys></samar-keys>
      <samar-history></samar-history>
      <samar-ask></samar-ask>`;
  }
}

customElements.define('samar-app', App);
