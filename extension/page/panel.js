/** Where the page begins: language, parts, and the greeting to the worker. */

import '../door/closed.js';
import './parts/app.js';
import {locale, message} from '../door/browser.js';
import {session} from './state/session.js';

document.documentElement.lang = locale();
document.documentElement.dir = message('text_direction') || 'ltr';

window.addEventListener('beforeunload', (event) => {
  if (session.busy || session.unsaved) event.preventDefault();
});

session.start().then((answered) => {
  if (answered) document.body.dataset.ready = 'true';
});
