// SPDX-License-Identifier: MIT
//
// Set-ups of a browser and a host, broken ones and healthy ones: what doctor calls each, which browsers it is for, and how it is made. The tests of the doctor try
// each alone; the agreement tests try each in a real browser, too.
import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { CHROMIUM_ID } from '../caller.mjs';
import { HOST, frame, lab, places } from './lab.mjs';

export const NAMES = { chromium: 'Chromium', firefox: 'Firefox' };
const SYSTEM = { chromium: 'etc/chromium/native-messaging-hosts', firefox: 'usr/lib/mozilla/native-messaging-hosts' };
const CALLERS = { chromium: 'allowed_origins', firefox: 'allowed_extensions' };
const OTHER = { chromium: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/', firefox: 'other@example.org' };
const POLICIES = 'etc/chromium/policies/managed';
export const root = process.getuid() === 0;

/** What mounts one there, with a copy of the host in it. */
export const noexec = ({ root, host }) => `mount -t tmpfs -o noexec none '${root}/noexec' && cp '${host}' '${root}/noexec'`;

/** One browser on a machine of its own, registered and well, and what a set-up does to it. */
export class Patient {
    constructor(t, browser) {
        this.machine = lab(t);
        this.browser = browser;
        this.machine.installBrowser(browser);
        this.manifest = this.machine.path(...places[browser]);
        this.system = join(this.machine.root, SYSTEM[browser], HOST);
        for (const directory of [dirname(this.system), join(this.machine.root, POLICIES), join(this.machine.root, 'noexec')]) {
            mkdirSync(directory, { recursive: true });
        }
        this.ownHost();
        this.version = this.machine.offswitch('--version').out.trim().split(' ')[1];
        this.heal();
    }

    /** The installed programs are links to those of other tests: what is changed must be a copy. */
    ownHost() {
        const bytes = readFileSync(this.machine.host);
        this.machine.write(this.machine.host, bytes, 0o755);
    }

    /** All is well again. */
    heal() {
        const { machine } = this;
        machine.around = [];
        for (const path of [this.manifest, this.system, join(machine.root, 'fake'), join(machine.root, POLICIES, 'test.json'), machine.path('.config/chromium/Test'),
            machine.path('.mozilla/firefox/test')]) {
            rmSync(path, { recursive: true, force: true });
        }
        chmodSync(machine.host, 0o755);
        chmodSync(dirname(machine.host), 0o755);
        mkdirSync(dirname(this.manifest), { recursive: true });
        if (root) {
            chownSync(dirname(this.manifest), 0, 0);
        }
        machine.offswitch('register', '--browser', this.browser);
        this.text = readFileSync(this.manifest, 'utf8');
    }

    write(text) {
        this.machine.write(this.manifest, text);
    }

    change(change) {
        const manifest = JSON.parse(this.text);
        change(manifest, CALLERS[this.browser]);
        this.write(JSON.stringify(manifest));
    }

    /** A program of the test's own in the place of our host. */
    program(content, mode = 0o755, name = 'fake/offswitch-host') {
        const path = this.machine.write(join(this.machine.root, name), content, mode);
        this.change((m) => { m.path = path; });
        return path;
    }

    script(lines) {
        return this.program(`#!/bin/sh\n${lines}\n`);
    }

    /** A script that answers with a frame and then does the rest. */
    answers(payload, rest = 'exec /bin/cat >/dev/null') {
        const reply = this.machine.write(join(this.machine.root, 'fake/reply'), Buffer.isBuffer(payload) ? payload : frame(payload));
        this.script(`/bin/cat ${reply}\n${rest}`);
    }

    /** The same without privileges to gain, as our host is. */
    plays(payload, rest) {
        this.answers(payload, rest);
        const player = this.machine.write(join(this.machine.root, 'fake/player'), readFileSync(join(this.machine.root, 'fake/offswitch-host')), 0o755);
        this.script(`exec /usr/bin/setpriv --no-new-privs ${player}`);
    }

    initialized(version = this.version) {
        return { jsonrpc: '2.0', id: 1, result: { protocol: 1, host: version } };
    }

    policy(policies) {
        this.machine.write(join(this.machine.root, POLICIES, 'test.json'), JSON.stringify(policies));
    }

    /** From now on the doctor works where a file system without execution lies on the directory noexec. */
    mountNoexec() {
        this.machine.around = ['unshare', '-m', 'sh', '-c', `${noexec(this.machine)} && exec "$@"`, 'sh'];
        return join(this.machine.root, 'noexec/offswitch-host');
    }

    doctor() {
        return this.machine.json('doctor').checks.find(({ subject }) => subject === NAMES[this.browser]);
    }

    /** Breaks this browser's way, hears the doctor, does what it says and hears it again. `ask` asks the browser itself, where there is one. */
    async try(setup, ask = () => undefined) {
        this.heal();
        setup.make(this);
        const check = this.doctor();
        const answer = await ask(false);
        const after = { command: check.command, check, answer };
        if (setup.elsewhere) { return after; }
        after.run = setup.heed ? setup.heed(this, check.advice) : check.command && this.run(check.command);
        if (after.run) {
            after.cured = { check: this.doctor(), answer: await ask(true) };
        }
        return after;
    }

    /** Runs what doctor printed, as a person would. */
    run(command) {
        const { env } = this.machine;
        return spawnSync('/bin/sh', ['-c', command], { env: { ...env, PATH: `${env.PATH}:/usr/bin:/bin` }, encoding: 'utf8' });
    }
}

/** What every set-up must show, with a browser or without. */
export function judge({ code, elsewhere }, { check, answer, run, cured }) {
    assert.deepEqual([check.code, check.ok], [code, MERE_NOTES.includes(code) || code === 'answers'], check.sentence);
    assert.ok(answer === undefined || check.reaches === answer, `doctor says ${check.reaches}, the browser ${answer}: ${check.sentence}`);
    if (code === 'answers') {
        assert.equal(check.command, undefined);
    } else if (elsewhere) {
        assert.ok(check.command || check.advice, 'a way out is named');
    } else {
        assert.equal(run?.status, 0, `${check.command}: ${run?.stderr}`);
        assert.deepEqual([cured.check.code, cured.answer ?? true], ['answers', true], `${check.command}: ${cured.check.sentence}`);
    }
}

// Worth a word, though the host is reached.
const MERE_NOTES = ['wrongOwner', 'skips'];

const BOTH = ['chromium', 'firefox'];
const C = ['chromium'];
const F = ['firefox'];

// In a frame, but no JSON.
const RUBBISH = Buffer.concat([Buffer.from([3, 0, 0, 0]), Buffer.from('abc')]);

/** code: doctor's word; of: for which browsers; make(patient); how: policy: the browser must be started anew for it; alone: no browser can be asked; quiet: nothing may come of it; heed(patient, advice): does what only somebody else
 * can do; elsewhere: another test repairs it. */
export const FAULTS = [
    ['notRegistered', 'nothing registered', BOTH, (p) => rmSync(p.manifest)],
    ['notRegistered', 'a link to nothing', BOTH, (p) => { rmSync(p.manifest); symlinkSync('/nowhere.json', p.manifest); }],
    ['notReadable', 'a directory in its place', BOTH, (p) => { rmSync(p.manifest); mkdirSync(p.manifest); }],
    ['notJson', 'half a file', BOTH, (p) => p.write(p.text.slice(0, 40))],
    ['notJson', 'an empty file', BOTH, (p) => p.write('')],
    ['notJson', 'a list', BOTH, (p) => p.write('[]')],
    ['notJson', 'text behind it', BOTH, (p) => p.write(`${p.text}x`)],
    ['notJson', 'single quotes', BOTH, (p) => p.write(p.text.replaceAll('"', "'"))],
    ['notJson', 'a number with a zero before it', BOTH, (p) => p.write(p.text.replace('{', '{"x": 01,'))],
    ['notJson', 'letters of another encoding', BOTH, (p) => p.write(Buffer.from(p.text.replace('Offswitch tells', 'Öffswitch'), 'latin1'))],
    ['notJson', 'twice the bytes (UTF-16)', BOTH, (p) => p.write(Buffer.from(`\ufeff${p.text}`, 'utf16le'))],
    ['notJson', 'a tab in a text', BOTH, (p) => p.write(p.text.replace('Offswitch tells', 'Offswitch\ttells'))],
    ['notJson', 'an escape of another language', F, (p) => p.write(p.text.replace('Offswitch', '\\x4fffswitch'))],
    ['notJson', 'a comment', F, (p) => p.write(`// mine\n${p.text}`)],
    ['notJson', 'a comma too many', BOTH, (p) => p.write(p.text.replace(/\n\}/, ',\n}'))],
    ['notJson', 'a line break in a text', F, (p) => p.write(p.text.replace('Offswitch tells', 'Offswitch\ntells'))],
    ['wrongName', 'another name', BOTH, (p) => p.change((m) => { m.name = 'org.offswitch.other'; })],
    ['wrongName', 'a name in capitals', BOTH, (p) => p.change((m) => { m.name = 'org.Offswitch.host'; })],
    ['noDescription', 'no description', BOTH, (p) => p.change((m) => { delete m.description; })],
    ['noDescription', 'an empty description', C, (p) => p.change((m) => { m.description = ''; })],
    ['wrongType', 'another type', BOTH, (p) => p.change((m) => { m.type = 'pkcs11'; })],
    ['noSlash', 'an origin without its last slash', C, (p) => p.change((m) => { m.allowed_origins[0] = m.allowed_origins[0].slice(0, -1); })],
    ['badCaller', 'a wildcard besides', BOTH, (p) => p.change((m, list) => { m[list].push(p.browser === 'chromium' ? 'chrome-extension://*/' : '*'); })],
    ['badCaller', 'a number besides', BOTH, (p) => p.change((m, list) => { m[list].push(7); })],
    ['badCaller', 'a uuid without dashes besides', F, (p) => p.change((m) => { m.allowed_extensions.push('{11111111222243338444555555555555abcd}'); })],
    ['badCaller', 'half an id besides', F, (p) => p.change((m) => { m.allowed_extensions.push('stub@'); })],
    ['badCaller', 'a web page besides', C, (p) => p.change((m) => { m.allowed_origins.push('https://www.linkedin.com/'); })],
    ['noCallers', 'no list of callers', BOTH, (p) => p.change((m, list) => { delete m[list]; })],
    ['noCallers', 'a text instead of the list', BOTH, (p) => p.change((m, list) => { [m[list]] = m[list]; })],
    ['notAllowed', 'another extension only', BOTH, (p) => p.change((m, list) => { m[list] = [OTHER[p.browser]]; })],
    ['notAllowed', 'an empty list', BOTH, (p) => p.change((m, list) => { m[list] = []; })],
    ['unknownKey', 'a member nobody knows', F, (p) => p.change((m) => { m.comment = 'hello'; })],
    ['bothLists', 'both lists', F, (p) => p.change((m) => { m.allowed_origins = []; })],
    ['noPath', 'no path', BOTH, (p) => p.change((m) => { delete m.path; })],
    ['pathNotAbsolute', 'a relative path', BOTH, (p) => p.change((m) => { m.path = 'offswitch-host'; })],
    ['pathNotAbsolute', 'a path with ~', BOTH, (p) => p.change((m) => { m.path = '~/offswitch-host'; })],
    ['pathMissing', 'a path to nothing', BOTH, (p) => p.change((m) => { m.path = '/nowhere/offswitch-host'; })],
    ['pathLoops', 'a path to a link to itself', BOTH, (p) => {
        const path = p.program('');
        rmSync(path);
        symlinkSync(path, path);
    }],
    ['pathNoFile', 'a path to a directory', BOTH, (p) => p.change((m) => { m.path = p.machine.root; })],
    ['pathNoexec', 'a path on a file system mounted noexec', BOTH, (p) => { const path = p.mountNoexec(); p.change((m) => { m.path = path; }); }, { needsRoot: true }],
    ['pathNotExecutable', 'our host, not executable', BOTH, (p) => chmodSync(p.machine.host, 0o644)],
    ['pathNotExecutable', 'another file, not executable', BOTH, (p) => p.program('#!/bin/sh\n', 0o644)],
    ['noInterpreter', 'a script whose interpreter is gone', BOTH, (p) => p.program('#!/nowhere/python\n')],
    ['forbidden', 'a script whose interpreter may not run', BOTH, (p) => p.program(`#!${p.machine.write(join(p.machine.root, 'fake/sh'), 'x')}\n`)],
    ['wrongKind', 'a program for another machine', BOTH, (p) => p.program(foreignProgram())],
    ['exited', 'a host that ends at once', BOTH, (p) => p.script('echo "libfoo.so: cannot open" >&2; exit 127')],
    ['exited', 'a host that crashes', BOTH, (p) => p.script('kill -SEGV $$')],
    ['garbage', 'a shell that greets', BOTH, (p) => p.script('echo "Hello from your profile"; exec /bin/cat >/dev/null')],
    ['notAnswer', 'a host whose answer is no JSON', BOTH, (p) => p.answers(RUBBISH), { quiet: true }],
    ['silent', 'a host that says nothing', BOTH, (p) => p.script('exec /bin/sleep 20'), { quiet: true }],
    ['refused', 'a host of another protocol', BOTH, (p) => p.answers({ jsonrpc: '2.0', id: 1, error: { code: -32002, message: '' } })],
    ['otherVersion', 'an old copy of the host', BOTH, (p) => p.answers(p.initialized('0.0.9'))],
    ['unprotected', 'something that only plays the host', BOTH, (p) => p.answers(p.initialized())],
    ['endsBadly', 'a host that ends with an error', BOTH, (p) => p.plays(p.initialized(), '/bin/cat >/dev/null; exit 3')],
    ['lingers', 'a host that does not end', BOTH, (p) => p.plays(p.initialized(), 'exec /bin/sleep 20 </dev/null'), { alone: true }],
    ['writableByAll', 'a host that anybody may change', BOTH, (p) => chmodSync(p.machine.host, 0o757)],
    ['writableByAll', 'a directory that anybody may change', BOTH, (p) => chmodSync(dirname(p.machine.host), 0o757)],
    ['writableByAll', 'a manifest that anybody may change', BOTH, (p) => chmodSync(p.manifest, 0o646)],
    ['wrongOwner', 'a directory of another user', BOTH, (p) => chownSync(dirname(p.manifest), 65534, 65534), { needsRoot: true }],
    ['policyBlocks', 'a policy that blocks it', C, (p) => p.policy({ NativeMessagingBlocklist: ['org.offswitch.host'] }), { policy: true, heed: allowAsAdvised }],
    ['policyBlocks', 'a policy that blocks all', C, (p) => p.policy({ NativeMessagingBlocklist: ['*'], NativeMessagingAllowlist: ['com.example'] }), { policy: true, heed: allowAsAdvised }],
    ['policyIgnoresUser', 'a policy against users\' hosts', C, (p) => p.policy({ NativeMessagingUserLevelHosts: false }), { policy: true }],
    ['notJson', 'a broken file before a good one for all users', C, (p) => { p.machine.write(p.system, p.text); p.write('rubbish'); }],
    ['skips', 'a broken file before a good one for all users', F, (p) => { p.machine.write(p.system, p.text); p.write('rubbish'); }],
    ['skips', 'a file for others before a good one for all users', F, (p) => { p.machine.write(p.system, p.text); p.change((m) => { m.allowed_extensions = [OTHER.firefox]; }); }],
    ['pathMissing', 'a path to nothing before a good file for all users', F, (p) => { p.machine.write(p.system, p.text); p.change((m) => { m.path = '/nowhere/offswitch-host'; }); }],
    ['wrongName', 'a broken file for all users alone', BOTH, (p) => { p.machine.write(p.system, p.text.replace('org.offswitch.host', 'org.x')); rmSync(p.manifest); }],
    ['hostOlder', 'an extension newer than the host', C, (p) => newerExtensionInChromium(p), { alone: true, elsewhere: 'install_test.mjs' }],
    ['hostOlder', 'an add-on newer than the host', F, (p) => newerAddOnInFirefox(p), { alone: true, elsewhere: 'install_test.mjs' }],
].map(([code, name, of, make, how = {}]) => ({ code, name, of, make, ...how }));

export const HEALTHY = [
    ['as registered', BOTH, () => {}],
    ['with a byte order mark', BOTH, (p) => p.write(`\ufeff${p.text}`)],
    ['with comments', C, (p) => p.write(`// one\n/* and "two */${p.text}`)],
    ['with a line break in a text', C, (p) => p.write(p.text.replace('Offswitch tells', 'Offswitch\ntells'))],
    ['with slashes in a text', BOTH, (p) => p.change((m) => { m.description = 'see https://offswitch.org/ /* "and" \\ */'; })],
    ['with letters of all kinds', BOTH, (p) => p.change((m) => { m.description = 'Datenschutz für Zoë \u{1f512}'; })],
    ['with an escape of another language', C, (p) => p.write(p.text.replace('Offswitch', '\\x4fffswitch'))],
    ['with half a pair of surrogates', F, (p) => p.write(p.text.replace('Offswitch', '\\ud800'))],
    ['with an escaped zero', BOTH, (p) => p.write(p.text.replace('Offswitch', '\\u0000'))],
    ['of 200 kilobytes', BOTH, (p) => p.change((m) => { m.description = 'x'.repeat(200_000); })],
    ['whose origin is in capitals and has a path', C, (p) => p.change((m) => { m.allowed_origins = [`${m.allowed_origins[0].replace(/[a-p]{32}/, (id) => id.toUpperCase())}x`]; })],
    ['with odd origins besides', C, (p) => p.change((m) => { m.allowed_origins.push('chrome-extension://abc/', '*://abc/', 'chrome-extension://abc:*/x'); })],
    ['with a member nobody knows', C, (p) => p.change((m) => { m.comment = 'hello'; })],
    ['with both lists', C, (p) => p.change((m) => { m.allowed_extensions = ['stub@offswitch.org']; })],
    ['with one more caller', BOTH, (p) => p.change((m, list) => { m[list].push(OTHER[p.browser]); })],
    ['with an empty description', F, (p) => p.change((m) => { m.description = ''; })],
    ['with its name given twice, the right one last', BOTH, (p) => p.write(p.text.replace('{', '{"name": "org.x",'))],
    ['by a link', BOTH, (p) => { const copy = p.machine.write(join(p.machine.root, 'fake/copy'), p.text); rmSync(p.manifest); symlinkSync(copy, p.manifest); }],
    ['that only the user can read', BOTH, (p) => chmodSync(p.manifest, 0o600)],
    ['for all users', BOTH, (p) => { p.machine.write(p.system, p.text); rmSync(p.manifest); }],
    ['for all users, behind a link to nothing', BOTH, (p) => { p.machine.write(p.system, p.text); rmSync(p.manifest); symlinkSync('/nowhere', p.manifest); }],
    ['before a broken one for all users', BOTH, (p) => p.machine.write(p.system, 'rubbish')],
    ['of a host behind a link', BOTH, (p) => { const path = p.program(''); rmSync(path); symlinkSync(p.machine.host, path); }, { alone: true }],
    ['of a host started by a script', BOTH, (p) => p.script(`exec ${p.machine.host} "$@"`)],
    ['of a host in a path with blanks and umlauts', BOTH, (p) => p.program(`#!/bin/sh\nexec ${p.machine.host} "$@"\n`, 0o755, 'fake/Öl und Käse/offswitch-host')],
    ['that a policy allows by name', C, (p) => p.policy({ NativeMessagingBlocklist: ['*'], NativeMessagingAllowlist: ['org.offswitch.host'] }), { policy: true }],
    ['with a policy about others', C, (p) => p.policy({ NativeMessagingBlocklist: ['com.example'], NativeMessagingUserLevelHosts: true }), { policy: true }],
].map(([name, of, make, how = {}]) => ({ code: 'answers', name, of, make, ...how }));

/** The head of a program for a big-endian machine of another kind. */
function foreignProgram() {
    const head = Buffer.alloc(64);
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 2, 1]).copy(head);
    head.writeUInt16BE(2, 16);
    head.writeUInt16BE(22, 18);
    return head;
}

/** As the administrator whom the advice names. */
function allowAsAdvised(p, advice) {
    const [, file, host] = advice.match(/^ask who keeps (\S+) to add "(.+)" to NativeMessagingAllowlist$/);
    const policies = JSON.parse(readFileSync(file, 'utf8'));
    p.policy({ ...policies, NativeMessagingAllowlist: [...policies.NativeMessagingAllowlist ?? [], host] });
    return { status: 0 };
}

function newerExtensionInChromium(p) {
    const directory = p.machine.path('extension');
    p.machine.write(join(directory, 'manifest.json'), JSON.stringify({ version: '99.0' }));
    p.machine.write(p.machine.path('.config/chromium/Test/Secure Preferences'), JSON.stringify({ extensions: { settings: { [CHROMIUM_ID]: { path: directory } } } }));
}

function newerAddOnInFirefox(p) {
    p.machine.write(p.machine.path('.mozilla/firefox/test/extensions.json'), JSON.stringify({ addons: [{ id: 'stub@offswitch.org', version: '99.0' }] }));
}
