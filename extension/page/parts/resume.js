/** An earlier report of a set: what is done with equal file, choices, version and project key is not done again. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count} from './words.js';

class Resume extends Part {
  static properties = {bad: {state: true}};

  constructor() {
    super();
    this.bad = false;
  }

  render() {
    const {files, busy, bulk, projectKey} = this.session;
    if (files.length < 2) return nothing;
    return html`<details class="fold" data-testid="resume" data-rows=${bulk.earlier?.size ?? 0}>
      <summary><span>${message('resume_title')}</span></summary>
      <p class="help">${message('resume_text')}</p>
      <label class="button">${icon('file')}<span>${message('resume_choose')}</span>
        <input type="file" accept=".json,.jsonl" data-testid="resume-input" ?disabled=${busy} @change=${this.#take}></label>
      ${bulk.earlier ? html`<p class="notice ok">${icon('cleaned')}<span>${count('resume_rows', bulk.earlier.size)}</span></p>` : nothing}
      ${bulk.earlier && !projectKey ? html`<p class="notice warn">${icon('warning')}<span>${message('resume_key')}</span></p>` : nothing}
      ${this.bad ? html`<p class="notice bad" role="alert">${icon('failed')}<span>${message('resume_unreadable')}</span></p>` : nothing}</details>`;
  }

  async #take(event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) return;
    this.bad = !this.session.bulk.goOnFrom(await file.text().catch(() => ''));
  }
}

customElements.define('samar-resume', Resume);
