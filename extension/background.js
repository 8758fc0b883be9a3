/** All that runs in the background: a click on the button opens the panel. */

import './door/closed.js';
import {openPanelOnClick} from './door/browser.js';

openPanelOnClick();
