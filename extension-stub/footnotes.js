// SPDX-License-Identifier: MIT
// The foot of the popup: where choices are kept and how to open it, what waits, silence for a site, a pause, who answered.

import { message as say } from './ext.js';
import { ask, button, keyringLine, make } from './ours.js';

const OPENS = ['locked', 'noCollection'];
const DAY = 86_400_000;

export function pauseButton({ pausedUntil }, again) {
    const isPaused = Date.parse(pausedUntil) > Date.now();
    const until = isPaused ? null : new Date(Date.now() + DAY).toISOString();
    const pressed = button(say(isPaused ? 'resume' : 'pause'), 'small', () => ask('pause', { until }).then(again));
    pressed.title = say(isPaused ? 'pausedWhy' : 'pauseWhy');
    return pressed;
}

// The dialog is the keyring's; ours only asks for it, and can stop waiting.
function unlock(again) {
    const place = make('div', { class: 'actions' });
    const open = button(say('unlock'), 'first', () => {
        place.replaceChildren(make('p', { class: 'quiet' }, say('unlocking')),
            button(say('cancel'), '', () => ask('cancelUnlock').catch(() => {})));
        ask('unlock').catch(() => {}).then(again);
    });
    place.append(open);
    return place;
}

function keyring({ keyring: state, capabilities = [] }, again) {
    const canOpen = OPENS.includes(state?.state) && capabilities.includes('unlock');
    return make('div', {}, keyringLine(state, { canOpen }), canOpen ? unlock(again) : null);
}

function silence({ hushed }, site, again) {
    const box = make('input', { type: 'checkbox' });
    box.checked = hushed.includes(site.id);
    box.addEventListener('change', () => ask('hush', { site: site.id, isHushed: box.checked }).then(again));
    return make('label', {}, box, say('neverHere', site.name));
}

export function footnotes(state, { site, again }) {
    const { problem, unsaved, host, catalog } = state;
    const waiting = unsaved === 1 ? say('unsavedOne') : say('unsavedMany', unsaved);
    return [
        site && silence(state, site, again),
        problem ? null : keyring(state, again),
        unsaved > 0 ? make('p', {}, waiting) : null,
        host && catalog ? make('p', {}, say('about', host, catalog.sites, catalog.controls)) : null,
    ].filter(Boolean);
}
