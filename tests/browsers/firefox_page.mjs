// SPDX-License-Identifier: MIT
// A page of a real Firefox, as browsers.mjs wants a page. Has never heard of Offswitch.

import { writeFile } from 'node:fs/promises';
import { until } from './until.mjs';

const KEYS = { Escape: '\uE00C', Tab: '\uE004', Enter: '\uE007', Space: ' ', Shift: '\uE008' };

export class FirefoxPage {
    #browser;
    #bidi;

    constructor(browser, context) {
        this.#browser = browser;
        this.#bidi = browser.bidi;
        this.context = context;
    }

    goto(url) {
        return url.startsWith('moz-extension:') ? this.#cross(url)
            : this.#bidi.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
    }

    // The tab moves to the process of extensions: its context changes and no load is reported.
    async #cross(url) {
        const contexts = async () => (await this.#bidi.send('browsingContext.getTree')).contexts;
        const known = new Set((await contexts()).filter(({ context }) => context !== this.context).map(({ context }) => context));
        await this.#bidi.send('browsingContext.navigate', { context: this.context, url, wait: 'none' });
        await until(url, async () => {
            const found = (await contexts()).find((one) => one.url === url && !known.has(one.context));
            if (found) {
                this.context = found.context;
                return this.eval("document.readyState === 'complete'").catch(() => false);
            }
            return false;
        });
    }

    reload() {
        return this.#bidi.send('browsingContext.reload', { context: this.context, wait: 'complete' });
    }

    front() {
        return this.#bidi.send('browsingContext.activate', { context: this.context });
    }

    eval(expression) {
        return this.#bidi.eval(this.context, expression);
    }

    async inShadow(host, selector, declaration, ...values) {
        const self = await this.#inner(host, selector);
        return self && this.#bidi.call(this.context, declaration, { self, values });
    }

    async pressInShadow(host, selector, text = null) {
        await this.#press(await until(`${selector} "${text}"`, () => this.#inner(host, selector, text)));
    }

    async press(selector) {
        const [node] = await this.#locate(selector);
        await this.#press(node);
    }

    pressAt(x, y) {
        return this.#act('pointer', [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]);
    }

    async key(key, { shift = false } = {}) {
        await this.front();
        const held = shift ? [{ type: 'keyDown', value: KEYS.Shift }] : [];
        const freed = shift ? [{ type: 'keyUp', value: KEYS.Shift }] : [];
        await this.#act('key', [...held, { type: 'keyDown', value: KEYS[key] }, { type: 'keyUp', value: KEYS[key] }, ...freed]);
    }

    async shot(path, clip) {
        await this.front();
        const box = clip && { clip: { type: 'box', x: 0, y: 0, ...clip } };
        const { data } = await this.#bidi.send('browsingContext.captureScreenshot', { context: this.context, ...box });
        await writeFile(path, Buffer.from(data, 'base64'));
    }

    async media({ scheme = 'none', motion = '', forced = 'none' } = {}) {
        await this.#browser.privileged(`(() => {
            Services.prefs.setIntPref('ui.prefersReducedMotion', ${motion === 'reduce' ? 1 : 0});
            const page = BrowsingContext.getCurrentTopByBrowserId(gBrowser.selectedBrowser.browserId);
            page.prefersColorSchemeOverride = '${scheme || 'none'}';
            page.forcedColorsOverride = '${forced || 'none'}';
        })()`);
    }

    close() {
        return this.#bidi.send('browsingContext.close', { context: this.context });
    }

    async #locate(selector, startNodes = undefined) {
        const { nodes } = await this.#bidi.send('browsingContext.locateNodes', {
            context: this.context, locator: { type: 'css', value: selector }, startNodes,
            serializationOptions: { maxDomDepth: 1, includeShadowTree: 'all' },
        });
        return nodes;
    }

    async #inner(host, selector, text = null) {
        const [outer] = await this.#locate(host);
        const root = outer?.value.shadowRoot;
        const found = root ? await this.#locate(selector, [{ sharedId: root.sharedId }]) : [];
        for (const { sharedId } of found) {
            const fits = text === null || (await this.#bidi.call(this.context, 'function () { return this.textContent.trim(); }', { self: { sharedId } })) === text;
            if (fits) {
                return { sharedId };
            }
        }
        return undefined;
    }

    async #press({ sharedId }) {
        await this.front();
        await this.#bidi.call(this.context, "function () { this.scrollIntoView({ block: 'nearest', behavior: 'instant' }); }", { self: { sharedId } });
        const origin = { type: 'element', element: { sharedId } };
        await this.#act('pointer', [{ type: 'pointerMove', x: 0, y: 0, origin }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]);
    }

    #act(type, actions) {
        return this.#bidi.send('input.performActions', { context: this.context, actions: [{ type, id: type, actions }] });
    }
}
