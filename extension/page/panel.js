/** Where the page begins: language, parts, and the greeting to the worker. */

import '../door/closed.js';
import './parts/app.js';
import {locale} from '../door/browser.js';
import {session} from './state/session.js';

document.documentElement.lang = locale();

window.addEventListener('beforeunload', (event) => {
  if (session.busy || session.unsaved) event.preventDefault();
});

session.start().then((answered) => {
  if (answered) document.body.dataset.ready = 'true';
});
