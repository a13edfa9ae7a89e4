// SPDX-License-Identifier: MIT
//
// The doctor against a real Firefox: for each set-up, does it say that the host is reached exactly when it is?
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Firefox, firefox } from './marionette.mjs';
import { FAULTS, HEALTHY, Patient, judge, root } from './setups.mjs';
import { staged } from './stage.mjs';

const ID = 'stub@offswitch.org';
const UUID = '11111111-2222-4333-8444-555555555555';
const skip = !firefox() && 'no Firefox here';
const cleanups = [];
let patient;
let browser;

/** Its page asks once, and its title is the answer. */
const SCRIPT = `
const port = browser.runtime.connectNative('org.offswitch.host');
let isTold = false;
const tell = (answer) => { document.title = isTold ? document.title : location.search + ' ' + answer; isTold = true; };
port.onMessage.addListener(() => { tell('yes'); port.disconnect(); });
port.onDisconnect.addListener(() => tell('no'));
setTimeout(() => { tell('no'); port.disconnect(); }, Number(new URLSearchParams(location.search).get('patience')));
port.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocol: { min: 1, max: 1 }, browser: 'firefox', profile: 'x' } });
`;

function extension() {
    const { machine } = patient;
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
    patient = new Patient({ after: (cleanup) => cleanups.push(cleanup) }, 'firefox');
    const { machine } = patient;
    browser = await Firefox.start({
        home: machine.home, prefs: { 'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }) }, program: staged(machine, firefox()),
    });
    await browser.install(extension());
});

after(async () => {
    await browser?.close();
    cleanups.forEach((cleanup) => cleanup());
});

let nth = 0;

// Of a host that is to be silent silence is the answer; for any other there is time.
async function asked({ quiet }, isCured) {
    nth++;
    const query = `nth=${nth}&patience=${quiet && !isCured ? 2_000 : 25_000}`;
    return (await browser.titleOf(`moz-extension://${UUID}/page.html?${query}`, new RegExp(`^\\?${query} (yes|no)$`))).endsWith('yes');
}

async function agree(setup, t) {
    const outcome = await patient.try(setup, (isCured) => asked(setup, isCured));
    t.diagnostic(`verdict | ${setup.code} | ${setup.name} | ${outcome.check.reaches} | ${outcome.answer}`);
    judge(setup, outcome);
}

for (const setup of [...HEALTHY, ...FAULTS].filter(({ of, alone }) => of.includes('firefox') && !alone)) {
    test(`the doctor and Firefox agree: ${setup.code}, ${setup.name}`, { skip: skip || (setup.needsRoot && !root && 'needs root'), timeout: 120_000 }, (t) => agree(setup, t));
}
