// SPDX-License-Identifier: MIT
// Tells a story step by step in one browser: a step that fails leaves a picture of the page and, where the story is one, ends it.
// OFFSWITCH_SHOTS: where pictures go, if anywhere.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PREFIX } from './stage.mjs';

const SHOTS = process.env.OFFSWITCH_SHOTS;
const PATIENCE = 90_000;

export async function shot(page, name) {
    if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true });
        await page.shot(join(SHOTS, `${name}.png`));
    }
}

// page() is what a failing step is pictured by; isOneStory: each step stands on the one before.
export function teller(browser, { page, isOneStory = false }) {
    let broken = !PREFIX && 'OFFSWITCH_PREFIX is not set';
    return function step(name, work) {
        test(`${browser}_${name}`, { timeout: PATIENCE }, async (t) => {
            if (broken) {
                t.skip(broken);
                return;
            }
            try {
                await work(t);
            } catch (error) {
                broken = isOneStory && `"${name}" failed`;
                await shot(page(), `failed-${browser}-${name}`).catch(() => {});
                throw error;
            }
        });
    };
}
