// SPDX-License-Identifier: MIT
// The toolbar button's window: what was found on this tab, what was decided, whether host and keyring are well.
// Shows what the background says and passes presses on; decides nothing itself.

import { covers } from './access.js';
import { ext, currentTab, message as say } from './ext.js';
import { ask, button, hostTrouble, keyringLine, localize, make } from './ours.js';
import { foundHere, worthALook } from './rows.js';

const main = document.getElementById('main');
const foot = document.getElementById('foot');

async function show() {
    const [state, tab] = await Promise.all([ask('initialize'), currentTab()]);
    foot.replaceChildren(...footnotes(state));
    if (state.problem) {
        main.replaceChildren(hostTrouble(state.problem, show));
        return;
    }
    main.replaceChildren(...(await about(tab, state)));
}

function footnotes({ problem, keyring, unsaved }) {
    const waiting = unsaved === 1 ? say('unsavedOne') : say('unsavedMany', unsaved);
    return [problem ? null : keyringLine(keyring), unsaved > 0 ? make('p', {}, waiting) : null].filter(Boolean);
}

async function about(tab, { origins, granted }) {
    const address = tab?.url ?? '';
    const pattern = origins.find((one) => covers(one, address));
    if (!pattern) {
        return [make('p', { class: 'quiet' }, say('notInCatalog'))];
    }
    if (!granted.includes(pattern)) {
        return noAccess(address, pattern, tab);
    }
    return findings(tab);
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

async function findings(tab) {
    const found = await ask('finding', { tabId: tab.id });
    const frames = Object.entries(found.frames).filter(([, result]) => result.site);
    if (frames.length === 0) {
        return [make('p', { class: 'quiet' }, say('lookingPage'))];
    }
    const rows = frames.flatMap(([frameId, result]) => sections(tab, Number(frameId), result));
    return rows.length > 0 ? rows : [make('p', { class: 'quiet' }, say('nothingHere'))];
}

function sections(tab, frameId, { site, advice, overview }) {
    const hands = {
        show: async (one) => {
            await ext.tabs.sendMessage(tab.id, { ask: 'show', params: { handle: one.handle } }, { frameId });
            window.close();
        },
        open: async (one) => {
            await ask('review', { tabId: tab.id, site: site.id });
            await ext.tabs.update(tab.id, { url: one.deepLink });
            window.close();
        },
        forget: async (one) => {
            await ask('forget', { control: one.control });
            await ext.tabs.sendMessage(tab.id, { ask: 'changed' }, { frameId });
            await show();
        },
    };
    return [
        section(say('here'), advice.map((one) => foundHere(one, hands))),
        section(say('elsewhere', site.name), (overview ?? []).map((one) => worthALook(one, hands))),
    ].filter(Boolean);
}

const section = (heading, rows) =>
    (rows.length > 0 ? make('section', {}, make('h2', {}, heading), make('ul', {}, ...rows)) : null);

localize();
show();
