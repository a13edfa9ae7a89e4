// SPDX-License-Identifier: MIT
// A real Chromium, as browsers.mjs wants a browser, over its debugging pipe and without a library.
// Has never heard of Offswitch.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Cdp } from './cdp.mjs';
import { ChromiumPage } from './chromium_page.mjs';
import { until } from './until.mjs';

const PLACES = ['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = ['--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--disable-default-apps', '--disable-domain-reliability', '--disable-breakpad', '--disable-gpu',
    '--metrics-recording-only', '--password-store=basic', '--hide-scrollbars'];

export const chromium = () => process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));

export class Chromium {
    name = 'chromium';
    #process;

    constructor({ home, port, hosts, lang = 'en', env = process.env, program = chromium() }) {
        this.profile = join(home, '.config/chromium');
        this.manifests = join(this.profile, 'NativeMessagingHosts');
        const rules = [...hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`), 'MAP * ~NOTFOUND'];
        const asRoot = process.getuid() === 0 ? ['--no-sandbox'] : [];
        const args = ['--headless=new', '--remote-debugging-pipe', '--enable-unsafe-extension-debugging', ...asRoot, ...QUIET,
            '--window-size=1100,900', `--user-data-dir=${this.profile}`, '--ignore-certificate-errors', `--lang=${lang}`,
            `--host-resolver-rules=${rules.join(', ')}`, 'about:blank'];
        this.#process = spawn(program, args, {
            env: { ...env, HOME: home, LANGUAGE: lang }, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
        });
        this.exited = new Promise((resolve) => { this.#process.once('exit', resolve); });
        this.cdp = new Cdp(this.#process);
    }

    static async start(options) {
        return new Chromium(options);
    }

    allows = (id) => ({ allowed_origins: [`chrome-extension://${id}/`] });

    async install(path) {
        this.id = (await this.cdp.send('Extensions.loadUnpacked', { path })).id;
        return this.id;
    }

    url(file) {
        return `chrome-extension://${this.id}/${file}`;
    }

    async open(url, { window = false } = {}) {
        return this.#openIn({ newWindow: window }, url);
    }

    async openPrivate(url) {
        const { browserContextId } = await this.cdp.send('Target.createBrowserContext');
        return this.#openIn({ browserContextId }, url);
    }

    async addresses() {
        return (await this.cdp.send('Target.getTargets')).targetInfos.filter(({ type }) => type === 'page').map(({ url }) => url);
    }

    async #openIn(where, url) {
        const { targetId } = await this.cdp.send('Target.createTarget', { url: 'about:blank', ...where });
        const page = await this.#attach(targetId);
        await page.goto(url);
        return page;
    }

    // Ends the background as the browser does when it is idle; the next event starts it anew.
    async suspend(own) {
        const told = own.once('ServiceWorker.workerVersionUpdated', ({ versions }) => versions.length > 0);
        await own.send('ServiceWorker.enable');
        const running = (await told).versions.find(({ runningStatus }) => runningStatus === 'running');
        if (running) {
            await own.send('ServiceWorker.stopWorker', { versionId: running.versionId });
        }
        await own.send('ServiceWorker.disable');
    }

    // The window of the toolbar button, opened over a page.
    async popup(page) {
        await page.front();
        const { targetInfos } = await this.cdp.send('Target.getTargets', { filter: [{}] });
        const address = await page.eval('location.href');
        const tab = targetInfos.find(({ type, url }) => type === 'tab' && url === address);
        await this.cdp.send('Extensions.triggerAction', { id: this.id, targetId: tab.targetId });
        const target = await until('the popup', async () => {
            const now = await this.cdp.send('Target.getTargets', { filter: [{}] });
            return now.targetInfos.find(({ type, url }) => type === 'page' && url === this.url('popup.html'));
        });
        return this.#attach(target.targetId);
    }

    async close() {
        await Promise.race([this.cdp.send('Browser.close').catch(() => {}), this.exited]);
        const killer = setTimeout(() => this.kill(), 3_000);
        await this.exited;
        clearTimeout(killer);
    }

    kill() {
        this.#process.kill('SIGKILL');
        return this.exited;
    }

    async #attach(targetId) {
        const { sessionId } = await this.cdp.send('Target.attachToTarget', { targetId, flatten: true });
        const page = new ChromiumPage(this.cdp, targetId, sessionId);
        await page.send('Page.enable');
        return page;
    }
}
