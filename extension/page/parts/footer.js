/** The two things to do, always in reach, and how far the one that runs has come. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {geometry} from './geometry.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, number, visible} from './words.js';

class Footer extends Part {
  render() {
    const {current, busy, hello, busyMark} = this.session;
    const task = this.session.task ?? (busyMark.slow && current ? {what: 'task_read', done: 0, total: 0} : null);
    const can = Boolean(hello && current?.info && !busy);
    const held = can && this.session.review.points(current).some(({settled}) => !settled);
    return html`<footer class="foot">
      ${task ? this.#progress(task) : this.#said()}
      <div class="foot-row">
        <button class="act" type="button" data-testid="update-preview" aria-keyshortcuts="Control+Enter" ?disabled=${!can} title=${message('do_preview_help')}
          @click=${() => this.#preview()}>${icon('preview')}<span><b>${message('do_preview')}</b><small>${message('do_preview_short')}</small></span></button>
        <button class="act main" type="button" data-testid="download" aria-keyshortcuts="Control+S" ?disabled=${!can} data-held=${held ? 'true' : 'false'} title=${held ? message('outcome_held_means') : message('do_save_help')}
          @click=${() => this.#save()}>${icon('download')}<span><b>${message('do_save')}</b><small>${message('do_save_short')}</small></span></button>
      </div>
    </footer>`;
  }

  /** Press one of the two buttons by its test id, where it may be pressed. */
  press(name) {
    /** @type {any} */ (this.querySelector(`[data-testid="${name}"]`)).click();
  }

  /** @param {{what: string, done: number, total: number, [more: string]: any}} task */
  #progress({what, done, total, passed, whole, since}) {
    const {bulk} = this.session;
    const left = passed && !bulk.holds ? timeLeft((Date.now() - since) * (whole - passed) / passed) : '';
    const percent = total ? Math.floor((100 * done) / total) : 0;
    return html`<div class="task">
      <div class="task-text"><span id="task-name">${message(what)}${total ? ` ${message('task_count', [number(done), number(total)])}` : ''}</span>
        ${left ? html`<span class="help">${left}</span>` : nothing}
        ${bulk.pool ? html`<button class="link" type="button" data-testid="pause" aria-pressed=${bulk.holds ? 'true' : 'false'}
          @click=${() => bulk.pause()}>${message(bulk.holds ? 'task_resume' : 'task_pause')}</button>` : nothing}
        <button class="link" type="button" data-testid="cancel" @click=${() => this.session.cancel()}>${message('task_cancel')}</button></div>
      <div class="meter ${total ? '' : 'unknown'}" role="progressbar" data-testid="progress" aria-labelledby="task-name" aria-valuemin="0"
        aria-valuemax="100" aria-valuenow=${percent}><div ${geometry({width: total ? `${percent}%` : '30%'})}></div></div>
    </div>`;
  }

  /** What was just taken away with the way back, else where the file was saved, else the next right act in words. */
  #said() {
    const {undone, store, current, files, bulk, hello} = this.session;
    if (undone && (undone.final || store.canUndo)) return this.#undone(undone);
    if (!hello || !current) return nothing;
    const {pictures} = bulk;
    const open = this.session.review.points(current).filter(({settled, code}) => !settled && code !== 'text-risk').length;
    if (pictures.length) return this.#next('look', count('next_look', pictures.length), () => this.#look(pictures));
    if (open) return this.#next('settle', count('next_settle', open), () => this.#go('save'));
    const whole = bulk.report && !bulk.report.skipped.length && bulk.report.saved ? bulk.report : null;
    if (files.length > 1 && whole?.name) return this.#saved(whole.name);
    const left = files.filter((entry) => !this.session.results.saved(entry)).length;
    if (files.length > 1 && left) {
      const n = files.length;
      const text = bulk.sink === 'zip' ? count('next_zip', n) : bulk.sink === 'folder' ? count('next_folder', n) : count('next_each', n);
      return this.#next('save', text, () => bulk.run());
    }
    return current.savedAs ? this.#saved(current.savedAs) : nothing;
  }

  /** @param {any} undone */
  #undone({text, instead, final}) {
    if (final) return html`<p class="said" data-testid="told">${text}</p>`;
    return html`<p class="said"><span>${text}</span>
      ${instead ? html`<button class="link" type="button" data-testid="undo-instead" @click=${instead.act}>${instead.text}</button>` : nothing}
      <button class="link" type="button" data-testid="undo-offer" @click=${() => this.session.store.undo()}>${message('header_undo')}</button></p>`;
  }

  #next(act, text, doing) {
    return html`<p class="said"><span>${message('next_title')}</span>
      <button class="link" type="button" data-testid="next-act" data-act=${act} @click=${doing}>${text}</button></p>`;
  }

  #saved(name) {
    return html`<p class="said ok" data-testid="saved-where">${icon('cleaned')}<bdi>${message('saved_where', [visible(name)])}</bdi></p>`;
  }

  /** The picture in view first, when it waits. */
  #look(pictures) {
    const {current} = this.session;
    if (pictures.includes(current)) this.#go('image');
    else this.session.select(pictures[0].key, 'image');
  }

  #go(place) {
    this.dispatchEvent(new CustomEvent('samar-go', {bubbles: true, detail: {place}}));
  }

  async #preview() {
    await this.session.results.preview();
    this.#go('save');
  }

  async #save() {
    await this.session.results.save();
    const {current} = this.session;
    if (!current || current.savedAs) return;
    const open = this.session.review.points(current).filter(({settled}) => !settled).map(({code}) => code);
    this.#go(open.includes('text-risk') ? 'image' : 'save');
  }
}

/** Milliseconds in words; nothing while they are few. */
function timeLeft(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 5) return '';
  return seconds < 90 ? count('task_seconds', seconds) : count('task_minutes', Math.ceil(seconds / 60));
}

customElements.define('samar-footer', Footer);
