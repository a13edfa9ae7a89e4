// SPDX-License-Identifier: MIT
// For everyone: what axe-core finds on card, popup and welcome page, the keyboard, 200 % zoom, dark, forced colours, from right to left;
// and the popup's own doings: silence for a site, a pause.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inEachBrowser, shot } from './telling.mjs';
import { TRIAL, catalog, pages } from './trial.mjs';
import { until } from './until.mjs';

const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const RULES = "{ resultTypes: ['violations'] }";
const NAMES = "({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + nodes.map((one) => one.html).join(' | ')))";
const CARD = 'offswitch-card';

inEachBrowser(() => ({
    hosts: ['www.example.com', 'www.example.org'], catalog, pages: { ...pages, '/unknown': pages['/settings/instant'] }, start: `${TRIAL}/`,
}), async (stage, step) => {
    const { page, name: browser } = stage;

    const lies = () => until('the card to lie still', () => page.inShadow(CARD, '.card', 'function () { return this.getAnimations().length === 0; }'));

    async function prompted(id = 'instant') {
        await stage.forgetTheDay();
        await page.goto(`${TRIAL}/settings/${id}`);
        await stage.says(/Later/);
        await lies();
    }

    // The card as it stands, without the closed root that keeps axe out: the same elements under the same style sheet.
    async function copyOfCard() {
        const html = await page.inShadow(CARD, '.card', 'function () { return this.outerHTML; }');
        const css = await stage.within(page, '() => offswitch.style');
        stage.site.pages['/copy'] = `<!doctype html><html lang="en"><title>Copy</title><main><h1>Copy</h1><div id="host"></div></main>
            <script>const root = host.attachShadow({ mode: 'open' }); root.innerHTML = ${JSON.stringify(`<style>${css.replace('display: block', 'display:block')}</style>${html}`).replaceAll('</', '<\\/')};</script></html>`;
        const copy = await stage.browser.open(`${TRIAL}/copy`);
        return copy;
    }

    async function violations(where) {
        await where.eval(`${AXE}; true`);
        return where.eval(`axe.run(document, ${RULES}).then(${NAMES})`);
    }

    for (const id of ['instant', 'several']) {
        for (const scheme of ['light', 'dark']) {
            await step(`axe_finds_nothing_on_the_card_of_${id}_in_${scheme}`, async () => {
                await prompted(id);
                const copy = await copyOfCard();
                await copy.media({ scheme });
                assert.equal(await violations(copy), '[]');
                await copy.media();
                await copy.close();
            });
        }
    }

    for (const scheme of ['light', 'dark']) {
        await step(`axe_finds_nothing_on_popup_and_welcome_in_${scheme}`, async () => {
            for (const file of ['popup.html', 'welcome.html']) {
                const own = await stage.browser.open(stage.browser.url(file));
                await own.front();
                await own.media({ scheme });
                await until('its words', () => own.eval('document.body.innerText.length > 80'));
                await shot(own, `${browser}-${file.split('.')[0]}-${scheme}`);
                assert.equal(await violations(own), '[]', file);
                await own.media();
                await own.close();
            }
        });
    }

    await step('the_keyboard_reaches_every_button_and_presses_it', async () => {
        await prompted();
        await page.front();
        const focused = () => page.inShadow(CARD, '.card', 'function () { return this.getRootNode().activeElement?.textContent ?? ""; }');
        const reached = [];
        for (let i = 0; i < 12 && !reached.includes('Later'); i += 1) {
            await page.key('Tab');
            reached.push(await focused());
        }
        assert.deepEqual(reached.filter(Boolean), ['×', 'Turn it off for me', 'Show me', 'Keep it on', 'Later']);
        await prompted('late');
        while ((await focused()) !== 'Turn it off for me') {
            await page.key('Tab');
        }
        await stage.aMoment(page);
        await page.key('Enter');
        await stage.says(/Turned off/);
    });

    await step('the_card_is_a_named_dialog_that_is_said_aloud_without_taking_the_focus', async () => {
        await prompted('late');
        const [role, label, live, focus] = JSON.parse(await page.inShadow(CARD, '.card', `function () {
            const root = this.getRootNode();
            return JSON.stringify([this.getAttribute('role'), root.getElementById(this.getAttribute('aria-labelledby')).textContent,
                root.querySelector('[role="status"]').textContent, root.activeElement === null]);
        }`));
        assert.deepEqual([role, live, focus], ['dialog', label, true]);
    });

    await step('a_shortcut_leads_to_the_card_and_closing_it_leads_back', async () => {
        await prompted('instant');
        assert.equal(await stage.own.eval("chrome.commands.getAll().then((all) => all.some(({ name }) => name === 'focus-card'))"), true);
        await page.eval("document.querySelector('#share').focus()");
        await stage.own.eval(`chrome.tabs.query({ url: '${TRIAL}/*' }).then(([{ id }]) => chrome.tabs.sendMessage(id, { ask: 'focus' })).then(() => true)`);
        await until('the focus', () => page.eval("document.activeElement.localName === 'offswitch-card'"));
        await page.key('Escape');
        await until('the card to go', async () => (await stage.card(page)) === undefined);
        assert.equal(await page.eval('document.activeElement.id'), 'share');
    });

    await step('at_two_hundred_percent_everything_can_be_reached', async () => {
        await prompted('instant');
        const width = await page.eval('innerWidth');
        const zoom = (factor) => stage.own.eval(`chrome.tabs.query({ url: '${TRIAL}/*' }).then(([{ id }]) => chrome.tabs.setZoom(id, ${factor}))`);
        await zoom(2);
        await until('the zoom', async () => (await page.eval('innerWidth')) <= width / 2);
        const fits = await page.inShadow(CARD, '.card', `function () {
            const box = this.getBoundingClientRect();
            return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
                && [...this.querySelectorAll('button')].every((one) => one.getBoundingClientRect().bottom <= innerHeight);
        }`);
        await shot(page, `${browser}-zoomed`);
        await zoom(1);
        await until('no zoom', async () => (await page.eval('innerWidth')) === width);
        assert.equal(fits, true);
    });

    await step('forced_colours_leave_edges_to_see', async () => {
        await prompted('instant');
        await page.media({ forced: 'active', motion: 'reduce' });
        const edge = await page.inShadow(CARD, '.press', "function () { return getComputedStyle(this).borderTopStyle; }");
        await shot(page, `${browser}-forced-colours`);
        await page.media();
        assert.equal(edge, 'solid');
    });

    await step('the_popup_says_how_the_account_stands', async () => {
        await prompted();
        const popup = await stage.popup(page);
        await until('the account', () => popup.eval("/Your account on Trial[^]*not looked at yet/.test(document.body.innerText)"));
        await popup.shot?.(`${process.env.OFFSWITCH_SHOTS ?? stage.home}/${browser}-popup-account.png`);
        await popup.close();
    });

    await step('a_page_of_no_catalog_is_checked_on_a_press_and_kept_nowhere', async () => {
        await page.goto('https://www.example.org/unknown');
        const popup = await stage.popup(page);
        await until('the offer', () => popup.eval("/does not know this site[^]*Check this page/.test(document.body.innerText)"));
        await popup.eval("document.querySelector('.check button').click()");
        await until('the suspicion', () => popup.eval("/May share your data[^]*Share my data with partners[^]*Now: on[^]*share/.test(document.body.innerText)"));
        await popup.close();
        assert.equal(await stage.card(page), undefined);
        assert.doesNotMatch(await stage.own.eval('chrome.storage.local.get().then(JSON.stringify)'), /example\.org/);
    });

    await step('a_site_can_be_silenced_and_heard_again', async () => {
        await prompted();
        const popup = await stage.popup(page);
        await until('the box', () => popup.eval("document.querySelector('footer input') !== null"));
        await popup.eval("document.querySelector('footer input').click()");
        await until('silence', () => stage.own.eval("chrome.storage.local.get('hushed').then(({ hushed }) => hushed?.trial === true)"));
        await popup.close();
        await stage.forgetTheDay();
        await page.reload();
        await stage.staysQuiet(page);
        await stage.own.eval("chrome.storage.local.remove('hushed')");
        await prompted();
    });

    await step('a_pause_silences_everything', async () => {
        await stage.own.eval("chrome.storage.local.set({ pausedUntil: new Date(Date.now() + 60000).toISOString() })");
        await stage.forgetTheDay();
        await page.goto(`${TRIAL}/settings/redrawn`);
        await stage.staysQuiet(page);
        await stage.own.eval("chrome.storage.local.set({ pausedUntil: null })");
        await prompted('redrawn');
    });
});
