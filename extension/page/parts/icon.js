/** Line icons, 20 x 20, drawn for this panel. They repeat what the words beside them say, so they are hidden from speech. */

import {html, svg} from 'lit';

const SHAPES = {
  undo: svg`<path d="M7 5 3.5 8.5 7 12"/><path d="M4 8.5h7.5a4.5 4.5 0 0 1 0 9H8"/>`,
  redo: svg`<path d="m13 5 3.5 3.5L13 12"/><path d="M16 8.5H8.5a4.5 4.5 0 0 0 0 9H12"/>`,
  history: svg`<path d="M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7.3"/><path d="M3.5 3.5v3.8h3.8M10 6.5V10l2.8 2"/>`,
  guide: svg`<path d="M10 5.5C8.5 4 6 3.6 3 4v11.5c3-.4 5.5 0 7 1.5 1.5-1.5 4-1.9 7-1.5V4c-3-.4-5.5 0-7 1.5Z"/><path d="M10 5.5V17"/>`,
  keys: svg`<rect x="2" y="5" width="16" height="10" rx="1.5"/><path d="M5 8.2h.1M8.3 8.2h.1M11.6 8.2h.1M15 8.2h.1M6.5 12h7"/>`,
  tab: svg`<path d="M8 4H4v12h12v-4"/><path d="M11 3.5h5.5V9"/><path d="M16 4 9.5 10.5"/>`,
  clear: svg`<path d="M4 6h12M8 6V3.8h4V6M5.5 6l.8 10.5h7.4L14.5 6"/><path d="M8.5 9v4.5M11.5 9v4.5"/>`,
  file: svg`<path d="M5 2.5h6.5L15.5 6.5v11H5Z"/><path d="M11.5 2.5v4h4"/>`,
  folder: svg`<path d="M2.5 5h5l1.5 2h8.5v9.5h-15Z"/>`,
  shield: svg`<path d="M10 2.5 4 5v4.5c0 4 2.6 6.8 6 8 3.4-1.2 6-4 6-8V5Z"/><path d="m7.3 9.8 2 2 3.5-3.8"/>`,
  held: svg`<circle cx="10" cy="10" r="7.5"/><path d="M8 7v6M12 7v6"/>`,
  cleaned: svg`<circle cx="10" cy="10" r="7.5"/><path d="m6.5 10.2 2.5 2.5 4.5-5"/>`,
  unchanged: svg`<circle cx="10" cy="10" r="7.5"/><path d="M6.5 8.5h7M6.5 11.5h7"/>`,
  refused: svg`<circle cx="10" cy="10" r="7.5"/><path d="m4.8 15.2 10.4-10.4"/>`,
  failed: svg`<path d="M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7Z"/><path d="m7.3 7.3 5.4 5.4M12.7 7.3l-5.4 5.4"/>`,
  waiting: svg`<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>`,
  warning: svg`<path d="M10 3 18 16.5H2Z"/><path d="M10 8v4M10 14.2v.1"/>`,
  info: svg`<circle cx="10" cy="10" r="7.5"/><path d="M10 9v5M10 6.3v.1"/>`,
  open: svg`<path d="m6 8 4 4 4-4"/>`,
  folded: svg`<path d="m8 6 4 4-4 4"/>`,
  search: svg`<circle cx="8.7" cy="8.7" r="5.2"/><path d="m12.7 12.7 4.3 4.3"/>`,
  window: svg`<circle cx="10" cy="10" r="7"/><path d="M10 3v14a7 7 0 0 1 0-14Z" class="solid"/>`,
  pan: svg`<path d="M10 2.5v15M2.5 10h15M8 4.5l2-2 2 2M8 15.5l2 2 2-2M4.5 8l-2 2 2 2M15.5 8l2 2-2 2"/>`,
  zoom: svg`<circle cx="8.7" cy="8.7" r="5.2"/><path d="m12.7 12.7 4.3 4.3M8.7 6.5v4.4M6.5 8.7h4.4"/>`,
  mask: svg`<rect x="3" y="4" width="14" height="12" rx="1"/><rect x="6" y="7" width="8" height="4" class="solid"/>`,
  ellipse: svg`<ellipse cx="10" cy="10" rx="7.5" ry="5.5"/><path d="M6 10a4 2.5 0 0 1 8 0Z" class="solid"/>`,
  polygon: svg`<path d="M3 8 9 3l8 4.5-3 9-8-2Z"/><path d="M7 9h6v3H7Z" class="solid"/>`,
  fit: svg`<path d="M3 7.5V3h4.5M12.5 3H17v4.5M17 12.5V17h-4.5M7.5 17H3v-4.5"/>`,
  fill: svg`<rect x="3" y="4" width="14" height="12" rx="1"/><path d="M6.5 9V7H8.5M13.5 11v2h-2"/>`,
  lock: svg`<rect x="4.5" y="9" width="11" height="8" rx="1"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>`,
  play: svg`<path d="M6 4v12l10-6Z"/>`,
  pause: svg`<path d="M7 4v12M13 4v12"/>`,
  add: svg`<path d="M10 4v12M4 10h12"/>`,
  close: svg`<path d="m5 5 10 10M15 5 5 15"/>`,
  preview: svg`<path d="M2 10c2-3.6 4.7-5.4 8-5.4s6 1.8 8 5.4c-2 3.6-4.7 5.4-8 5.4S4 13.6 2 10Z"/><circle cx="10" cy="10" r="2.5"/>`,
  download: svg`<path d="M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13"/>`,
  report: svg`<path d="M5 2.5h10v15H5Z"/><path d="M7.5 6.5h5M7.5 9.5h5M7.5 12.5h3"/>`,
};

export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}
