// SPDX-License-Identifier: MIT
// Which sites we may look at: the catalog's origins, what the user granted, the scripts that run there, who may speak to us.
// Has never heard of controls or choices.

import { ext } from './ext.js';
import { read, update } from './memory.js';

const SCRIPT = 'page';
const files = (...names) => names.map((name) => `content/${name}.js`);

// In the order in which they need each other.
export const READING = ['vendor/dom-accessibility-api.js', ...files('walk', 'state', 'shown', 'names', 'collect', 'controls')];
export const DRAWING = files('style', 'words', 'top', 'card', 'outline');
export const PAGE = [...READING, ...DRAWING, ...files('watch', 'reply', 'press', 'prompt', 'talk', 'page')];

export const origins = () => read('local', 'origins', []);

const isGranted = (origin) => ext.permissions.contains({ origins: [origin] });

export async function granted() {
    const all = await origins();
    const answers = await Promise.all(all.map(isGranted));
    return all.filter((origin, i) => answers[i]);
}

export async function learn(list) {
    const known = await origins();
    if (JSON.stringify(known) === JSON.stringify(list)) {
        return;
    }
    await update('local', 'origins', [], () => list);
    await register();
}

let registering = Promise.resolve();

export function register() {
    registering = registering.then(registerNow, registerNow);
    return registering;
}

async function registerNow() {
    const matches = await granted();
    const [there] = await ext.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
    if (matches.length === 0) {
        return there && ext.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    }
    const script = { id: SCRIPT, matches, js: PAGE, runAt: 'document_idle', allFrames: true, persistAcrossSessions: true };
    return there ? ext.scripting.updateContentScripts([script]) : ext.scripting.registerContentScripts([script]);
}

// A match pattern of the catalog: scheme, host (perhaps with *. before it), every path.
export function covers(pattern, address) {
    const [, host] = /^https:\/\/([^/]+)\/\*$/.exec(pattern) ?? [];
    if (!host || !URL.canParse(address)) {
        return false;
    }
    const url = new URL(address);
    const fits = host.startsWith('*.')
        ? url.hostname === host.slice(2) || url.hostname.endsWith(host.slice(1))
        : url.hostname === host;
    return url.protocol === 'https:' && url.port === '' && fits;
}

export const isOwnPage = (sender) =>
    sender.id === ext.runtime.id && (sender.url ?? '').startsWith(ext.runtime.getURL(''));

export async function isCatalogPage(sender) {
    if (sender.id !== ext.runtime.id || sender.tab?.id === undefined || !Number.isInteger(sender.frameId)) {
        return false;
    }
    const known = (await origins()).filter((pattern) => covers(pattern, sender.url ?? ''));
    return (await Promise.all(known.map(isGranted))).some(Boolean);
}
