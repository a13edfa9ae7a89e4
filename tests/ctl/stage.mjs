// SPDX-License-Identifier: MIT
//
// A real browser that sees the test's machine in the places of the real one: started in a mount namespace of its own where /etc/chromium and /usr/lib/mozilla are
// the machine's. Nothing outside is touched.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { noexec, root } from './setups.mjs';

const PLACES = ['/etc/chromium', '/usr/lib/mozilla'];

/** A program that is `browser` in that namespace. */
export function staged(machine, browser) {
    const mounts = PLACES.filter((place) => existsSync(place)).map((place) => {
        mkdirSync(join(machine.root, place), { recursive: true });
        return `mount --bind '${join(machine.root, place)}' ${place}`;
    });
    return machine.write(join(machine.root, 'staged', browser.split('/').at(-1)),
        `#!/bin/sh\nexec unshare ${root ? '-m' : '-rm'} sh -c '${[...mounts, noexec(machine), `exec ${browser} "$@"`].join(' && ').replaceAll("'", "'\\''")}' staged "$@"\n`, 0o755);
}
