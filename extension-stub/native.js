// SPDX-License-Identifier: MIT
// The conversation with the native host: its name, the port, JSON-RPC ids, time-outs, the handshake.
// The only file that knows these. Has never heard of pages, tabs or what the words mean.

const NAME = 'org.offswitch.host';
const PROTOCOL = { min: 1, max: 1 };
const IDLE = 20_000;

// A browser drops an unreadable answer without a word, so no request may wait for ever.
// Storing may wait for a slow keyring, unlocking for a person and so for ever; reading should not.
const PATIENCE = { initialize: 5_000, choose: 30_000, forget: 30_000, unlock: null, usual: 10_000 };

export class HostError extends Error {
    constructor(reason, message = reason, data = {}) {
        super(message);
        this.reason = reason;
        this.data = data;
    }
}

export class Host {
    #introduce;
    #notified;
    #connect;
    #idle;
    #patience;
    #port = null;
    #hello = null;
    #greeted = false;
    #lastId = 0;
    #waiting = new Map();
    #idleTimer;

    // connect(name) gives a port; introduce() gives what initialize says about us; notified(method, params) hears the rest.
    constructor({ connect, introduce, notified, idle = IDLE, patience }) {
        this.#connect = connect;
        this.#introduce = introduce;
        this.#notified = notified;
        this.#idle = idle;
        const usual = { ...PATIENCE, ...patience };
        this.#patience = (method) => (method in usual ? usual[method] : usual.usual);
    }

    // What the host said about itself, from this connection or a new one.
    initialize() {
        this.#rest();
        this.#hello ??= this.#greet();
        return this.#hello;
    }

    // One question. A connection that had worked and broke is made anew, once: every method may be asked twice.
    async ask(method, params = {}) {
        try {
            return await this.#askOnce(method, params);
        } catch (error) {
            if (error.reason !== 'hostGone') {
                throw error;
            }
            return this.#askOnce(method, params);
        }
    }

    close() {
        this.#port?.disconnect();
        this.#forgetPort(new HostError('hostGone'));
    }

    async #askOnce(method, params) {
        await this.initialize();
        return this.#request(method, params);
    }

    async #greet() {
        const introduction = await this.#introduce();
        const port = this.#open();
        try {
            const hello = await this.#request('initialize', { protocol: PROTOCOL, ...introduction });
            this.#greeted = true;
            return hello;
        } catch (error) {
            if (port !== null && port === this.#port) {
                this.close();
            }
            this.#hello = null;
            throw error;
        }
    }

    #open() {
        let port = null;
        try {
            port = this.#connect(NAME);
        } catch {
            this.#port = null;
            return null;
        }
        this.#port = port;
        port.onMessage.addListener((message) => port === this.#port && this.#receive(message));
        port.onDisconnect.addListener(() => port === this.#port && this.#lost());
        return port;
    }

    #request(method, params) {
        return new Promise((resolve, reject) => {
            if (this.#port === null) {
                reject(new HostError('hostMissing'));
                return;
            }
            const id = ++this.#lastId;
            const patience = this.#patience(method);
            const timer = patience && setTimeout(() => this.#settle(id, { error: new HostError('timeout') }), patience);
            this.#waiting.set(id, { resolve, reject, timer });
            this.#rest();
            this.#port.postMessage({ jsonrpc: '2.0', id, method, params });
        });
    }

    #receive(message) {
        if (message?.method !== undefined && message.id === undefined) {
            this.#notified(message.method, message.params ?? {});
            return;
        }
        const { error } = message ?? {};
        const failure = error && new HostError(error.data?.reason ?? 'internal', error.message, error.data);
        this.#settle(message?.id, { result: message?.result, error: failure });
    }

    #settle(id, { result, error }) {
        const question = this.#waiting.get(id);
        if (!question) {
            return;
        }
        this.#waiting.delete(id);
        clearTimeout(question.timer);
        this.#rest();
        if (error) {
            question.reject(error);
        } else {
            question.resolve(result);
        }
    }

    // Before the handshake a broken connection means that no host is there; the browsers' own words for it differ.
    #lost() {
        this.#forgetPort(new HostError(this.#greeted ? 'hostGone' : 'hostMissing'));
    }

    #forgetPort(error) {
        this.#port = null;
        this.#hello = null;
        this.#greeted = false;
        clearTimeout(this.#idleTimer);
        for (const id of [...this.#waiting.keys()]) {
            this.#settle(id, { error });
        }
    }

    // An open port keeps the background and the host alive, so it is closed when nothing has been asked for a while.
    #rest() {
        clearTimeout(this.#idleTimer);
        if (this.#port !== null) {
            this.#idleTimer = setTimeout(() => this.#waiting.size === 0 && this.close(), this.#idle);
        }
    }
}
