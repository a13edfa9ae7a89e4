// SPDX-License-Identifier: MIT
// The stage of the story: a fresh home, the host registered in it, the extension with its sites granted, the stand-in
// site, and what a person or the command line can ask. Has never heard of what is expected of any of them.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Browser, until } from './driver.mjs';
import { start } from './site.mjs';

const EXTENSION = fileURLToPath(new URL('../../extension-stub', import.meta.url));
const ORIGIN = 'https://www.linkedin.com';
const HOST = 'org.offswitch.host';
const CARD = 'offswitch-card';
const MOMENT = 600;

export const SETTINGS = `${ORIGIN}/mypreferences/d/settings`;
export const FEED = `${ORIGIN}/feed/`;

export class Stage {
    static async open(prefix, { flags = [] } = {}) {
        const stage = new Stage();
        stage.prefix = prefix;
        stage.home = mkdtempSync(join(tmpdir(), 'offswitch-story-'));
        stage.profile = join(stage.home, '.config/chromium');
        stage.site = await start(stage.home);
        stage.browser = new Browser({
            home: stage.home, profile: stage.profile, hosts: `MAP www.linkedin.com 127.0.0.1:${stage.site.port}`,
            flags: ['--lang=en-US', ...flags], env: { LANGUAGE: 'en' },
        });
        return stage;
    }

    async close() {
        await this.browser.close();
        this.site.close();
        rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }

    // Headless Chromium cannot show the question for optional sites, so a copy has them granted from the start.
    async install({ granted = true } = {}) {
        const copy = join(this.home, 'extension');
        cpSync(EXTENSION, copy, { recursive: true });
        const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
        manifest.host_permissions = granted ? [`${ORIGIN}/*`] : [];
        writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
        this.id = await this.browser.install(copy);
        this.own = await this.browser.open(this.url('welcome.html'));
        await until('the content script', () => this.own.eval('chrome.scripting.getRegisteredContentScripts().then((all) => all.length === 1)'));
    }

    url(file) {
        return `chrome-extension://${this.id}/${file}`;
    }

    get #manifest() {
        return join(this.profile, 'NativeMessagingHosts', `${HOST}.json`);
    }

    register(id) {
        mkdirSync(join(this.profile, 'NativeMessagingHosts'), { recursive: true });
        writeFileSync(this.#manifest, JSON.stringify({
            name: HOST, description: 'Offswitch', type: 'stdio', path: join(this.prefix, 'libexec/offswitch/offswitch-host'),
            allowed_origins: [`chrome-extension://${id}/`],
        }));
    }

    unregister() {
        rmSync(this.#manifest);
    }

    // Ends the background as the browser does when it is idle; the next event starts it anew.
    async suspend() {
        const running = ({ versions }) => versions.find(({ runningStatus }) => runningStatus === 'running');
        const version = this.own.once('ServiceWorker.workerVersionUpdated', running);
        await this.own.send('ServiceWorker.enable');
        const { versionId } = running(await version);
        await this.own.send('ServiceWorker.stopWorker', { versionId });
        await this.own.send('ServiceWorker.disable');
    }

    async popup(page) {
        const tab = (await this.browser.targets()).find(({ type, url }) => type === 'tab' && url === page.address);
        await this.browser.send('Extensions.triggerAction', { id: this.id, targetId: tab.targetId });
        const target = await until('the popup', async () =>
            (await this.browser.targets()).find(({ type, url }) => type === 'page' && url === this.url('popup.html')));
        return this.browser.attach(target.targetId);
    }

    forgetTheDay() {
        return this.own.eval("chrome.storage.local.remove('prompted')");
    }

    card(page, selector = '.card') {
        return page.shadowText(CARD, selector);
    }

    // A person needs a moment to read; what was just drawn cannot be pressed.
    async press(page, text) {
        await until('a moment to read', () => page.inShadow(CARD, '.card', `function (moment) {
            this.readSince ??= performance.now();
            return performance.now() - this.readSince > moment;
        }`, MOMENT));
        await page.pressInShadow(CARD, 'button', text);
    }

    command(...words) {
        return execFileSync(join(this.prefix, 'bin/offswitch'), words, { encoding: 'utf8', env: { ...process.env, HOME: this.home } });
    }
}

// What is stored, as any other program on the keyring would see it.
export function keyringItem() {
    const run = (args) => execFileSync('sh', ['-c', 'secret-tool search --all "$@" 2>&1', 'secret-tool', ...args], { encoding: 'utf8' });
    return run(['xdg:schema', 'org.offswitch.Choices']);
}
