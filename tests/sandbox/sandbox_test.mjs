// The two rooms from inside: what one who has taken over the real host or the real helper would try is tried there (attempts.c) and denied, and everything
// else still works. Run with a keyring: sh tests/keyring/with_keyring node --test tests/sandbox/
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CHROMIUM_ORIGIN } from '../caller.mjs';

const prefix = process.env.OFFSWITCH_PREFIX;
const program = path.join(prefix, 'libexec/offswitch/offswitch-host');
const home = process.env.HOME;
const secret = path.join(home, 'secret');
const place = path.join(home, 'place');
const catalog = path.join(prefix, 'share/offswitch/catalog.cdb');
const choices = path.join(process.env.XDG_DATA_HOME, 'offswitch/choices/choices.json');

const NEVER = ['socket inet', 'socket inet6', 'socket netlink', 'socket packet', 'execve', 'fork', 'ptrace', 'memory of another process',
    'signal to another process', 'executable memory', 'io_uring', 'bpf', 'perf events', 'userfaultfd', 'kernel keyring', 'new namespace', 'chroot',
    'file of the user', 'password file', 'environment of another process', 'new file', 'writing the catalog', 'removing the file of the user'];
const ROOMS = {
    'offswitch-host': { denied: [...NEVER, 'socket unix', 'choices kept in a file'], allowed: ['reading the catalog'] },
    'offswitch-keyring': { denied: [...NEVER, 'reading the catalog', 'another connection'], allowed: ['socket unix', 'choices kept in a file'] },
};

/** A host as a browser starts it, spoken to in frames. */
class Host {
    constructor(env = {}, left = []) {
        const stdio = ['pipe', 'pipe', 'pipe', ...left];
        this.process = spawn(program, [CHROMIUM_ORIGIN], { env: { ...process.env, ...env }, stdio });
        this.errors = '';
        this.input = Buffer.alloc(0);
        this.waiting = new Map();
        this.process.stderr.on('data', (text) => { this.errors += text; });
        this.process.stdout.on('data', (bytes) => this.take(bytes));
        this.ended = new Promise((resolve) => this.process.on('close', (code, signal) => resolve({ code, signal })));
    }

    take(bytes) {
        this.input = Buffer.concat([this.input, bytes]);
        while (this.input.length >= 4 && this.input.length >= 4 + this.input.readUInt32LE()) {
            const end = 4 + this.input.readUInt32LE();
            const message = JSON.parse(this.input.subarray(4, end).toString());
            this.input = this.input.subarray(end);
            this.waiting.get(message.id)?.(message);
        }
    }

    ask(id, method, params) {
        const payload = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
        const header = Buffer.alloc(4);
        header.writeUInt32LE(payload.length);
        return new Promise((resolve) => { this.waiting.set(id, resolve); this.process.stdin.write(Buffer.concat([header, payload])); });
    }

    initialize() {
        return this.ask(1, 'initialize', { protocol: { min: 1, max: 1 }, extension: '0.1.0', browser: 'chromium', profile: 'sandbox' });
    }

    /** Resolves when this text has been written to standard error. */
    hears(text) {
        return new Promise((resolve) => { const look = () => { if (this.errors.includes(text)) { resolve(); } }; this.process.stderr.on('data', look); look(); });
    }

    end() { this.process.stdin.end(); return this.ended; }
}

const children = (pid) => fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
const helperOf = (host) => children(children(host.process.pid)[0])[0];
const status = (pid) => Object.fromEntries(fs.readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').map((line) => line.split(':\t')));

let lines;
before(async () => {
    fs.writeFileSync(secret, 'a secret');
    fs.mkdirSync(place);
    fs.mkdirSync(path.dirname(choices), { recursive: true, mode: 0o700 });
    fs.writeFileSync(choices, '', { mode: 0o600 });
    const attempts = path.join(home, 'attempts.so'); // where no blank can end the path
    fs.copyFileSync(process.env.ATTEMPTS, attempts);
    const host = new Host({ LD_PRELOAD: attempts, OFFSWITCH_SECRET: secret, OFFSWITCH_CATALOG: catalog, OFFSWITCH_PLACE: place, OFFSWITCH_CHOICES: choices });
    await host.initialize();
    await host.ask(2, 'choices', {});
    await Promise.all(['offswitch-host: end:', 'offswitch-keyring: end:', 'offswitch-keyring: end of the first request:'].map((text) => host.hears(text)));
    await host.end();
    fs.rmSync(choices);
    lines = host.errors.split('\n').map((line) => line.split(': '));
});

const answer = (room, attempt) => lines.find(([a, b]) => a === room && b === attempt)?.[2];

for (const [room, { denied, allowed }] of Object.entries(ROOMS)) {
    for (const attempt of denied) {
        test(`${room} is denied: ${attempt}`, () => assert.match(answer(room, attempt) ?? 'not tried', /Operation not permitted|Permission denied/));
    }
    for (const attempt of allowed) {
        test(`${room} keeps: ${attempt}`, () => assert.equal(answer(room, attempt), 'allowed'));
    }
}

test('what was tried left nothing behind', () => {
    assert.equal(fs.readFileSync(secret, 'utf8'), 'a secret');
    assert.deepEqual(fs.readdirSync(place), []);
});

test('both say so themselves and the kernel agrees', async () => {
    const host = new Host();
    const { result } = await host.initialize();
    assert.deepEqual(result.sandbox, { state: 'active' });
    assert.equal((await host.ask(2, 'choices', {})).result.keyring.state, 'ready');
    for (const pid of [host.process.pid, helperOf(host)]) {
        const { Seccomp: seccomp, NoNewPrivs: noNewPrivs } = status(pid);
        assert.deepEqual([seccomp, noNewPrivs], ['2', '1']);
        assert.match(fs.readFileSync(`/proc/${pid}/limits`, 'utf8'), /Max core file size +0 +0/);
    }
    await host.end();
});

test('the launcher holds nothing of the browser and hears nothing of the page', async () => {
    const host = new Host();
    await host.initialize();
    await host.ask(2, 'choices', {});
    const [launcher] = children(host.process.pid);
    const open = fs.readdirSync(`/proc/${launcher}/fd`).sort();
    assert.deepEqual(open, ['0', '1', '2']);
    assert.match(fs.readlinkSync(`/proc/${launcher}/fd/0`), /^socket:/);
    await host.end();
});

test('of what a browser left open only the pipe stays by which Firefox sees the end, until then', async () => {
    const pipe = path.join(home, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [reading, writing] = [fs.constants.O_RDONLY | fs.constants.O_NONBLOCK, fs.constants.O_WRONLY].map((how) => fs.openSync(pipe, how));
    const host = new Host({}, [writing, 'pipe']);
    const isOtherClosed = once(host.process.stdio[4].resume(), 'end');
    fs.closeSync(writing);
    await host.initialize();
    await isOtherClosed;
    assert.throws(() => fs.readSync(reading, Buffer.alloc(1)), { code: 'EAGAIN' });
    await host.end();
    assert.equal(fs.readSync(reading, Buffer.alloc(1)), 0);
    fs.closeSync(reading);
    fs.rmSync(pipe);
});

test('a choice goes through both rooms and comes back', async () => {
    const host = new Host();
    const control = 'linkedin/data-for-ai-improvement.training';
    await host.initialize();
    assert.equal((await host.ask(2, 'choose', { control, choice: 'private' })).result?.choice, 'private');
    assert.equal((await host.ask(3, 'choices', { control })).result.records.length, 1);
    assert.deepEqual((await host.ask(4, 'forget', { all: true })).result.removed, [control]);
    assert.deepEqual(await host.end(), { code: 0, signal: null });
});

test('a helper that was killed is started again from inside the sandbox', async () => {
    const host = new Host();
    await host.initialize();
    await host.ask(2, 'choices', {});
    process.kill(helperOf(host), 'SIGKILL');
    const reply = await host.ask(3, 'forget', { control: 'linkedin/data-for-ai-improvement.training' });
    const again = reply.error ? await host.ask(4, 'forget', { control: 'linkedin/data-for-ai-improvement.training' }) : reply;
    assert.ok(again.result, JSON.stringify(again));
    await host.end();
});

test('a host whose launcher was killed says that it should be connected anew', async () => {
    const host = new Host();
    await host.initialize();
    await host.ask(2, 'choices', {});
    const outlived = new Promise((resolve) => { host.waiting.set(undefined, (message) => { if (message.params.what === 'host') { resolve(); } }); });
    const [helper, [launcher]] = [helperOf(host), children(host.process.pid)];
    process.kill(launcher, 'SIGKILL');
    process.kill(helper, 'SIGKILL');
    await outlived;
    const { error } = await host.ask(3, 'choose', { control: 'linkedin/data-for-ai-improvement.training', choice: 'private' });
    assert.equal(error.data.reason, 'notSaved');
    assert.deepEqual(await host.end(), { code: 0, signal: null });
});

test('a catalog that takes the place of another is noticed from inside the sandbox', async () => {
    const host = new Host();
    await host.initialize();
    const changed = new Promise((resolve) => { host.waiting.set(undefined, (message) => { if (message.params.what === 'catalog') { resolve(); } }); });
    const own = path.join(process.env.XDG_DATA_HOME, 'offswitch/catalog/own.cdb');
    fs.copyFileSync(catalog, `${own}.new`);
    fs.renameSync(`${own}.new`, own);
    await changed;
    await host.end();
    fs.rmSync(own);
});

after(() => execFileSync('rm', ['-rf', secret, place]));
