// What a host costs when it is asked for more than it is good for, and how it ends. Counts memory, frames, processor time and exit codes, never a duration but
// those that a test itself waits for.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { frame, Host, initialize, makeHome, match, processesOf } from './host.mjs';

const place = makeHome();
after(() => place.finish());

async function isGone() {
    for (let i = 0; i < 500 && processesOf(place).length > 0; i++) { await sleep(10); }
    return processesOf(place);
}

test('memory does not grow over a million requests', { timeout: 120_000 }, async () => {
    const N_REQUESTS = 1_000_000;
    const N_AT_ONCE = 500;
    const host = new Host(place).read();
    const bad = frame({ id: 3, method: 'nothing' });
    const burst = Buffer.concat(Array.from({ length: N_AT_ONCE }, (_, i) => (i % 100 === 0 ? match : bad)));
    await host.write(initialize);
    const run = async (n_requests) => {
        for (let sent = 0; sent < n_requests; sent += N_AT_ONCE) {
            const goal = host.n_frames + N_AT_ONCE;
            await host.write(burst);
            await host.frames(goal);
        }
    };
    await run(10_000);
    const before = host.status('VmRSS');
    await run(N_REQUESTS);
    const grown = host.status('VmRSS') - before;
    assert.ok(grown < 128, `grew by ${grown} KiB`);
    host.process.stdin.end();
    assert.deepEqual(await host.ended, { code: 0, signal: null });
});

test('a flood whose answers nobody reads is bounded, and all of it is answered in the end', async () => {
    const N_REQUESTS = 6_000;
    const host = new Host(place);
    let n_taken = 0;
    const pour = (async () => {
        await host.write(initialize);
        for (; n_taken < N_REQUESTS; n_taken++) { await host.write(match); }
    })();
    await sleep(1000);
    assert.ok(n_taken < N_REQUESTS, 'the host goes on reading');
    assert.ok(host.status('VmHWM') < 8 * 1024, `${host.status('VmHWM')} KiB`);
    host.read();
    await pour;
    host.process.stdin.end();
    await host.frames(N_REQUESTS + 1);
    assert.deepEqual(await host.ended, { code: 0, signal: null });
});

test('a reader of one byte at a time gets every byte', async () => {
    const host = new Host(place);
    await host.write(Buffer.concat([initialize, ...Array(50).fill(match)]));
    host.process.stdin.end();
    host.process.stdout.on('readable', () => {
        for (let byte = host.process.stdout.read(1); byte !== null; byte = host.process.stdout.read(1)) { host.count(byte); }
    });
    await host.frames(51);
    assert.deepEqual(await host.ended, { code: 0, signal: null });
});

test('a writer of one byte at a time is understood', async () => {
    const host = new Host(place).read();
    for (const byte of Buffer.concat([initialize, match])) { await host.write(Buffer.from([byte])); }
    await host.frames(2);
    host.process.stdin.end();
    assert.deepEqual(await host.ended, { code: 0, signal: null });
});

test('half a frame costs nothing while it waits', async () => {
    const host = new Host(place).read();
    await host.write(initialize);
    await host.write(match.subarray(0, 40));
    await host.frames(2); // and what the keyring says
    const [memory, ticks] = [host.status('VmRSS'), host.processorTicks];
    await sleep(3000);
    assert.equal(host.processorTicks, ticks);
    assert.ok(host.status('VmRSS') <= memory);
    await host.write(match.subarray(40));
    await host.frames(3);
    host.process.stdin.end();
    assert.deepEqual(await host.ended, { code: 0, signal: null });
});

test('200 hosts at once all answer and all leave', async () => {
    const hosts = Array.from({ length: 200 }, () => new Host(place).read());
    await Promise.all(hosts.map((host) => host.write(Buffer.concat([initialize, match]))));
    await Promise.all(hosts.map((host) => host.frames(2)));
    for (const host of hosts) { host.process.stdin.end(); }
    for (const host of hosts) { assert.deepEqual(await host.ended, { code: 0, signal: null }); }
    assert.deepEqual(await isGone(), []);
});

for (const closed of ['<&-', '>&-', '<&- >&- 2>&-']) {
    test(`a host that is started with ${closed} ends by itself and touches nothing else`, { timeout: 20_000 }, async () => {
        const host = new Host(place, ['sh', '-c', `exec "$0" "$@" ${closed}`]).read();
        host.process.stdin.write(initialize);
        assert.deepEqual(await host.ended, { code: 5, signal: null });
        assert.equal(host.n_frames, 0);
    });
}

test('a host without standard error serves', async () => {
    const host = new Host(place, ['sh', '-c', 'exec "$0" "$@" 2>&-']).read();
    await host.write(initialize);
    await host.frames(1);
    host.process.stdin.end();
    assert.deepEqual(await host.ended, { code: 0, signal: null });
});

/** The right code for an end in each way, whatever was going on. */
const ENDS = {
    SIGTERM: { end: (host) => host.process.kill('SIGTERM'), codes: [0] },
    SIGINT: { end: (host) => host.process.kill('SIGINT'), codes: [0] },
    'a closed input': { end: (host) => host.process.stdin.destroy(), codes: [0, 4, 5] },
    'a closed output': { end: (host) => { host.process.stdout.destroy(); host.process.stdin.write(match); }, codes: [5] },
};

for (const [name, { end, codes }] of Object.entries(ENDS)) {
    test(`${name} at any moment after the start ends host, launcher and helper with the right code`, async () => {
        const N_MOMENTS = 40;
        for (let moment = 0; moment < N_MOMENTS; moment++) {
            const host = new Host(place);
            host.process.stdout.on('error', () => {});
            await host.write(initialize);
            await new Promise((resolve) => host.process.stdout.once('readable', resolve));
            host.read();
            // Somewhere in a stream of requests: whole ones, then a part of one that grows with the moment.
            host.process.stdin.write(Buffer.concat([...Array(moment % 8).fill(match), match.subarray(0, (moment * 7) % match.length)]));
            for (let turn = 0; turn < moment % 5; turn++) { await new Promise(setImmediate); }
            end(host);
            const { code, signal } = await host.ended;
            assert.equal(signal, null, `moment ${moment}`);
            assert.ok(codes.includes(code), `moment ${moment}: exit code ${code}`);
        }
        assert.deepEqual(await isGone(), []);
    });
}
