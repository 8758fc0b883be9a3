/** Rules of a person's own: what departs from the preset as a list, one more by its selector, and all of it as a file. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, visible, word} from './words.js';
import {errorText} from './warnings.js';

const LONGEST = 80;      // letters of a name

class OwnPresets extends Part {
  render() {
    const {hello, busy, own, store} = this.session;
    if (!hello) return nothing;
    const {categories, elements} = store.choices;
    const rules = [...Object.entries(categories).map(([id, action]) => this.#rule(word('category', id), action, () => store.chooseCategory(id, null))),
      ...Object.entries(elements).map(([selector, action]) => this.#rule(selector, action, () => store.chooseElement(selector, null, null)))];
    return html`<details class="fold" data-testid="own-presets" data-rules=${rules.length}>
      <summary><span>${message('own_preset_title')}</span>${rules.length ? html` <span class="badge">${rules.length}</span>` : nothing}</summary>
      ${rules.length ? html`<ul class="own-rules" aria-label=${count('own_preset_rules', rules.length)}>${rules}</ul>` : nothing}
      <div class="rule-form" @keydown=${entered(this.#add)}>
        <label class="field"><span>${message('own_preset_selector')}</span>
          <input type="text" maxlength="300" autocomplete="off" spellcheck="false" data-testid="rule-selector"
            placeholder="PatientComments" aria-describedby="rule-help" list="tag-words"></label>
        <label class="field"><span>${message('column_action')}</span>
          <select data-testid="rule-action">${hello.actions.map((action) => html`<option value=${action}
            .selected=${action === 'remove'}>${word('action', action)}</option>`)}</select></label>
        <button class="button" type="button" data-testid="rule-add" ?disabled=${busy} @click=${this.#add}>${message('own_preset_add')}</button>
        <p class="help" id="rule-help">${message('own_preset_selector_help')}</p>
      </div>
      <div class="rule-form" @keydown=${entered(this.#save)}>
        <label class="field"><span>${message('own_preset_name')}</span>
          <input type="text" maxlength=${LONGEST} autocomplete="off" data-testid="preset-name"></label>
        <button class="button" type="button" data-testid="preset-save" ?disabled=${busy} @click=${this.#save}>${message('own_preset_save')}</button>
      </div>
      <div class="buttons"><label class="button">${icon('file')}<span>${message('own_preset_load')}</span>
        <input type="file" accept=".json,application/json" data-testid="preset-input" ?disabled=${busy} @change=${this.#load}></label></div>
      ${own.problem ? html`<p class="notice bad" role="alert" data-testid="preset-problem" data-code=${own.problem.code}>${icon('warning')}<span>${
        visible(errorText(own.problem))}</span></p>` : nothing}
      <p class="help">${message('own_preset_text')}</p></details>`;
  }

  #rule(name, action, drop) {
    const text = message('own_preset_drop', [visible(name)]);
    return html`<li data-testid="own-rule"><bdi>${visible(name)}</bdi> <span>${word('action', action)}</span>
      <button class="tool" type="button" title=${text} aria-label=${text} ?disabled=${this.session.busy} @click=${drop}>${icon('close')}</button></li>`;
  }

  /** @returns {HTMLInputElement} */
  #field(name) {
    return this.querySelector(`[data-testid=${name}]`);
  }

  #add = async () => {
    const field = this.#field('rule-selector');
    const selector = field.value.trim();
    if (selector && await this.session.own.rule(selector, this.#field('rule-action').value)) field.value = '';
  };

  #save = async () => {
    const field = this.#field('preset-name');
    const name = field.value.trim();
    if (name && await this.session.own.save(name)) field.value = '';
  };

  #load = async ({target}) => {
    const [file] = target.files;
    target.value = '';
    if (file) await this.session.own.load(file);
  };
}

/** Enter in a field does what its button does; the page's policy knows no forms. */
function entered(act) {
  return (event) => {
    if (event.key !== 'Enter' || event.target.localName !== 'input') return;
    event.preventDefault();
    act();
  };
}

customElements.define('samar-own-presets', OwnPresets);
