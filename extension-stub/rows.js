// SPDX-License-Identifier: MIT
// One row of the popup for one control: its title, how it stands, what was decided, what can be done.
// Has never heard of tabs or of the background.

import { message as say } from './ext.js';
import { button, make } from './ours.js';

const STATES = { on: 'stateOn', off: 'stateOff', mixed: 'stateMixed', unknown: 'stateUnknown' };
const CHOICES = { private: 'choicePrivate', keep: 'choiceKeep', later: 'choiceLater' };
const EXPOSING = ['turnOff', 'turnOn', 'select'];

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const stateWord = (state) => (STATES[state] ? say(STATES[state]) : state);

function date(string) {
    const zone = string.length === 10 ? { timeZone: 'UTC' } : {};
    return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', ...zone }).format(new Date(string));
}

function decision({ choice }) {
    if (!choice) {
        return null;
    }
    const words = choice.unsaved ? say('choiceUnsaved') : say(CHOICES[choice.choice], date(choice.at));
    return make('p', { class: 'quiet' }, words);
}

function wentBack({ wentBack: back, private: wanted }) {
    const words = wanted === 'on' ? 'youHadTurnedOn' : 'youHadTurnedOff';
    return back ? make('p', {}, say(words, date(back.since))) : null;
}

export function foundHere(one, hands) {
    const kind = EXPOSING.includes(one.advice) ? 'exposing' : one.advice === 'alreadyPrivate' ? 'private' : '';
    const sentence = say(`advice${capital(one.advice)}`, stateWord(one.state ?? 'unknown'), stateWord(String(one.private)));
    return make('li', { class: kind },
        make('b', {}, make('bdi', {}, one.title)), make('p', {}, sentence), wentBack(one), decision(one),
        make('div', { class: 'actions' },
            one.handle === undefined ? null : button(say('showMe'), '', () => hands.show(one)),
            one.choice ? button(say('forget'), '', () => hands.forget(one)) : null));
}

export function worthALook(one, hands) {
    const seen = one.lastState ? say('lastSeen', stateWord(one.lastState), date(one.lastSeen)) : say('notSeenYet');
    return make('li', {},
        make('b', {}, make('bdi', {}, one.title)), make('p', { class: 'quiet' }, seen), decision(one),
        make('div', { class: 'actions' },
            one.deepLink ? button(say('open'), '', () => hands.open(one)) : null,
            one.choice ? button(say('forget'), '', () => hands.forget(one)) : null));
}
