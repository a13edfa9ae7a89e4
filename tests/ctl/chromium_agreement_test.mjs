// SPDX-License-Identifier: MIT
//
// The doctor against a real Chromium: for each set-up, does it say that the host is reached exactly when it is?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Chromium, chromium } from '../browsers/chromium.mjs';
import { FAULTS, HEALTHY, Patient, judge, root } from './setups.mjs';
import { staged } from './stage.mjs';

const { key } = JSON.parse(readFileSync(new URL('../../extension-stub/manifest.json', import.meta.url), 'utf8'));
const skip = !chromium() && 'no Chromium here';
const [QUIET, PATIENCE] = [2_000, 25_000];
const cleanups = [];
let patient;
let browser;
let page;

/** An extension with our id and nothing but the question whether the host answers. */
function extension() {
    const { machine } = patient;
    const directory = join(machine.root, 'extension');
    machine.write(join(directory, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Question', version: '0.0.1', key, permissions: ['nativeMessaging'] }));
    machine.write(join(directory, 'page.html'), '<!doctype html><title>Question</title>');
    return directory;
}

async function start() {
    const { machine } = patient;
    browser = await Chromium.start({ home: machine.home, port: 1, hosts: [], program: staged(machine, chromium()) });
    await browser.install(extension());
    page = await browser.open(browser.url('page.html'));
}

before(async () => {
    if (!skip) {
        patient = new Patient({ after: (cleanup) => cleanups.push(cleanup) }, 'chromium');
        await start();
    }
});

after(async () => {
    await browser?.close();
    cleanups.forEach((cleanup) => cleanup());
});

// Of a host that is to be silent silence is the answer; for any other there is time.
const asked = (patience) => page.eval(`new Promise((resolve) => {
    const port = chrome.runtime.connectNative('org.offswitch.host');
    setTimeout(() => { port.disconnect(); resolve(false); }, ${patience});
    port.onMessage.addListener(() => { port.disconnect(); resolve(true); });
    port.onDisconnect.addListener(() => { resolve(chrome.runtime.lastError === undefined); });
    port.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocol: { min: 1, max: 1 }, browser: 'chromium', profile: 'x' } });
})`);

/** Policies are read at the start. */
async function ask({ policy, quiet }, isCured) {
    if (policy) {
        await browser.close();
        await start();
    }
    return asked(quiet && !isCured ? QUIET : PATIENCE);
}

async function agree(setup, t) {
    const outcome = await patient.try(setup, (isCured) => ask(setup, isCured));
    t.diagnostic(`verdict | ${setup.code} | ${setup.name} | ${outcome.check.reaches} | ${outcome.answer}`);
    judge(setup, outcome);
}

// Those that need a policy come last, so that the browser is started anew only for them.
const SETUPS = [...HEALTHY, ...FAULTS].filter(({ of, alone }) => of.includes('chromium') && !alone);
for (const setup of SETUPS.sort((a, b) => Number(a.policy ?? false) - Number(b.policy ?? false))) {
    test(`the doctor and Chromium agree: ${setup.code}, ${setup.name}`, { skip: skip || (setup.needsRoot && !root && 'needs root'), timeout: 120_000 }, (t) => agree(setup, t));
}
