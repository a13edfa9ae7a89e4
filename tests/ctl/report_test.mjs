// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { lab } from './lab.mjs';

const CONTROL = 'linkedin/data-for-ai-improvement.training';

function machineThatWentBack(t) {
    const machine = lab(t);
    machine.tell(['observe', { control: CONTROL, state: 'off', proof: 'reload' }], ['choose', { control: CONTROL, choice: 'private' }],
        ['observe', { control: CONTROL, state: 'on', proof: 'read' }]);
    return machine;
}

test('a_report_says_what_went_back_and_what_it_does_not_prove', (t) => {
    const machine = machineThatWentBack(t);
    const { code, out } = machine.offswitch('report');
    assert.equal(code, 0);
    assert.match(out, /^Went back on: /);
    assert.match(out, /Went back +last private on \d+ \w+ \d{4}, sharing since \d+ \w+ \d{4}\n/);
    assert.match(out, /not what the companies do\.\n$/);
    const { controls } = machine.json('report');
    assert.deepEqual(controls.map(({ control, status }) => [control, status]), [[CONTROL, 'wentBack']]);
});

test('a_report_tells_apart_what_was_seen_last', (t) => {
    const statusAfter = (...requests) => {
        const machine = lab(t);
        machine.tell(['choose', { control: CONTROL, choice: 'private' }], ...requests.map((params) => ['observe', { control: CONTROL, ...params }]));
        return machine.json('report').controls[0].status;
    };
    const [off, on] = [{ state: 'off', proof: 'read' }, { state: 'on', proof: 'read' }];
    assert.equal(statusAfter(), 'notChecked');
    assert.equal(statusAfter(off), 'private');
    assert.equal(statusAfter(on), 'exposed');
    assert.equal(statusAfter(off, on), 'wentBack');
    assert.equal(statusAfter(off, { state: 'on', proof: 'press' }), 'exposed');
    assert.equal(statusAfter(off, { state: 'unknown', proof: 'read' }), 'unknown');
});

test('a_report_of_nothing_says_how_to_get_one', (t) => {
    assert.match(lab(t).offswitch('report').out, /^Nothing was decided or seen yet/);
    assert.match(lab(t).offswitch('report', '--site', 'linkedin').out, /^Not checked: /);
});

test('a_page_to_keep_needs_nothing_and_runs_nothing', (t) => {
    const machine = machineThatWentBack(t);
    const path = machine.path('report.html');
    assert.equal(machine.offswitch('report', '--html', path).code, 0);
    const page = readFileSync(path, 'utf8');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.match(page, /<h2>Went back on<\/h2>/);
    assert.match(page, /It does not prove what the company does\./);
    assert.ok(!/<script|javascript:|<img|<link|@import|url\(/i.test(page));
    const links = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
    assert.ok(links.every((link) => link.startsWith('https://www.linkedin.com/')), links.join());
});

test('choices_that_cannot_be_read_are_no_report', (t) => {
    const { code, err } = lab(t, { store: 'keyring' }).offswitch('report');
    assert.equal(code, 1);
    assert.match(err, /cannot be read: the keyring's state is noBus/);
});

test('what_is_exported_is_taken_in_elsewhere_but_for_what_is_newer_there', (t) => {
    const [one, other] = [machineThatWentBack(t), lab(t)];
    const { out } = one.offswitch('choices', 'export');
    assert.deepEqual(Object.keys(JSON.parse(out)), ['offswitch', 'version', 'exported', 'records']);
    const file = other.write(other.path('choices.json'), out, 0o600);
    assert.equal(other.offswitch('choices', 'import', file).out, 'took in 1 of 1\n');
    assert.equal(other.offswitch('choices', 'export').out.includes('"private"'), true);
    other.tell(['choose', { control: CONTROL, choice: 'keep' }]);
    assert.equal(other.offswitch('choices', 'import', '-', { input: out }).out, `took in 0 of 1\nkept yours, which is newer: ${CONTROL}\n`);
    assert.equal(other.json('choices').records[0].choice, 'keep');
    assert.equal(other.json('choices').records[0].seen['test-profile'].state, 'on');
});

test('what_is_no_export_is_refused_and_changes_nothing', (t) => {
    const machine = machineThatWentBack(t);
    const before = machine.offswitch('choices').out;
    const bad = ['', '{}', '{"offswitch": "choices", "version": 1}', '{"offswitch": "choices", "version": 2, "records": {}}',
        '{"offswitch": "choices", "version": 1, "records": {"x": {}}}', `{"offswitch": "choices", "version": 1, "records": {"${CONTROL}": {"choice": "sell", "at": "now"}}}`];
    for (const input of bad) {
        const { code, out, err } = machine.offswitch('choices', 'import', '-', { input });
        assert.deepEqual([code, out], [1, ''], input);
        assert.match(err, /^offswitch choices: ./);
    }
    assert.equal(machine.offswitch('choices').out, before);
});

test('without_a_keyring_nothing_is_moved_into_it', (t) => {
    const machine = machineThatWentBack(t);
    const { code, err } = machine.offswitch('config', 'store', 'keyring');
    assert.equal(code, 1);
    assert.match(err, /nothing was moved: .*noBus/);
    assert.equal(machine.json('config').store, 'file');
    assert.equal(machine.json('choices').records.length, 1);
    assert.ok(existsSync(machine.path('.local/share/offswitch/choices/choices.json')));
});

test('where_there_is_nothing_to_unlock_it_says_why', (t) => {
    const { code, err } = lab(t, { store: 'keyring' }).offswitch('unlock');
    assert.equal(code, 1);
    assert.match(err, /no message bus/);
    assert.equal(lab(t).offswitch('unlock').code, 0);
});
