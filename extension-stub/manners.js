// SPDX-License-Identifier: MIT
// When to speak up: at most once per site and day, unless what there is to say weighs more than what was said, or the user asked to
// review; never on a site where the user wants to hear nothing, nor while they want a pause.
// Has never heard of the host or of how a prompt looks.

import { EXPOSING, finding } from './findings.js';
import * as memory from './memory.js';

const [NOTHING, LINE, CARD, WENT_BACK] = [0, 1, 2, 3];

const today = () => new Date().toLocaleDateString('sv');

function weight({ advice }) {
    if (advice.some((one) => one.wentBack)) {
        return WENT_BACK;
    }
    return advice.some((one) => EXPOSING.includes(one.advice)) ? CARD : LINE;
}

async function saidToday(site) {
    const last = (await memory.prompted())[site];
    return last?.day === today() ? last.weight : NOTHING;
}

export async function mayPrompt(result, { reviewing }) {
    const site = result.site?.id;
    if (!site || await isQuiet(site)) {
        return false;
    }
    return result.prompt === true && (weight(result) > await saidToday(site) || (reviewing === site && result.page !== null));
}

export const isPaused = async () => Date.parse(await memory.pausedUntil()) > Date.now();
export const isHushed = async (site) => (await memory.hushed())[site] === true;

const isQuiet = async (site) => (await isPaused()) || isHushed(site);

export async function prompted(tabId, frameId) {
    const { frames } = await finding(tabId);
    const result = frames[frameId];
    if (result?.site) {
        await memory.markPrompted(result.site.id, { day: today(), weight: weight(result) });
    }
    return true;
}
