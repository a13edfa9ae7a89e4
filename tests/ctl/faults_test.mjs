// SPDX-License-Identifier: MIT
//
// Every broken set-up gets its own word from the doctor, and the command that it prints repairs it; no healthy one gets a complaint.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAULTS, HEALTHY, NAMES, Patient, root } from './setups.mjs';

// Worth a word, though the host is reached.
const NOTES = ['wrongOwner', 'skips'];

for (const { code, name, of, make, stuck, needsRoot } of FAULTS) {
    for (const browser of of) {
        test(`${NAMES[browser]} with ${name} is ${code}`, { skip: needsRoot && !root && 'needs root' }, (t) => {
            const patient = new Patient(t, browser);
            make(patient);
            const check = patient.doctor();
            assert.deepEqual([check.code, check.ok], [code, NOTES.includes(code)], check.sentence);
            if (stuck) {
                assert.ok(check.command || check.advice, 'a way out is named');
                return;
            }
            const { status, stderr } = patient.run(check.command);
            assert.equal(status, 0, `${check.command}: ${stderr}`);
            const after = patient.doctor();
            assert.equal(after.code, 'answers', `${check.command}: ${after.sentence}`);
        });
    }
}

for (const { name, of, make } of HEALTHY) {
    for (const browser of of) {
        test(`no alarm for ${NAMES[browser]} and a manifest ${name}`, (t) => {
            const patient = new Patient(t, browser);
            make(patient);
            const check = patient.doctor();
            assert.deepEqual([check.code, check.ok, check.command], ['answers', true, undefined], check.sentence);
        });
    }
}
