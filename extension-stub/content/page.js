// SPDX-License-Identifier: MIT
// The script of one page: reads it when it has settled, asks the background what that means, and lets the prompt speak.
// The only file of the page that talks to the background. Has never heard of how anything looks.

(() => {
    const { controls, press, prompt, watch, words } = offswitch;
    const { runtime } = globalThis.browser ?? globalThis.chrome;
    const { say } = words;
    const EXPOSING = ['turnOff', 'turnOn', 'select'];
    const load = crypto.randomUUID();

    let found = [];
    let asked = '';
    let card = null;
    let late = '';
    const settled = new Set();

    // A background that is suspended while it answers leaves the question open; it may be asked once more.
    async function ask(question, params) {
        const message = { ask: question, params: { ...params, load } };
        const once = () => runtime.sendMessage(message).catch(() => undefined);
        const answer = (await once()) ?? (await once());
        return answer?.result ?? null;
    }

    function look() {
        found = controls.read({ entered: (root) => watching.observe(root) });
        const context = { title: document.title.slice(0, 300), lang: document.documentElement.lang, controls: found.map((one) => one.control) };
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
            lookAgain(result);
            return;
        }
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
    function lookAgain(result) {
        if (result !== null && late !== location.href) {
            late = location.href;
            watching.freshly();
        }
    }

    const isRoomy = () => window === top || (innerWidth >= 420 && innerHeight >= 320);

    function speak(result, address) {
        const exposing = result.advice.filter((one) => EXPOSING.includes(one.advice) && !settled.has(one.control));
        const site = result.site.name;
        if (exposing.length > 0) {
            open(address);
            askAbout(exposing, 0, site);
        } else if (result.page === null && window === top) {
            reviewLine(result.overview.filter(isWorthALook), site, address);
        }
    }

    const isWorthALook = (one) => one.choice === undefined && one.deepLink !== undefined;

    function reviewLine(worth, site, address) {
        if (worth.length === 0) {
            return;
        }
        open(address);
        prompt.line(card, { n: worth.length, site }, async () => {
            await ask('review');
            location.assign(worth[0].deepLink);
        });
    }

    function open(address) {
        card = prompt.open(() => { card = null; });
        card.address = address;
        ask('prompted');
    }

    function askAbout(exposing, i, site) {
        const one = exposing[i];
        const { element, control } = found[one.handle] ?? {};
        const next = i + 1 < exposing.length ? () => askAbout(exposing, i + 1, site) : null;
        const position = exposing.length > 1 ? say('position', i + 1, exposing.length) : '';
        settled.add(one.control);
        prompt.ask(card, { one, site, position }, {
            press: () => turn(one, control, next),
            show: () => prompt.outline(element),
            choose: (choice) => decide(one, choice, next),
        });
    }

    async function decide(one, choice, next) {
        const stored = await ask('choose', { control: one.control, choice });
        if (stored === null) {
            tell([say('notKept')], next);
        } else if (!stored.saved) {
            tell([keepsAs(choice), say('keptUnsaved')], next);
        } else if (next) {
            next();
        } else {
            card?.close();
        }
    }

    const keepsAs = (choice) => say(choice === 'later' ? 'later' : 'keepAsIs');

    async function turn(one, control, next) {
        prompt.tell(card, [say(one.private === 'on' ? 'turningOn' : 'turningOff')]);
        const outcome = await press(control, one.private);
        if (outcome !== 'done') {
            const [heading, why] = outcome === 'refused' ? ['notTaken', 'notTakenWhy'] : ['notTheSame', 'notTheSameWhy'];
            tell([say(heading), say(why)], next);
            return;
        }
        await ask('observe', { control: one.control, state: one.private, proof: 'click' });
        const stored = await ask('choose', { control: one.control, choice: 'private' });
        tell([say(one.private === 'on' ? 'turnedOn' : 'turnedOff'), say('checkAgain'), unsaved(stored)], next);
    }

    function unsaved(stored) {
        if (stored === null) {
            return say('notKept');
        }
        return stored.saved ? '' : say('keptUnsaved');
    }

    const tell = (lines, next) => card && prompt.tell(card, lines, next);

    function changed() {
        asked = '';
        watching.freshly();
    }

    function show({ handle }) {
        const element = found[handle]?.element;
        if (element?.isConnected) {
            prompt.outline(element);
        }
    }

    // Only the background and our own pages can send these; a page cannot.
    runtime.onMessage.addListener((message, sender) => {
        if (sender.id !== runtime.id) {
            return;
        }
        ({ changed, show })[message.ask]?.(message.params ?? {});
    });

    const watching = watch(look);
})();
