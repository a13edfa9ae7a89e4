// SPDX-License-Identifier: MIT
// The page that opens once: says what we do, and asks once for access to the sites of the catalog.

import { ext, message as say } from './ext.js';
import { ask, button, hostTrouble, localize, make } from './ours.js';

const status = document.getElementById('status');
const hostOf = (pattern) => pattern.replace(/^https:\/\/|\/\*$/g, '');

async function show() {
    const { problem, origins, granted } = await ask('initialize');
    if (problem && origins.length === 0) {
        status.replaceChildren(hostTrouble(problem, show));
    } else if (origins.every((origin) => granted.includes(origin))) {
        status.replaceChildren(make('p', {}, say('welcomeReady')));
    } else {
        status.replaceChildren(...question(origins));
    }
}

function question(origins) {
    const allow = button(say('allow'), 'first', () => ext.permissions.request({ origins }).then(show));
    return [make('p', {}, say('welcomeAsk')), make('p', { class: 'sites', dir: 'ltr' }, origins.map(hostOf).join(', ')), allow];
}

localize();
show();
