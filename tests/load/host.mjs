// A host as a browser starts it, without a session bus, for tests that count what it costs. Knows the framing.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CHROMIUM_ORIGIN } from '../caller.mjs';

const program = path.join(process.env.OFFSWITCH_PREFIX, 'libexec/offswitch/offswitch-host');

export const frame = (message) => {
    const payload = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    const header = Buffer.alloc(4);
    header.writeUInt32LE(payload.length);
    return Buffer.concat([header, payload]);
};

export const initialize = frame({ id: 1, method: 'initialize', params: { protocol: { min: 1, max: 1 }, extension: '0.1.0', browser: 'chromium', profile: 'load' } });
export const match = frame({ id: 2, method: 'match', params: {
    url: 'https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement',
    controls: [{ name: 'Use my data for training content creation AI models', role: 'switch', state: 'on' }] } });

/** Environment of a person without any session; removed by finish(). */
export function makeHome() {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'offswitch-load-'));
    fs.mkdirSync(path.join(home, 'runtime'), { mode: 0o700 });
    return { home, env: { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: path.join(home, 'runtime') },
        finish: () => fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 }) };
}

export class Host {
    /** `wrapper` is a command that runs the host, and its arguments. */
    constructor(place, wrapper = []) {
        const [command, ...words] = [...wrapper, program, CHROMIUM_ORIGIN];
        this.process = spawn(command, words, { env: place.env, stdio: ['pipe', 'pipe', 'pipe'] });
        this.errors = '';
        this.process.stderr.on('data', (text) => { this.errors += text; });
        this.process.stdin.on('error', () => {});
        this.n_bytes = 0;
        this.n_frames = 0;
        this.left = 4; // bytes of the header or of the payload still to come
        this.header = [];
        this.waiters = [];
        this.ended = new Promise((resolve) => this.process.on('close', (code, signal) => { this.isEnded = true; resolve({ code, signal }); }));
    }

    /** Counts frames without keeping them. */
    read() { this.process.stdout.on('data', (bytes) => this.count(bytes)); return this; }

    count(bytes) {
        this.n_bytes += bytes.length;
        for (let at = 0; at < bytes.length;) {
            if (this.header.length < 4) {
                this.header.push(bytes[at++]);
                if (this.header.length === 4) { this.left = Buffer.from(this.header).readUInt32LE(); }
            } else {
                const taken = Math.min(this.left, bytes.length - at);
                at += taken;
                this.left -= taken;
            }
            if (this.header.length === 4 && this.left === 0) { this.n_frames++; this.header = []; }
        }
        for (const waiter of this.waiters.splice(0)) { waiter(); }
    }

    async frames(n) { while (this.n_frames < n) { await new Promise((resolve) => this.waiters.push(resolve)); } }

    /** Resolves when the pipe has taken it. */
    write(bytes) { return new Promise((resolve) => this.process.stdin.write(bytes, resolve)); }

    status(name) {
        const line = fs.readFileSync(`/proc/${this.process.pid}/status`, 'utf8').split('\n').find((text) => text.startsWith(`${name}:`));
        return Number(line.match(/\d+/)[0]);
    }

    /** Of user and system time, in ticks of 10 ms. */
    get processorTicks() {
        const fields = fs.readFileSync(`/proc/${this.process.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
        return Number(fields[11]) + Number(fields[12]);
    }
}

/** Processes of this name with this home in their environment. */
export function processesOf(place) {
    return fs.readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
        try {
            return fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('offswitch-') && fs.readFileSync(`/proc/${pid}/environ`, 'latin1').includes(place.home);
        } catch { return false; }
    });
}
