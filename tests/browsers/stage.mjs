// SPDX-License-Identifier: MIT
// The stage of every story: a fresh home, a browser with the host registered and the extension installed, the stand-in site,
// and what a person or the command line can do. Has never heard of what is expected of any of them.
// OFFSWITCH_PREFIX: where the host is installed. The caller brings up a private session bus with a keyring.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHROMIUM_ID, FIREFOX_ID } from '../caller.mjs';
import { launch } from './browsers.mjs';
import { start } from './site.mjs';
import { until } from './until.mjs';

const EXTENSION = fileURLToPath(new URL('../../extension-stub', import.meta.url));
const HOST = 'org.offswitch.host';
const CARD = 'offswitch-card';
const MOMENT = 600;
export const QUIET = 900; // ms in which nothing may happen
const IDS = { chromium: CHROMIUM_ID, firefox: FIREFOX_ID };

export const PREFIX = process.env.OFFSWITCH_PREFIX;
export const ORIGIN = 'https://www.linkedin.com';
export const SETTINGS = `${ORIGIN}/mypreferences/d/settings`;
export const FEED = `${ORIGIN}/feed/`;

export class Stage {
    // hosts: the sites that the fixtures stand in for; catalog: a site's file, known beside the shipped ones; beside: files of this
    // folder that are put into the copy of the extension; only: the one language that the copy is left with.
    static async open(name, { hosts = ['www.linkedin.com'], catalog, beside = [], only, ...options } = {}) {
        const stage = new Stage();
        stage.home = mkdtempSync(join(tmpdir(), 'offswitch-story-'));
        stage.site = await start(stage.home, hosts);
        stage.name = name;
        stage.env = { ...process.env, HOME: stage.home, XDG_DATA_HOME: join(stage.home, 'data') };
        stage.hosts = hosts;
        Object.assign(stage, { beside, only });
        stage.command('forget', '--all');
        if (catalog) {
            stage.teach(catalog);
        }
        stage.options = { env: stage.env, home: stage.home, port: stage.site.port, hosts, ...options };
        stage.browser = await launch(name, stage.options);
        stage.register();
        return stage;
    }

    // One host, one site, everything allowed: where every story begins. pages: of the site, or a promise of them; start: the address that stage.page shows.
    static async ready(name, { pages, start, ...options }) {
        const stage = await Stage.open(name, options);
        await stage.install();
        Object.assign(stage.site.pages, await pages);
        stage.page = start && await stage.browser.open(start);
        return stage;
    }

    async close() {
        await this.browser.close();
        this.site.close();
        rmSync(this.home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }

    async restart({ kill = false } = {}) {
        await (kill ? this.browser.kill() : this.browser.close());
        this.browser = await launch(this.name, this.options);
    }

    // Headless Chromium cannot show the question for optional sites, so a copy has them granted from the start.
    async install({ granted = true } = {}) {
        this.copy = join(this.home, 'extension');
        cpSync(EXTENSION, this.copy, { recursive: true });
        this.beside.forEach((file) => cpSync(new URL(file, import.meta.url), join(this.copy, file)));
        this.change((manifest) => { manifest.host_permissions = granted ? this.hosts.map((host) => `https://${host}/*`) : undefined; });
        if (this.only) {
            this.change((manifest) => { manifest.default_locale = this.only; });
            readdirSync(join(this.copy, '_locales')).filter((one) => one !== this.only).forEach((one) => rmSync(join(this.copy, '_locales', one), { recursive: true }));
        }
        this.id = await this.browser.install(this.copy);
        await this.open({ granted });
    }

    change(how) {
        const path = join(this.copy, 'manifest.json');
        const manifest = JSON.parse(readFileSync(path, 'utf8'));
        how(manifest);
        writeFileSync(path, JSON.stringify(manifest));
    }

    // Another version in the same place.
    async update(version) {
        this.change((manifest) => { manifest.version = version; });
        await this.browser.install(this.copy);
        await until('the new version', () => this.open({ file: 'popup.html' }).then(() => true, () => false));
    }

    // A page of the extension, from which a test can ask what the extension knows.
    async open({ granted = true, file = 'welcome.html' } = {}) {
        this.own = await this.browser.open(this.browser.url(file));
        const registered = 'chrome.scripting.getRegisteredContentScripts().then((all) => all.length === 1)';
        await until('the content script', () => !granted || this.own.eval(registered));
    }

    get #manifest() {
        return join(this.browser.manifests, `${HOST}.json`);
    }

    register(path = join(PREFIX, 'libexec/offswitch/offswitch-host')) {
        mkdirSync(this.browser.manifests, { recursive: true });
        writeFileSync(this.#manifest, JSON.stringify({
            name: HOST, description: 'Offswitch', type: 'stdio', path, ...this.browser.allows(IDS[this.name]),
        }));
    }

    unregister() {
        rmSync(this.#manifest);
    }

    suspend() {
        return this.browser.suspend(this.own);
    }

    popup(page) {
        return this.browser.popup(page, this.own);
    }

    // As on another day: nothing was asked about yet, no page was read.
    forgetTheDay() {
        return this.own.eval("Promise.all([chrome.storage.local.remove('prompted'), chrome.storage.session.clear()]).then(() => true)");
    }

    // Runs a function in the world of the content scripts of a page.
    async within(page, declaration, ...values) {
        const address = await page.eval('location.href');
        const answer = await this.own.eval(`(async () => {
            const tab = (await chrome.tabs.query({})).find(({ url }) => url === ${JSON.stringify(address)});
            const [{ result, error }] = await chrome.scripting.executeScript({
                target: { tabId: tab.id }, func: ${declaration}, args: ${JSON.stringify(values)} });
            return JSON.stringify(error ? { error: String(error.message ?? error) } : { result });
        })()`);
        const { result, error } = JSON.parse(answer);
        if (error) {
            throw new Error(error);
        }
        return result;
    }

    async badge(page) {
        const address = JSON.stringify(await page.eval('location.href'));
        return this.own.eval(`chrome.tabs.query({}).then((all) => chrome.action.getBadgeText({ tabId: all.find(({ url }) => url === ${address}).id }))`);
    }

    card(page, selector = '.card') {
        return page.inShadow(CARD, selector, 'function () { return this.innerText; }');
    }

    says(pattern, page = this.page) {
        return until(`the card to say ${pattern}`, async () => pattern.test((await this.card(page)) ?? ''));
    }

    // A person needs a moment to read; what was just drawn cannot be pressed.
    async press(page, text, selector = 'button') {
        await this.aMoment(page);
        await page.pressInShadow(CARD, selector, text);
    }

    async aMoment(page) {
        await until('a moment to read', () => page.inShadow(CARD, '.card', `function (moment) {
            const now = new Event('now').timeStamp; // a hostile page may have bent the clocks
            this.readSince ??= now;
            return now - this.readSince > moment;
        }`, MOMENT));
    }

    // The page was read and answered, and yet nothing is drawn for a while.
    async staysQuiet(page) {
        const address = JSON.stringify(await page.eval('location.href'));
        await until('the page to be read', () => this.own.eval(`chrome.storage.session.get().then((all) => Object.values(all).some(({ url, frames }) =>
            url === ${address} && (frames[0]?.overview?.length > 0 || frames[0]?.advice?.some(({ handle }) => handle !== undefined))))`));
        await assert.rejects(until('a card', () => this.card(page), QUIET), /in vain/, 'a card was drawn');
    }

    command(...words) {
        return execFileSync(join(PREFIX, 'bin/offswitch'), words, { encoding: 'utf8', env: this.env });
    }

    teach(site) {
        const folder = join(this.env.XDG_DATA_HOME, 'offswitch/sites');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, `${site.id}.json`), JSON.stringify(site));
        this.command('catalog', 'compile');
    }

    choices() {
        return JSON.parse(this.command('choices', '--json')).records;
    }
}

// What is stored, as any other program on the keyring would see it.
export function keyringItem() {
    return execFileSync('sh', ['-c', 'secret-tool search --all xdg:schema org.offswitch.Choices 2>&1'], { encoding: 'utf8' });
}
