// SPDX-License-Identifier: MIT
// What the extension costs a page that never rests, and when the card comes: by events. The ms are printed, not judged.

import assert from 'node:assert/strict';
import { inEachBrowser } from './telling.mjs';
import { TRIAL, catalog, pages } from './trial.mjs';
import { until } from './until.mjs';

const NODES = 20_000;
const READS = 6;
const RAREST = 30; // s, between two readings of a page that brings nothing new

// Changes 100 times a second: a text, an attribute, a row that comes and goes.
const RESTLESS = `<style>#many { content-visibility: hidden; height: 100px }</style><main id="many"></main><p id="here"></p><script>
    many.innerHTML = '<div><span>word</span></div>'.repeat(${NODES / 2});
    let n = 0;
    setInterval(() => { n += 1; document.body.dataset.tick = n; here.textContent = n; here.setAttribute('role', n % 2 ? 'note' : 'status'); many.append(many.firstChild); }, 10);</script>`;
const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Restless</title><body>${body}</body></html>`;

inEachBrowser(() => ({
    hosts: ['www.example.com'], catalog, pages: { ...pages, '/restless': page(RESTLESS) }, start: `${TRIAL}/`,
    beside: ['counter.js'], prefs: { 'privacy.reduceTimerPrecision': false },
}), async (stage, step) => {
    const { page: tab, name: browser } = stage;
    await stage.own.eval(`chrome.scripting.registerContentScripts([{ id: 'counter', js: ['counter.js'], matches: ['${TRIAL}/*'], runAt: 'document_start' }])`);

    const counted = () => stage.within(tab, '() => ({ ...globalThis.counted, now: performance.now() })');

    await step('a_page_that_never_rests_is_read_ever_more_rarely_and_not_heard_in_between', async (t) => {
        await tab.goto(`${TRIAL}/restless`);
        const { reads, ms, now } = await until('some readings', async () => {
            const so = await counted();
            return so.reads.length >= READS && so;
        });
        // The first one brought something new: that there is nothing.
        const gaps = reads.slice(2).map(({ tick }, i) => tick - reads[i + 1].tick);
        const each = reads.reduce((sum, one) => sum + one.ms, 0) / reads.length;
        t.diagnostic(`${browser}: ${NODES} nodes, a reading takes ${each.toFixed(1)} ms; ${(ms / now * 1_000).toFixed(1)} ms a second of the main thread in the first `
            + `${(now / 1_000).toFixed(0)} s, ${(each / RAREST).toFixed(2)} in the end`);
        const heard = reads.at(-1).callbacks - reads[1].callbacks;
        assert.ok(gaps.at(-1) > gaps[0], `changes between readings: ${gaps}`);
        assert.ok(heard <= gaps.length + 1, `heard ${heard} times in ${gaps.length} pauses`);
    });

    await step('the_card_comes_with_the_first_reading_of_a_settled_page', async (t) => {
        await stage.forgetTheDay();
        await tab.goto(`${TRIAL}/settings/instant`);
        const { card } = await until('the card', async () => {
            const so = await counted();
            return so.card !== null && so;
        });
        const loaded = await tab.eval("performance.getEntriesByType('navigation')[0].loadEventEnd");
        t.diagnostic(`${browser}: ${Math.round(card.at - loaded)} ms from the loaded page to the card`);
        assert.equal(card.reads, 1);
    });
});
