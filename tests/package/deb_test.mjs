// SPDX-License-Identifier: MIT
//
// The Debian package in a root directory of its own: what it brings, that it works there, that an upgrade is noticed by a running host, and that nothing stays.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { frame } from '../ctl/lab.mjs';

const built = fileURLToPath(new URL('../../build/package', import.meta.url));
const deb = join(built, readdirSync(built).find((name) => name.endsWith('.deb')));
const root = mkdtempSync(join(tmpdir(), 'offswitch-deb-'));
const skip = process.getuid() !== 0 && 'needs root';

function run(program, ...words) {
    const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: join(root, 'home') } });
    assert.equal(status, 0, `${program} ${words.join(' ')}: ${stdout}${stderr}`);
    return stdout;
}

const dpkg = (...words) => run('dpkg', `--root=${root}`, '--force-depends', '--log=/dev/null', ...words);
const files = () => readdirSync(root, { recursive: true }).filter((path) => !/^(var|home)(\/|$)/.test(path));

/** The same package under a later version. */
function later(version) {
    const tree = join(root, 'home/later');
    run('dpkg-deb', '-R', deb, tree);
    const control = join(tree, 'DEBIAN/control');
    writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${version}`));
    run('dpkg-deb', '-b', tree, `${tree}.deb`);
    return `${tree}.deb`;
}

before(() => {
    mkdirSync(join(root, 'var/lib/dpkg/info'), { recursive: true });
    mkdirSync(join(root, 'home'));
    for (const name of ['status', 'available']) {
        writeFileSync(join(root, 'var/lib/dpkg', name), '');
    }
});

after(() => rmSync(root, { recursive: true, force: true }));

test('it_brings_programs_catalog_manifests_pages_and_completions', { skip }, () => {
    dpkg('-i', deb);
    const brought = files();
    for (const path of ['usr/bin/offswitch', 'usr/libexec/offswitch/offswitch-host', 'usr/libexec/offswitch/offswitch-keyring', 'usr/share/offswitch/catalog.cdb',
        'etc/chromium/native-messaging-hosts/org.offswitch.host.json', 'usr/lib/mozilla/native-messaging-hosts/org.offswitch.host.json',
        'usr/share/man/man1/offswitch.1.gz', 'usr/share/man/man5/offswitch-catalog.5.gz', 'usr/share/man/man7/offswitch-doctor.7.gz', 'usr/share/man/man8/offswitch-host.8.gz',
        'usr/share/bash-completion/completions/offswitch', 'usr/share/zsh/vendor-completions/_offswitch', 'usr/share/fish/vendor_completions.d/offswitch.fish',
        'usr/share/metainfo/org.offswitch.host.metainfo.xml', 'usr/share/doc/offswitch/copyright']) {
        assert.ok(brought.includes(path), path);
    }
    const manifest = JSON.parse(readFileSync(join(root, 'etc/chromium/native-messaging-hosts/org.offswitch.host.json'), 'utf8'));
    assert.equal(manifest.path, '/usr/libexec/offswitch/offswitch-host');
    assert.equal(statSync(join(root, 'etc/chromium')).mode & 0o777, 0o755);
});

test('its_programs_work_where_they_lie', { skip }, () => {
    assert.match(run(join(root, 'usr/bin/offswitch'), 'match', '--host', 'https://www.linkedin.com/feed/'), /LinkedIn/);
});

test('an_upgrade_is_told_by_the_host_that_runs', { skip, timeout: 30_000 }, async (t) => {
    const host = spawn(join(root, 'usr/libexec/offswitch/offswitch-host'), [], { env: { HOME: join(root, 'home') }, stdio: ['pipe', 'pipe', 'inherit'] });
    t.after(() => host.kill('SIGKILL'));
    const heard = (fits) => new Promise((resolve) => {
        let text = '';
        host.stdout.on('data', (data) => { text += data; if (fits.test(text)) resolve(); });
    });
    const [greeted, told] = [heard(/"id":1/), heard(/"what":"host"/)];
    host.stdin.write(frame({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocol: { min: 1, max: 1 }, browser: 'firefox', profile: 'x' } }));
    await greeted;
    dpkg('-i', later('99.0'));
    await told;
});

test('a_purge_leaves_nothing_behind', { skip }, () => {
    dpkg('--purge', 'offswitch');
    assert.deepEqual(files(), []);
});

test('the_pages_of_the_manual_and_the_metadata_are_sound', () => {
    const source = fileURLToPath(new URL('../../host/packaging', import.meta.url));
    for (const name of readdirSync(source).filter((name) => /\.[1-8]$/.test(name))) {
        const { stderr } = spawnSync('man', ['--warnings', '-l', join(source, name)], { encoding: 'utf8' });
        assert.equal(stderr, '', name);
    }
    assert.equal(spawnSync('appstreamcli', ['validate', '--no-net', join(source, 'org.offswitch.host.metainfo.xml')]).status, 0);
});
