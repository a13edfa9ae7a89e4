// Runs one transcript against the real host: text that people read who do not read C.
//
//   # a sentence                  a comment
//   > {"id": 1, ...}              sends a frame: this JSON-RPC request ("jsonrpc" is added)
//   frame <expression>            sends a frame with the string or bytes of a JavaScript expression
//   bytes <expression>            sends bytes as they are
//   < {"id": 1, ...}              the next message that fits this id (or none): every member named here is there and equal; more may be
//   < nothing                     no further message comes before the end of the output
//   close input | close output    | signal SIGTERM
//   exit N                        the host has ended with this code, by itself
//   arguments <list>              starts the host with these instead of an extension's origin
//   write <path> <expression>     a file below the test's home
//
// Knows the framing; has never heard of what the messages mean.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { CHROMIUM_ORIGIN } from '../caller.mjs';

const PATIENCE_MS = 20_000;

const evaluate = (expression) => vm.runInNewContext(`(${expression})`, { Buffer });

function frameOf(content) {
    const payload = Buffer.from(content);
    const header = Buffer.alloc(4);
    header.writeUInt32LE(payload.length); // native order of every machine this runs on
    return Buffer.concat([header, payload]);
}

/** Environment of a person without any session: nothing of the caller's leaks in. */
function homeOf() {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'offswitch-transcript-'));
    fs.mkdirSync(path.join(home, 'runtime'), { mode: 0o700 });
    const env = { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: path.join(home, 'runtime') };
    for (const name of ['ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS']) {
        if (process.env[name]) { env[name] = process.env[name]; }
    }
    return { home, env };
}

class Conversation {
    constructor(program) {
        Object.assign(this, homeOf());
        this.program = program;
        this.received = [];
        this.waiters = [];
        this.input = Buffer.alloc(0);
    }

    start() {
        if (this.host) { return; }
        this.host = spawn(this.program, this.arguments ?? [CHROMIUM_ORIGIN], { env: this.env, stdio: ['pipe', 'pipe', 'pipe'] });
        this.errors = '';
        this.host.stderr.on('data', (text) => { this.errors += text; });
        this.host.stdout.on('data', (bytes) => this.take(bytes));
        this.host.stdin.on('error', () => {}); // a host that has ended refuses what is still sent
        this.ended = new Promise((resolve) => this.host.on('close', (code, signal) => { this.isEnded = true; this.wake(); resolve({ code, signal }); }));
    }

    take(bytes) {
        this.input = Buffer.concat([this.input, bytes]);
        while (this.input.length >= 4 && this.input.length >= 4 + this.input.readUInt32LE()) {
            const end = 4 + this.input.readUInt32LE();
            this.received.push(JSON.parse(this.input.subarray(4, end).toString()));
            this.input = this.input.subarray(end);
        }
        this.wake();
    }

    wake() { for (const waiter of this.waiters.splice(0)) { waiter(); } }

    send(bytes) { this.start(); this.host.stdin.write(bytes); }

    async next(fits) {
        const limit = AbortSignal.timeout(PATIENCE_MS);
        for (;;) {
            const at = this.received.findIndex(fits);
            if (at >= 0) { return this.received.splice(at, 1)[0]; }
            assert.ok(!this.isEnded, `the host has ended; it said: ${this.errors}`);
            assert.ok(!limit.aborted, 'no such message came in time');
            await new Promise((resolve) => { this.waiters.push(resolve); limit.addEventListener('abort', resolve, { once: true }); });
        }
    }

    async end() {
        const limit = setTimeout(() => this.host.kill('SIGKILL'), PATIENCE_MS);
        const { code, signal } = await this.ended;
        clearTimeout(limit);
        assert.equal(signal, null, `the host was killed by ${signal}`);
        assert.equal(this.input.length, 0, 'the output ended inside a frame');
        return code;
    }

    finish() {
        if (this.host && !this.isEnded) { this.host.kill('SIGKILL'); }
        fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 10 });
    }
}

function holds(actual, expected, where) {
    if (Array.isArray(expected)) {
        assert.ok(Array.isArray(actual) && actual.length === expected.length, `${where}: ${JSON.stringify(actual)}`);
        expected.forEach((value, i) => holds(actual[i], value, `${where}[${i}]`));
    } else if (expected !== null && typeof expected === 'object') {
        assert.ok(actual !== null && typeof actual === 'object', `${where}: ${JSON.stringify(actual)}`);
        for (const [name, value] of Object.entries(expected)) { holds(actual[name], value, `${where}.${name}`); }
    } else {
        assert.deepEqual(actual, expected, where);
    }
}

const verbs = {
    '>': (talk, text) => talk.send(frameOf(JSON.stringify({ jsonrpc: '2.0', ...JSON.parse(text) }))),
    frame: (talk, text) => talk.send(frameOf(evaluate(text))),
    bytes: (talk, text) => talk.send(Buffer.from(evaluate(text))),
    arguments: (talk, text) => { talk.arguments = JSON.parse(text); },
    write: (talk, text) => {
        const [, file, expression] = text.match(/^(\S+) (.*)$/s);
        fs.mkdirSync(path.dirname(path.join(talk.home, file)), { recursive: true });
        fs.writeFileSync(path.join(talk.home, file), evaluate(expression));
    },
    close: (talk, text) => { talk.start(); text === 'input' ? talk.host.stdin.end() : talk.host.stdout.destroy(); },
    signal: (talk, text) => { talk.start(); talk.host.kill(text); },
    exit: async (talk, text) => assert.equal(await talk.end(), Number(text), `exit code; the host said: ${talk.errors}`),
    '<': async (talk, text) => {
        if (text === 'nothing') {
            await talk.end();
            return assert.deepEqual(talk.received, []);
        }
        const expected = JSON.parse(text);
        const fits = (message) => ('id' in expected ? message.id === expected.id : message.method === expected.method);
        holds(await talk.next(fits), expected, 'message');
    },
};

/** Runs the transcript in `text`; throws with the line that did not hold. */
export async function run(text, program) {
    const talk = new Conversation(program);
    try {
        for (const [i, line] of text.split('\n').entries()) {
            const [, verb, rest] = line.match(/^(\S+)\s?(.*)$/) ?? [];
            if (!verb || verb === '#') { continue; }
            assert.ok(verbs[verb], `line ${i + 1}: no such verb: ${verb}`);
            try {
                await verbs[verb](talk, rest);
            } catch (error) {
                throw new Error(`line ${i + 1}: ${line.slice(0, 200)}\n${error.message}`);
            }
        }
    } finally {
        talk.finish();
    }
}
