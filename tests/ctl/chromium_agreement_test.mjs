// SPDX-License-Identifier: MIT
//
// The doctor against a real Chromium: for each manifest, does it answer in the one exactly when the other says so?
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Chromium, chromium } from '../browsers/chromium.mjs';
import { lab, places } from './lab.mjs';

const { key } = JSON.parse(readFileSync(new URL('../../extension-stub/manifest.json', import.meta.url), 'utf8'));
const skip = !chromium() && 'no Chromium here';
const cleanups = [];
let machine;
let manifest;
let browser;
let page;

/** An extension with our id and nothing but the question whether the host answers. */
function extension() {
    const directory = join(machine.root, 'extension');
    machine.write(join(directory, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Question', version: '1', key, permissions: ['nativeMessaging'] }));
    machine.write(join(directory, 'page.html'), '<!doctype html><title>Question</title>');
    return directory;
}

before(async () => {
    if (skip) {
        return;
    }
    machine = lab({ after: (cleanup) => cleanups.push(cleanup) });
    machine.installBrowser('chromium');
    machine.offswitch('register');
    manifest = readFileSync(machine.path(...places.chromium), 'utf8');
    browser = await Chromium.start({ home: machine.home, port: 1, hosts: [] });
    await browser.install(extension());
    page = await browser.open(browser.url('page.html'));
});

after(async () => {
    await browser?.close();
    cleanups.forEach((cleanup) => cleanup());
});

const asked = () => page.eval(`new Promise((resolve) => {
    const port = chrome.runtime.connectNative('org.offswitch.host');
    port.onMessage.addListener(() => { port.disconnect(); resolve(true); });
    port.onDisconnect.addListener(() => { resolve(chrome.runtime.lastError === undefined); });
    port.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocol: { min: 1, max: 1 }, browser: 'chromium', profile: 'x' } });
})`);

const changed = (change) => () => { const value = JSON.parse(manifest); change(value); return JSON.stringify(value); };
const program = (script, mode) => changed((m) => { m.path = machine.write(join(machine.root, 'fake/offswitch-host'), script, mode); });

const MANIFESTS = {
    'as registered': () => manifest,
    'with comments': () => `// one\n/* and "two */${manifest}`,
    'with a byte order mark': () => `\ufeff${manifest}`,
    'with a slash in a text': changed((m) => { m.description = 'see https://offswitch.org/ /* "and" \\ */'; }),
    'with a member nobody knows': changed((m) => { m.comment = 'hello'; }),
    'with both lists': changed((m) => { m.allowed_extensions = ['stub@offswitch.org']; }),
    'with one more origin': changed((m) => { m.allowed_origins.push('chrome-extension://abcdefghijklmnopabcdefghijklmnop/'); }),
    'no JSON': () => '{"name":',
    'a list': () => '[]',
    'empty': () => '',
    'with text behind it': () => `${manifest}x`,
    'with another name': changed((m) => { m.name = 'org.offswitch.other'; }),
    'without a description': changed((m) => { delete m.description; }),
    'with an empty description': changed((m) => { m.description = ''; }),
    'of another type': changed((m) => { m.type = 'pipe'; }),
    'with an origin without its slash': changed((m) => { m.allowed_origins[0] = m.allowed_origins[0].slice(0, -1); }),
    'with a wildcard besides': changed((m) => { m.allowed_origins.push('chrome-extension://*/'); }),
    'with an origin that is no text': changed((m) => { m.allowed_origins.push(7); }),
    'without our origin': changed((m) => { m.allowed_origins = ['chrome-extension://abcdefghijklmnopabcdefghijklmnop/']; }),
    'without origins': changed((m) => { delete m.allowed_origins; }),
    'with a relative path': changed((m) => { m.path = 'offswitch-host'; }),
    'with a path to nothing': changed((m) => { m.path = '/nowhere/offswitch-host'; }),
    'to a file that is not executable': program('#!/bin/sh\n', 0o644),
    'to a script without an interpreter': program('#!/nowhere/sh\n', 0o755),
    'to a program that ends': program('#!/bin/sh\nexit 1\n', 0o755),
    'to a program that chats': program('#!/bin/sh\necho Hello, world\nexec /bin/cat\n', 0o755),
};

for (const [name, make] of Object.entries(MANIFESTS)) {
    test(`the doctor and Chromium agree about a manifest ${name}`, { skip, timeout: 30_000 }, async () => {
        machine.write(machine.path(...places.chromium), make());
        const check = machine.json('doctor').checks.find(({ subject }) => subject === 'Chromium');
        assert.equal(check.ok, await asked(), check.sentence);
    });
}
