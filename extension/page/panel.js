/** Where the page begins: language, parts, and the greeting to the worker. */

import '../door/closed.js';
import './parts/app.js';
import {locale, message} from '../door/browser.js';
import {begin} from './state/handover.js';
import {session} from './state/session.js';

document.documentElement.lang = locale();
document.documentElement.dir = message('text_direction') || 'ltr';

window.addEventListener('beforeunload', (event) => {
  if (session.busy || session.results.unsaved) event.preventDefault();
});

begin(session).then((answered) => {
  if (answered) document.body.dataset.ready = 'true';
});
