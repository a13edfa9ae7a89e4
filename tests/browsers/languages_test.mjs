// SPDX-License-Identifier: MIT
// Other languages than English: words, dates, direction and the catalog's sentences agree, also where the browser itself speaks none of
// them. Chromium takes its language from its environment; Firefox, which would need a language pack, gets an extension that has no other.

import assert from 'node:assert/strict';
import { SETTINGS } from './stage.mjs';
import { inEachBrowser, shot } from './telling.mjs';
import { until } from './until.mjs';

inEachBrowser((browser) => ({ lang: 'ar', only: browser === 'firefox' ? 'ar' : undefined, start: `${SETTINGS}/data-for-ai-improvement` }), async (stage, step) => {
    const { page, name: browser } = stage;

    await step('arabic_is_said_from_right_to_left_down_to_dates_and_reasons', async () => {
        await until('the card', async () => /أوقفه عني/.test((await stage.card(page)) ?? ''));
        const [direction, left] = JSON.parse(await page.inShadow('offswitch-card', '.card',
            'function () { return JSON.stringify([getComputedStyle(this).direction, this.getBoundingClientRect().left]); }'));
        assert.equal(direction, 'rtl');
        assert.ok(left < 100, `${left} px from the left`);
        assert.match(await stage.card(page), /ما دام مشغّلًا[^]*نوفمبر 2025/);
        await shot(page, `${browser}-arabic`);
    });

    await step('the_popup_does_too', async () => {
        const popup = await stage.popup(page);
        await until('the foot', () => popup.eval("document.querySelector('footer')?.innerText.includes('LinkedIn')"));
        assert.equal(await popup.eval("document.documentElement.dir + ' ' + document.documentElement.lang"), 'rtl ar');
        await shot(popup, `${browser}-popup-arabic`).catch(() => {}); // not in Firefox
        await popup.close();
    });
});
