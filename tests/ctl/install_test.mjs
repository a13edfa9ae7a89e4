// SPDX-License-Identifier: MIT
//
// The one-command set-up, run in a copy of the checkout and for a user of its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CHROMIUM_ID } from '../caller.mjs';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

function user(t) {
    const root = mkdtempSync(join(tmpdir(), 'offswitch-install-'));
    t.after(() => rmSync(root, { recursive: true, force: true }));
    const [first, home, bin] = ['erste Übung', 'das Zuhause', 'bin'].map((name) => join(root, name));
    mkdirSync(join(home, '.config/chromium'), { recursive: true });
    mkdirSync(bin);
    for (const part of ['CMakeLists.txt', 'CMakePresets.json', 'host', 'manifests']) {
        cpSync(join(checkout, part), join(first, part), { recursive: true, filter: (path) => basename(path) !== 'build' });
    }
    const env = { HOME: home, PATH: `${bin}:${process.env.PATH}`, LC_ALL: 'C.UTF-8' };
    const self = { tree: first, home, env };
    self.run = (program, ...words) => {
        const { status, stdout, stderr } = spawnSync(program, words, { env, encoding: 'utf8' });
        return { code: status, out: stdout, err: stderr };
    };
    self.install = (...words) => self.run('sh', join(self.tree, 'manifests/install'), ...words);
    self.installOffline = () => self.run(...(process.getuid() === 0 ? ['unshare', '-n'] : ['env']), 'sh', join(self.tree, 'manifests/install'));
    self.move = () => {
        const moved = join(root, 'Übung mit Leerzeichen');
        renameSync(self.tree, moved);
        self.tree = moved;
    };
    self.program = (name, text) => { writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`); chmodSync(join(bin, name), 0o755); };
    self.without = (name) => rmSync(join(bin, name));
    return self;
}

function filesUnder(directory) {
    return existsSync(directory) ? readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : [];
}

/** The browser's extension is of this version, which may be newer than the host. */
function haveExtension(home, version) {
    const directory = join(home, 'extension');
    mkdirSync(directory);
    mkdirSync(join(home, '.config/chromium/Test'));
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version }));
    writeFileSync(join(home, '.config/chromium/Test/Secure Preferences'), JSON.stringify({ extensions: { settings: { [CHROMIUM_ID]: { path: directory } } } }));
}

/** Nobody starts anew after a failure, and a checkout may be moved. */
function failAtFirst(user) {
    user.program('ninja', 'exit 1');
    assert.equal(user.install('--no-packages').code, 1);
    user.without('ninja');
    user.move();
}

test('one_command_builds_registers_and_shows_it_working_offline_and_takes_it_all_away', (t) => {
    const machine = user(t);
    failAtFirst(machine);
    const { tree, home, env, install } = machine;
    const first = machine.installOffline();
    assert.equal(first.code, 0, first.out + first.err);
    assert.match(first.out, /1\/5 .*ok\n2\/5 .*ok\n3\/5 .*ok\n4\/5 .*ok\n\nwritten +Chromium/);
    assert.match(first.out, /5\/5 .*ok\n\n {4}LinkedIn · [^]*Turn it off\. It is on\./);
    assert.match(first.out, /Load unpacked: .*\/extension-stub\n/);
    assert.match(first.out, /No keyring runs in this session/);
    assert.match(first.out, /\.local\/bin is not in your PATH/);
    const manifest = join(home, '.config/chromium/NativeMessagingHosts/org.offswitch.host.json');
    assert.equal(JSON.parse(readFileSync(manifest, 'utf8')).path, join(home, '.local/libexec/offswitch/offswitch-host'));
    const second = install('--no-packages');
    assert.match(second.out, /unchanged +Chromium/);
    assert.equal(readFileSync(join(home, '.local/share/offswitch/installed-from'), 'utf8'), `${tree}\n`);

    haveExtension(home, '99.0');
    const doctor = () => JSON.parse(spawnSync(join(home, '.local/bin/offswitch'), ['doctor', '--json'], { env, encoding: 'utf8' }).stdout)
        .checks.find(({ subject }) => subject === 'Chromium');
    const older = doctor();
    assert.equal(older.code, 'hostOlder', older.sentence);
    const lists = join(tree, 'CMakeLists.txt'); // what a pull would bring
    writeFileSync(lists, readFileSync(lists, 'utf8').replace(/(project\(offswitch VERSION) \S+/, '$1 99.0.0'));
    const upgrade = spawnSync('sh', ['-c', older.command], { env, encoding: 'utf8' });
    assert.equal(upgrade.status, 0, `${older.command}: ${upgrade.stdout}${upgrade.stderr}`);
    assert.equal(doctor().code, 'answers', doctor().sentence);

    rmSync(join(tree, 'build'), { recursive: true });
    const removed = install('--uninstall');
    assert.equal(removed.code, 0, removed.err);
    assert.deepEqual(filesUnder(join(home, '.local')), []);
    assert.ok(!existsSync(join(home, '.local')), 'the directories it made');
    assert.ok(existsSync(home), 'and not the home itself');
    assert.equal(existsSync(manifest), false);
    assert.equal(install('--uninstall').code, 1);
});

test('under_sudo_it_says_how_it_wants_to_be_run', (t) => {
    const { env, install } = user(t);
    env.SUDO_USER = 'somebody';
    const { code, err } = install();
    assert.deepEqual([code, err], [1, 'Run this without sudo (it asks where it needs root), or with --system for all users.\n']);
});

test('where_there_is_no_debian_the_missing_parts_are_named', (t) => {
    const { env, install, program } = user(t);
    for (const name of ['sh', 'dirname', 'id', 'mkdir', 'tail', 'grep', 'sed', 'cat']) {
        program(name, `exec /usr/bin/${name} "$@"`);
    }
    program('cmake', 'exit 1');
    env.PATH = env.PATH.split(':')[0];
    assert.match(install().err, /Install these with your distribution's package manager, then run this again: ninja cc pkg-config libcjson libcdb/);
});

test('missing_packages_are_named_with_the_command', (t) => {
    const { install, program } = user(t);
    program('dpkg-query', 'case "$*" in *libcdb-dev) echo not-installed ;; *) printf installed ;; esac');
    const { code, err } = install('--no-packages');
    assert.equal(code, 1);
    assert.match(err, /As root, run: apt-get install -y --no-install-recommends libcdb-dev/);
});

test('what_fails_is_shown_from_the_log', (t) => {
    const { install, program } = user(t);
    program('dpkg-query', 'printf installed');
    program('cmake', 'echo "CMake Error: no such preset" >&2; exit 1');
    const { code, err } = install();
    assert.equal(code, 1);
    assert.match(err, /CMake Error: no such preset\n\(all of it is in .*build\/install\.log\)/);
});

test('an_unknown_option_is_named', (t) => {
    const { install } = user(t);
    assert.deepEqual(install('--colour'), { code: 2, out: '', err: 'install: there is no option --colour (try: sh manifests/install --help)\n' });
    assert.match(install('--help').out, /--system/);
});
