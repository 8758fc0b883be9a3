/** A list of own patient IDs (CSV): chosen, checked, used for all files. It stays in the memory of the page. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, number, word} from './words.js';

const LARGEST = 1 << 24;     // bytes of a list

class OwnIds extends Part {
  static properties = {problems: {state: true}};

  constructor() {
    super();
    this.problems = [];
  }

  render() {
    const {hello, busy, people} = this.session;
    return html`<details class="fold" data-testid="own-ids" data-people=${people.length}>
      <summary><span>${message('own_ids_title')}</span></summary>
      <p class="help">${message('own_ids_text')}</p>
      <div class="buttons"><label class="button">${icon('file')}<span>${message('own_ids_choose')}</span>
        <input type="file" accept=".csv,.txt,.tsv" data-testid="ids-input" ?disabled=${!hello || busy} @change=${this.#take}></label>
      ${people.length ? html`<button class="link" type="button" data-testid="ids-clear" ?disabled=${busy} @click=${() => this.#use([])}>${message('own_ids_clear')}</button>` : nothing}</div>
      ${people.length ? html`<p class="notice ok">${icon('cleaned')}<span>${count('own_ids_used', people.length)}</span></p>` : nothing}
      ${this.problems.length ? html`<ul class="notes">${this.problems.map(({line, code}) => html`<li class="bad" data-testid="ids-problem" data-code=${code} data-line=${line}>
        ${message('own_ids_line', [number(line)])} ${word('error', code)}</li>`)}</ul>` : nothing}</details>`;
  }

  async #take(event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) return;
    if (file.size > LARGEST) {
      this.problems = [{line: 1, code: 'ids-columns'}];
      return;
    }
    const {people, problems} = await this.session.core.request('ids', {text: await file.text()});
    this.problems = problems;
    if (!problems.length) this.#use(people);
  }

  #use(people) {
    this.problems = [];
    return this.session.setPeople(people);
  }
}

customElements.define('samar-own-ids', OwnIds);
