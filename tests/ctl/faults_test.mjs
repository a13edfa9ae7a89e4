// SPDX-License-Identifier: MIT
//
// The set-ups that no browser can be asked about: each gets its own word from the doctor, and what it prints repairs it. The agreement tests try the others.
import { test } from 'node:test';
import { FAULTS, HEALTHY, NAMES, Patient, judge, root } from './setups.mjs';

for (const setup of [...HEALTHY, ...FAULTS].filter(({ alone }) => alone)) {
    for (const browser of setup.of) {
        test(`${NAMES[browser]} with ${setup.name}: ${setup.code}`, { skip: setup.needsRoot && !root && 'needs root' }, async (t) => {
            judge(setup, await new Patient(t, browser).try(setup));
        });
    }
}
