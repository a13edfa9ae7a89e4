// SPDX-License-Identifier: MIT
import '@material/web/switch/switch.js';
import '@material/web/checkbox/checkbox.js';
import '@material/web/radio/radio.js';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN, keeps, kept, page } from './settings.mjs';

page(`<label>${SHARE} <md-switch></md-switch></label><br><md-checkbox id="train"></md-checkbox><label for="train">${TRAIN}</label>
    <div role="radiogroup" aria-label="${REACH}">${[ANYONE, NOBODY].map((one, i) => `<md-radio name="reach" id="r${i}" aria-label="${one}" ${i ? '' : 'checked'}></md-radio>`).join('')}</div>
    <label>${TOPICS} <select><option>All topics</option></select></label>`);
keeps('md-switch', 'share', 'change', (one) => one.selected).selected = kept('share', true);
keeps('md-checkbox', 'train', 'change').checked = kept('train', true);
