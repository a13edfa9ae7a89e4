// SPDX-License-Identifier: MIT
// What the card says: one control, a list of several, the outcome of a press, or one quiet line. Asks and shows; decides nothing.
// Has never heard of the background or of how controls are found.

var offswitch = globalThis.offswitch ?? {};

offswitch.prompt = (() => {
    const { make } = offswitch.card;
    const { say, date, applies, since, source } = offswitch.words;
    const PRESSED = ['instant', 'save-button', 'confirm-dialog'];

    // What may be pressed for anyone: known for sure, undoable, and a single press.
    const isPressable = (one) => ['turnOff', 'turnOn'].includes(one.advice) && one.handle !== undefined
        && one.certainty === 'sure' && PRESSED.includes(one.commit) && one.destructive !== true;

    const keepWord = ({ advice }) => say({ turnOff: 'keepOn', turnOn: 'keepOff' }[advice] ?? 'keepAsIs');
    const foreign = (text) => make('bdi', {}, text);

    function close(card) {
        const button = card.closeButton();
        button.setAttribute('aria-label', say('close'));
        return button;
    }

    function back(card, hand) {
        const button = card.button('', 'close back', hand);
        button.setAttribute('aria-label', say('back'));
        return button;
    }

    const mark = () => make('span', { class: 'mark', 'aria-hidden': 'true' });
    const bar = (card, toList) => make('div', { class: 'bar' },
        toList ? back(card, toList) : mark(), make('span', { class: 'who' }, 'Offswitch'), close(card));

    function wentBack(one, site) {
        if (!one.wentBack) {
            return null;
        }
        const [again, had] = one.private === 'on' ? ['turnedOffAgain', 'youHadTurnedOn'] : ['turnedOnAgain', 'youHadTurnedOff'];
        return make('div', { class: 'again' },
            make('b', {}, say(again, site)), say(had, date(one.wentBack.since)));
    }

    function sourceLine(one) {
        const { text, url, seen } = source(one);
        const link = url && make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, new URL(url).hostname);
        return [text, text && link && ': ', link, seen && make('br'), seen].filter(Boolean);
    }

    const lines = (all) => all.flatMap((line, i) => (i ? [make('br'), line] : [line]));

    function facts(one) {
        const { note } = one.disputed ?? {};
        const rows = [
            ['since', lines(since(one))],
            ['forWhom', lines([applies(one), one.accounts && foreign(one.accounts)].filter(Boolean))],
            ['youLose', [one.cost ? foreign(one.cost) : say('notKnown')]],
            ['knownFrom', sourceLine(one)],
            ['disputed', note ? [foreign(note)] : []],
        ];
        return make('dl', {}, ...rows.filter(([, value]) => value.length > 0)
            .flatMap(([term, value]) => [make('dt', {}, say(term)), make('dd', {}, ...value)]));
    }

    // hands: {press, show, choose, list}; they tell the rest of the page script what the person wants.
    function ask(card, { one, site }, hands) {
        const turn = say(one.advice === 'turnOn' ? 'turnOnForMe' : 'turnOffForMe');
        const body = make('div', { class: 'body' }, wentBack(one, site),
            make('h2', { id: 'title' }, foreign(one.title)),
            one.why ? make('p', { class: 'why' }, foreign(one.why)) : null,
            one.privateName ? make('p', { class: 'why' }, foreign(say('adviceSelect', one.stateName ?? one.state, one.privateName))) : null,
            facts(one));
        const buttons = make('div', { class: 'buttons' },
            isPressable(one) ? card.button(turn, 'press first', hands.press) : null,
            one.handle !== undefined ? card.button(say('showMe'), isPressable(one) ? 'press plain' : 'press first', hands.show) : null,
            card.button(keepWord(one), 'press plain', () => hands.choose('keep')),
            card.button(say('later'), 'press plain', () => hands.choose('later')));
        card.show(make('section', { class: 'card' }, bar(card, hands.list), body, buttons), 'title');
    }

    function row(card, { one, outcome }, hands) {
        const note = outcome?.words ?? (one.wentBack ? say('againShort') : '');
        const title = card.button('', 'row', () => hands.open(one));
        title.append(foreign(one.title), make('small', { class: one.wentBack && !outcome ? 'warn' : '' }, note));
        title.dataset.key = one.control;
        const turn = !outcome && isPressable(one)
            ? card.button(say(one.advice === 'turnOn' ? 'turnOn' : 'turnOff'), 'press small', () => hands.press(one)) : null;
        turn?.setAttribute('aria-label', `${turn.textContent}: ${one.title}`);
        return make('li', { class: outcome?.kind ?? '' }, title, turn);
    }

    function listTitle(rows) {
        const n = rows.filter(({ outcome }) => outcome?.kind !== 'done').length;
        if (n === 0) {
            return say('listDone');
        }
        return n === 1 ? say('listOne') : say('listTitle', n);
    }

    // rows: [{one, outcome: {kind, words}}]; aloud: what is new; hands: {open, press, all, later}. Several at once are pressed only where each may be.
    function list(card, { rows, aloud }, hands) {
        const open = rows.filter(({ outcome }) => !outcome);
        const all = open.filter(({ one }) => isPressable(one) && one.commit !== 'confirm-dialog');
        const buttons = make('div', { class: 'buttons' },
            all.length > 1 ? card.button(say('turnAllOff', all.length), 'press first', () => hands.all(all.map(({ one }) => one))) : null,
            open.length > 0 ? card.button(say('allLater'), 'press plain', () => hands.later(open.map(({ one }) => one))) : null);
        card.show(make('section', { class: 'card list' }, bar(card),
            make('div', { class: 'body' }, make('h2', { id: 'title' }, listTitle(rows)),
                make('ul', {}, ...rows.map((one) => row(card, one, hands)))), buttons), 'title', aloud);
    }

    function tell(card, [heading, ...rest], { show } = {}) {
        const said = make('div', { class: 'said' }, make('b', { id: 'title' }, heading),
            ...rest.filter(Boolean).map((line) => make('p', {}, line)));
        const buttons = make('div', { class: 'buttons' },
            show ? card.button(say('showMe'), 'press plain', show) : null);
        card.show(make('section', { class: 'card told' }, bar(card), said, buttons), 'title');
    }

    function line(card, { n, site }, review) {
        const words = n === 1 ? say('overviewOne', site) : say('overviewMany', n, site);
        card.show(make('section', { class: 'card line' }, mark(),
            make('p', { id: 'title' }, words), card.button(say('review'), 'press', review), close(card)), 'title');
    }

    return { ask, list, tell, line };
})();
