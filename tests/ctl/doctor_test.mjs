// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { HOST, lab, places } from './lab.mjs';

function registered(t, options) {
    const machine = lab(t, options);
    machine.installBrowser('chromium');
    machine.installBrowser('firefox-esr');
    machine.offswitch('register');
    machine.manifest = { chromium: machine.path(...places.chromium), firefox: machine.path(...places.firefox) };
    machine.change = (browser, change) => {
        const manifest = JSON.parse(readFileSync(machine.manifest[browser], 'utf8'));
        machine.write(machine.manifest[browser], JSON.stringify(change(manifest) ?? manifest));
    };
    return machine;
}

const checkOf = (machine, subject) => machine.json('doctor').checks.find((check) => check.subject === subject);

/** Puts a host of the test's own in the place of ours. */
function fakeHost(machine, browser, script) {
    const path = machine.write(join(machine.root, 'fake/offswitch-host'), `#!/bin/sh\n${script}\n`, 0o755);
    machine.change(browser, (manifest) => { manifest.path = path; });
}

test('where_all_is_well_every_line_is_ok', (t) => {
    const { code, out } = registered(t).offswitch('doctor');
    assert.equal(code, 0, out);
    const lines = out.trim().split('\n');
    assert.equal(lines.length, 6);
    assert.ok(lines.every((line) => line.startsWith('ok   ')), out);
    assert.match(lines[0], /^ok {3}Chromium: the host answers in \d+ ms \(~\/\.config\/chromium\/NativeMessagingHosts\/org\.offswitch\.host\.json\)$/);
});

test('nothing_private_is_in_it', (t) => {
    const machine = registered(t);
    fakeHost(machine, 'chromium', `echo "cannot read ${machine.home}/secret" >&2; exit 1`);
    for (const words of [['doctor'], ['doctor', '--json']]) {
        const { out } = machine.offswitch(...words);
        assert.ok(!out.includes(machine.home), out);
        assert.match(out, /~\/secret/);
    }
});

test('a_browser_that_was_not_told_is_found', (t) => {
    const machine = registered(t);
    machine.offswitch('unregister');
    const { code, out } = machine.offswitch('doctor');
    assert.equal(code, 1);
    assert.match(out, /^FAIL Chromium: does not know the host → run: offswitch register --browser chromium$/m);
    assert.equal(checkOf(machine, 'Firefox').code, 'notRegistered');
});

test('the_host_is_started_as_each_browser_starts_it', (t) => {
    const machine = registered(t);
    const seen = join(machine.root, 'seen');
    for (const browser of ['chromium', 'firefox']) {
        fakeHost(machine, browser, `echo "$#" "$@" "$(pwd)" >${seen}; exit 1`);
        const other = browser === 'chromium' ? 'firefox' : 'chromium';
        rmSync(machine.manifest[other]);
        machine.offswitch('doctor');
        const manifest = JSON.parse(readFileSync(machine.manifest[browser], 'utf8'));
        const words = browser === 'chromium' ? ['1', manifest.allowed_origins[0]] : ['2', machine.manifest.firefox, 'stub@offswitch.org'];
        assert.equal(readFileSync(seen, 'utf8').trim(), [...words, join(machine.root, 'fake')].join(' '));
        machine.offswitch('register');
    }
});

test('without_a_browser_the_rest_is_still_tried', (t) => {
    const machine = lab(t);
    const { code, out } = machine.offswitch('doctor');
    assert.equal(code, 0, out);
    assert.match(out, /^note Browsers: none was found/);
    assert.equal(checkOf(machine, 'Browsers').code, 'noBrowser');
});

const KEYRINGS = [
    ['file', () => {}],
    ['noBus', (machine) => machine.offswitch('config', 'store', 'keyring')],
    ['noHelper', (machine) => rmSync(join(machine.prefix, 'libexec/offswitch/offswitch-keyring'))],
];

for (const [code, change] of KEYRINGS) {
    test(`the keyring's state is told: ${code}`, (t) => {
        const machine = lab(t);
        change(machine);
        const check = checkOf(machine, 'Keyring');
        assert.deepEqual([check.check, check.code, check.ok], ['keyring', code, code === 'file']);
        
        assert.equal(machine.offswitch('doctor').code, code === 'file' ? 0 : 1);
    });
}

test('what_the_host_says_of_its_sandbox_is_a_line_of_its_own', (t) => {
    const machine = lab(t);
    const { check, code, verdict, ok } = checkOf(machine, 'Sandbox');
    assert.deepEqual([check, code, verdict, ok], ['sandbox', 'active', 'ok', true]);
    assert.match(machine.offswitch('doctor').out, /^ok {3}Sandbox: the host has given up all that it does not need$/m);
});

test('a_catalog_that_is_none_or_missing_is_found', (t) => {
    const machine = lab(t);
    const shipped = join(machine.prefix, 'share/offswitch/catalog.cdb');
    assert.equal(checkOf(machine, 'Catalog').code, 'known');
    machine.write(shipped, 'rubbish');
    assert.deepEqual([checkOf(machine, 'Catalog').code, checkOf(machine, 'Catalog').command], ['refused', undefined]);
    rmSync(shipped);
    assert.equal(checkOf(machine, 'Catalog').code, 'empty');
    machine.write(machine.path('.local/share/offswitch/catalog/own.cdb'), 'rubbish');
    assert.equal(checkOf(machine, 'Catalog').command, 'offswitch catalog compile');
});

test('an_old_catalog_is_worth_a_note', (t) => {
    const machine = lab(t);
    const year = Date.now() / 1000 - 400 * 86400;
    utimesSync(join(machine.prefix, 'share/offswitch/catalog.cdb'), year, year);
    const check = checkOf(machine, 'Catalog');
    assert.deepEqual([check.code, check.verdict, machine.offswitch('doctor').code], ['old', 'note', 0]);
});

test('a_configuration_that_makes_no_sense_is_found_and_moved_away', (t) => {
    const machine = registered(t);
    machine.write(machine.path('.config/offswitch/config.json'), '{"store": 7');
    const check = checkOf(machine, 'Configuration');
    assert.deepEqual([check.code, check.command], ['notRead', 'mv ~/.config/offswitch/config.json ~/.config/offswitch/config.json.old']);
});

test('a_table_of_browsers_that_is_none_is_found', (t) => {
    const machine = lab(t);
    machine.write(join(machine.prefix, 'share/offswitch/browsers.json'), '{"browsers": [{"id": "x"}]}');
    assert.equal(checkOf(machine, 'Browsers').code, 'noTable');
});

test('what_came_from_a_checkout_is_installed_again_from_there', (t) => {
    const machine = registered(t);
    machine.write(join(machine.prefix, 'share/offswitch/installed-from'), `${machine.home}/my checkout\n`);
    rmSync(machine.host);
    assert.equal(checkOf(machine, 'Chromium').code, 'pathMissing');
    assert.equal(checkOf(machine, 'Chromium').command, "sh ~/'my checkout/manifests/install'");
    const script = `cp '${join(process.env.OFFSWITCH_PREFIX, 'libexec/offswitch/offswitch-host')}' '${machine.host}'`;
    machine.write(machine.path('my checkout/manifests/install'), script);
    machine.env.PATH += ':/usr/bin:/bin';
    machine.offswitch('doctor', '--fix', '--yes');
    assert.equal(checkOf(machine, 'Chromium').code, 'answers');
});

test('fix_asks_before_each_command_and_looks_again', (t) => {
    const machine = registered(t);
    machine.offswitch('unregister');
    const refused = machine.offswitch('doctor', '--fix', { input: 'n\nn\n' });
    assert.equal(refused.code, 1);
    assert.match(refused.out, /Run "offswitch register --browser chromium"\? \[y\/N\] .*Run "offswitch register --browser firefox"/);
    assert.equal(checkOf(machine, 'Chromium').code, 'notRegistered');
    const half = machine.offswitch('doctor', '--fix', { input: 'y\nn\n' });
    assert.equal(half.code, 1);
    assert.match(half.out, /Once more:\n\nok {3}Chromium: [^]*FAIL Firefox/);
    assert.equal(machine.offswitch('doctor', '--fix', '--yes').code, 0);
    assert.match(machine.offswitch('doctor', '--fix').out, /nothing that a command repairs/);
});

test('fix_and_json_do_not_go_together', (t) => {
    assert.equal(lab(t).offswitch('doctor', '--fix', '--json').code, 2);
});

test('a_program_is_named_by_its_place_where_the_shell_would_not_find_it', (t) => {
    const machine = registered(t);
    machine.offswitch('unregister');
    machine.env.PATH = machine.env.PATH.split(':')[0];
    assert.equal(checkOf(machine, 'Chromium').command, `${machine.prefix}/bin/offswitch register --browser chromium`);
});

/** A row of the table with programs of the test's own. */
function row(machine, id, change) {
    const path = join(machine.prefix, 'share/offswitch/browsers.json');
    const table = JSON.parse(readFileSync(path, 'utf8'));
    change(table.browsers.find((browser) => browser.id === id));
    machine.write(path, JSON.stringify(table));
}

/** A process that looks like a running browser; what it is called with is what counts. */
async function runs(t, machine, words, variables = {}) {
    const program = join(machine.root, 'opt/chromium');
    mkdirSync(join(machine.root, 'opt'), { recursive: true });
    copyFileSync('/bin/sh', program);
    row(machine, 'chromium', (browser) => { browser.executables.push(program); });
    const child = spawn(program, ['-c', 'read line', program, ...words], { env: { ...machine.env, ...variables }, stdio: ['pipe', 'ignore', 'ignore'] });
    t.after(() => child.kill('SIGKILL'));
    await once(child, 'spawn');
}

const IN = 'Chromium in ~/profiles/other one';

test('a_running_browser_with_a_directory_of_its_own_is_found_and_told', async (t) => {
    const machine = lab(t);
    const directory = machine.path('profiles/other one');
    await runs(t, machine, [`--user-data-dir=${directory}`]);
    const check = checkOf(machine, IN);
    assert.deepEqual([check.code, check.verdict], ['notRegistered', 'note']);
    assert.equal(check.command, "offswitch register --browser chromium --user-data-dir ~/'profiles/other one'");
    assert.equal(spawnSync('/bin/sh', ['-c', check.command], { env: machine.env }).status, 0);
    assert.equal(checkOf(machine, IN).code, 'answers');
    machine.write(join(directory, 'NativeMessagingHosts', HOST), 'rubbish');
    assert.deepEqual([checkOf(machine, IN).code, checkOf(machine, IN).verdict], ['notJson', 'failed']);
    assert.match(machine.offswitch('unregister', '--browser', 'chromium', '--user-data-dir', directory).out, /^kept/);
});

test('a_running_browser_with_variables_of_its_own_is_told_with_them', async (t) => {
    const machine = lab(t);
    await runs(t, machine, [], { XDG_CONFIG_HOME: machine.path('my config') });
    const missing = () => machine.json('doctor').checks.filter(({ code }) => code === 'notRegistered').map(({ command }) => command);
    const [installed, running] = ['offswitch register --browser chromium', "XDG_CONFIG_HOME=~/'my config' offswitch register --browser chromium"];
    assert.deepEqual(missing(), [installed, running]);
    assert.equal(spawnSync('/bin/sh', ['-c', running], { env: machine.env }).status, 0);
    assert.deepEqual(missing(), [installed]);
});

test('a_child_of_a_browser_is_no_browser', async (t) => {
    const machine = lab(t);
    await runs(t, machine, ['--type=renderer', '--user-data-dir=/nowhere']);
    assert.ok(machine.json('doctor').checks.every(({ subject }) => !subject.includes('/nowhere')));
});

test('a_browser_in_a_sandbox_is_told_apart_with_the_reason', (t) => {
    const machine = lab(t);
    mkdirSync(machine.path('.var/app/org.mozilla.firefox'), { recursive: true });
    mkdirSync(machine.path('snap/chromium/common/chromium'), { recursive: true });
    assert.equal(checkOf(machine, 'Firefox (Flatpak)').code, 'flatpak');
    const check = checkOf(machine, 'Chromium (Snap)');
    assert.deepEqual([check.code, check.ok, check.command], ['snap', false, undefined]);
    assert.match(check.sentence, /confinement forbids/);
    assert.deepEqual(machine.json('register').manifests.map(({ browser, outcome }) => `${browser} ${outcome}`), ['chromium-snap cannot', 'firefox-flatpak cannot']);
});

test('a_portal_that_keeps_a_no_is_found', (t) => {
    const machine = lab(t);
    mkdirSync(machine.path('snap/firefox/common'), { recursive: true });
    machine.offswitch('register');
    assert.equal(checkOf(machine, 'Firefox (Snap)').code, 'answers');
    // Written by xdg-permission-store 1.14 for SetPermission, with another host and another browser besides that have the other answer.
    for (const [file, code] of [['refused', 'snapDenied'], ['allowed', 'answers']]) {
        machine.write(machine.path('.local/share/flatpak/db/webextensions'), readFileSync(new URL(`permissions-${file}.gvdb`, import.meta.url)));
        assert.equal(checkOf(machine, 'Firefox (Snap)').code, code);
    }
});

test('what_apparmor_has_denied_is_told', (t) => {
    const machine = registered(t);
    try {
        appendFileSync('/dev/kmsg', `audit: type=1400 apparmor="DENIED" operation="exec" profile="test" name="${machine.host}" comm="chromium"\n`);
    } catch {
        t.skip('the kernel log is not ours');
        return;
    }
    // The kernel drops lines of programs when many come at once.
    const kept = spawnSync('dd', ['if=/dev/kmsg', 'iflag=nonblock', 'bs=8192'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).stdout;
    if (!kept.includes(machine.host)) {
        t.skip('the kernel log did not take the line');
        return;
    }
    const check = checkOf(machine, 'Chromium');
    assert.deepEqual([check.code, check.verdict], ['denied', 'note']);
    assert.match(check.advice, /sudo aa-complain test/);
});

test('a_browser_is_tried_in_a_few_milliseconds', (t) => {
    const machine = registered(t);
    const begin = process.hrtime.bigint();
    machine.offswitch('doctor');
    t.diagnostic(`doctor, two browsers: ${Number(process.hrtime.bigint() - begin) / 1e6} ms`);
});
