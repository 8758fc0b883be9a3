/** How the work on the file ended, in a word with its icon, and what that means. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, either, visible, word} from './words.js';
import {SCHEMES} from '../sinks/names.js';
import {offered} from '../sinks/sinks.js';
import {errorText, together} from './warnings.js';

class Outcome extends Part {
  render() {
    const {entry, session} = this;
    if (!entry) return nothing;
    return html`
      ${entry.outcome ? this.#result(entry) : html`<p class="help">${message('outcome_none_yet')}</p>`}
      ${session.files.length > 1 ? this.#all() : nothing}
      ${session.bulk.report ? this.#bulk(session.bulk.report) : nothing}`;
  }

  #result(entry) {
    const {result} = entry;
    // A file that could not be read was refused without a result: no choice changes that.
    const fresh = result === null || this.session.results.fresh(entry);
    const notes = together(result?.notes ?? []);
    const {error} = entry;
    return html`<section class="card outcome ${entry.outcome}" data-testid="outcome" data-outcome=${entry.outcome} data-fresh=${fresh ? 'true' : 'false'}
      aria-label=${message('outcome_title')}>
      <p class="outcome-word">${icon(entry.outcome)}<b>${word('outcome', entry.outcome)}</b></p>
      <p>${message(`outcome_${entry.outcome}_means`)}</p>
      ${error ? html`<p class="notice bad">${icon('failed')}<span data-testid="outcome-error" data-code=${error.code}>${visible(errorText(error))}</span></p>` : nothing}
      ${fresh ? nothing : html`<p class="notice warn">${icon('warning')}<span>${message('outcome_stale')}</span></p>`}
      ${entry.savedAs ? html`<p class="notice ok" data-testid="saved">${icon('download')}<bdi>${message('saved_as', [visible(entry.savedAs)])}</bdi></p>` : nothing}
      ${entry.saveFailed ? html`<p class="notice bad" role="alert">${icon('failed')}<span>${message('save_failed')}</span></p>` : nothing}
      ${notes.length ? html`<details class="fold"><summary><span>${count('notes', notes.length)}</span></summary>
        <ul class="notes">${notes.map(({code, detail}) => html`<li data-testid="note" data-code=${code}><bdi>${visible(either(code, detail))}</bdi></li>`)}</ul></details>` : nothing}
    </section>`;
  }

  #all() {
    const {bulk, files, busy} = this.session;
    const queue = bulk.queue;
    return html`<section class="card all" aria-labelledby="title-all">
      <h3 id="title-all">${message('all_title')}</h3>
      <p>${message('all_text')}</p>
      ${queue.length ? html`<div class="notice warn" data-testid="look-queue">${icon('warning')}<div>
        <p>${count('all_queue', queue.length)}</p>
        <button class="link" type="button" data-testid="look-next" @click=${() => this.session.select(queue[0].key, queue[0].waitingCodes.includes('text-risk') ? 'image' : 'save')}>${message('all_look')}</button>
        ${bulk.codes.map((code) => html`<p>${word('point', code)} <button class="link" type="button" data-testid="settle-all" data-code=${code}
          ?disabled=${busy} @click=${() => bulk.settleAll(code)}>${message('all_unseen')}</button></p>`)}</div></div>` : nothing}
      <label class="sink"><span>${message('sink_title')}</span>
        <select data-testid="sink-select" ?disabled=${busy} @change=${(event) => {
          bulk.sink = event.target.value;
          this.session.changed();
        }}>${offered().map((name) => html`<option value=${name} .selected=${name === bulk.sink}>${message(`sink_${name}`)}</option>`)}</select></label>
      ${bulk.sink === 'downloads' ? nothing : html`<label class="sink"><span>${message('scheme_title')}</span>
        <select data-testid="scheme-select" ?disabled=${busy} @change=${(event) => { bulk.nameBy(event.target.value); }}>
          ${SCHEMES.map((name) => html`<option value=${name} .selected=${name === bulk.scheme}>${message(`scheme_${name}`)}</option>`)}</select></label>`}
      <button class="button primary" type="button" data-testid="save-set" ?disabled=${busy} @click=${() => bulk.run()}>
        ${icon('download')}<span>${count('all_download', files.length)}</span></button>
    </section>`;
  }

  #bulk(report) {
    return html`<section class="card" data-testid="bulk-report" data-saved=${report.saved} data-skipped=${report.skipped.length}>
      <p><b>${count('bulk_saved', report.saved)}</b>${report.stopped ? ` ${message('bulk_stopped')}` : ''}</p>
      ${report.name ? html`<p class="notice ok" data-testid="set-saved">${icon('download')}<bdi>${message('saved_as', [visible(report.name)])}</bdi></p>` : nothing}
      ${report.graph ? graphNote(report.graph) : nothing}
      ${report.skipped.length ? html`<details class="fold"><summary><span>${count('bulk_skipped', report.skipped.length)}</span></summary>
        <ul class="notes">${report.skipped.map((one) => html`<li><button class="link" type="button" @click=${() => this.session.select(one.key)}>
          <bdi>${visible(one.name)}</bdi></button> ${visible(skipText(one))}</li>`)}</ul></details>` : nothing}
    </section>`;
  }
}

function graphNote({same, lost}) {
  const places = new Set(lost.map(({file}) => file)).size;
  return html`<p class="notice ${same ? 'ok' : 'warn'}" data-testid="graph" data-same=${same ? 'true' : 'false'}>
    ${icon(same ? 'cleaned' : 'warning')}<span>${same ? message('graph_same') : count('graph_lost', places)}</span></p>`;
}

const OWN = new Set(['already-saved', 'done-before', 'held', 'download-failed', 'cancelled']);

function skipText({code, detail}) {
  return OWN.has(code) ? word('skip', code) : word('error', code, detail);
}

customElements.define('samar-outcome', Outcome);
