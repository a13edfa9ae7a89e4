// SPDX-License-Identifier: MIT
// A page that is in no catalog, looked at because a person pressed the button over it: what may share data there, by its words
// alone. The press lends the page to us; nothing is kept, and nothing there is ever pressed.

import { ext } from './ext.js';
import { DRAWING, READING } from './access.js';

// The functions run in the page, beside the scripts that were put there.
const read = () => ({
    title: document.title.slice(0, 300), lang: document.documentElement.lang,
    controls: globalThis.offswitch.controls.read().map(({ control }) => control),
});
const outline = (handle) => {
    const { element } = globalThis.offswitch.controls.read()[handle] ?? {};
    if (element) {
        globalThis.offswitch.outline(element);
    }
};

async function run(tabId, files, func, args = []) {
    await ext.scripting.executeScript({ target: { tabId }, files });
    const [{ result }] = await ext.scripting.executeScript({ target: { tabId }, func, args });
    return result;
}

// {suspected: [...]}; without `suspected` the host is too old to look.
export async function check(host, tabId) {
    const { url } = await ext.tabs.get(tabId);
    const context = await run(tabId, READING, read);
    const { suspected } = await host.ask('match', { url, ...context, suspect: true });
    return { suspected };
}

export const show = (tabId, handle) => run(tabId, [...READING, ...DRAWING], outline, [handle]).then(() => true);
