// SPDX-License-Identifier: MIT
// The browser's own interface under one name. Knows which global holds it; has never heard of sites, choices or hosts.

export const ext = globalThis.browser ?? globalThis.chrome;

export const message = (name, ...values) => ext.i18n.getMessage(name, values.map(String));

// The language we speak, which is the browser's only where we have it; of its regions the browser's.
export function locale() {
    const [language, browsers] = [message('language'), ext.i18n.getUILanguage()];
    return browsers.split('-')[0] === language ? browsers : language;
}

export const browserName = () => (ext.runtime.getURL('').startsWith('moz-') ? 'firefox' : 'chromium');

export async function currentTab() {
    const [tab] = await ext.tabs.query({ active: true, lastFocusedWindow: true });
    return tab;
}
