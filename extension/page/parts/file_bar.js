/** Which file is reviewed, and the way to the one before and the one after it. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {middle, number, visible} from './words.js';

class FileBar extends Part {
  render() {
    const {files, current} = this.session;
    if (!current || files.length < 2) return nothing;
    const at = files.indexOf(current);
    return html`<div class="file-bar">
      <bdi class="file-name" title=${visible(current.path)}>${middle(current.path)}</bdi>
      <span>${message('frame_of', [number(at + 1), number(files.length)])}</span>
      <button class="tool" type="button" data-testid="file-before" title=${message('file_before')} aria-label=${message('file_before')}
        ?disabled=${at === 0} @click=${() => this.session.move(-1)}><span class="turned">${icon('folded')}</span></button>
      <button class="tool" type="button" data-testid="file-after" title=${message('file_after')} aria-label=${message('file_after')}
        ?disabled=${at === files.length - 1} @click=${() => this.session.move(1)}>${icon('folded')}</button>
    </div>`;
  }
}

customElements.define('samar-file-bar', FileBar);
