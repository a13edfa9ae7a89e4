// SPDX-License-Identifier: MIT
// The life of the extension: a host that is missing, dies in mid-request or says nothing; a background that is suspended; a browser that
// is killed; thirty tabs. Nothing is lost, nothing hangs.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { HELLO, scripted, standIn } from './hosts.mjs';
import { PREFIX } from './stage.mjs';
import { inEachBrowser } from './telling.mjs';
import { TRIAL, catalog, pages } from './trial.mjs';
import { until } from './until.mjs';

const TABS = 30;
const HOST = PREFIX && join(PREFIX, 'libexec/offswitch/offswitch-host');

inEachBrowser(() => ({
    hosts: ['www.example.com'], catalog, pages, start: `${TRIAL}/`, prefs: { 'extensions.webextensions.keepStorageOnUninstall': true },
}), async (stage, step) => {
    const ask = (question, params = {}) => stage.own.eval(`chrome.runtime.sendMessage({ ask: '${question}', params: ${JSON.stringify(params)} }).then(JSON.stringify)`)
        .then(JSON.parse);
    const kept = (control) => stage.choices().find((one) => one.control === control)?.choice;

    async function realHost() {
        stage.register();
        await stage.suspend();
    }

    async function prompted(id) {
        await stage.forgetTheDay();
        await stage.page.goto(`${TRIAL}/settings/${id}`);
        await stage.says(/Turn it off for me/);
    }

    await step('a_choice_made_while_the_host_is_missing_survives_a_killed_browser_and_is_stored', async () => {
        await prompted('late');
        stage.unregister();
        await stage.suspend();
        await stage.press(stage.page, 'Keep it on');
        await stage.says(/could not be saved yet/);
        await stage.restart({ kill: stage.name === 'chromium' });
        stage.id = await stage.browser.install(stage.copy);
        stage.register();
        await stage.open();
        stage.page = await stage.browser.open(`${TRIAL}/`);
        await until('the choice', () => kept('trial/late.share') === 'keep', 30_000);
    });

    await step('a_list_that_is_put_off_without_the_host_says_that_it_could_not_be_saved', async () => {
        await stage.forgetTheDay();
        await stage.page.goto(`${TRIAL}/settings/several`);
        await stage.says(/4 settings on this page/);
        stage.unregister();
        await stage.suspend();
        await stage.press(stage.page, 'Later');
        await stage.says(/could not be saved yet/);
        await realHost();
    });

    for (const [what, script, reason] of [
        ['is_missing', null, 'hostMissing'],
        ['ends_at_once', 'exit 0', 'hostMissing'],
        ['says_nothing', 'exec sleep 60', 'timeout'],
        ['talks_nonsense', "printf '\\\\005\\\\000\\\\000\\\\000hello'; exec sleep 60", null],
    ]) {
        await step(`a_host_that_${what}_is_named_in_time`, async () => {
            if (script === null) {
                stage.unregister();
                await stage.suspend();
            } else {
                await standIn(stage, script);
            }
            const { result } = await ask('initialize');
            assert.ok(reason === null ? result.problem : result.problem.reason === reason, JSON.stringify(result.problem));
            await realHost();
            assert.equal((await ask('initialize')).result.problem, undefined);
        });
    }

    await step('a_popup_whose_host_fails_half_way_says_so', async () => {
        const capabilities = [...HELLO.capabilities, 'report'];
        const failure = { code: -32603, message: 'internal', data: { reason: 'internal' } };
        await standIn(stage, scripted(stage, { initialize: { result: { ...HELLO, capabilities } }, report: { error: failure },
            match: { result: { site: { id: 'trial', name: 'Trial' }, page: null, keyring: { state: 'ready' }, prompt: false, advice: [], overview: [] } },
            choices: { result: { records: [], keyring: { state: 'ready' } } } }).command);
        await stage.page.goto(`${TRIAL}/`);
        const popup = await stage.popup(stage.page);
        await until('the sentence', () => popup.eval('/takes too long[^]*Try again/.test(document.body.innerText)'));
        await popup.close();
        await realHost();
    });

    await step('a_host_that_dies_in_mid_request_is_called_again', async () => {
        const { command } = scripted(stage, { initialize: { result: HELLO }, match: 'end' });
        await standIn(stage, `n=$(cat "${stage.home}/n" 2>/dev/null || echo 0); echo $((n + 1)) >"${stage.home}/n"
            [ "$n" -gt 0 ] && exec '${HOST}' "$@"
            ${command}`);
        await prompted('redrawn');
        await realHost();
    });

    await step('a_flood_of_questions_is_answered_each', async () => {
        const all = await stage.own.eval(`Promise.all(Array.from({ length: 500 }, () => chrome.runtime.sendMessage({ ask: 'choices', params: {} })
            .then((answer) => (answer.result || answer.error ? 1 : 0)))).then((ones) => ones.reduce((sum, one) => sum + one, 0))`);
        assert.equal(all, 500);
    });

    await step('thirty_tabs_are_each_read_and_none_is_mixed_up', async () => {
        await stage.forgetTheDay();
        await stage.own.eval(`Promise.all(Array.from({ length: ${TABS} }, () => chrome.tabs.create({ url: '${TRIAL}/settings/several', active: false }))).then(() => true)`);
        const read = `chrome.storage.session.get().then((all) => Object.values(all).filter(({ url, frames }) => url.endsWith('/several') && frames[0]?.advice.length === 4).length)`;
        await until('all to be read', async () => (await stage.own.eval(read)) >= TABS, 60_000);
    });
});
