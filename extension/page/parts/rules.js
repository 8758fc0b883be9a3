/** What the preset does in three points, and the switches of PS3.15 behind it. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {ofPreset, word} from './words.js';

class Rules extends Part {
  render() {
    const {hello, store, files} = this.session;
    const preset = hello?.presets.find(({id}) => id === store.choices.preset);
    if (!preset) return nothing;
    const inForce = store.choices.options ?? preset.options;
    return html`
      <section class="card rules" aria-labelledby="title-rules">
        <h3 id="title-rules">${ofPreset(preset, 'name')}</h3>
        <ul class="points">${ofPreset(preset, 'points').map((point) => html`<li>${point}</li>`)}</ul>
        ${store.departs ? html`<p class="note" data-testid="departs">${icon('info')}<span>${message('rules_departs')}</span>
          <button class="link" type="button" data-testid="preset-reset"
            @click=${() => store.choosePreset(preset.id)}>${message('rules_reset')}</button></p>` : nothing}
        <details class="fold options" ?open=${matchMedia('(min-width: 62.5rem)').matches}>
          <summary data-testid="rules-open"><span>${message('rules_options')}</span></summary>
          ${hello.options.map((option) => this.#option(option, inForce))}
          ${files.length > 1 ? this.#reach() : nothing}
          <label class="field"><span>${message('rules_project_key')}</span>
            <input type="text" autocomplete="off" spellcheck="false" data-testid="project-key"
              .value=${this.session.projectKey ?? ''} aria-describedby="project-key-help"
              @change=${(event) => this.session.setProjectKey(event.target.value.trim())}></label>
          <p class="help" id="project-key-help">${message('rules_project_key_help')}</p>
          ${hello.weakKey ? html`<p class="notice warn" data-testid="project-key-weak">${icon('warning')}<span>${
            message('rules_project_key_weak')}</span></p>` : nothing}
        </details>
      </section>`;
  }

  #option({id, excludes}, inForce) {
    const on = inForce.includes(id);
    const help = `option-help-${id}`;
    return html`<div class="switch">
      <label><input type="checkbox" role="switch" data-testid="option" data-option=${id} .checked=${on} aria-describedby=${help}
        @change=${(event) => this.session.store.chooseOption(id, event.target.checked, inForce, excludes ?? [])}>
        <span>${word('option', id)}</span></label>
      <p class="help" id=${help}>${message(`option_${id.replace(/[^A-Za-z0-9]/g, '_')}_help`)}</p>
    </div>`;
  }

  #reach() {
    return html`<fieldset class="reach"><legend>${message('reach_title')}</legend>
      ${['all', 'this'].map((reach) => html`<label><input type="radio" name="reach" value=${reach} data-testid="reach-${reach}"
        .checked=${this.session.reach === reach} @change=${() => this.session.reachTo(reach)}> <span>${message(`reach_${reach}`)}</span></label>`)}</fieldset>`;
  }
}

customElements.define('samar-rules', Rules);
