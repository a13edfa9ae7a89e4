// SPDX-License-Identifier: MIT
// The toolbar button's window: what was found on this tab, how the account stands, what was decided, whether host and keyring
// are well. Shows what the background says and passes presses on; decides nothing itself.

import { covers } from './access.js';
import { ext, currentTab, message as say } from './ext.js';
import { ask, button, hostTrouble, localize, make } from './ours.js';
import { account, accounts } from './account.js';
import { footnotes, pauseButton } from './footnotes.js';
import { foundHere, suspicion, worthALook } from './rows.js';

const main = document.getElementById('main');
const quiet = (words) => make('p', { class: 'quiet' }, words);
const can = (state, word) => state.capabilities?.includes(word);

const section = (heading, rows) =>
    (rows.length > 0 ? make('section', {}, make('h2', {}, heading), make('ul', {}, ...rows)) : null);

async function show() {
    const [state, tab] = await Promise.all([ask('initialize'), currentTab()]);
    document.getElementById('pause').replaceChildren(pauseButton(state, show));
    const address = tab?.url ?? '';
    const pattern = state.problem ? undefined : state.origins.find((one) => covers(one, address));
    const said = state.problem ? Promise.reject(state.problem) : about(tab, { state, address, pattern });
    const parts = await said.catch((problem) => [hostTrouble(problem, show)]);
    main.replaceChildren(...parts.filter(Boolean));
    const site = pattern ? await siteOf(tab) : null; // on a page of no site, what was found is of the page before
    document.getElementById('foot').replaceChildren(...footnotes(state, { site, again: show }));
    document.getElementById('live').textContent = main.querySelector('h2, p, b')?.textContent ?? '';
}

async function siteOf(tab) {
    const { frames } = await ask('finding', { tabId: tab?.id });
    return frames[0]?.site ?? null;
}

async function about(tab, { state, address, pattern }) {
    if (!pattern) {
        return [...unknownPage(tab, address), ...(await otherSites(state))];
    }
    return state.granted.includes(pattern) ? knownSite(tab, state) : noAccess(address, pattern, tab);
}

function noAccess(address, pattern, tab) {
    const allow = button(say('allowHere'), 'first', async () => {
        if (await ext.permissions.request({ origins: [pattern] })) {
            await ext.tabs.reload(tab.id);
            window.close();
        }
    });
    return [make('p', {}, say('noAccess', new URL(address).hostname)), make('div', {}, allow)];
}

function unknownPage(tab, address) {
    const words = quiet(say('notInCatalog'));
    return address.startsWith('https://') ? [words, checkButton(tab)] : [words];
}

// Only a press lends us the page; what is found there is said here and kept nowhere.
function checkButton(tab) {
    const place = make('div', { class: 'check' });
    place.append(button(say('checkPage'), '', async () => {
        const { suspected } = await ask('check', { tabId: tab.id }).catch(() => ({}));
        const hands = { show: ({ handle }) => ask('show', { tabId: tab.id, handle }).then(() => window.close()) };
        const rows = suspected?.map((one) => suspicion(one, hands)) ?? [];
        const words = suspected === undefined ? say('updateHost') : say('nothingSuspected');
        place.replaceChildren(section(say('suspected'), rows) ?? quiet(words));
        document.getElementById('live').textContent = place.textContent;
    }));
    return place;
}

async function knownSite(tab, state) {
    const found = await ask('finding', { tabId: tab.id });
    const frames = Object.entries(found.frames).filter(([, result]) => result.site);
    if (frames.length === 0) {
        return [quiet(say('lookingPage'))];
    }
    const here = frames.map(([frameId, result]) => adviceHere(tab, Number(frameId), result)).filter(Boolean);
    const [[, { site, page, overview }]] = frames;
    const nothing = here.length === 0 ? quiet(say('nothingHere')) : null;
    const check = here.length === 0 && !page ? checkButton(tab) : null;
    const whole = can(state, 'report') ? await account(site, handsFor(tab, site, 0))
        : section(say('elsewhere', site.name), (overview ?? []).map((one) => worthALook(one, handsFor(tab, site, 0))));
    return [...here, nothing, check, whole];
}

const adviceHere = (tab, frameId, { site, advice }) =>
    section(say('here'), advice.map((one) => foundHere(one, handsFor(tab, site, frameId))));

async function otherSites(state) {
    return can(state, 'report') ? accounts(handsFor(await currentTab(), null, 0)) : [];
}

function handsFor(tab, site, frameId) {
    return {
        show: async (one) => {
            await ext.tabs.sendMessage(tab.id, { ask: 'show', params: { handle: one.handle } }, { frameId });
            window.close();
        },
        open: async (one) => {
            await ask('review', { tabId: tab.id, site: site?.id ?? one.site });
            await ext.tabs.update(tab.id, { url: one.deepLink });
            window.close();
        },
        forget: async (one) => {
            await ask('forget', { control: one.control });
            await show();
        },
    };
}

localize();
show();
