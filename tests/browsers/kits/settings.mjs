// SPDX-License-Identifier: MIT
// The settings that each kit draws, and where the page keeps them: a stand-in for a site's server.

export const SHARE = 'Share my data with partners';
export const TRAIN = 'Train models on my posts';
export const REACH = 'Who can find me';
export const TOPICS = 'Ad topics';
export const ANYONE = 'Anyone';
export const NOBODY = 'Nobody';

const key = (name) => `${location.pathname} ${name}`;

export const kept = (name, usual) => JSON.parse(localStorage.getItem(key(name)) ?? JSON.stringify(usual));
export const keep = (name, value) => localStorage.setItem(key(name), JSON.stringify(value));

// Attributes for a control of plain HTML or of custom elements.
export const page = (html) => {
    document.body.innerHTML = `<main><h1>Privacy</h1>${html}</main>`;
};

// Keeps what a control of the page shows, however its kit says so.
export function keeps(selector, name, event, isOn = (element) => element.checked) {
    const element = document.querySelector(selector);
    element.addEventListener(event, () => keep(name, isOn(element)));
    return element;
}
