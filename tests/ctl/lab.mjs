// SPDX-License-Identifier: MIT
//
// A machine of its own for each test: a home, a PATH, the installed tree of OFFSWITCH_PREFIX, and a browsers.json whose system directories and whole paths lie in
// the test's directory.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CHROMIUM_ORIGIN } from '../caller.mjs';
import { catalog } from './catalog.mjs';

const installed = process.env.OFFSWITCH_PREFIX;
export const HOST = 'org.offswitch.host.json';

function linkTree(from, to) {
    mkdirSync(to, { recursive: true });
    for (const entry of readdirSync(from, { withFileTypes: true })) {
        const [source, target] = [join(from, entry.name), join(to, entry.name)];
        if (entry.isDirectory()) {
            linkTree(source, target);
        } else {
            try { linkSync(source, target); } catch { cpSync(source, target); }
        }
    }
}

function placeBrowsers(prefix, root) {
    const path = join(prefix, 'share/offswitch/browsers.json');
    const table = JSON.parse(readFileSync(path, 'utf8'));
    for (const row of table.browsers) {
        row.system = row.system.map((place) => root + place);
        row.policies = row.policies.map((place) => root + place);
        row.executables = row.executables.map((name) => (name.startsWith('/') ? root + name : name));
    }
    rmSync(path);
    writeFileSync(path, JSON.stringify(table, null, 4));
}

export function frame(value) {
    const payload = Buffer.from(JSON.stringify(value));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(payload.length);
    return Buffer.concat([length, payload]);
}

export function lab(t, { store = 'file' } = {}) {
    const root = mkdtempSync(join(tmpdir(), 'offswitch-'));
    t.after(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 })); // a helper may be about to end
    const [home, prefix, bin] = [join(root, 'home'), join(root, 'prefix'), join(root, 'bin')];
    for (const part of ['bin', 'libexec', 'share/offswitch']) {
        linkTree(join(installed, part), join(prefix, part));
    }
    placeBrowsers(prefix, root);
    for (const directory of [home, bin, join(root, 'run')]) {
        mkdirSync(directory, { mode: 0o700 });
    }
    const env = { HOME: home, PATH: `${bin}:${join(prefix, 'bin')}`, XDG_RUNTIME_DIR: join(root, 'run'), LC_ALL: 'C.UTF-8' };
    const machine = { root, home, prefix, env, around: [] };
    machine.path = (...parts) => join(home, ...parts);
    machine.write = (path, content, mode = 0o644) => {
        mkdirSync(dirname(path), { recursive: true });
        rmSync(path, { force: true });
        writeFileSync(path, content);
        chmodSync(path, mode);
        return path;
    };
    machine.offswitch = (...words) => {
        const input = typeof words.at(-1) === 'object' ? words.pop().input : '';
        const [program, ...more] = [...machine.around, join(prefix, 'bin/offswitch'), ...words];
        const env = machine.around.length > 0 ? { ...machine.env, PATH: `${machine.env.PATH}:${process.env.PATH}` } : machine.env;
        const { status, stdout, stderr } = spawnSync(program, more, { env, input, encoding: 'utf8' });
        return { code: status, out: stdout, err: stderr };
    };
    machine.json = (...words) => {
        const { out, err } = machine.offswitch(...words, '--json');
        try { return JSON.parse(out); } catch { throw new Error(`no JSON: ${out}${err}`); }
    };
    /** What an extension tells the host: one request after the other, through the installed program. */
    machine.tell = (...requests) => {
        const introduction = ['initialize', { protocol: { min: 1, max: 1 }, browser: 'chromium', profile: 'test-profile', lang: 'en' }];
        const input = Buffer.concat([introduction, ...requests].map(([method, params], id) => frame({ jsonrpc: '2.0', id, method, params })));
        const { status } = spawnSync(machine.host, [CHROMIUM_ORIGIN], { env: machine.env, input });
        assert.equal(status, 0);
    };
    /** How the host takes an extension with these arguments: its answer to initialize. */
    machine.introduce = (...words) => {
        const introduction = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocol: { min: 1, max: 1 }, browser: 'chromium', profile: 'test-profile' } };
        const { stdout } = spawnSync(machine.host, words, { env: machine.env, input: frame(introduction) });
        return JSON.parse(stdout.subarray(4, 4 + stdout.readUInt32LE())).result;
    };
    machine.installBrowser = (executable) => machine.write(join(bin, executable), '#!/bin/sh\n', 0o755);
    machine.host = join(prefix, 'libexec/offswitch/offswitch-host');
    machine.write(join(prefix, 'share/offswitch/catalog.cdb'), catalog());
    if (store === 'file') {
        machine.write(machine.path('.config/offswitch/config.json'), '{"store": "file"}');
    }
    return machine;
}

export const places = {
    chromium: ['.config', 'chromium', 'NativeMessagingHosts', HOST],
    firefox: ['.mozilla', 'native-messaging-hosts', HOST],
};
