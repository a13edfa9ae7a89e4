// SPDX-License-Identifier: MIT
// The script of one page: reads it when it has settled, asks the background what that means, and lets the prompt speak.
// The only file of the page that talks to the background. Has never heard of how anything looks.

(() => {
    const { card: { Card }, controls, outline, prompt, talk, watch } = offswitch;
    const { runtime } = globalThis.browser ?? globalThis.chrome;
    const EXPOSING = ['turnOff', 'turnOn', 'select'];
    const MOST_FAILURES = 3;
    const SOON = 2_000;
    const load = crypto.randomUUID();

    let found = [];
    let asked = '';
    let card = null;
    let late = '';
    let failures = 0;
    const spoken = new Set();

    // What an update has left behind is told so by an exception and not by a promise.
    async function send(message) {
        try {
            return await runtime.sendMessage(message);
        } catch {
            return undefined;
        }
    }

    // A background that is suspended while it answers leaves the question open; it may be asked once more.
    async function ask(question, params) {
        const message = { ask: question, params: { ...params, load } };
        const answer = (await send(message)) ?? (await send(message));
        return answer?.result ?? null;
    }

    function look() {
        found = controls.read({ entered: (root) => watching.observe(root), cut: () => setTimeout(watching.freshly, SOON) });
        const context = {
            title: document.title.slice(0, 300), lang: document.documentElement.lang, controls: found.map((one) => one.control),
            touched: watching.isTouched(),
        };
        const question = location.href + JSON.stringify(context.controls);
        if (question === asked) {
            return false;
        }
        asked = question;
        match(context, question);
        return true;
    }

    async function match(context, question) {
        const address = location.href;
        const result = await ask('match', context);
        if (result === null || result.url !== address) {
            asked = asked === question ? '' : asked;
            if (result === null) {
                tryAgain();
            } else {
                lookAgain();
            }
            return;
        }
        failures = 0;
        if (question !== asked) {
            return;
        }
        if (card !== null && card.address !== address) {
            card.close();
        }
        if (result.prompt && card === null && isRoomy()) {
            speak(result, address);
        }
    }

    // The browser may learn of a new address a little after the page.
    function lookAgain() {
        if (late !== location.href) {
            late = location.href;
            watching.freshly();
        }
    }

    // A busy machine may keep the host from answering in time; a few more tries, ever later, and then the page's next change.
    function tryAgain() {
        failures += 1;
        if (failures <= MOST_FAILURES) {
            setTimeout(watching.freshly, failures * SOON);
        }
    }

    const isRoomy = () => window === top || (innerWidth >= 420 && innerHeight >= 320);

    function speak(result, address) {
        const exposing = result.advice.filter((one) => EXPOSING.includes(one.advice) && !spoken.has(one.control));
        const site = result.site.name;
        if (exposing.length > 0) {
            exposing.forEach((one) => spoken.add(one.control));
            open(address);
            talk({ card: () => card ?? open(address), close: () => card?.close(), ask, found: (handle) => found[handle], exposing, site });
        } else if (result.page === null && window === top) {
            reviewLine(result.overview.filter(isWorthALook), site, address);
        }
    }

    const isWorthALook = (one) => one.choice === undefined && one.deepLink !== undefined;

    function reviewLine(worth, site, address) {
        if (worth.length > 0) {
            prompt.line(open(address), { n: worth.length, site }, async () => {
                await ask('review');
                location.assign(worth[0].deepLink);
            });
        }
    }

    function open(address) {
        card = new Card(() => { card = null; });
        card.address = address;
        ask('prompted');
        return card;
    }

    function changed() {
        asked = '';
        watching.freshly();
    }

    function show({ handle }) {
        const element = found[handle]?.element;
        if (element?.isConnected) {
            outline(element);
        }
    }

    function focus() {
        card?.focus();
    }

    // Only the background and our own pages can send these; a page cannot.
    runtime.onMessage.addListener((message, sender) => {
        if (sender.id !== runtime.id) {
            return;
        }
        ({ changed, show, focus })[message.ask]?.(message.params ?? {});
    });

    const watching = watch(look);
})();
