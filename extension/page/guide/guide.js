/**
 * The guide, from drop to save, and how to check that nothing is sent.
 *
 * Its text is in the locale files like every other text: a message is paragraphs, one a line; lines that begin with `- ` are
 * a list. The last chapter shows what this installed copy declares, read from its own manifest.
 */

import {html, nothing} from 'lit';
import {message, runtimeUrl} from '../../door/browser.js';
import {icon} from '../parts/icon.js';
import {Part} from '../parts/part.js';
import {word} from '../parts/words.js';

const CHAPTERS = ['drop', 'review', 'image', 'preview', 'save', 'pixels', 'not', 'check', 'disclaimer'];

export class Guide extends Part {
  static properties = {declared: {state: true}};

  constructor() {
    super();
    this.declared = null;
  }

  async show() {
    this.querySelector('dialog').showModal();
    this.declared ??= await (await fetch(runtimeUrl('manifest.json'))).json();
  }

  render() {
    return html`<dialog class="sheet guide" data-testid="guide" aria-labelledby="title-guide">
      <div class="sheet-head"><h2 id="title-guide">${message('guide_title')}</h2>
        <button class="tool" type="button" data-testid="guide-close" aria-label=${message('dialog_close')} title=${message('dialog_close')}
          @click=${(event) => event.target.closest('dialog').close()}>${icon('close')}</button></div>
      ${CHAPTERS.map((name, index) => html`<section id="guide-${name}">
        <h3>${index < 5 ? html`<span class="step" aria-hidden="true">${index + 1}</span>` : nothing}${message(`guide_${name}_title`)}</h3>
        ${prose(message(`guide_${name}_text`))}
        ${name === 'pixels' ? this.#grades() : nothing}
        ${name === 'check' && this.declared ? this.#declared() : nothing}</section>`)}
    </dialog>`;
  }

  /** What is possible with the pixels of each transfer syntax, as the core states it. */
  #grades() {
    const grades = new Map();
    for (const {name, grade} of this.session.hello?.syntaxes ?? []) grades.set(grade, [...(grades.get(grade) ?? []), name]);
    return html`<dl class="grades" data-testid="syntaxes">${[...grades].map(([grade, names]) => html`<div><dt>${word('grade', grade)}</dt>
      <dd>${names.join(' · ')}</dd></div>`)}</dl>`;
  }

  #declared() {
    const {permissions = [], host_permissions: hosts = [], content_security_policy: policy = {}, version} = this.declared;
    return html`<dl class="declared" data-testid="declared">
      <div><dt>${message('guide_version')}</dt><dd><code>${version}</code></dd></div>
      <div><dt>${message('guide_permissions')}</dt><dd><code>${permissions.join(', ')}</code></dd></div>
      <div><dt>${message('guide_hosts')}</dt><dd><code>${hosts.length ? hosts.join(', ') : message('guide_no_hosts')}</code></dd></div>
      <div><dt>${message('guide_policy')}</dt><dd><code>${policy.extension_pages ?? ''}</code></dd></div>
    </dl>`;
  }
}

/** Paragraphs and lists of a message. */
function prose(text) {
  const blocks = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('- ')) blocks.push(line);
    else if (Array.isArray(blocks.at(-1))) blocks.at(-1).push(line.slice(2));
    else blocks.push([line.slice(2)]);
  }
  return blocks.map((block) => (Array.isArray(block)
    ? html`<ul>${block.map((line) => html`<li>${line}</li>`)}</ul>` : html`<p>${block}</p>`));
}

customElements.define('samar-guide', Guide);
