// SPDX-License-Identifier: MIT
// The life of the extension: a host that is missing, dies in mid-request or says nothing; a background that is suspended; a browser that
// is killed; thirty tabs. Nothing is lost, nothing hangs.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { BROWSERS } from './browsers.mjs';
import { PREFIX, Stage } from './stage.mjs';
import { teller } from './telling.mjs';
import { TRIAL, catalog, pages } from './trial.mjs';
import { until } from './until.mjs';

const TABS = 30;
const HOST = PREFIX && join(PREFIX, 'libexec/offswitch/offswitch-host');

for (const browser of BROWSERS) {
    describe(browser, () => tell(browser));
}

function tell(browser) {
    let stage;
    let page;
    const step = teller(browser, { page: () => page });

    before(async () => {
        stage = PREFIX && await Stage.ready(browser, { hosts: ['www.example.com'], catalog, prefs: { 'extensions.webextensions.keepStorageOnUninstall': true } });
        if (stage) {
            Object.assign(stage.site.pages, pages);
            page = await stage.browser.open(`${TRIAL}/`);
        }
    });
    after(() => stage?.close());

    const says = (pattern) => until(`the card to say ${pattern}`, async () => pattern.test((await stage.card(page)) ?? ''));
    const ask = (question, params = {}) => stage.own.eval(`chrome.runtime.sendMessage({ ask: '${question}', params: ${JSON.stringify(params)} }).then(JSON.stringify)`)
        .then(JSON.parse);
    const kept = (control) => stage.choices().find((one) => one.control === control)?.choice;

    // A host of a few lines of shell in place of ours.
    async function host(script) {
        const path = join(stage.home, 'host');
        writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        stage.register(path);
        await stage.suspend();
    }

    async function realHost() {
        stage.register();
        await stage.suspend();
    }

    async function prompted(id) {
        await stage.forgetTheDay();
        await page.goto(`${TRIAL}/settings/${id}`);
        await says(/Turn it off for me/);
    }

    step('a_choice_made_while_the_host_is_missing_survives_a_killed_browser_and_is_stored', async () => {
        await prompted('late');
        stage.unregister();
        await stage.suspend();
        await stage.press(page, 'Keep it on');
        await says(/could not be saved yet/);
        await stage.restart({ kill: browser === 'chromium' });
        stage.id = await stage.browser.install(stage.copy);
        stage.register();
        await stage.open();
        page = await stage.browser.open(`${TRIAL}/`);
        await until('the choice', () => kept('trial/late.share') === 'keep', 30_000);
    });

    for (const [what, script, reason] of [
        ['is_missing', null, 'hostMissing'],
        ['ends_at_once', 'exit 0', 'hostMissing'],
        ['says_nothing', 'exec sleep 60', 'timeout'],
        ['talks_nonsense', "printf '\\\\005\\\\000\\\\000\\\\000hello'; exec sleep 60", null],
    ]) {
        step(`a_host_that_${what}_is_named_in_time`, async () => {
            if (script === null) {
                stage.unregister();
                await stage.suspend();
            } else {
                await host(script);
            }
            const { result } = await ask('initialize');
            assert.ok(reason === null ? result.problem : result.problem.reason === reason, JSON.stringify(result.problem));
            await realHost();
            assert.equal((await ask('initialize')).result.problem, undefined);
        });
    }

    step('a_host_that_dies_in_mid_request_is_called_again', async () => {
        await host(`n=$(cat "${stage.home}/n" 2>/dev/null || echo 0); echo $((n + 1)) >"${stage.home}/n"
            [ "$n" -gt 0 ] && exec '${HOST}' "$@"
            '${HOST}' "$@" & sleep 0.4; kill -9 $!`);
        await prompted('redrawn');
        await realHost();
    });

    step('a_flood_of_questions_is_answered_each', async () => {
        const all = await stage.own.eval(`Promise.all(Array.from({ length: 500 }, () => chrome.runtime.sendMessage({ ask: 'choices', params: {} })
            .then((answer) => (answer.result || answer.error ? 1 : 0)))).then((ones) => ones.reduce((sum, one) => sum + one, 0))`);
        assert.equal(all, 500);
    });

    step('thirty_tabs_are_each_read_and_none_is_mixed_up', async () => {
        await stage.forgetTheDay();
        await stage.own.eval(`Promise.all(Array.from({ length: ${TABS} }, () => chrome.tabs.create({ url: '${TRIAL}/settings/several', active: false }))).then(() => true)`);
        const read = `chrome.storage.session.get().then((all) => Object.values(all).filter(({ url, frames }) => url.endsWith('/several') && frames[0]?.advice.length === 4).length)`;
        await until('all to be read', async () => (await stage.own.eval(read)) >= TABS, 60_000);
    });
}
