// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HELLO, Port, grants, opened, page, registered, sent, settle } from './fakes.mjs';

const port = new Port({ initialize: () => HELLO, match: () => ({ site: null, advice: [] }) });
chrome.runtime.connectNative = () => port;
await import('../../extension-stub/background.js');

async function allDone() {
    for (let i = 0; i < 10; i += 1) {
        await settle();
    }
}

test('every_listener_is_there_in_the_first_turn', () => {
    const { commands, runtime, permissions, tabs } = chrome;
    for (const event of [runtime.onMessage, runtime.onInstalled, runtime.onStartup, permissions.onAdded, permissions.onRemoved, tabs.onRemoved, commands.onCommand]) {
        assert.equal(event.heard.length, 1);
    }
    assert.deepEqual(port.posted, []);
});

test('the_shortcut_is_passed_on_to_the_tab_and_no_other_command_is', () => {
    sent.length = 0;
    chrome.commands.onCommand.fire('something-else', { id: 3 });
    chrome.commands.onCommand.fire('focus-card', { id: 3 });
    assert.deepEqual(sent, [{ tabId: 3, message: { ask: 'focus' } }]);
});

test('installing_opens_the_welcome_page_and_updating_opens_nothing', async () => {
    chrome.runtime.onInstalled.fire({ reason: 'update' });
    await allDone();
    assert.deepEqual(opened, []);
    chrome.runtime.onInstalled.fire({ reason: 'install' });
    await allDone();
    assert.equal(opened.length, 1);
    assert.match(opened[0], /welcome\.html$/);
});

test('the_same_profile_introduces_itself_by_the_same_random_id_in_the_language_of_the_reader', async () => {
    const [{ params }] = port.asked('initialize');
    assert.match(params.profile, /^[0-9a-f-]{36}$/);
    assert.equal(params.lang, 'de-CH');
    assert.equal(params.browser, 'chromium');
    assert.equal((await chrome.storage.local.get('profile')).profile, params.profile);
});

test('scripts_run_on_granted_sites_only_and_follow_what_is_granted', async () => {
    assert.deepEqual(registered, []);
    grants.add('https://www.linkedin.com/*');
    chrome.permissions.onAdded.fire();
    await allDone();
    assert.deepEqual(registered[0].matches, ['https://www.linkedin.com/*']);
    grants.clear();
    chrome.permissions.onRemoved.fire();
    await allDone();
    assert.deepEqual(registered, []);
});

test('a_question_is_answered_through_the_open_channel', async () => {
    grants.add('https://www.linkedin.com/*');
    const answered = new Promise((resolve) => {
        const [stays] = chrome.runtime.onMessage.fire({ ask: 'match', params: {} }, page('https://www.linkedin.com/feed/'), resolve);
        assert.equal(stays, true);
    });
    assert.equal((await answered).result.site, null);
});

test('what_changed_elsewhere_makes_open_pages_ask_again', async () => {
    sent.length = 0;
    port.say({ jsonrpc: '2.0', method: 'changed', params: { sites: ['linkedin'], what: 'choices' } });
    await allDone();
    assert.deepEqual(sent.map(({ tabId, message }) => [tabId, message.ask]), [[7, 'changed']]);
});

test('the_end_leaves_no_port_open', () => {
    port.breakDown();
});
