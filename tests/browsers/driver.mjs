// SPDX-License-Identifier: MIT
// Drives a real Chromium over its debugging pipe, without a library: starts it, opens pages, reads and presses what a
// person could, also inside closed shadow roots. Knows the protocol; has never heard of Offswitch.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';

const CHROMIUM = ['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = ['--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--disable-default-apps', '--disable-domain-reliability', '--disable-breakpad', '--disable-gpu',
    '--metrics-recording-only', '--password-store=basic', '--hide-scrollbars'];
const PATIENCE = 10_000;

export const chromium = () => process.env.CHROMIUM ?? CHROMIUM.find((path) => existsSync(path));

// Asks until the answer is true; the condition is the wait.
export async function until(what, condition, patience = PATIENCE) {
    let last;
    for (const end = Date.now() + patience; Date.now() < end;) {
        last = await condition();
        if (last) {
            return last;
        }
        await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`waited in vain: ${what}`);
}

export class Browser {
    #process;
    #lastId = 0;
    #waiting = new Map();
    #hearers = new Set();
    #rest = '';

    constructor({ home, profile, hosts, flags = [], env = {}, program = chromium() }) {
        const asRoot = process.getuid() === 0 ? ['--no-sandbox'] : [];
        const args = ['--headless=new', '--remote-debugging-pipe', '--enable-unsafe-extension-debugging', ...asRoot, ...QUIET,
            '--window-size=1100,900', `--user-data-dir=${profile}`, '--ignore-certificate-errors',
            `--host-resolver-rules=${hosts}, MAP * ~NOTFOUND`, ...flags, 'about:blank'];
        this.#process = spawn(program, args, {
            env: { ...process.env, HOME: home, ...env }, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
        });
        this.exited = new Promise((resolve) => this.#process.once('exit', resolve));
        this.exited.then(() => this.#fail(new Error('the browser ended')));
        this.#process.stdio[3].on('error', () => {});
        this.#process.stdio[4].setEncoding('utf8').on('data', (data) => this.#receive(data));
    }

    send(method, params = {}, sessionId = undefined) {
        return new Promise((resolve, reject) => {
            const id = ++this.#lastId;
            this.#waiting.set(id, { resolve, reject, method });
            this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
        });
    }

    once(sessionId, method, fits = () => true) {
        return new Promise((resolve) => {
            const hear = (message) => {
                if (message.sessionId === sessionId && message.method === method && fits(message.params)) {
                    this.#hearers.delete(hear);
                    resolve(message.params);
                }
            };
            this.#hearers.add(hear);
        });
    }

    async install(path) {
        return (await this.send('Extensions.loadUnpacked', { path })).id;
    }

    async targets() {
        return (await this.send('Target.getTargets', { filter: [{}] })).targetInfos;
    }

    async attach(targetId) {
        const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
        return new Page(this, targetId, sessionId);
    }

    async open(url) {
        const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
        const page = await this.attach(targetId);
        await page.send('Page.enable');
        await page.goto(url);
        return page;
    }

    async close() {
        await Promise.race([this.send('Browser.close').catch(() => {}), this.exited]);
        const killer = setTimeout(() => this.#process.kill('SIGKILL'), 3_000);
        await this.exited;
        clearTimeout(killer);
    }

    #receive(data) {
        const messages = (this.#rest + data).split('\0');
        this.#rest = messages.pop();
        for (const message of messages.map((text) => JSON.parse(text))) {
            this.#settle(message);
        }
    }

    #settle(message) {
        const question = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (!question) {
            this.#hearers.forEach((hear) => hear(message));
        } else if (message.error) {
            question.reject(new Error(`${question.method}: ${message.error.message}`));
        } else {
            question.resolve(message.result);
        }
    }

    #fail(error) {
        this.#waiting.forEach(({ reject }) => reject(error));
        this.#waiting.clear();
    }
}

export class Page {
    #browser;
    #session;

    constructor(browser, targetId, session) {
        this.#browser = browser;
        this.#session = session;
        this.targetId = targetId;
    }

    send(method, params = {}) {
        return this.#browser.send(method, params, this.#session);
    }

    once(method, fits) {
        return this.#browser.once(this.#session, method, fits);
    }

    async goto(url) {
        await this.#loading(() => this.send('Page.navigate', { url }));
    }

    async reload() {
        await this.#loading(() => this.send('Page.reload'));
    }

    async #loading(go) {
        const loaded = this.#browser.once(this.#session, 'Page.loadEventFired');
        const { errorText } = await go();
        if (errorText) {
            throw new Error(errorText);
        }
        await loaded;
    }

    async eval(expression) {
        const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
            expression, awaitPromise: true, returnByValue: true,
        });
        if (exceptionDetails) {
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        }
        return result.value;
    }

    // Calls a function with an element of a closed shadow root as "this"; undefined when it is not there.
    async inShadow(host, selector, declaration, ...values) {
        const objectId = await this.#inner(host, selector);
        if (!objectId) {
            return undefined;
        }
        const { result } = await this.send('Runtime.callFunctionOn', {
            objectId, functionDeclaration: declaration, returnByValue: true, arguments: values.map((value) => ({ value })),
        });
        return result.value;
    }

    shadowText(host, selector) {
        return this.inShadow(host, selector, 'function () { return this.innerText; }');
    }

    async pressInShadow(host, selector, text) {
        await this.#press(await until(`${selector} "${text}"`, () => this.#inner(host, selector, text)));
    }

    async press(selector) {
        const { result } = await this.send('Runtime.evaluate', { expression: `document.querySelector(${JSON.stringify(selector)})` });
        await this.#press(result.objectId);
    }

    async key(key) {
        await this.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code: key, windowsVirtualKeyCode: { Escape: 27, Tab: 9, Enter: 13 }[key] });
        await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key });
    }

    async shot(path, clip) {
        const { data } = await this.send('Page.captureScreenshot', clip ? { clip: { x: 0, y: 0, scale: 1, ...clip } } : {});
        await writeFile(path, Buffer.from(data, 'base64'));
    }

    media(features) {
        return this.send('Emulation.setEmulatedMedia', { features: Object.entries(features).map(([name, value]) => ({ name, value })) });
    }

    close() {
        return this.#browser.send('Target.closeTarget', { targetId: this.targetId });
    }

    async #inner(host, selector, text = null) {
        const { root } = await this.send('DOM.getDocument', { depth: 0 });
        const { nodeId } = await this.send('DOM.querySelector', { nodeId: root.nodeId, selector: host });
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
        await this.send('DOM.scrollIntoViewIfNeeded', { objectId });
        const { model: { content: [left, top, , , right, bottom] } } = await this.send('DOM.getBoxModel', { objectId });
        const at = { x: (left + right) / 2, y: (top + bottom) / 2 };
        await this.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at });
        await this.send('Input.dispatchMouseEvent', { type: 'mousePressed', button: 'left', clickCount: 1, ...at });
        await this.send('Input.dispatchMouseEvent', { type: 'mouseReleased', button: 'left', clickCount: 1, ...at });
    }
}
