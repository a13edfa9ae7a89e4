// SPDX-License-Identifier: MIT
//
// The doctor against a real Firefox: for each manifest, does it answer in the one exactly when the other says so?
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { lab, places } from './lab.mjs';
import { Firefox, firefox } from './marionette.mjs';

const ID = 'stub@offswitch.org';
const UUID = '11111111-2222-4333-8444-555555555555';
const skip = !firefox() && 'no Firefox here';
const cleanups = [];
let machine;
let manifest;
let browser;

/** Its page asks once, and its title is the answer. */
const SCRIPT = `
const port = browser.runtime.connectNative('org.offswitch.host');
const tell = (answer) => { document.title = location.search + ' ' + answer; };
port.onMessage.addListener(() => { tell('yes'); port.disconnect(); });
port.onDisconnect.addListener(() => tell('no'));
port.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocol: { min: 1, max: 1 }, browser: 'firefox', profile: 'x' } });
`;

function extension() {
    const directory = join(machine.root, 'extension');
    machine.write(join(directory, 'manifest.json'), JSON.stringify({
        manifest_version: 3, name: 'Question', version: '1', permissions: ['nativeMessaging'], browser_specific_settings: { gecko: { id: ID } },
    }));
    machine.write(join(directory, 'page.js'), SCRIPT);
    machine.write(join(directory, 'page.html'), '<!doctype html><meta charset="utf-8"><script src="page.js"></script>');
    return directory;
}

before(async () => {
    if (skip) {
        return;
    }
    machine = lab({ after: (cleanup) => cleanups.push(cleanup) });
    machine.installBrowser('firefox');
    machine.offswitch('register');
    manifest = readFileSync(machine.path(...places.firefox), 'utf8');
    browser = await Firefox.start({ home: machine.home, prefs: { 'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }) } });
    await browser.install(extension());
});

after(async () => {
    await browser?.close();
    cleanups.forEach((cleanup) => cleanup());
});

let nth = 0;

async function asked() {
    nth++;
    return (await browser.titleOf(`moz-extension://${UUID}/page.html?${nth}`, new RegExp(`^\\?${nth} (yes|no)$`))).endsWith('yes');
}

const changed = (change) => () => { const value = JSON.parse(manifest); change(value); return JSON.stringify(value); };
const program = (script, mode) => changed((m) => { m.path = machine.write(join(machine.root, 'fake/offswitch-host'), script, mode); });

const MANIFESTS = {
    'as registered': () => manifest,
    'with a byte order mark': () => `\ufeff${manifest}`,
    'with a comment': () => `// one\n${manifest}`,
    'with a member nobody knows': changed((m) => { m.comment = 'hello'; }),
    'with both lists': changed((m) => { m.allowed_origins = []; }),
    'with one more add-on': changed((m) => { m.allowed_extensions.push('{11111111-2222-4333-8444-555555555555}', 'Other.one_2@example.org'); }),
    'with a wildcard besides': changed((m) => { m.allowed_extensions.push('*'); }),
    'with half an id besides': changed((m) => { m.allowed_extensions.push('stub@'); }),
    'with a short uuid besides': changed((m) => { m.allowed_extensions.push('{1111}'); }),
    'without our add-on': changed((m) => { m.allowed_extensions = ['other@example.org']; }),
    'without any add-on': changed((m) => { m.allowed_extensions = []; }),
    'no JSON': () => '{"name":',
    'with another name': changed((m) => { m.name = 'org.offswitch.other'; }),
    'without a description': changed((m) => { delete m.description; }),
    'with an empty description': changed((m) => { m.description = ''; }),
    'of another type': changed((m) => { m.type = 'pkcs11'; }),
    'with a relative path': changed((m) => { m.path = 'offswitch-host'; }),
    'with a path to nothing': changed((m) => { m.path = '/nowhere/offswitch-host'; }),
    'to a file that is not executable': program('#!/bin/sh\n', 0o644),
    'to a program that ends': program('#!/bin/sh\nexit 1\n', 0o755),
    'to a program that chats': program('#!/bin/sh\necho Hello, world\nexec /bin/cat\n', 0o755),
};

for (const [name, make] of Object.entries(MANIFESTS)) {
    test(`the doctor and Firefox agree about a manifest ${name}`, { skip, timeout: 60_000 }, async () => {
        machine.write(machine.path(...places.firefox), make());
        const check = machine.json('doctor').checks.find(({ subject }) => subject === 'Firefox');
        assert.equal(check.ok, await asked(), check.sentence);
    });
}
