// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HOST, frame, lab, places } from './lab.mjs';

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

const NAMES = { chromium: 'Chromium', firefox: 'Firefox' };
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
    assert.equal(lines.length, 5);
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

const extension = (manifest) => manifest.allowed_origins ?? manifest.allowed_extensions;

const REFUSED = [
    ['notJson', 'chromium', () => '{"name": '],
    ['notJson', 'firefox', () => '[]'],
    ['notJson', 'firefox', (text) => `// a comment\n${text}`],
    ['wrongName', 'chromium', (m) => { m.name = 'org.offswitch.other'; }],
    ['noDescription', 'chromium', (m) => { delete m.description; }],
    ['noDescription', 'firefox', (m) => { delete m.description; }],
    ['wrongType', 'firefox', (m) => { m.type = 'pkcs11'; }],
    ['badCaller', 'chromium', (m) => { m.allowed_origins[0] = m.allowed_origins[0].slice(0, -1); }],
    ['badCaller', 'chromium', (m) => { m.allowed_origins.push('chrome-extension://*/'); }],
    ['badCaller', 'firefox', (m) => { m.allowed_extensions.push('*'); }],
    ['notAllowed', 'chromium', (m) => { m.allowed_origins = ['chrome-extension://abcdefghijklmnopabcdefghijklmnop/']; }],
    ['notAllowed', 'firefox', (m) => { m.allowed_extensions = []; }],
    ['unknownKey', 'firefox', (m) => { m.comment = 'hello'; }],
    ['bothLists', 'firefox', (m) => { m.allowed_origins = []; }],
    ['pathNotAbsolute', 'chromium', (m) => { m.path = 'offswitch-host'; }],
    ['pathMissing', 'firefox', (m) => { m.path = '/nowhere/offswitch-host'; }],
];

for (const [code, browser, change] of REFUSED) {
    test(`${browser} refuses: ${code} ${String(change).replace(/\s+/g, ' ').slice(0, 60)}`, (t) => {
        const machine = registered(t);
        const text = readFileSync(machine.manifest[browser], 'utf8');
        const manifest = JSON.parse(text);
        const changed = change.length > 0 && !/text/.test(String(change)) ? (change(manifest), JSON.stringify(manifest)) : change(text);
        machine.write(machine.manifest[browser], changed);
        const check = checkOf(machine, NAMES[browser]);
        assert.deepEqual([check.code, check.ok, check.fix], [code, false, 'run: offswitch register']);
        machine.offswitch('register');
        assert.equal(checkOf(machine, NAMES[browser]).code, 'answers', 'the fix repairs it');
    });
}

test('chromium_takes_what_firefox_refuses', (t) => {
    const machine = registered(t);
    machine.change('chromium', (m) => ({ ...m, comment: 'hello // no comment', allowed_extensions: extension(m) }));
    machine.write(machine.manifest.chromium, `\ufeff// a comment\n/* and */${readFileSync(machine.manifest.chromium, 'utf8')}`);
    assert.equal(checkOf(machine, 'Chromium').code, 'answers');
});

test('a_program_that_may_not_be_executed_is_found', (t) => {
    const machine = registered(t);
    const path = machine.write(join(machine.root, 'fake/offswitch-host'), 'x', 0o644);
    machine.change('chromium', (m) => { m.path = path; });
    const check = checkOf(machine, 'Chromium');
    assert.deepEqual([check.code, check.fix], ['pathNotExecutable', `run: chmod 755 ${path}`]);
});

test('a_manifest_that_is_a_directory_cannot_be_read', (t) => {
    const machine = registered(t);
    rmSync(machine.manifest.firefox);
    mkdirSync(machine.manifest.firefox);
    assert.equal(checkOf(machine, 'Firefox').code, 'notReadable');
});

test('a_browser_that_was_not_told_is_found', (t) => {
    const machine = registered(t);
    machine.offswitch('unregister');
    const { code, out } = machine.offswitch('doctor');
    assert.equal(code, 1);
    assert.match(out, /^FAIL Chromium: does not know the host → run: offswitch register$/m);
    assert.equal(checkOf(machine, 'Firefox').code, 'notRegistered');
});

test('the_users_file_wins_even_when_it_is_broken', (t) => {
    const machine = registered(t);
    machine.offswitch('register', '--system');
    machine.write(machine.manifest.chromium, 'rubbish');
    assert.equal(checkOf(machine, 'Chromium').code, 'notJson');
    rmSync(machine.manifest.chromium);
    const check = checkOf(machine, 'Chromium');
    assert.equal(check.code, 'answers');
    assert.match(check.sentence, new RegExp(`/etc/chromium/native-messaging-hosts/${HOST}`));
});

const initialized = (host) => frame({ jsonrpc: '2.0', id: 1, result: { protocol: 1, host } });

const LAUNCHES = [
    ['exited', 'echo "libfoo.so: cannot open" >&2; exit 127', /exit code 127.*it says: libfoo\.so: cannot open/],
    ['garbage', 'echo "Hello from a shell profile"; /bin/cat >/dev/null', /no frame/],
    ['refused', '/bin/cat REPLY; /bin/cat >/dev/null', /does not agree/, frame({ jsonrpc: '2.0', id: 1, error: { code: -32002 } })],
    ['otherVersion', '/bin/cat REPLY; /bin/cat >/dev/null', /is version 9\.9\.9/, initialized('9.9.9')],
    ['endsBadly', '/bin/cat REPLY; /bin/cat >/dev/null; exit 3', /ended with exit code 3/, initialized('VERSION')],
    ['lingers', 'trap "" TERM; /bin/cat REPLY; exec /bin/sleep 60 </dev/null', /does not end/, initialized('VERSION')],
    ['silent', 'exec /bin/sleep 60', /did not answer in 5 s/],
];

for (const [code, script, sentence, reply] of LAUNCHES) {
    test(`a host that fails so is found: ${code}`, (t) => {
        const machine = registered(t);
        const version = machine.offswitch('--version').out.trim().split(' ')[1];
        const path = join(machine.root, 'reply');
        const text = reply && String(reply).includes('VERSION') ? initialized(version) : reply;
        machine.write(path, text ?? '');
        fakeHost(machine, 'chromium', script.replace('REPLY', path));
        const check = checkOf(machine, 'Chromium');
        assert.deepEqual([check.code, check.ok], [code, false], check.sentence);
        assert.match(check.sentence, sentence);
    });
}

test('a_program_that_the_kernel_refuses_is_found', (t) => {
    const machine = registered(t);
    const path = machine.write(join(machine.root, 'fake/offswitch-host'), '#!/nowhere/python\n', 0o755);
    machine.change('firefox', (m) => { m.path = path; });
    assert.equal(checkOf(machine, 'Firefox').code, 'cannotStart');
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
        const words = browser === 'chromium' ? ['1', extension(manifest)[0]] : ['2', machine.manifest.firefox, 'stub@offswitch.org'];
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
        assert.equal(check.ok, check.fix === undefined);
        assert.equal(machine.offswitch('doctor').code, code === 'file' ? 0 : 1);
    });
}

test('a_catalog_that_is_none_or_missing_is_found', (t) => {
    const machine = lab(t);
    const shipped = join(machine.prefix, 'share/offswitch/catalog.cdb');
    assert.equal(checkOf(machine, 'Catalog').code, 'known');
    machine.write(shipped, 'rubbish');
    assert.deepEqual([checkOf(machine, 'Catalog').code, checkOf(machine, 'Catalog').fix], ['refused', 'run: sh manifests/install']);
    rmSync(shipped);
    assert.equal(checkOf(machine, 'Catalog').code, 'empty');
    machine.write(machine.path('.local/share/offswitch/catalog.cdb'), 'rubbish');
    assert.equal(checkOf(machine, 'Catalog').fix, 'run: offswitch catalog compile');
});
