/** What this is and what it does not promise; open until the first file is there. */

import {html} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';

class Intro extends Part {
  render() {
    const none = this.session.files.length === 0;
    return html`
      <details class="fold intro" ?open=${none}>
        <summary>${icon('shield')}<span>${message('intro_title')}</span></summary>
        <p>${message('intro_text')}</p>
        <p class="disclaimer" data-testid="disclaimer">${message('intro_disclaimer')}</p>
        <button class="link" type="button" @click=${() => this.dispatchEvent(new Event('samar-guide', {bubbles: true}))}>
          ${message('intro_guide')}</button>
      </details>`;
  }
}

customElements.define('samar-intro', Intro);
