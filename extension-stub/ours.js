// SPDX-License-Identifier: MIT
// What our own pages share: elements, questions to the background, and how trouble with the host or the keyring is put
// into one sentence and its fix. Has never heard of tabs.

import { ext, locale, message as say } from './ext.js';

const KEYRING = {
    ready: 'keyringReady', file: 'keyringFile', opening: 'keyringOpening', locked: 'keyringLocked', noHelper: 'keyringNoHelper',
    noCollection: 'keyringNone', noProvider: 'keyringNone', noBus: 'keyringNone', timeout: 'keyringLost', lost: 'keyringLost',
    damaged: 'keyringDamaged',
};
const LATE = ['timeout', 'busy', 'internal'];
const SET_UP = 'sh manifests/install';
const USE_FILE = 'offswitch config store file';

export function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
    return element;
}

export function button(text, kind, pressed) {
    const element = make('button', { type: 'button', class: kind }, text);
    element.addEventListener('click', pressed);
    return element;
}

export async function ask(question, params = {}) {
    const answer = await ext.runtime.sendMessage({ ask: question, params });
    if (answer?.error) {
        throw Object.assign(new Error(answer.error.reason), answer.error);
    }
    return answer.result;
}

export function localize() {
    document.documentElement.lang = locale();
    document.documentElement.dir = say('direction');
    for (const element of document.querySelectorAll('[data-say]')) {
        element.textContent = say(element.dataset.say);
    }
}

// The host's trouble: one sentence, the fix, and a button to try again.
export function hostTrouble({ reason, data }, again) {
    if (reason === 'unsupportedProtocol') {
        return trouble(say(data?.update === 'extension' ? 'updateExtension' : 'updateHost'), null, again);
    }
    if (LATE.includes(reason)) {
        return trouble(say('hostTimeout'), null, again);
    }
    return trouble(say('hostMissing'), { words: say('hostMissingFix'), command: SET_UP }, again);
}

// canOpen: there is a button for it, so no command is needed.
export function keyringLine({ state } = {}, { canOpen = false } = {}) {
    const sentence = canOpen && state === 'noCollection' ? say('keyringNew') : say(KEYRING[state] ?? 'keyringLost');
    const command = canOpen ? undefined : { keyringNone: USE_FILE, keyringNoHelper: SET_UP }[KEYRING[state]];
    return make('div', {}, make('p', {}, sentence), command ? make('code', { dir: 'ltr' }, command) : null);
}

function trouble(sentence, fix, again) {
    return make('section', { class: 'trouble' },
        make('b', {}, sentence),
        fix && make('p', {}, fix.words),
        fix && make('code', { dir: 'ltr' }, fix.command),
        button(say('tryAgain'), 'first', again));
}
