// SPDX-License-Identifier: MIT
// When to speak up: at most once per site and day, unless something was turned back on or the user asked to review; never on a
// site where the user wants to hear nothing, nor while they want a pause.
// Has never heard of the host or of how a prompt looks.

import { finding } from './findings.js';
import * as memory from './memory.js';

const today = () => new Date().toLocaleDateString('sv');

export async function mayPrompt(result, { reviewing }) {
    const site = result.site?.id;
    if (!site || await isQuiet(site)) {
        return false;
    }
    if (result.advice.some((one) => one.wentBack)) {
        return true;
    }
    const asked = (await memory.prompted())[site] === today();
    return result.prompt === true && (!asked || (reviewing === site && result.page !== null));
}

export const isPaused = async () => Date.parse(await memory.pausedUntil()) > Date.now();
export const isHushed = async (site) => (await memory.hushed())[site] === true;

const isQuiet = async (site) => (await isPaused()) || isHushed(site);

export async function prompted(tabId, frameId) {
    const { frames } = await finding(tabId);
    const site = frames[frameId]?.site?.id;
    if (site) {
        await memory.markPrompted(site, today());
    }
    return true;
}
