// SPDX-License-Identifier: MIT
// A hostile page of a site that the extension knows: it cannot press, read, hide, cover or imitate the card, learns nothing, and
// cannot make the extension say or press anything.

import assert from 'node:assert/strict';
import { QUIET } from './stage.mjs';
import { inEachBrowser } from './telling.mjs';
import { TRIAL, catalog, pages } from './trial.mjs';
import { until } from './until.mjs';

const TURN = 'Turn it off for me';
const SOON = 300; // ms; less than a person needs to read
const FIRST_BUTTON = 87; // px above the end of the card
const EVIL = 'https://www.example.org';
const SCRIPT = `window.caught = [];
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) { const root = attach.call(this, { ...options, mode: 'open' }); caught.push(root); return root; };
    for (const name of ['addEventListener', 'append', 'showPopover']) { const old = HTMLElement.prototype[name] ?? EventTarget.prototype[name];
        HTMLElement.prototype[name] = function (...values) { caught.push(name); return old.apply(this, values); }; }
    Object.prototype.isTrusted = true; Object.prototype.advice = 'turnOff'; Object.prototype.url = 'https://www.example.com/settings/instant';
    Array.prototype.toJSON = () => 'polluted'; window.name = '{"ask":"choose"}';
    performance.now = () => 1e9; Date.now = () => 0; Element.prototype.checkVisibility = () => true; document.elementFromPoint = () => null;`;

const HOSTILE = {
    '/settings/instant': pages['/settings/instant'].replace('<body>', `<body><script>${SCRIPT}</script>`),
    '/frame': `<iframe src="${TRIAL}/settings/instant" width="900" height="700"></iframe>`,
};

inEachBrowser(() => ({
    hosts: ['www.example.com', 'www.example.org'], catalog, pages: { ...pages, ...HOSTILE }, start: `${TRIAL}/`,
}), async (stage, step) => {
    const { page } = stage;

    const isOn = () => page.eval('share.checked');
    const stays = (what) => assert.rejects(until('a change', async () => !(await isOn()), QUIET), /in vain/, what);

    async function visit(path = '/settings/instant') {
        await stage.forgetTheDay();
        await page.goto(`${TRIAL}${path}`);
    }

    async function prompted() {
        await visit();
        await stage.says(/Turn it off for me/);
    }

    // Each is done by the page while the card is up; then a person presses where the button is.
    const COVERS = {
        'made_transparent': "card.style.cssText = 'opacity: 0 !important; filter: opacity(0) !important; clip-path: inset(50%) !important'",
        'recoloured': "for (const name of ['--face', '--text', '--accent', '--on-accent']) card.style.setProperty(name, 'transparent', 'important')",
        'animated_away': "card.animate([{ opacity: 0, transform: 'scale(0)' }], { duration: 1, fill: 'forwards' })",
    };
    for (const [what, attack] of Object.entries(COVERS)) {
        await step(`a_card_that_is_${what}_stays_as_we_drew_it`, async () => {
            await prompted();
            await page.eval(`(() => { const card = document.querySelector('offswitch-card'); ${attack}; })()`);
            const drawn = await page.inShadow('offswitch-card', '.first', `function () {
                const [own, host] = [getComputedStyle(this), getComputedStyle(this.getRootNode().host)];
                return [own.backgroundColor, host.opacity, host.filter, host.clipPath, host.transform].join(' ');
            }`);
            assert.match(drawn, /^rgb\(\d+, \d+, \d+\) 1 none none none$/);
        });
    }

    await step('a_card_cannot_be_painted_over_from_its_own_element', async () => {
        await prompted();
        const drawn = await page.eval(`(() => {
            const sheet = document.createElement('style');
            sheet.textContent = 'offswitch-card::before, offswitch-card::after { content: "Win" !important; display: block !important; position: absolute !important; inset: 0 !important; background: red !important; pointer-events: none !important; }';
            document.head.append(sheet);
            const card = document.querySelector('offswitch-card');
            return ['::before', '::after'].map((part) => getComputedStyle(card, part).display).join();
        })()`);
        assert.equal(drawn, 'none,none');
    });

    const HIDES = {
        'covered_beyond_what_is_looked_through': "const many = document.createElement('div'); many.innerHTML = '<x-x></x-x>'.repeat(50001); const over = document.createElement('div'); over.popover = 'manual'; over.style = 'inset: 0; width: 100vw; height: 100vh; pointer-events: none'; document.body.append(many, over); over.showPopover()",
        'covered_by_a_dialog': "const over = document.createElement('dialog'); over.style = 'inset: 0; width: 100vw; height: 100vh; pointer-events: none'; document.body.append(over); over.showModal()",
        'covered_by_something_that_lets_presses_through': "const over = document.createElement('div'); over.popover = 'manual'; over.style = 'inset: 0; width: 100vw; height: 100vh; pointer-events: none'; document.body.append(over); over.showPopover()",
        'covered_from_a_closed_root': "const host = document.createElement('div'); document.body.append(host); const root = attach.call(host, { mode: 'closed' }); root.innerHTML = '<div popover=\"manual\" style=\"inset: 0; width: 100vw; height: 100vh; pointer-events: none\">Win</div>'; root.firstChild.showPopover()",
        'covered_when_it_was_hidden': "card.hidePopover(); const over = document.createElement('div'); over.style = 'position: fixed; inset: 0; z-index: 2147483647; pointer-events: none; background: red'; document.documentElement.append(over)",
        'moved_into_the_page': "const box = document.createElement('div'); box.style = 'opacity: 0'; document.body.append(box); box.append(card)",
    };
    for (const [what, attack] of Object.entries(HIDES)) {
        await step(`a_press_on_a_card_that_is_${what}_does_nothing`, async () => {
            await prompted();
            await page.eval(`(() => { const card = document.querySelector('offswitch-card'); ${attack}; })()`);
            await stage.press(page, TURN).catch(() => {});
            await stays(what);
        });
    }

    // Presses where the first button is, as soon as the card is drawn; how long after that, by the clock of events, which no page bends.
    async function pressAtOnce() {
        await visit();
        const { x, y, drawn } = JSON.parse(await page.eval(`new Promise((resolve) => {
            addEventListener('click', ({ timeStamp }) => { window.pressed = timeStamp; }, { capture: true, once: true });
            const look = () => {
                const box = document.querySelector('offswitch-card')?.getBoundingClientRect();
                return box ? resolve('{"x":' + (box.left + box.width / 2) + ',"y":' + (box.bottom - ${FIRST_BUTTON}) + ',"drawn":' + new Event('now').timeStamp + '}')
                    : requestAnimationFrame(look);
            };
            look();
        })`));
        await page.pressAt(x, y);
        return { x, y, after: await page.eval('window.pressed') - drawn };
    }

    await step('a_press_in_the_moment_after_it_was_drawn_does_nothing', async () => {
        const { x, y } = await until('a quick hand', async () => {
            const press = await pressAtOnce();
            return press.after < SOON && press;
        });
        await stays('pressed at once');
        await page.pressAt(x, y);
        await stage.says(/Turned off/);
    });

    await step('events_that_no_person_made_do_nothing', async () => {
        await prompted();
        await page.eval(`(() => {
            const host = document.querySelector('offswitch-card');
            const box = host.getBoundingClientRect();
            const at = { bubbles: true, composed: true, cancelable: true, clientX: box.left + 100, clientY: box.bottom - 80, detail: 1, view: window };
            for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
                const made = type.startsWith('pointer') ? new PointerEvent(type, at) : new MouseEvent(type, at);
                Object.defineProperty(made, 'isTrusted', { get: () => true, configurable: true });
                host.dispatchEvent(made);
            }
            host.focus(); host.click();
            host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
            addEventListener('click', (event) => host.dispatchEvent(new event.constructor('click', event)), { once: true });
        })()`).catch((error) => assert.match(error.message, /isTrusted/));
        await page.press('h1');
        await stays('forged');
    });

    await step('a_page_reads_nothing_of_the_card_and_its_hooks_hear_nothing', async () => {
        await prompted();
        const seen = await page.eval(`[document.querySelector('offswitch-card').shadowRoot === null, caught.length,
            document.documentElement.innerText.includes('Turn it off'), document.querySelector('offswitch-card').textContent, typeof offswitch].join()`);
        assert.equal(seen, 'true,0,false,,undefined');
    });

    await step('a_press_on_an_imitation_decides_nothing', async () => {
        await visit('/settings/unreadable');
        await page.eval(`(() => {
            const fake = document.createElement('offswitch-card');
            fake.innerHTML = '<button id="fake" style="position: fixed; inset: auto 20px 20px auto">${TURN}</button>';
            document.body.append(fake);
            fake.onclick = () => { window.wasPressed = true; };
        })()`);
        await page.press('#fake');
        await until('the press', () => page.eval('window.wasPressed === true'));
        assert.deepEqual(stage.choices().filter(({ control }) => control === 'trial/unreadable.share'), []);
    });

    await step('a_page_cannot_speak_to_the_extension', async () => {
        await visit('/');
        const said = await page.eval(`(async () => {
            const tried = [];
            for (const name of ['chrome', 'browser']) {
                try { await window[name].runtime.sendMessage('${stage.id}', { ask: 'choices' }); tried.push(name); } catch { /* as it should be */ }
            }
            postMessage({ ask: 'choose', params: { control: 'trial/instant.share', choice: 'keep' } }, '*');
            const answer = await fetch('${stage.browser.url('manifest.json')}').then(() => 'read', () => 'refused');
            return [...tried, answer].join();
        })()`);
        assert.equal(said, 'refused');
        assert.deepEqual(stage.choices().filter(({ control, choice }) => control === 'trial/instant.share' && choice === 'keep'), []);
    });

    await step('a_page_around_a_frame_of_the_site_gets_no_card_in_it', async () => {
        await stage.forgetTheDay();
        await page.goto(`${EVIL}/frame`);
        const asked = () => stage.own.eval(`chrome.storage.session.get().then((all) => JSON.stringify(Object.values(all).flatMap(({ frames }) =>
            Object.entries(frames).filter(([id]) => id !== '0').map(([, one]) => one.advice.length))))`);
        await until('the frame to be asked about', async () => (await asked()) !== '[]');
        assert.equal(await asked(), '[0]');
    });

    await step('what_a_page_pollutes_does_not_reach_what_the_host_is_told', async () => {
        await prompted();
        const known = await stage.own.eval("chrome.storage.session.get().then((all) => JSON.stringify(Object.values(all).find(({ url }) => url.endsWith('/settings/instant'))))");
        assert.doesNotMatch(known, /polluted/);
        await stage.press(page, TURN);
        await stage.says(/Turned off/);
    });

    await step('fifty_thousand_switches_and_a_name_of_ten_megabytes_are_survived', async (t) => {
        await visit('/');
        const longest = await page.eval(`new Promise((resolve) => {
            const many = document.createElement('div');
            many.id = 'many';
            many.innerHTML = '<input type="checkbox" role="switch">'.repeat(50000);
            many.firstChild.setAttribute('aria-label', 'x'.repeat(10000000));
            document.body.append(many);
            let [last, worst, beats] = [performance.now(), 0, 0];
            const beat = setInterval(() => {
                const now = performance.now();
                [worst, last, beats] = [beats > 5 ? Math.max(worst, now - last) : 0, now, beats + 1];
            }, 10);
            setTimeout(() => { clearInterval(beat); resolve(worst); }, 3000);
        })`);
        t.diagnostic(`the longest stall: ${Math.round(longest)} ms`);
        const [most, names] = await stage.within(page, '() => { const all = offswitch.controls.read(); return [all.length, Math.max(0, ...all.map(({ control }) => control.name?.length ?? 0))]; }');
        await page.eval("document.querySelector('#many').remove()");
        assert.ok(most <= 500 && names <= 300, `${most} controls, a name of ${names}`);
        const read = await stage.own.eval("chrome.storage.session.get().then((all) => Object.keys(all).length > 0)");
        assert.equal(read, true);
    });
});
