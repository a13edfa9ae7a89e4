// SPDX-License-Identifier: MIT
// Every message the background answers, by its name, with who may ask it. The names are those of host/PROTOCOL.md.
// Privilege grows downwards: anyone of ours, a script on a catalog page, our own pages.

import { isCatalogPage, isOwnPage, granted, learn, origins } from './access.js';
import * as choices from './choices.js';
import * as findings from './findings.js';
import { check, show } from './check.js';
import { isHushed, mayPrompt, prompted } from './manners.js';
import { showCount } from './badge.js';
import { hush, hushed, pause, pausedUntil, unsaved } from './memory.js';

const PAGE = {
    match: matchPage,
    choose: (host, params, sender) => aboutNamed(params, sender, () => choices.choose(host, params)),
    observe: (host, params, sender) => aboutNamed(params, sender, () => choices.observe(host, params)),
    forget: (host, { control }, sender) => aboutNamed({ control }, sender, () => choices.forget(host, { control })),
    prompted: (host, params, sender) => prompted(sender.tab.id, sender.frameId),
    review: (host, params, sender) => reviewSite(sender.tab.id, sender.frameId),
};

const OWN = {
    initialize: state,
    choose: (host, params) => choices.choose(host, params),
    choices: (host, params) => host.ask('choices', params),
    forget: (host, params) => choices.forget(host, params),
    finding: (host, { tabId }) => findings.finding(tabId),
    report: (host, params) => host.ask('report', params),
    check: (host, { tabId }) => check(host, tabId),
    show: (host, { tabId, handle }) => show(tabId, handle),
    unlock: (host) => host.ask('unlock'),
    cancelUnlock: (host) => host.ask('cancelUnlock'),
    hush: (host, { site, isHushed: is }) => hush(site, is),
    pause: (host, { until }) => pause(until),
    review: (host, { tabId, site }) => findings.review(tabId, site),
};

export async function answer(host, message, sender) {
    try {
        const question = await permitted(message?.ask, sender);
        return { result: await question(host, message.params ?? {}, sender) };
    } catch (error) {
        return { error: { reason: error.reason ?? 'internal', data: error.data } };
    }
}

async function permitted(name, sender) {
    const table = isOwnPage(sender) ? OWN : (await isCatalogPage(sender)) ? PAGE : {};
    if (!Object.hasOwn(table, name)) {
        throw refused();
    }
    return table[name];
}

const refused = () => Object.assign(new Error('refused'), { reason: 'refused' });

// The addresses of a frame and of the page around it, as the browser says them, never as the page does. A sender's own
// address stays that of its document when an application changes it, so for a whole page the tab's counts.
function whereabouts({ frameId, url, tab }) {
    if (frameId !== 0) {
        return { url, topUrl: tab.url };
    }
    const moved = URL.canParse(tab.url) && new URL(tab.url).origin === new URL(url).origin;
    return { url: moved ? tab.url : url };
}

async function matchPage(host, { load, title, lang, controls, touched }, sender) {
    const { url, topUrl } = whereabouts(sender);
    if (sender.frameId !== 0 && topUrl === undefined) {
        throw refused();
    }
    const found = await host.ask('match', { url, topUrl, title, lang, controls });
    await choices.offerAgain(host, found.keyring);
    const result = { ...found, load, advice: await choices.withUnsaved(found.advice ?? []) };
    const before = touched ? await findings.earlier(sender.tab.id, sender.frameId, load) : [];
    const tab = await findings.remember(sender.tab.id, sender.frameId, { url, load, result });
    await showCount(sender.tab.id, await isHushed(result.site?.id) ? 0 : findings.exposing(tab).length);
    choices.learnFrom(host, { advice: result.advice, before, load, controls: controls ?? [] }).catch(() => {});
    return { ...result, url, prompt: await mayPrompt(result, tab) };
}

async function aboutNamed({ control }, sender, work) {
    const found = await findings.finding(sender.tab.id);
    if (!findings.names(found, sender.frameId, control)) {
        throw refused();
    }
    return work();
}

async function reviewSite(tabId, frameId) {
    const { frames } = await findings.finding(tabId);
    await findings.review(tabId, frames[frameId]?.site?.id ?? null);
    return true;
}

// Where we stand: the host, its keyring, the sites it knows, what of it we may look at, what waits to be stored.
async function state(host) {
    const hello = await host.initialize().catch((error) => ({ problem: { reason: error.reason, data: error.data } }));
    if (hello.origins) {
        await learn(hello.origins);
    }
    const keyring = hello.problem ? undefined : await keyringNow(host);
    return {
        ...hello, keyring, origins: await origins(), granted: await granted(), unsaved: Object.keys(await unsaved()).length,
        hushed: Object.keys(await hushed()), pausedUntil: await pausedUntil(),
    };
}

// The handshake does not wait for the keyring; a listing does, and one of no site is short.
async function keyringNow(host) {
    const { keyring } = await host.ask('choices', { site: '' }).catch(() => ({}));
    return keyring;
}
