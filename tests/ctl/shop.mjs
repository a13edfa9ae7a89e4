// SPDX-License-Identifier: MIT
//
// A site of one's own: what `offswitch catalog new` asks, answered.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';

const ANSWERS = ['Shop', 'Privacy', '/privacy', 'https://www.shop.example/privacy', 'Settings', 'https://www.shop.example/privacy',
    'https://www.shop.example/privacy/cookies', 'research', 'off', 'Help us learn', 'It shares what you do.', 'on the page', 'Help us learn'];

/** Writes the user's shop.json; `change` may change the site before. */
export function shop(machine, change = () => {}) {
    const path = machine.path('.local/share/offswitch/sites/shop.json');
    rmSync(path, { force: true });
    rmSync(machine.path('.local/share/offswitch/catalog.cdb'), { force: true });
    assert.equal(machine.offswitch('catalog', 'new', 'shop', '--host', 'www.shop.example').code, 0);
    const answers = [...ANSWERS];
    const site = JSON.parse(readFileSync(path, 'utf8'), (name, value) => (
        typeof value === 'string' && value.startsWith('FILL IN: ') ? answers.shift() : value));
    change(site);
    machine.write(path, JSON.stringify(site, null, 2));
    return site;
}
