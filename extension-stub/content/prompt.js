// SPDX-License-Identifier: MIT
// What the card says: one control at a time, the outcome of a press, or one quiet line. Asks and shows; decides nothing.
// Has never heard of the background or of how controls are found.

var offswitch = globalThis.offswitch ?? {};

offswitch.prompt = (() => {
    const { Card, make, layer } = offswitch.card;
    const { say, date, applies, since, source } = offswitch.words;
    const OUTLINED_FOR = 4_000;

    const isPressable = (one) => ['turnOff', 'turnOn'].includes(one.advice) && one.handle !== undefined
        && one.certainty === 'sure' && one.commit === 'instant' && one.destructive !== true;

    const keepWord = ({ advice }) => say({ turnOff: 'keepOn', turnOn: 'keepOff' }[advice] ?? 'keepAsIs');
    const foreign = (text) => make('bdi', {}, text);

    function bar(card, position) {
        const close = card.button('×', 'close', () => card.close());
        close.setAttribute('aria-label', say('close'));
        return make('div', { class: 'bar' },
            make('span', { class: 'mark', 'aria-hidden': 'true' }),
            make('span', { class: 'who' }, 'Offswitch'),
            position ? make('span', { class: 'count' }, position) : null,
            close);
    }

    function wentBack(one, site) {
        if (!one.wentBack) {
            return null;
        }
        const [again, had] = one.private === 'on' ? ['turnedOffAgain', 'youHadTurnedOn'] : ['turnedOnAgain', 'youHadTurnedOff'];
        return make('div', { class: 'back' },
            make('b', {}, say(again, site)), say(had, date(one.wentBack.since)));
    }

    function sourceLine(one) {
        const { text, url, seen } = source(one);
        const link = url && make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, new URL(url).hostname);
        return [text, text && link && ': ', link, seen && make('br'), seen].filter(Boolean);
    }

    function facts(one) {
        const rows = [
            ['since', since(one).flatMap((line, i) => (i ? [make('br'), line] : [line]))],
            ['forWhom', [applies(one)]],
            ['youLose', [one.cost ? foreign(one.cost) : say('notKnown')]],
            ['knownFrom', sourceLine(one)],
        ];
        return make('dl', {}, ...rows.filter(([, value]) => value.length > 0)
            .flatMap(([term, value]) => [make('dt', {}, say(term)), make('dd', {}, ...value)]));
    }

    // hands: {press, show, choose}; they tell the rest of the page script what the person wants.
    function ask(card, { one, site, position }, hands) {
        const turn = say(one.advice === 'turnOn' ? 'turnOnForMe' : 'turnOffForMe');
        const body = make('div', { class: 'body' }, wentBack(one, site),
            make('h2', { id: 'title' }, foreign(one.title)),
            one.why ? make('p', { class: 'why' }, foreign(one.why)) : null,
            facts(one));
        const buttons = make('div', { class: 'buttons' },
            isPressable(one) ? card.button(turn, 'press first', hands.press) : null,
            one.handle !== undefined ? card.button(say('showMe'), isPressable(one) ? 'press plain' : 'press first', hands.show) : null,
            card.button(keepWord(one), 'press plain', () => hands.choose('keep')),
            card.button(say('later'), 'press plain', () => hands.choose('later')));
        card.show(make('section', { class: 'card' }, bar(card, position), body, buttons), 'title');
    }

    function tell(card, [heading, ...lines], next) {
        const said = make('div', { class: 'said', role: 'status' }, make('b', { id: 'title' }, heading),
            ...lines.filter(Boolean).map((line) => make('p', {}, line)));
        const buttons = make('div', { class: 'buttons' },
            next ? card.button(say('next'), 'press first', next) : null);
        card.show(make('section', { class: 'card told' }, bar(card), said, buttons), 'title');
    }

    function line(card, { n, site }, review) {
        const words = n === 1 ? say('overviewOne', site) : say('overviewMany', n, site);
        const close = card.button('×', 'close', () => card.close());
        close.setAttribute('aria-label', say('close'));
        card.show(make('section', { class: 'card line' },
            make('span', { class: 'mark', 'aria-hidden': 'true' }),
            make('p', { id: 'title' }, words), card.button(say('review'), 'press', review), close), 'title');
    }

    const shown = (element) => [element, ...(element.labels ?? []), element.parentElement].find((one) =>
        one && one.getBoundingClientRect().width > 8) ?? element;

    function outline(element) {
        const target = shown(element);
        const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
        target.scrollIntoView({ block: 'center', behavior: still ? 'instant' : 'smooth' });
        const { host, root } = layer('offswitch-outline', offswitch.outline);
        const ring = make('div');
        root.append(ring);
        const follow = () => {
            const box = target.getBoundingClientRect();
            Object.assign(ring.style, {
                left: `${box.left - 8}px`, top: `${box.top - 8}px`, width: `${box.width + 16}px`, height: `${box.height + 16}px`,
            });
            if (host.isConnected) {
                requestAnimationFrame(follow);
            }
        };
        follow();
        setTimeout(() => host.remove(), OUTLINED_FOR);
    }

    return { open: (closed) => new Card(closed), ask, tell, line, outline };
})();
