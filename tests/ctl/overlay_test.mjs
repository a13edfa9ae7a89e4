// SPDX-License-Identifier: MIT
//
// The user's catalog is replaced while a host runs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { renameSync } from 'node:fs';
import { test } from 'node:test';
import { CHROMIUM_ORIGIN } from '../caller.mjs';
import { frame, lab } from './lab.mjs';
import { shop } from './shop.mjs';

const PATIENCE_MS = 20_000;
const CONTROL = 'shop/privacy.sharing';
const HEIR = 'shop/privacy.learning';
const PAGE = { url: 'https://www.shop.example/privacy', controls: [{ name: 'Help us learn', role: 'switch', state: 'on' }] };

/** Tells the story to a host that stays, as a browser has one, and sees it off. */
async function withHost(machine, story) {
    const child = spawn(machine.host, [CHROMIUM_ORIGIN], { env: machine.env, stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => { child.on('close', resolve); });
    const heard = [];
    let [bytes, wake, id] = [Buffer.alloc(0), () => {}, 0];
    child.stdout.on('data', (more) => {
        bytes = Buffer.concat([bytes, more]);
        while (bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32LE()) {
            heard.push(JSON.parse(bytes.subarray(4, 4 + bytes.readUInt32LE()).toString()));
            bytes = bytes.subarray(4 + bytes.readUInt32LE());
        }
        wake();
    });
    const next = async (fits) => {
        const limit = AbortSignal.timeout(PATIENCE_MS);
        for (;;) {
            const at = heard.findIndex(fits);
            if (at >= 0) { return heard.splice(at, 1)[0]; }
            assert.ok(!limit.aborted && child.exitCode === null, `no such message: ${JSON.stringify(heard)}`);
            await new Promise((resolve) => { wake = resolve; limit.addEventListener('abort', resolve, { once: true }); });
        }
    };
    const askOnce = (method, params) => {
        const own = ++id;
        child.stdin.write(frame({ jsonrpc: '2.0', id: own, method, params }));
        return next((message) => message.id === own);
    };
    const ask = async (method, params) => {
        let answer = await askOnce(method, params);
        while (answer.error?.data.reason === 'notSaved') { // the keyring's deadline passed on a busy machine: nothing was lost, ask again
            answer = await askOnce(method, params);
        }
        assert.ok(answer.result, JSON.stringify(answer));
        return answer.result;
    };
    const changed = () => next(({ method, params }) => method === 'changed' && params.what === 'catalog');
    const introduce = () => ask('initialize', { protocol: { min: 1, max: 1 }, profile: 'p' });
    try {
        await story({ ask, changed, introduce });
    } finally {
        child.stdin.end();
        const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
        await ended;
        clearTimeout(limit);
    }
}

function compile(machine) {
    const { code, out, err } = machine.offswitch('catalog', 'compile');
    assert.equal(code, 0, out + err);
}

test('a_catalog_of_ones_own_counts_as_soon_as_it_is_compiled', async (t) => {
    const machine = lab(t);
    await withHost(machine, async ({ ask, changed, introduce }) => {
        assert.deepEqual((await introduce()).origins, ['https://www.linkedin.com/*']);
        assert.equal((await ask('match', PAGE)).site, null);
        shop(machine);
        compile(machine);
        assert.deepEqual((await changed()).params.sites, []);
        const { advice } = await ask('match', PAGE);
        assert.deepEqual([advice[0].control, advice[0].advice, advice[0].certainty], [CONTROL, 'turnOff', 'sure']);
        assert.deepEqual((await introduce()).catalog.sites, 2);
    });
});

test('what_was_asked_of_the_old_catalog_does_not_disturb_the_new_one', async (t) => {
    const machine = lab(t);
    shop(machine);
    compile(machine);
    await withHost(machine, async ({ ask, changed, introduce }) => {
        await introduce();
        await ask('match', PAGE);
        shop(machine, (site) => { site.pages[0].controls[0].private = 'on'; });
        compile(machine);
        const asked = Array.from({ length: 50 }, () => ask('match', PAGE));
        await changed();
        assert.equal((await ask('match', PAGE)).advice[0].advice, 'alreadyPrivate');
        for (const { advice } of await Promise.all(asked)) {
            assert.ok(['turnOff', 'alreadyPrivate'].includes(advice[0].advice));
        }
    });
});

test('a_choice_about_a_gone_control_counts_for_the_one_in_its_place', async (t) => {
    const machine = lab(t);
    shop(machine);
    compile(machine);
    await withHost(machine, async ({ ask, changed, introduce }) => {
        await introduce();
        await ask('choose', { control: CONTROL, choice: 'keep' });
        shop(machine, (site) => {
            site.pages[0].controls[0].id = HEIR;
            site.tombstones = [{ id: CONTROL, replaced_by: HEIR, since: '2026-11-01', why: 'It was drawn anew.' }];
        });
        compile(machine);
        await changed();
        const { advice } = await ask('match', PAGE);
        assert.deepEqual([advice[0].control, advice[0].advice], [HEIR, 'keptByChoice']);
        assert.equal((await ask('choose', { control: CONTROL, choice: 'private' })).control, HEIR);
        assert.equal((await ask('match', PAGE)).advice[0].advice, 'turnOff');
        assert.deepEqual((await ask('forget', { control: HEIR })).removed.sort(), [HEIR, CONTROL].sort());
        assert.match(machine.offswitch('catalog', 'show', CONTROL).out, /gone since 1 November 2026: It was drawn anew\.\n {2}Now +shop\/privacy\.learning/);
    });
});

test('a_broken_catalog_of_ones_own_leaves_the_last_one_and_is_said', async (t) => {
    const machine = lab(t);
    shop(machine);
    compile(machine);
    await withHost(machine, async ({ ask, introduce }) => {
        await introduce();
        renameSync(machine.write(machine.path('broken'), 'no catalog'), machine.path('.local/share/offswitch/catalog/own.cdb'));
        await introduce(); // the news came before this: whoever asks again is told
        assert.match((await introduce()).catalog.problem, /own\.cdb: is no catalog/);
        assert.equal((await ask('match', PAGE)).advice[0].advice, 'turnOff');
    });
});
