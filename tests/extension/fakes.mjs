// SPDX-License-Identifier: MIT
// Stand-ins for what the browser gives an extension: its global, storage, a native port. Importing it sets the global,
// so it comes before any module of the extension.

import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';

// A global of every browser, and of Node from version 19 on.
globalThis.crypto ??= webcrypto;

export const EXTENSION = new URL('../../extension-stub/', import.meta.url);
export const ID = 'abcdefghijklmnopabcdefghijklmnop';
const OURS = `chrome-extension://${ID}/`;

export class Event {
    heard = [];

    addListener(hear) {
        this.heard.push(hear);
    }

    fire(...values) {
        return this.heard.map((hear) => hear(...values));
    }
}

function area() {
    const kept = new Map();
    return {
        get: async (key) => (key === undefined ? Object.fromEntries(kept) : kept.has(key) ? { [key]: structuredClone(kept.get(key)) } : {}),
        set: async (values) => Object.entries(values).forEach(([key, value]) => kept.set(key, structuredClone(value))),
        remove: async (key) => { kept.delete(key); },
        clear: () => kept.clear(),
    };
}

export const badges = new Map();
export const grants = new Set();
export const registered = [];
export const opened = [];
export const sent = [];

globalThis.chrome = {
    storage: { local: area(), session: area() },
    runtime: {
        id: ID,
        getURL: (path) => OURS + path,
        getManifest: () => JSON.parse(readFileSync(new URL('manifest.json', EXTENSION), 'utf8')),
        onMessage: new Event(), onInstalled: new Event(), onStartup: new Event(),
    },
    i18n: { getMessage: (name, values = []) => (name === 'language' ? 'de' : [name, ...values].join(' ')), getUILanguage: () => 'de-CH' },
    permissions: {
        contains: async ({ origins }) => origins.every((origin) => grants.has(origin)),
        onAdded: new Event(), onRemoved: new Event(),
    },
    scripting: {
        getRegisteredContentScripts: async () => [...registered],
        registerContentScripts: async ([script]) => { registered.push(script); },
        updateContentScripts: async ([script]) => { registered.splice(0, 1, script); },
        unregisterContentScripts: async () => { registered.length = 0; },
    },
    tabs: {
        create: async ({ url }) => { opened.push(url); },
        query: async () => [{ id: 7 }],
        sendMessage: async (tabId, message) => { sent.push({ tabId, message }); },
        onRemoved: new Event(),
    },
    commands: { onCommand: new Event() },
    action: {
        setBadgeText: async ({ tabId, text }) => { badges.set(tabId, text); },
        setBadgeBackgroundColor: async () => {},
    },
};

export function forgetAll() {
    chrome.storage.local.clear();
    chrome.storage.session.clear();
    grants.clear();
    badges.clear();
    for (const list of [registered, opened, sent]) {
        list.length = 0;
    }
}

export class Port {
    onMessage = new Event();
    onDisconnect = new Event();
    posted = [];
    isOpen = true;

    // answers: {method: params => result, or {error}}; what is not there stays unanswered.
    constructor(answers = {}) {
        this.answers = answers;
    }

    postMessage(message) {
        this.posted.push(message);
        const answer = this.answers[message.method]?.(message.params);
        if (answer !== undefined) {
            queueMicrotask(() => this.say({ jsonrpc: '2.0', id: message.id, ...(answer.error ? answer : { result: answer }) }));
        }
    }

    say(message) {
        this.onMessage.fire(message);
    }

    breakDown() {
        this.isOpen = false;
        this.onDisconnect.fire(this);
    }

    disconnect() {
        this.isOpen = false;
    }

    asked(method) {
        return this.posted.filter((message) => message.method === method);
    }
}

export const failure = (reason, data = {}) => ({ error: { code: -32000, message: reason, data: { reason, ...data } } });
export const HELLO = { protocol: 1, host: '0.1.0', origins: ['https://www.linkedin.com/*'], keyring: { state: 'ready' } };
export const page = (url, more = {}) => ({ id: ID, url, frameId: 0, tab: { id: 7, url }, ...more });
export const own = (file = 'popup.html') => ({ id: ID, url: OURS + file });

// Lets everything that is already promised happen.
export const settle = () => new Promise((resolve) => setImmediate(resolve));
