// SPDX-License-Identifier: MIT
// One row of the popup for one control: its title, how it stands, what was decided, what can be done.
// Has never heard of tabs or of the background.

import { message as say } from './ext.js';
import { button, make } from './ours.js';

const STATES = { on: 'stateOn', off: 'stateOff', mixed: 'stateMixed', unknown: 'stateUnknown' };
const CHOICES = { private: 'choicePrivate', keep: 'choiceKeep', later: 'choiceLater' };
const EXPOSING = ['turnOff', 'turnOn', 'select'];
const KINDS = { exposed: 'exposing', wentBack: 'exposing', private: 'private' };

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const stateWord = (state) => (STATES[state] ? say(STATES[state]) : state);
const title = (one) => make('b', {}, make('bdi', {}, one.title ?? one.name));
const quiet = (words) => make('p', { class: 'quiet' }, words);

function date(string) {
    const zone = string.length === 10 ? { timeZone: 'UTC' } : {};
    return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', ...zone }).format(new Date(string));
}

function decision({ choice }) {
    if (!choice) {
        return null;
    }
    return quiet(choice.unsaved ? say('choiceUnsaved') : say(CHOICES[choice.choice], date(choice.at)));
}

function wentBack({ wentBack: back, private: wanted }) {
    const words = wanted === 'on' ? 'youHadTurnedOn' : 'youHadTurnedOff';
    return back ? make('p', {}, say(words, date(back.since))) : null;
}

// A button that says by its name which row it belongs to.
function act(word, one, pressed) {
    const made = button(say(word), '', () => pressed(one));
    made.setAttribute('aria-label', `${say(word)}: ${one.title ?? one.name}`);
    return made;
}

const actions = (...buttons) => (buttons.some(Boolean) ? make('div', { class: 'actions' }, ...buttons) : null);
const forget = (one, hands) => (one.choice ? act('forget', one, hands.forget) : null);

export function foundHere(one, hands) {
    const kind = EXPOSING.includes(one.advice) ? 'exposing' : one.advice === 'alreadyPrivate' ? 'private' : '';
    const sentence = say(`advice${capital(one.advice)}`, one.stateName ?? stateWord(one.state ?? 'unknown'), one.privateName ?? stateWord(String(one.private)));
    return make('li', { class: kind }, title(one), make('p', {}, sentence), wentBack(one), decision(one),
        actions(one.handle === undefined ? null : act('showMe', one, hands.show), forget(one, hands)));
}

export function worthALook(one, hands) {
    const seen = one.lastState ? say('lastSeen', stateWord(one.lastState), date(one.lastSeen)) : say('notSeenYet');
    return make('li', {}, title(one), quiet(seen), decision(one),
        actions(one.deepLink ? act('open', one, hands.open) : null, forget(one, hands)));
}

// One control of the host's report on an account.
export function reported(one, hands) {
    const seen = one.seen ? say(one.seen.proof === 'reload' ? 'lastSeenProven' : 'lastSeen', stateWord(one.seen.state), date(one.seen.at))
        : say('notSeenYet');
    return make('li', { class: KINDS[one.status] ?? '' }, title(one),
        one.status === 'wentBack' ? make('p', {}, say('againShort')) : null, quiet(seen), decision(one),
        actions(one.deepLink ? act('open', one, hands.open) : null, forget(one, hands)));
}

// A control of a page nobody described: only its words speak against it.
export function suspicion(one, hands) {
    return make('li', {}, title(one), quiet(say('suspectedWhy', stateWord(one.state ?? 'unknown'), one.words.join(', '))),
        actions(act('showMe', one, hands.show)));
}
