/** Where files come in, and the list of those that are open. */

import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {message, runtimeUrl} from '../../door/browser.js';
import {chosen} from './drop.js';
import {geometry} from './geometry.js';
import {icon} from './icon.js';
import {inView, runwayHeight} from './runway.js';
import {letters} from './letters.js';
import {Part} from './part.js';
import {count, middle, size, visible, word} from './words.js';

const SAMPLES = ['ct', 'us'];
/** A longer list draws only the rows in view, and can be searched. */
const LONG = 100;
/** Lines of the skipped files that are drawn at once; more on request. */
const SHOWN = 200;
/** Height of a row of a long list, in pixels at the usual size of letters (`.files.long .file`). */
const ROW = 52;

class Files extends Part {
  static properties = {shown: {state: true}, text: {state: true}, top: {state: true}};

  constructor() {
    super();
    this.shown = SHOWN;
    this.text = '';
    this.top = 0;
    this.viewport = 400;
    this.letters = 1;
    this.watched = null;
    this.watcher = new ResizeObserver(() => {
      this.viewport = this.watched?.clientHeight || this.viewport;
      this.letters = letters();
      this.requestUpdate();
    });
  }

  updated() {
    const list = this.querySelector('.files.long');
    if (list === this.watched) return;
    this.watcher.disconnect();
    this.watched = list;
    if (list) this.watcher.observe(list);
  }

  /** With the last file goes what was looked for. */
  willUpdate() {
    if (!this.session.files.length) Object.assign(this, {text: '', top: 0, shown: SHOWN});
  }

  render() {
    const {files, hello, busy} = this.session;
    return html`
      <div class="drop ${files.length ? 'small' : ''}">
        ${files.length ? nothing : html`<p class="drop-title">${message('drop_title')}</p>`}
        <div class="buttons">
          <label class="button primary">${icon('file')}<span>${message('drop_files')}</span>
            <input type="file" multiple data-testid="file-input" ?disabled=${!hello || busy} @change=${this.#take}></label>
          <label class="button">${icon('folder')}<span>${message('drop_folder')}</span>
            <input type="file" webkitdirectory data-testid="folder-input" ?disabled=${!hello || busy} @change=${this.#take}></label>
        </div>
        ${files.length ? nothing : html`
          <p class="promise">${message('drop_promise')}</p>
          <div class="samples"><span>${message('sample_offer')}</span>
            ${SAMPLES.map((name) => html`<button class="link" type="button" data-testid="sample-${name}"
              ?disabled=${!hello || busy} @click=${() => this.#sample(name)}>${message(`sample_${name}`)}</button>`)}</div>`}
      </div>
      ${files.length ? this.#list(files) : nothing}
      ${this.session.skipped.list.length ? this.#skipped(this.session.skipped.list) : nothing}`;
  }

  #list(files) {
    const found = this.#found(files);
    return html`
      ${files.length > LONG ? html`<label class="search">${icon('search')}<input type="search" data-testid="file-search" .value=${this.text}
        placeholder=${message('files_search')} aria-label=${message('files_search')} autocomplete="off" spellcheck="false"
        @input=${(event) => Object.assign(this, {text: event.target.value, top: 0})}></label>` : nothing}
      ${found.length > LONG ? this.#long(found) : html`<ul class="files" aria-label=${message('files_list')}>
        ${repeat(found, (entry) => entry.key, (entry) => this.#row(entry))}</ul>`}
      ${this.text ? html`<p class="found" role="status" data-testid="files-found" data-count=${found.length}>${count('files_found', found.length)}</p>` : nothing}
      ${files.length > 1 ? this.#counts(files) : nothing}`;
  }

  /** Rows of one height, of which those in view are drawn. */
  #long(found) {
    const height = ROW * this.letters;
    const seen = inView(this.top, this.viewport, found.length, height);
    return html`<ul class="files long" data-testid="file-list" data-total=${found.length} tabindex="0" aria-label=${message('files_list')}
      @scroll=${(event) => { this.top = event.target.scrollTop; }}>
      <li class="runway" role="presentation" ${geometry({height: `${runwayHeight(found.length, height)}px`})}>
        <ul class="rows" role="presentation" ${geometry({transform: `translateY(${seen.at}px)`})}>
          ${repeat(found.slice(seen.first, seen.last), (entry) => entry.key, (entry, at) => this.#row(entry, seen.first + at + 1, found.length))}
        </ul></li></ul>`;
  }

  /** The files whose path has all the words that are looked for. */
  #found(files) {
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length ? files.filter(({path}) => {
      const text = path.toLowerCase();
      return words.every((one) => text.includes(one));
    }) : files;
  }

  #skipped(list) {
    return html`<details class="fold" data-testid="skipped" data-count=${list.length}>
      <summary><span>${count('files_skipped', list.length)}</span></summary>
      <ul class="notes">${list.slice(0, this.shown).map(({path, code}) => html`<li data-code=${code}><bdi>${visible(path)}</bdi>: ${word('error', code)}</li>`)}</ul>
      ${list.length > this.shown ? html`<button class="link" type="button" @click=${() => (this.shown += SHOWN)}>
        ${count('files_more', list.length - this.shown)}</button>` : nothing}</details>`;
  }

  #row(entry, place = null, total = null) {
    const {current, busy} = this.session;
    const [sign, text] = state(entry);
    const info = entry.info?.summary?.find(({id}) => id === 'kind')?.value;
    return html`
      <li class="file ${entry === current ? 'current' : ''}" data-testid="file-row" data-name=${entry.name}
        aria-posinset=${place ?? nothing} aria-setsize=${total ?? nothing}
        data-outcome=${entry.outcome ?? ''} data-saved=${entry.savedAs ?? ''}>
        <button class="file-open" type="button" aria-current=${entry === current ? 'true' : 'false'} title=${visible(entry.path)}
          @click=${() => this.session.select(entry.key)}>
          <bdi class="file-name">${middle(entry.path)}</bdi>
          <span class="file-note"><span class="state ${entry.outcome ?? ''}">${icon(sign)}<span>${text}</span></span>
            <span>${entry.file.size === null ? '' : size(entry.file.size)}</span>${info ? html`<bdi>${visible(info)}</bdi>` : nothing}</span>
        </button>
        <button class="tool" type="button" title=${message('files_remove')} ?disabled=${busy}
          aria-label=${message('files_remove_named', [visible(entry.name)])}
          @click=${() => this.session.remove([entry.key])}>${icon('close')}</button>
      </li>`;
  }

  #counts(files) {
    const words = ['cleaned', 'held', 'unchanged', 'refused', 'failed'];
    const sums = Object.fromEntries(words.map((name) => [name, 0]));
    for (const {outcome} of files) if (outcome) sums[outcome] += 1;
    const parts = Object.entries(sums).filter(([, n]) => n);
    return html`<p class="counts" data-testid="file-counts">${count('files_count', files.length)}
      ${parts.map(([name, n]) => html`<span class="state ${name}">${icon(name)}<span>${word('outcome', name)}: ${n}</span></span>`)}</p>`;
  }

  #take(event) {
    const taken = chosen(event.target);
    // Emptied, so that choosing the same file again is a choice again.
    event.target.value = '';
    this.session.add(taken);
  }

  async #sample(name) {
    const answer = await fetch(runtimeUrl(`sample/${name}.dcm`));
    const file = new File([await answer.blob()], `sample-${name}.dcm`);
    this.session.add([{file, path: file.name}]);
  }
}

function state(entry) {
  if (entry.savedAs) return ['cleaned', message('state_saved')];
  if (entry.outcome) return [entry.outcome, word('outcome', entry.outcome)];
  if (entry.state === 'open') return ['preview', message('state_review')];
  if (entry.state === 'stopped') return ['waiting', message('state_not_read')];
  return ['waiting', message(entry.state === 'reading' ? 'state_reading' : 'state_waiting')];
}

customElements.define('samar-files', Files);
