// SPDX-License-Identifier: MIT
// What outlives a suspended background: in storage.local for good, in storage.session until the browser ends.
// Knows the names of what is kept and how to change it without losing a neighbour's change. Has never heard of the host.

import { ext } from './ext.js';

const chains = new Map();

export async function read(area, key, fallback) {
    return (await ext.storage[area].get(key))[key] ?? fallback;
}

// Changes to one value happen one after the other; change() returns the new value.
export function update(area, key, fallback, change) {
    const before = chains.get(key) ?? Promise.resolve();
    const after = before.then(async () => {
        const value = change(await read(area, key, structuredClone(fallback)));
        await ext.storage[area].set({ [key]: value });
        return value;
    });
    chains.set(key, after.catch(() => {}));
    return after;
}

export const profileId = () => update('local', 'profile', '', (id) => id || crypto.randomUUID());

// Choices that the host could not store yet: {control: {choice, until, at}}.
export const unsaved = () => read('local', 'unsaved', {});
export const keepUnsaved = (control, choice) => update('local', 'unsaved', {}, (all) => ({ ...all, [control]: choice }));
export const dropUnsaved = (control) => update('local', 'unsaved', {}, (all) => without(all, control));

// Switches that we turned and that a later load has still to prove: {control: {state, load}}.
export const awaiting = () => read('local', 'awaiting', {});
export const awaitProof = (control, proof) => update('local', 'awaiting', {}, (all) => ({ ...all, [control]: proof }));
export const dropProof = (control) => update('local', 'awaiting', {}, (all) => without(all, control));

// The state last reported for a control: {control: state}.
export const reported = () => read('local', 'reported', {});
export const report = (control, state) => update('local', 'reported', {}, (all) => ({ ...all, [control]: state }));
export const dropReport = (control) => update('local', 'reported', {}, (all) => without(all, control));

// When a site was last prompted about, and how heavily: {site: {day: "2026-11-24", weight}}.
export const prompted = () => read('local', 'prompted', {});
export const markPrompted = (site, said) => update('local', 'prompted', {}, (all) => ({ ...all, [site]: said }));

// Sites on which people want to hear nothing: {site: true}; and until when they want to hear nothing at all.
export const hushed = () => read('local', 'hushed', {});
export const hush = (site, isHushed) => update('local', 'hushed', {}, (all) => (isHushed ? { ...all, [site]: true } : without(all, site)));
export const pausedUntil = () => read('local', 'pausedUntil', null);
export const pause = (until) => update('local', 'pausedUntil', null, () => until);

function without(all, key) {
    const { [key]: gone, ...rest } = all;
    return rest;
}
