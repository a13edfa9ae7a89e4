// SPDX-License-Identifier: MIT
// A page of a real Chromium, as browsers.mjs wants a page. Has never heard of Offswitch.

import { writeFile } from 'node:fs/promises';
import { until } from './until.mjs';

const KEYS = { Escape: 27, Tab: 9, Enter: 13, Space: 32 };
const TEXTS = { Enter: '\r', Space: ' ' };

export class ChromiumPage {
    #cdp;
    #session;

    constructor(cdp, targetId, session) {
        this.#cdp = cdp;
        this.#session = session;
        this.targetId = targetId;
    }

    send(method, params = {}) {
        return this.#cdp.send(method, params, this.#session);
    }

    once(method, fits) {
        return this.#cdp.once(this.#session, method, fits);
    }

    goto(url) {
        return this.#loading(() => this.send('Page.navigate', { url }));
    }

    reload() {
        return this.#loading(() => this.send('Page.reload'));
    }

    front() {
        return this.send('Page.bringToFront');
    }

    async #loading(go) {
        const loaded = this.once('Page.loadEventFired');
        const { errorText } = await go();
        if (errorText) {
            throw new Error(errorText);
        }
        await loaded;
    }

    async eval(expression) {
        return this.#result(await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }));
    }

    #result({ result, exceptionDetails }) {
        if (exceptionDetails) {
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        }
        return result.value;
    }

    async inShadow(host, selector, declaration, ...values) {
        const objectId = await this.#inner(host, selector);
        if (!objectId) {
            return undefined;
        }
        return this.#result(await this.send('Runtime.callFunctionOn', {
            objectId, functionDeclaration: declaration, returnByValue: true, arguments: values.map((value) => ({ value })),
        }));
    }

    async pressInShadow(host, selector, text = null) {
        await this.#press(await until(`${selector} "${text}"`, () => this.#inner(host, selector, text)));
    }

    async press(selector) {
        const { result } = await this.send('Runtime.evaluate', { expression: `document.querySelector(${JSON.stringify(selector)})` });
        await this.#press(result.objectId);
    }

    async key(key, { shift = false } = {}) {
        const event = { key: key === 'Space' ? ' ' : key, code: key, windowsVirtualKeyCode: KEYS[key], modifiers: shift ? 8 : 0 };
        await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, text: TEXTS[key] });
        await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    }

    async shot(path, clip) {
        const { data } = await this.send('Page.captureScreenshot', clip ? { clip: { x: 0, y: 0, scale: 1, ...clip } } : {});
        await writeFile(path, Buffer.from(data, 'base64'));
    }

    media({ scheme = '', motion = '', forced = '' } = {}) {
        const features = { 'prefers-color-scheme': scheme, 'prefers-reduced-motion': motion, 'forced-colors': forced };
        return this.send('Emulation.setEmulatedMedia', { features: Object.entries(features).map(([name, value]) => ({ name, value })) });
    }

    close() {
        return this.#cdp.send('Target.closeTarget', { targetId: this.targetId });
    }

    async #inner(host, selector, text = null) {
        const { root } = await this.send('DOM.getDocument', { depth: 0 });
        const gone = () => ({}); // the page may have become another one in between
        const { nodeId } = await this.send('DOM.querySelector', { nodeId: root.nodeId, selector: host }).catch(gone);
        if (!nodeId) {
            return null;
        }
        const { node } = await this.send('DOM.describeNode', { nodeId, depth: 1, pierce: true });
        const { object } = await this.send('DOM.resolveNode', { backendNodeId: node.shadowRoots[0].backendNodeId });
        const { result } = await this.send('Runtime.callFunctionOn', {
            objectId: object.objectId,
            functionDeclaration: `function (selector, text) {
                return [...this.querySelectorAll(selector)].find((one) => text === null || one.textContent.trim() === text) ?? null;
            }`,
            arguments: [{ value: selector }, { value: text }],
        });
        return result.objectId ?? null;
    }

    async #press(objectId) {
        await this.front();
        await this.send('DOM.scrollIntoViewIfNeeded', { objectId });
        const { model: { content: [left, top, , , right, bottom] } } = await this.send('DOM.getBoxModel', { objectId });
        await this.pressAt((left + right) / 2, (top + bottom) / 2);
    }

    async pressAt(x, y) {
        const at = { x, y };
        await this.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at });
        await this.send('Input.dispatchMouseEvent', { type: 'mousePressed', button: 'left', clickCount: 1, ...at });
        await this.send('Input.dispatchMouseEvent', { type: 'mouseReleased', button: 'left', clickCount: 1, ...at });
    }
}
