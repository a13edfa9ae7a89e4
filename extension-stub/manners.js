// SPDX-License-Identifier: MIT
// When to speak up: at most once per site and day, unless something was turned back on or the user asked to review.
// Has never heard of the host or of how a prompt looks.

import { finding } from './findings.js';
import * as memory from './memory.js';

const today = () => new Date().toLocaleDateString('sv');

export async function mayPrompt(result, { reviewing }) {
    const site = result.site?.id;
    if (!site) {
        return false;
    }
    if (result.advice.some((one) => one.wentBack)) {
        return true;
    }
    const asked = (await memory.prompted())[site] === today();
    return result.prompt === true && (!asked || (reviewing === site && result.page !== null));
}

export async function prompted(tabId, frameId) {
    const { frames } = await finding(tabId);
    const site = frames[frameId]?.site?.id;
    if (site) {
        await memory.markPrompted(site, today());
    }
    return true;
}
