// SPDX-License-Identifier: MIT
// Kills hosts, helpers, the command line and the provider at random while choices are made, for as long as it is told; then looks
// whether every choice that was acknowledged is there, and nothing else: node soak.mjs SECONDS, in with_keyring.
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUM_ORIGIN } from '../caller.mjs';

const SECONDS = Number(process.argv[2] ?? 60);
const PREFIX = process.env.OFFSWITCH_PREFIX;
const HOST = path.join(PREFIX, 'libexec/offswitch/offswitch-host');
const CLI = path.join(PREFIX, 'bin/offswitch');
const PROVIDER = process.env.KEYRING_PROVIDER;

const N_HOSTS = 3;
const PATIENCE = 15_000;

// At most, in milliseconds. A provider lives a few times as long as it takes to come back; a host's life is set right all the time, so that as many
// die before their first choice is stored as after it, however slow the machine is.
const lifetime = { host: 400, provider: 0 };
const SHORTEST = 50;
const LONGEST = 5000;

const run = promisify(execFile);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const random = (limit) => Math.floor(Math.random() * limit);

const kills = { host: 0, helper: 0, command: 0, provider: 0 };
const refusals = {};
let acknowledged = 0;
let isOver = false;
const promised = new Map(); // control → the newest record that was acknowledged
const issued = new Map(); // control → every day that was ever asked for

// ---- what is asked for ----

let sequence = 0;
const DAY = 86_400_000;
const nextDay = () => new Date(Date.UTC(2100, 0, 1) + ++sequence * DAY).toISOString().slice(0, 10);

function issue(control) {
    const until = nextDay();
    if (!issued.has(control)) { issued.set(control, new Set()); }
    issued.get(control).add(until);
    return until;
}

function promise(control, record) {
    const before = promised.get(control);
    acknowledged += 1;
    if (!before || record.at > before.at) {
        promised.set(control, record);
    }
}

// ---- a browser's host ----

function frame(message) {
    const payload = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    const header = Buffer.alloc(4);
    header.writeUInt32LE(payload.length);
    return Buffer.concat([header, payload]);
}

class Host {
    #input = Buffer.alloc(0);
    #waiting = new Map();
    #id = 0;

    constructor() {
        this.process = spawn(HOST, [CHROMIUM_ORIGIN], { stdio: ['pipe', 'pipe', 'ignore'] });
        this.process.stdin.on('error', () => {});
        this.process.stdout.on('data', (bytes) => this.#take(bytes));
        this.ended = new Promise((resolve) => this.process.on('close', resolve));
        this.ended.then(() => { this.hasEnded = true; this.#waiting.forEach((settle) => settle(null)); });
    }

    #take(bytes) {
        this.#input = Buffer.concat([this.#input, bytes]);
        while (this.#input.length >= 4 && this.#input.length >= 4 + this.#input.readUInt32LE()) {
            const end = 4 + this.#input.readUInt32LE();
            const message = JSON.parse(this.#input.subarray(4, end));
            this.#input = this.#input.subarray(end);
            this.#waiting.get(message.id)?.(message);
            this.#waiting.delete(message.id);
        }
    }

    // The answer, or null when the host ended before it came.
    ask(method, params) {
        if (this.hasEnded) { return Promise.resolve(null); }
        const id = ++this.#id;
        this.process.stdin.write(frame({ id, method, params }));
        return new Promise((resolve) => this.#waiting.set(id, resolve));
    }

    initialize() {
        return this.ask('initialize', { protocol: { min: 1, max: 1 }, browser: 'chromium', profile: `soak-${random(4)}` });
    }

    kill() {
        this.process.kill('SIGKILL');
        return this.ended;
    }
}

async function choose(host, controls) {
    const control = controls[random(controls.length)];
    const answer = await host.ask('choose', { control, choice: 'later', until: issue(control) });
    if (answer?.result) {
        promise(control, answer.result);
    } else if (answer?.error) {
        const reason = answer.error.data.keyring?.state ?? answer.error.data.reason;
        refusals[reason] = (refusals[reason] ?? 0) + 1;
    }
    return answer !== null;
}

async function liveAndDie(controls) {
    const host = new Host();
    const before = acknowledged;
    const killer = setTimeout(() => { kills.host += 1; host.kill(); }, random(lifetime.host));
    await host.initialize();
    while (!isOver && await choose(host, controls)) { /* until it is killed */ }
    clearTimeout(killer);
    await host.kill();
    const isLong = acknowledged > before;
    lifetime.host = Math.min(LONGEST, Math.max(SHORTEST, lifetime.host * (isLong ? 0.95 : 1.1)));
}

async function forEver(work) {
    while (!isOver) { await work(); }
}

// ---- the others who are killed ----

// Helpers of ours: children of the launchers of hosts that are children of this process.
function childrenOf(pid) {
    try { return fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean); } catch { return []; }
}

function killSomeHelper() {
    const helpers = childrenOf(process.pid).flatMap(childrenOf).flatMap(childrenOf);
    if (helpers.length > 0) {
        try { process.kill(Number(helpers[random(helpers.length)]), 'SIGKILL'); kills.helper += 1; } catch { /* it has left */ }
    }
    return pause(random(lifetime.host));
}

// Imports one choice; the command's good end is its acknowledgement.
async function importAndDie(controls) {
    const control = controls[random(controls.length)];
    const record = { choice: 'later', at: new Date().toISOString(), until: issue(control) };
    const text = JSON.stringify({ offswitch: 'choices', version: 1, records: { [control]: record } });
    const child = spawn(CLI, ['choices', 'import', '-', '--json'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const killer = setTimeout(() => { kills.command += 1; child.kill('SIGKILL'); }, random(lifetime.host));
    let out = '';
    child.stdout.on('data', (bytes) => { out += bytes; });
    child.stdin.on('error', () => {});
    child.stdin.end(text);
    const code = await new Promise((resolve) => child.on('close', resolve));
    clearTimeout(killer);
    if (code === 0 && JSON.parse(out).taken.includes(control)) {
        promise(control, record);
    }
}

async function providerPid() {
    try {
        const { stdout } = await run('gdbus', ['call', '--session', '-d', 'org.freedesktop.DBus', '-o', '/org/freedesktop/DBus',
            '-m', 'org.freedesktop.DBus.GetConnectionUnixProcessID', 'org.freedesktop.secrets']);
        return Number(stdout.match(/uint32 (\d+)/)[1]);
    } catch { return 0; }
}

async function restartProvider() {
    const pid = await providerPid();
    if (pid > 0) {
        process.kill(pid, 'SIGKILL');
        kills.provider += 1;
        while (await providerPid() === pid) { /* a round trip to the bus */ }
    }
    await new Promise((resolve) => spawn('sh', [PROVIDER, 'start'], { stdio: 'ignore' }).on('exit', resolve));
}

async function killProvider() {
    await pause(random(2 * lifetime.provider));
    await restartProvider();
}

// ---- the end ----

async function readAll() {
    const host = new Host();
    const records = {};
    await host.initialize();
    let cursor;
    do {
        const { result } = await host.ask('choices', { cursor });
        if (result.keyring.state !== 'ready') { await host.kill(); return null; }
        for (const record of result.records) { records[record.control] = record; }
        cursor = result.next;
    } while (cursor);
    await host.kill();
    return records;
}

async function readInTime() {
    const limit = Date.now() + PATIENCE;
    for (;;) {
        const records = await readAll();
        if (records || Date.now() > limit) { return records; }
    }
}

function findFaults(records) {
    const faults = [];
    for (const [control, { at, until }] of promised) {
        const stored = records[control];
        const isThere = stored && (stored.at > at || (stored.at === at && stored.until === until));
        if (!isThere) { faults.push(`lost: ${control} ${at} ${until}, there is ${stored?.at} ${stored?.until}`); }
    }
    for (const [control, { until }] of Object.entries(records)) {
        if (!issued.get(control)?.has(until)) { faults.push(`never asked for: ${control} ${until}`); }
    }
    return faults;
}

const { stdout } = await run(CLI, ['report', '--site', 'linkedin', '--json']);
const controls = JSON.parse(stdout).controls.map(({ control }) => control);
const began = Date.now();
await restartProvider();
lifetime.provider = (Date.now() - began) * 2;
setTimeout(() => { isOver = true; }, SECONDS * 1000);
await Promise.all([
    ...Array.from({ length: N_HOSTS }, () => forEver(() => liveAndDie(controls))),
    forEver(() => importAndDie(controls)),
    forEver(killSomeHelper),
    forEver(killProvider),
]);
await restartProvider();
const records = await readInTime();
const faults = records ? findFaults(records) : ['the keyring did not come back'];
const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
console.log(`${process.env.KEYRING_NAME}: ${total} kills ${JSON.stringify(kills)}, ${acknowledged} choices acknowledged, ` +
    `refused ${JSON.stringify(refusals)}, ${faults.length} lost`);
for (const fault of faults.slice(0, 20)) { console.log(fault); }
console.log(`# pass ${faults.length === 0 ? 1 : 0}\n# fail ${faults.length === 0 ? 0 : 1}`);
process.exit(faults.length === 0 ? 0 : 1);
