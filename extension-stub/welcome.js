// SPDX-License-Identifier: MIT
// The page that opens once: says what we do, and asks once for access to the sites of the catalog.

import { ext, message as say } from './ext.js';
import { ask, button, hostTrouble, localize, make } from './ours.js';

const status = document.getElementById('status');
const hostOf = (pattern) => pattern.replace(/^https:\/\/(\*\.|www\.)?|\/\*$/g, '');

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

function sites(origins) {
    const hosts = [...new Set(origins.map(hostOf))].sort();
    return make('details', { class: 'sites', ...(hosts.length < 10 && { open: '' }) },
        make('summary', {}, say('welcomeCount', hosts.length)), make('p', { dir: 'ltr' }, hosts.join(', ')));
}

function question(origins) {
    const later = () => status.replaceChildren(make('p', {}, say('welcomeLater')));
    const allow = button(say('allow'), 'first', () => ext.permissions.request({ origins }).then((is) => (is ? show() : later())));
    return [make('p', {}, say('welcomeAsk')), sites(origins), make('div', { class: 'actions' }, allow, button(say('notNow'), '', later))];
}

localize();
show();
