// SPDX-License-Identifier: MIT
// What the host found on each tab, kept for the popup, the badge and for checking what a page may speak about.
// Knows frames and loads. Has never heard of the host or of prompts.

import { read, update } from './memory.js';

export const EXPOSING = ['turnOff', 'turnOn', 'select'];

const key = (tabId) => `tab:${tabId}`;
const NOTHING = { url: '', load: '', frames: {}, reviewing: null };

export const finding = (tabId) => read('session', key(tabId), NOTHING);

// The top frame's new load replaces everything but the wish to review.
export function remember(tabId, frameId, { url, load, result }) {
    return update('session', key(tabId), NOTHING, (was) => {
        const fresh = frameId === 0 && was.load !== load;
        const frames = fresh ? {} : was.frames;
        const top = frameId === 0 ? { url, load } : {};
        return { ...was, ...top, frames: { ...frames, [frameId]: result } };
    });
}

// What the same load showed at its last reading.
export async function earlier(tabId, frameId, load) {
    const result = (await finding(tabId)).frames[frameId];
    return result?.load === load ? result.advice : [];
}

export const review = (tabId, site) => update('session', key(tabId), NOTHING, (was) => ({ ...was, reviewing: site }));

export function results(found) {
    return Object.values(found.frames).filter((result) => result.site);
}

export function exposing(found) {
    return results(found).flatMap((result) => result.advice).filter((one) => EXPOSING.includes(one.advice));
}

// A page may speak about the controls that the host named for it, and about no other.
export function names(found, frameId, control) {
    const result = found.frames[frameId];
    const named = [...(result?.advice ?? []), ...(result?.overview ?? [])];
    return named.some((one) => one.control === control);
}
