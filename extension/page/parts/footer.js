/** The two things to do, always in reach, and how far the one that runs has come. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {geometry} from './geometry.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {number} from './words.js';

class Footer extends Part {
  render() {
    const {current, busy, hello, busyMark} = this.session;
    const task = this.session.task ?? (busyMark.slow && current ? {what: 'task_read', done: 0, total: 0} : null);
    const can = Boolean(hello && current?.info && !busy);
    const held = can && this.session.points(current).some(({settled}) => !settled);
    return html`<footer class="foot">
      ${task ? this.#progress(task) : nothing}
      <div class="foot-row">
        <button class="act" type="button" data-testid="update-preview" ?disabled=${!can} title=${message('do_preview_help')}
          @click=${() => this.#preview()}>${icon('preview')}<span><b>${message('do_preview')}</b><small>${message('do_preview_short')}</small></span></button>
        <button class="act main" type="button" data-testid="download" ?disabled=${!can} data-held=${held ? 'true' : 'false'} title=${held ? message('outcome_held_means') : message('do_save_help')}
          @click=${() => this.#save()}>${icon('download')}<span><b>${message('do_save')}</b><small>${message('do_save_short')}</small></span></button>
      </div>
    </footer>`;
  }

  #progress({what, done, total}) {
    const percent = total ? Math.floor((100 * done) / total) : 0;
    return html`<div class="task">
      <div class="task-text"><span id="task-name">${message(what)}${total ? ` ${message('task_count', [number(done), number(total)])}` : ''}</span>
        <button class="link" type="button" data-testid="cancel" @click=${() => this.session.cancel()}>${message('task_cancel')}</button></div>
      <div class="meter ${total ? '' : 'unknown'}" role="progressbar" data-testid="progress" aria-labelledby="task-name" aria-valuemin="0"
        aria-valuemax="100" aria-valuenow=${percent}><div ${geometry({width: total ? `${percent}%` : '30%'})}></div></div>
    </div>`;
  }

  async #preview() {
    await this.session.preview();
    document.getElementById('place-save')?.scrollIntoView({block: 'start'});
  }

  async #save() {
    await this.session.save();
    const {current} = this.session;
    if (current && !current.savedAs) document.getElementById('place-save')?.scrollIntoView({block: 'start'});
  }
}

customElements.define('samar-footer', Footer);
