// SPDX-License-Identifier: MIT
//
// A real Firefox over its Marionette socket, without a library: starts it, installs an add-on for the session, goes to a page and reads its title. Has never
// heard of Offswitch.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const FIREFOX = ['/usr/lib/firefox-esr/firefox-esr', '/usr/lib/firefox/firefox', '/usr/bin/firefox'];
const PATIENCE = 30_000;

export const firefox = () => process.env.FIREFOX ?? FIREFOX.find((path) => existsSync(path));

async function until(what, condition) {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(20)) {
        const result = await condition();
        if (result) {
            return result;
        }
    }
    throw new Error(`waited in vain: ${what}`);
}

export class Firefox {
    #process;
    #socket;
    #rest = Buffer.alloc(0);
    #waiting = new Map();
    #lastId = 0;

    static async start({ home, prefs, program = firefox() }) {
        const self = new Firefox();
        const profile = join(home, 'profile');
        mkdirSync(profile, { recursive: true });
        const all = { 'marionette.port': 0, 'app.update.disabledForTesting': true, 'datareporting.policy.dataSubmissionEnabled': false, ...prefs };
        writeFileSync(join(profile, 'user.js'), Object.entries(all).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(''));
        self.#process = spawn(program, ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile, 'about:blank'], {
            env: { ...process.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: '1' }, stdio: 'ignore',
        });
        self.exited = new Promise((resolve) => { self.#process.once('exit', resolve); });
        const file = join(profile, 'MarionetteActivePort');
        const port = await until('the port', () => existsSync(file) && readFileSync(file, 'utf8').trim());
        self.#socket = connect(Number(port), '127.0.0.1').on('data', (data) => self.#receive(data)).on('error', () => {});
        await self.send('WebDriver:NewSession', { pageLoadStrategy: 'none' });
        return self;
    }

    send(name, params = {}) {
        return new Promise((resolve, reject) => {
            const id = ++this.#lastId;
            const text = JSON.stringify([0, id, name, params]);
            this.#waiting.set(id, { resolve, reject });
            this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
        });
    }

    install(path) {
        return this.send('Addon:Install', { path, temporary: true });
    }

    /** Goes to a page and returns its title once it fits. */
    async titleOf(url, fits) {
        await this.send('WebDriver:Navigate', { url });
        return until(`a title of ${url}`, async () => {
            const { value } = await this.send('WebDriver:GetTitle').catch(() => ({ value: '' }));
            return fits.test(value) && value;
        });
    }

    async close() {
        this.#socket?.destroy();
        this.#process.kill('SIGTERM');
        const killer = setTimeout(() => this.#process.kill('SIGKILL'), 8_000);
        await this.exited;
        clearTimeout(killer);
    }

    #receive(data) {
        this.#rest = Buffer.concat([this.#rest, data]);
        for (let colon; (colon = this.#rest.indexOf(':')) > 0;) {
            const end = colon + 1 + Number(this.#rest.subarray(0, colon));
            if (this.#rest.length < end) {
                return;
            }
            this.#settle(JSON.parse(this.#rest.subarray(colon + 1, end)));
            this.#rest = this.#rest.subarray(end);
        }
    }

    #settle(message) {
        const [, id, failure, result] = Array.isArray(message) ? message : [];
        const question = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (failure) {
            question?.reject(new Error(failure.message));
        } else {
            question?.resolve(result);
        }
    }
}
