// SPDX-License-Identifier: MIT
// What people decided and what pages showed, on its way to the host: a choice that could not be stored is kept here and
// offered again; a state is reported when it is new; a switch we turned is proven by a later load.
// Has never heard of tabs or prompts.

import * as memory from './memory.js';

// The host is there but cannot store, or it is not there: either way nothing may be lost.
const LATER = ['notSaved', 'hostMissing', 'hostGone', 'timeout', 'busy', 'unsupportedProtocol'];

// As the host does for *later* without a date.
const LATER_DAYS = 7;
const DAY = 86_400_000;
const dateIn = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

export const choose = (host, { control, choice, until }) => store(host, { control, choice, until });

async function store(host, { control, choice, until, at }) {
    const decided = at ?? new Date().toISOString();
    try {
        const record = await host.ask('choose', { control, choice, until, at });
        await memory.dropUnsaved(control);
        return { saved: true, record };
    } catch (error) {
        if (!LATER.includes(error.reason)) {
            throw error;
        }
        await memory.keepUnsaved(control, { choice, until: until ?? (choice === 'later' ? dateIn(LATER_DAYS) : undefined), at: decided });
        return { saved: false, reason: error.reason, keyring: error.data?.keyring };
    }
}

export const canStore = (keyring) => ['ready', 'file'].includes(keyring?.state);

// With the time at which each was decided, so that what was decided since, anywhere else, stays.
export async function offerAgain(host, keyring) {
    if (!canStore(keyring)) {
        return;
    }
    for (const [control, { choice, until, at }] of Object.entries(await memory.unsaved())) {
        const { saved } = await store(host, { control, choice, until, at });
        if (!saved) {
            return;
        }
    }
}

export async function observe(host, { control, state, proof, load }) {
    if (proof !== 'read' && proof !== 'reload') {
        await memory.awaitProof(control, { state, load });
    }
    const result = await host.ask('observe', { control, state, proof });
    await memory.report(control, state);
    return result;
}

export async function forget(host, what) {
    const result = await host.ask('forget', what);
    for (const control of [what.control, ...result.removed].filter(Boolean)) {
        await memory.dropUnsaved(control);
        await memory.dropProof(control);
        await memory.dropReport(control);
    }
    return result;
}

// Every matched control whose state is news, and every switch that this load proves. What our own press brought about in this very
// load is no news: the press itself reports it, and says more. So each is looked up just before it is reported.
// before is what a load showed that a person's hand has been on since: what differs now is that hand's, and no site's, doing.
export async function learnFrom(host, { advice, before, load, controls }) {
    for (const one of advice.filter(({ handle, certainty }) => handle !== undefined && certainty === 'sure')) {
        const state = shownState(one, controls[one.handle]);
        const proof = (await memory.awaiting())[one.control];
        const isOwn = proof?.load === load && proof.state === state;
        const proven = proof !== undefined && proof.load !== load;
        const isKnown = !proven && (await memory.reported())[one.control] === state;
        if (state !== undefined && !isOwn && !isKnown) {
            await observe(host, { control: one.control, state, load, proof: proofOf(one, { before, isProof: proven && state === proof.state }) });
        }
        if (state !== undefined && proven) {
            await memory.dropProof(one.control);
        }
    }
}

function proofOf({ control, state }, { before, isProof }) {
    const isByHand = before.some((one) => one.control === control && one.state !== state);
    return isByHand ? 'press' : isProof ? 'reload' : 'read';
}

function shownState(one, control) {
    const chosen = control?.options?.find(({ selected }) => selected);
    const state = chosen?.name ?? one.state;
    return ['mixed', 'unknown', undefined].includes(state) ? undefined : state;
}

// What people decided but the host could not store counts all the same when we speak to them.
export async function withUnsaved(advice) {
    const kept = await memory.unsaved();
    const silence = { keep: 'keptByChoice', later: 'later' };
    return advice.map((one) => {
        const mine = kept[one.control];
        const isOver = mine?.choice === 'later' && !(mine.until > dateIn(0));
        return mine && !isOver ? { ...one, advice: silence[mine.choice] ?? one.advice, choice: { ...mine, unsaved: true } } : one;
    });
}
