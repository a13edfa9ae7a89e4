// SPDX-License-Identifier: MIT
//
// A site of one's own: what `offswitch catalog new` asks, answered.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ANSWERS = ['Shop', 'Privacy', '/privacy', 'https://www.shop.example/privacy', 'Settings', 'https://www.shop.example/privacy',
    'https://www.shop.example/privacy/cookies', 'research', 'off', 'Help us learn', 'It shares what you do.', 'on the page', 'Help us learn'];

/** Writes the user's shop.json; `change` may change the site before. */
export function shop(machine, change = () => {}) {
    const directory = machine.path('.local/share/offswitch/sites');
    const path = join(directory, 'shop.json');
    mkdirSync(directory, { recursive: true });
    rmSync(path, { force: true });
    assert.equal(machine.offswitch('catalog', 'new', 'shop', '--host', 'www.shop.example', '--directory', directory).code, 0);
    const answers = [...ANSWERS];
    const site = JSON.parse(readFileSync(path, 'utf8'), (name, value) => (
        typeof value === 'string' && value.startsWith('FILL IN: ') ? answers.shift() : value));
    change(site);
    machine.write(path, JSON.stringify(site, null, 2));
    return site;
}
