// SPDX-License-Identifier: MIT
// A real Firefox, as browsers.mjs wants a browser, over WebDriver BiDi and without a library. What no protocol offers (the
// toolbar button, ending the background) is done in its own privileged scope. Has never heard of Offswitch.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Bidi } from './bidi.mjs';
import { FirefoxPage } from './firefox_page.mjs';
import { until } from './until.mjs';

const PLACES = ['/usr/lib/firefox-esr/firefox-esr', '/usr/lib/firefox/firefox', '/usr/bin/firefox'];
const UNANSWERED = 5_000; // ms after which a navigation was cut off
const UUID = '5f3c0f0e-7c1d-4e55-9d7b-0c0f5a1d7e01';
const QUIET = {
    'app.update.disabledForTesting': true, 'app.normandy.enabled': false, 'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.enabled': false, 'services.settings.server': 'data:,#remote-settings-dummy/v1', 'network.trr.mode': 5,
    'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false, 'extensions.update.enabled': false,
    'extensions.getAddons.cache.enabled': false, 'browser.newtabpage.enabled': false, 'browser.startup.page': 0,
    'browser.search.update': false, 'browser.region.network.url': '', 'browser.topsites.contile.enabled': false,
    'browser.safebrowsing.downloads.enabled': false, 'dom.push.connection.enabled': false, 'media.gmp-manager.url': '',
    'extensions.openPopupWithoutUserGesture.enabled': true, 'extensions.webextOptionalPermissionPrompts': false,
    'browser.tabs.remote.unloadDelayMs': 300, // at the protocol's own 0 one thread may spin for ever
    'xpinstall.signatures.required': false, 'ui.prefersReducedMotion': 0, 'browser.tabs.remote.separatePrivilegedMozillaWebContentProcess': false,
    // What no test needs costs a tenth of the time.
    'dom.ipc.processPrelaunch.enabled': false, 'browser.cache.disk.enable': false, 'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false, 'browser.pagethumbnails.capturing_disabled': true, 'extensions.blocklist.enabled': false,
    'signon.rememberSignons': false,
};

export const firefox = () => process.env.FIREFOX ?? PLACES.find((path) => existsSync(path));

export class Firefox {
    name = 'firefox';
    #process;

    static async start({ home, port, prefs = {}, env = process.env }) {
        const self = new Firefox();
        self.profile = join(home, 'firefox');
        self.manifests = join(home, '.mozilla/native-messaging-hosts');
        mkdirSync(self.profile, { recursive: true });
        const all = { ...QUIET, 'network.dns.forceResolve': '127.0.0.1', 'network.socket.forcePort': `443=${port}`, ...prefs };
        writeFileSync(join(self.profile, 'user.js'),
            Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
        self.#process = spawn(firefox(), ['--headless', '--no-remote', '--profile', self.profile, '--remote-debugging-port=0',
            '--remote-allow-system-access', '--width', '1100', '--height', '900', 'about:blank'], {
            env: { ...env, HOME: home, MOZ_CRASHREPORTER_DISABLE: '1' }, stdio: ['ignore', 'ignore', 'pipe'],
        });
        self.exited = new Promise((resolve) => { self.#process.once('exit', resolve); });
        self.bidi = await Bidi.connect(self.#process);
        await self.bidi.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
        const { contexts } = await self.bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
        self.window = contexts[0].context;
        return self;
    }

    allows = (id) => ({ allowed_extensions: [id] });

    // The address of an extension's pages is random unless the profile says it before.
    async install(path) {
        await this.privileged(`Services.prefs.setStringPref('extensions.webextensions.uuids', JSON.stringify({ 'stub@offswitch.org': '${UUID}' }))`);
        this.id = (await this.bidi.send('webExtension.install', { extensionData: { type: 'path', path } })).extension;
        return this.id;
    }

    url(file) {
        return `moz-extension://${UUID}/${file}`;
    }

    privileged(expression) {
        return this.bidi.eval(this.window, expression);
    }

    async openPrivate(url) {
        const known = new Set(await this.#contexts());
        await this.privileged('(async () => { await new Promise((done) => OpenBrowserWindow({ private: true }).addEventListener("load", done)); })()');
        const context = await until('the private window', async () => (await this.#contexts()).find((one) => !known.has(one)));
        const page = new FirefoxPage(this, context);
        // While its own first page is on its way, the answer is an error or none at all.
        const there = () => page.goto(url).then(() => true, () => false);
        await until(url, () => Promise.race([there(), delay(UNANSWERED, false, { ref: false })]));
        return page;
    }

    #contexts = async () => (await this.bidi.send('browsingContext.getTree')).contexts.map(({ context }) => context);

    async addresses() {
        return (await this.bidi.send('browsingContext.getTree')).contexts.map(({ url }) => url);
    }

    async open(url, { window = false } = {}) {
        const { context } = await this.bidi.send('browsingContext.create', { type: window ? 'window' : 'tab' });
        const page = new FirefoxPage(this, context);
        await page.goto(url);
        return page;
    }

    suspend() {
        return this.privileged(`WebExtensionPolicy.getByID('${this.id}').extension
            .terminateBackground({ disableResetIdleForTest: true, ignoreDevToolsAttached: true }).then(() => true)`);
    }

    // The popup is in no tree of the protocol; a page of the same extension reaches into it.
    async popup(page, own) {
        await page.front();
        await own.eval('chrome.action.openPopup()');
        const eval_ = (expression) => own.eval(`((window) => { const { document, location } = window; return (${expression}); })(
            chrome.extension.getViews({ type: 'popup' })[0])`);
        await until('the popup', () => own.eval("chrome.extension.getViews({ type: 'popup' })[0]?.document.readyState === 'complete'"));
        return { eval: eval_, close: () => eval_('window.close()') };
    }

    async close() {
        await Promise.race([this.bidi.send('browser.close').catch(() => {}), this.exited]);
        const killer = setTimeout(() => this.kill(), 10_000);
        await this.exited;
        clearTimeout(killer);
    }

    kill() {
        this.#process.kill('SIGKILL');
        return this.exited;
    }
}
