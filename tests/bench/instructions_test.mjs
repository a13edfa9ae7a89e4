// Instructions for each request, counted by callgrind: the same on every run, so a regression of more than 10 % fails where a time never could. The
// numbers are in instructions.json; one that got better is to be written there. LinkedIn's record is the only part of the catalog that counts.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';

import { frame, Host, initialize, makeHome } from '../load/host.mjs';

const known = JSON.parse(fs.readFileSync(new URL('instructions.json', import.meta.url), 'utf8'));
const TOLERANCE = 0.1;

const control = { name: 'Use my data for training content creation AI models', role: 'switch', state: 'on', key: { labelledby: 'allowDataForGenerativeAI' } };
const others = (n) => Array.from({ length: n }, (_, i) => ({ name: `Notify me about topic number ${i} of mine`, role: 'switch', state: 'on' }));
const match = (url, controls) => frame({ id: 2, method: 'match', params: { url, controls } });
const page = 'https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement';

const requests = {
    'match, 1 control': match(page, [control]),
    'match, 50 controls': match(page, [...others(49), control]),
    'match, no site of ours': match('https://www.example.com/', [control]),
    'no JSON': Buffer.from([5, 0, 0, 0, ...Buffer.from('{"a":')]),
};

/** Of a whole process that is asked this often, once it knows that there is no keyring. */
async function count(request, n_requests) {
    const place = makeHome();
    const host = new Host(place, ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null']).read();
    await host.write(initialize);
    await host.frames(2);
    for (let i = 0; i < n_requests; i++) {
        await host.write(request);
        await host.frames(3 + i);
    }
    host.process.stdin.end();
    await host.ended;
    place.finish();
    // The launcher (keyring/launcher.h) says its own, smaller number.
    return Math.max(...[...host.errors.matchAll(/Collected : (\d+)/g)].map(([, number]) => Number(number)));
}

for (const [name, request] of Object.entries(requests)) {
    test(`${name}: no more instructions than before`, async () => {
        const [few, many] = [await count(request, 20), await count(request, 220)];
        const counted = Math.round((many - few) / 200);
        console.log(`${name}: ${counted}, known: ${known[name]}`);
        assert.ok(counted <= known[name] * (1 + TOLERANCE), `${counted} instructions, ${known[name]} before`);
    });
}
