// SPDX-License-Identifier: MIT
// The extension and what lies around it: hosts of another version, a keyring to open, a second window, a private one, an update in place.

import assert from 'node:assert/strict';
import { HELLO, scripted, standIn } from './hosts.mjs';
import { inEachBrowser } from './telling.mjs';
import { TRIAL, catalog, pages } from './trial.mjs';
import { until } from './until.mjs';

inEachBrowser(() => ({ hosts: ['www.example.com'], catalog, pages, start: `${TRIAL}/` }), async (stage, step) => {
    const { page } = stage;
    const wordsOf = (popup) => popup.eval("document.body?.innerText ?? ''");
    const choice = (id) => stage.choices().find(({ control }) => control === `trial/${id}.share`)?.choice;
    const isRead = (path) => until(`${path} to be read`, () => stage.own.eval(`chrome.storage.session.get().then((all) =>
        Object.values(all).filter(({ url, frames }) => url?.endsWith('${path}') && frames[0]?.advice?.length > 0).length)`));

    async function popupSays(pattern) {
        const popup = await stage.popup(page);
        await until(`the popup to say ${pattern}`, async () => pattern.test(await wordsOf(popup)));
        return popup;
    }

    // From now on a host answers that says this.
    async function answering(answers) {
        const { command, say } = scripted(stage, answers);
        await standIn(stage, command);
        return say;
    }

    for (const [older, sentence] of [['host', /The Offswitch program on this computer is too old/], ['extension', /This extension is too old/]]) {
        await step(`where_the_${older}_is_too_old_the_popup_says_which_to_update`, async () => {
            await answering({ initialize: { error: { code: -32002, message: 'no common version', data: { reason: 'unsupportedProtocol', update: older } } } });
            await (await popupSays(sentence)).close();
        });
    }

    await step('a_host_that_appears_is_found_on_another_try', async () => {
        stage.unregister();
        await stage.suspend();
        const popup = await popupSays(/does not answer/);
        stage.register();
        await popup.eval("document.querySelector('.trouble button').click()");
        await until('the popup to go on', async () => /kept in your keyring/.test(await wordsOf(popup)));
        await popup.close();
    });

    await step('a_locked_keyring_is_opened_from_the_popup', async () => {
        const state = (word) => ({ initialize: { result: HELLO }, choices: { result: { records: [], keyring: { state: word } } } });
        const now = await answering(state('locked'));
        const popup = await popupSays(/Your keyring is locked[^]*Open the keyring/);
        await popup.eval("document.querySelector('footer button.first').click()");
        await until('the wait', async () => /asks for its password[^]*Cancel/.test(await wordsOf(popup)));
        now({ ...state('locked'), unlock: { result: { keyring: { state: 'locked' } } }, cancelUnlock: { result: {} } });
        await popup.close();
        now({ ...state('locked'), unlock: { result: { keyring: { state: 'ready' } } } });
        await stage.suspend();
        const again = await popupSays(/Open the keyring/);
        now({ ...state('ready'), unlock: { result: { keyring: { state: 'ready' } } } });
        await again.eval("document.querySelector('footer button.first').click()");
        await until('the keyring to be open', async () => /kept in your keyring/.test(await wordsOf(again)));
        await again.close();
        stage.register();
        await stage.suspend();
    });

    await step('two_windows_have_one_card_and_know_of_each_other', async () => {
        await stage.forgetTheDay();
        await page.goto(`${TRIAL}/settings/instant`);
        await stage.says(/Turn it off for me/);
        const other = await stage.browser.open(`${TRIAL}/settings/instant?other`, { window: true });
        await stage.staysQuiet(other);
        await stage.press(page, 'Keep it on');
        await until('the choice', () => choice('instant') === 'keep');
        await until('the other window to know', () => stage.own.eval(`chrome.storage.session.get().then((all) => Object.values(all)
            .some(({ url, frames }) => url?.endsWith('?other') && frames[0]?.advice?.some(({ advice }) => advice === 'keptByChoice')))`));
        const popup = await stage.popup(other);
        await until('the decision', async () => /You decided to keep it on/.test(await wordsOf(popup)));
        await popup.close();
        await other.close();
    });

    await step('nothing_happens_in_a_private_window', async () => {
        await stage.forgetTheDay();
        const hidden = await stage.browser.openPrivate(`${TRIAL}/settings/late`);
        await until('the switch', () => hidden.eval("document.querySelector('#share') !== null"));
        await page.goto(`${TRIAL}/settings/several`); // read later, and answered
        await isRead('/settings/several');
        assert.equal(await hidden.eval("document.querySelector('offswitch-card')"), null);
        assert.equal(await stage.own.eval("chrome.storage.session.get().then((all) => Object.values(all).some(({ url }) => url?.endsWith('/settings/late')))"), false);
        await hidden.close();
    });

    await step('an_update_in_place_loses_nothing_and_says_nothing', async () => {
        await stage.own.eval("chrome.storage.local.set({ hushed: { elsewhere: true } })");
        await stage.update('0.2.0');
        assert.equal(await stage.own.eval('chrome.runtime.getManifest().version'), '0.2.0');
        assert.equal(await stage.own.eval("chrome.storage.local.get('hushed').then(({ hushed }) => hushed.elsewhere)"), true);
        assert.deepEqual((await stage.browser.addresses()).filter((url) => url.endsWith('welcome.html')), []);
        await page.goto(`${TRIAL}/settings/instant`);
        await stage.staysQuiet(page);
        await stage.forgetTheDay();
        await page.goto(`${TRIAL}/settings/redrawn`);
        await stage.says(/Turn it off for me/);
    });
});
