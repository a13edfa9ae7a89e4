// SPDX-License-Identifier: MIT
// How a whole account stands: a line that counts, what needs a look first, the rest folded away. Asks the background for the
// host's report; has never heard of tabs.

import { message as say } from './ext.js';
import { ask, make } from './ours.js';
import { reported } from './rows.js';

const MOST_PAGES = 10;
const OPEN = ['wentBack', 'exposed'];
const COUNTED = { wentBack: 'countWentBack', exposed: 'countExposed', private: 'countPrivate', notChecked: 'countNotChecked' };

async function reportOf(params) {
    const all = [];
    let cursor;
    for (let i = 0; i < MOST_PAGES; i += 1) {
        const { controls, next } = await ask('report', { ...params, cursor });
        all.push(...controls);
        if (!next) {
            break;
        }
        cursor = next;
    }
    return all;
}

function counts(controls) {
    const words = Object.entries(COUNTED).map(([status, name]) => [controls.filter((one) => one.status === status).length, name])
        .filter(([n]) => n > 0).map(([n, name]) => say(name, n));
    return words.join(' · ');
}

const list = (controls, hands) => make('ul', {}, ...controls.map((one) => reported(one, hands)));

function drawn(name, controls, hands) {
    const first = OPEN.flatMap((status) => controls.filter((one) => one.status === status));
    const rest = controls.filter((one) => !OPEN.includes(one.status));
    return make('section', {}, make('h2', {}, name), make('p', { class: 'counts' }, counts(controls)),
        first.length > 0 ? list(first, hands) : null,
        rest.length > 0 ? make('details', {}, make('summary', {}, say('rest', rest.length)), list(rest, hands)) : null);
}

// One site, or nothing where the host has nothing to say.
export async function account(site, hands) {
    const controls = await reportOf({ site: site.id });
    return controls.length > 0 ? drawn(say('account', site.name), controls, hands) : null;
}

// Every site about which something is known.
export async function accounts(hands) {
    const bySite = new Map();
    for (const one of await reportOf({})) {
        bySite.set(one.site, [...(bySite.get(one.site) ?? []), one]);
    }
    return [...bySite].map(([site, controls]) => drawn(controls[0].siteName ?? site, controls, hands));
}
