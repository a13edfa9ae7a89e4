// SPDX-License-Identifier: MIT
// Controls that nobody here drew: for each kit, are they found, read, turned off, and still off after a reload?

import assert from 'node:assert/strict';
import { bundle, kits } from './bundle.mjs';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN } from './kits/settings.mjs';
import { ORIGIN } from './stage.mjs';
import { inEachBrowser } from './telling.mjs';
import { until } from './until.mjs';

const READ = '() => globalThis.offswitch?.controls ? offswitch.controls.read().map(({ control }) => control) : []';
const PRESS = `(names) => Promise.all(names.map((name) => {
    const { control } = offswitch.controls.read().find(({ control: one }) => one.name === name);
    return offswitch.press.press(control, 'off');
}))`;

async function kitPages() {
    return Object.fromEntries((await bundle()).map(({ kit, js, css }) => [`/kits/${kit}`, `<!doctype html><html lang="en"><meta charset="utf-8"><title>${kit}</title><style>${css}</style>
        <body><script>${js.replaceAll('</script', '<\\/script')}</script></body></html>`]));
}

inEachBrowser(() => ({ pages: kitPages(), start: `${ORIGIN}/kits/none` }), async (stage, step) => {
    const { page } = stage;

    const named = (controls, name) => controls.filter((one) => one.name === name);
    const read = () => stage.within(page, READ);
    const stateOf = async (name) => named(await read(), name).map(({ state }) => state).join();
    const shows = (name, state) => until(`${name} to be ${state}`, async () => (await stateOf(name)) === state, 5_000)
        .catch(async (error) => { throw new Error(`${error.message}; read: ${JSON.stringify(await read())}`); });

    for (const kit of kits) {
        await step(`controls_of_${kit}_are_found_read_turned_off_and_stay_off`, async () => {
            await page.goto(`${ORIGIN}/kits/${kit}`);
            await shows(SHARE, 'on');
            await shows(TRAIN, 'on');
            const controls = await until('all of them', async () => { // a busy machine may cut one reading short
                const all = await read();
                return all.length >= 4 && all;
            }, 5_000).catch(read);
            const [reach] = named(controls, REACH);
            assert.deepEqual(reach?.options, [{ name: ANYONE, selected: true }, { name: NOBODY }], JSON.stringify(controls));
            assert.ok(controls.some(({ role, name }) => role === 'combobox' && name.includes(TOPICS)), JSON.stringify(controls));
            assert.equal(controls.length, 4, JSON.stringify(controls));
            assert.deepEqual(await stage.within(page, PRESS, [SHARE, TRAIN]), ['done', 'done']);
            assert.equal(await page.eval("['share', 'train'].map((setting) => localStorage.getItem(location.pathname + ' ' + setting)).join()"), 'false,false');
            await page.reload();
            await shows(SHARE, 'off');
            await shows(TRAIN, 'off');
        });
    }
});
