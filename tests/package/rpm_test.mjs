// SPDX-License-Identifier: MIT
//
// The RPM brings what the Debian package brings, works where it is installed, in a root directory of its own, and leaves nothing there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../build/package', import.meta.url));
const packed = (ending) => join(built, readdirSync(built).find((name) => name.endsWith(ending)));
const rpm = packed('.rpm');
const root = mkdtempSync(join(tmpdir(), 'offswitch-rpm-'));
const skip = process.getuid() !== 0 && 'needs root';

after(() => rmSync(root, { recursive: true, force: true }));

function run(program, ...words) {
    const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: join(root, 'home') } });
    assert.equal(status, 0, `${program} ${words.join(' ')}: ${stdout}${stderr}`);
    return stdout;
}

/** Debian has no database of RPM, so nothing that it names can be there. */
const manage = (...words) => run('rpm', `--root=${root}`, '--dbpath=/var/lib/rpm', '--nodeps', ...words);
const files = () => readdirSync(root, { recursive: true }).filter((path) => !/^(var\/lib\/rpm|home)\//.test(path) && statSync(join(root, path)).isFile()).map((path) => `/${path}`).sort();

test('it_brings_the_files_of_the_debian_package', { skip }, () => {
    manage('-i', rpm);
    const debian = run('dpkg-deb', '-c', packed('.deb')).split('\n').filter((line) => line.startsWith('-')).map((line) => line.split(' ').at(-1).slice(1)).sort();
    assert.deepEqual(files(), debian);
    assert.equal(statSync(join(root, 'usr/bin/offswitch')).mode & 0o777, 0o755);
    assert.equal(JSON.parse(readFileSync(join(root, 'usr/lib/mozilla/native-messaging-hosts/org.offswitch.host.json'), 'utf8')).path, '/usr/libexec/offswitch/offswitch-host');
});

test('its_programs_work_where_they_lie', { skip }, () => {
    assert.match(run(join(root, 'usr/bin/offswitch'), 'match', '--host', 'https://www.linkedin.com/feed/'), /LinkedIn/);
});

test('it_names_its_configuration_and_leaves_nothing_behind', { skip }, () => {
    assert.equal(run('rpm', '-qp', '--configfiles', rpm), '/etc/chromium/native-messaging-hosts/org.offswitch.host.json\n');
    manage('-e', 'offswitch');
    assert.deepEqual(files(), []);
});
