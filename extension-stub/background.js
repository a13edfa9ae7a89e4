// SPDX-License-Identifier: MIT
// Wires the browser's events to what answers them, all in the first turn. Keeps nothing but unanswered questions:
// it may be suspended at any moment, and the next event starts it anew.

import { browserName, ext, locale } from './ext.js';
import { Host } from './native.js';
import { answer } from './questions.js';
import { granted, learn, register } from './access.js';
import { offerAgain } from './choices.js';
import { profileId } from './memory.js';

const DECISIONS = ['choose', 'forget'];
const FOCUS = 'focus-card';

const host = new Host({
    connect: (name) => ext.runtime.connectNative(name),
    introduce,
    notified,
});

ext.runtime.onMessage.addListener((message, sender, reply) => {
    answer(host, message, sender).then((said) => {
        reply(said);
        if (DECISIONS.includes(message?.ask) && said.result) {
            tellPages({});
        }
    });
    return true;
});

ext.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') {
        ext.tabs.create({ url: ext.runtime.getURL('welcome.html') });
    }
    refresh();
});

ext.runtime.onStartup.addListener(refresh);
ext.permissions.onAdded.addListener(register);
ext.permissions.onRemoved.addListener(register);
ext.commands.onCommand.addListener((command, tab) => command === FOCUS && ext.tabs.sendMessage(tab.id, { ask: 'focus' }).catch(() => {}));
ext.tabs.onRemoved.addListener((tabId) => ext.storage.session.remove(`tab:${tabId}`));

async function introduce() {
    return {
        extension: ext.runtime.getManifest().version,
        browser: browserName(),
        profile: await profileId(),
        lang: locale(),
    };
}

// Another browser or the command line changed something: open pages ask again.
async function notified(method, params) {
    if (method !== 'changed') {
        return;
    }
    if (['catalog', 'host'].includes(params.what)) {
        host.close();
        await refresh();
    }
    await offerAgain(host, params.keyring);
    await tellPages(params);
}

// What was decided on one page is news to all, that one included: its badge counts what is left.
async function tellPages(params) {
    const url = await granted();
    const tabs = url.length > 0 ? await ext.tabs.query({ url }) : [];
    for (const { id } of tabs) {
        ext.tabs.sendMessage(id, { ask: 'changed', params }).catch(() => {});
    }
}

async function refresh() {
    const hello = await host.initialize().catch(() => null);
    if (hello !== null) {
        await learn(hello.origins);
    }
    await register();
}
