// SPDX-License-Identifier: MIT
// Tells a story step by step: a step that fails leaves a picture of the page and, where the story is one, ends it.
// OFFSWITCH_SHOTS: where pictures go, if anywhere.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BROWSERS } from './browsers.mjs';
import { PREFIX, Stage } from './stage.mjs';

const SHOTS = process.env.OFFSWITCH_SHOTS;
const PATIENCE = 90_000;

export async function shot(page, name) {
    if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true });
        await page.shot(join(SHOTS, `${name}.png`));
    }
}

// Tells a story in each browser, on a stage that is opened as wanted(browser) says (stage.mjs) and closed behind it. tell(stage, step) awaits each step(name, work);
// one that fails leaves a picture of stage.page. isOneStory: each step stands on the one before.
export function inEachBrowser(wanted, tell, { isOneStory = false } = {}) {
    for (const browser of BROWSERS) {
        test(browser, { skip: !PREFIX && 'OFFSWITCH_PREFIX is not set' }, async (t) => {
            const stage = await Stage.ready(browser, wanted(browser));
            t.after(() => stage.close());
            await tell(stage, steps(t, stage, isOneStory));
        });
    }
}

function steps(story, stage, isOneStory) {
    let broken = false;
    return (name, work) => story.test(`${stage.name}_${name}`, { timeout: PATIENCE }, async (t) => {
        if (broken) {
            t.skip(broken);
            return;
        }
        try {
            await work(t);
        } catch (error) {
            broken = isOneStory && `"${name}" failed`;
            await shot(stage.page, `failed-${stage.name}-${name}`).catch(() => {});
            throw error;
        }
    });
}
