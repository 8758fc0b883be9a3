/** The tools above a picture, and the fields of its window below it: what they switch belongs to the picture. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from '../parts/icon.js';
import {number} from '../parts/words.js';
import {DRAWING} from './stage.js';
import {windowsOf} from './windows.js';

const TOOLS = [...DRAWING, 'window', 'pan', 'zoom'];

export function toolbar(picture) {
  return html`<div class="bar" role="toolbar" aria-label=${message('image_tools')}>
    <div class="group" role="group" aria-label=${message('image_drag')}>
      ${TOOLS.map((name) => html`<button class="tool" type="button" aria-pressed=${picture.tool === name ? 'true' : 'false'}
        data-testid="tool-${name}" title=${message(`tool_${name}`)} aria-label=${message(`tool_${name}`)}
        @click=${() => { picture.tool = name; }}>${icon(name)}</button>`)}
    </div>
    <div class="group">
      <button class="tool" type="button" title=${message('zoom_out')} aria-label=${message('zoom_out')} @click=${() => picture.stage.zoom(0.8)}>−</button>
      <button class="tool" type="button" title=${message('zoom_in')} aria-label=${message('zoom_in')} @click=${() => picture.stage.zoom(1.25)}>+</button>
      <button class="tool" type="button" title=${message('zoom_fit')} aria-label=${message('zoom_fit')} @click=${() => picture.stage.fit()}>${icon('fit')}</button>
      <button class="tool" type="button" data-testid="zoom-fill" title=${message('zoom_fill')} aria-label=${message('zoom_fill')} @click=${() => picture.stage.fill()}>${icon('fill')}</button>
      <button class="tool" type="button" data-testid="zoom-actual" title=${message('zoom_actual')} aria-label="1:1 ${message('zoom_actual')}" @click=${() => picture.stage.actual()}>1:1</button>
      <button class="tool" type="button" data-testid="invert" aria-pressed=${picture.inverted ? 'true' : 'false'} title=${message('image_invert')} aria-label=${message('image_invert')}
        @click=${() => { picture.inverted = !picture.inverted; }}>◐</button>
      <button class="tool" type="button" data-testid="enlarge" aria-pressed=${picture.large ? 'true' : 'false'} title=${message('image_large')} aria-label=${message('image_large')}
        @click=${() => picture.enlarge(!picture.large)}>${icon('tab')}</button>
    </div>
    <button class="toggle" type="button" aria-pressed=${picture.result ? 'true' : 'false'} data-testid="show-result"
      title=${message('show_result_help')} @click=${() => { picture.result = !picture.result; }}>${icon('preview')}<span>${message('show_result')}</span></button>
    ${picture.entry.image.overlays > 0 ? html`<button class="toggle" type="button" aria-pressed=${picture.overlays ? 'true' : 'false'}
      data-testid="show-overlays" title=${message('show_overlays_help')}
      @click=${() => { picture.overlays = !picture.overlays; }}><span>${message('show_overlays')}</span></button>` : nothing}
  </div>`;
}

export function windowFields(picture) {
  const shown = picture.window ?? picture.picture?.window;
  if (!shown) return nothing;
  const field = (name) => html`<label class="number"><span>${message(`window_${name}`)}</span>
    <input type="number" step="any" data-testid="window-${name}" .value=${String(Math.round(shown[name] * 100) / 100)}
      @change=${(event) => {
        const value = event.target.valueAsNumber;
        if (Number.isFinite(value)) picture.window = {...shown, [name]: name === 'width' ? Math.max(1, value) : value};
      }}></label>`;
  const known = [...(picture.picture?.windows ?? []), ...windowsOf(picture.entry.info?.summary?.find(({id}) => id === 'modality')?.value)];
  return html`<div class="window-fields">${field('center')}${field('width')}
    ${known.length > 1 ? html`<select data-testid="window-choice" aria-label=${message('window_of_file')}
      @change=${(event) => { const one = known[event.target.value];
        picture.window = one ? {center: one.center, width: one.width} : null; }}>
      <option value="">${message('window_of_file')}</option>
      ${known.map(({name, center, width}, index) => html`<option value=${index}>${name ? `${message(`window_${name}`)} ` : ''}${number(center)} / ${number(width)}</option>`)}
    </select>` : nothing}
    <button class="tool" type="button" data-testid="window-reset" title=${message('window_reset')} aria-label=${message('window_reset')}
      ?disabled=${picture.window === null} @click=${() => { picture.window = null; }}>${icon('undo')}</button></div>`;
}
