// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HOST, lab, places } from './lab.mjs';

const source = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

function withBrowsers(t) {
    const machine = lab(t);
    machine.installBrowser('chromium');
    machine.installBrowser('firefox-esr');
    return { ...machine, chromium: machine.path(...places.chromium), firefox: machine.path(...places.firefox) };
}

const outcomes = (result) => result.manifests.map(({ browser, outcome }) => `${browser} ${outcome}`);

test('each_template_knows_the_id_of_its_extension', () => {
    const { key, browser_specific_settings: settings } = source('extension-stub/manifest.json');
    const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
    const id = [...digest].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
    assert.deepEqual(source('manifests/chromium.json.in').allowed_origins, [`chrome-extension://${id}/`]);
    assert.deepEqual(source('manifests/firefox.json.in').allowed_extensions, [settings.gecko.id]);
});

test('every_browser_of_the_table_is_whole_and_has_a_source', () => {
    const { browsers, unreachable } = source('manifests/browsers.json');
    assert.equal(new Set(browsers.map(({ id }) => id)).size, browsers.length);
    for (const row of browsers) {
        assert.match(row.family, /^(chromium|firefox)$/);
        assert.ok(row.source.length > 10 && row.executables.length > 0 && row.user.length > 0, row.id);
        assert.ok(row.system.length > 0 || unreachable[row.unreachable], row.id);
        assert.ok([...row.user, ...row.profiles].every((place) => /^\{(home|config)\}\//.test(place)), row.id);
        assert.ok([...row.system, ...row.policies].every((place) => place.startsWith('/')), row.id);
    }
});

test('a_manifest_is_written_for_every_browser_present_and_no_other', (t) => {
    const machine = withBrowsers(t);
    assert.deepEqual(outcomes(machine.json('register')), ['chromium written', 'firefox written']);
    const chromium = JSON.parse(readFileSync(machine.chromium, 'utf8'));
    assert.equal(chromium.path, machine.host);
    assert.deepEqual(Object.keys(chromium).sort(), ['allowed_origins', 'description', 'name', 'path', 'type']);
    assert.equal(statSync(machine.chromium).mode & 0o777, 0o644);
    assert.ok(!existsSync(machine.path('.config/google-chrome')));
});

test('registering_again_changes_nothing', (t) => {
    const machine = withBrowsers(t);
    machine.offswitch('register');
    const before = statSync(machine.chromium);
    assert.deepEqual(outcomes(machine.json('register')), ['chromium unchanged', 'firefox unchanged']);
    assert.equal(statSync(machine.chromium).ino, before.ino);
});

test('a_dry_run_writes_and_removes_nothing', (t) => {
    const machine = withBrowsers(t);
    assert.deepEqual(outcomes(machine.json('register', '--dry-run')), ['chromium would-write', 'firefox would-write']);
    assert.deepEqual(readdirSync(machine.home), ['.config']);
    machine.offswitch('register');
    assert.deepEqual(outcomes(machine.json('unregister', '--dry-run')), ['chromium would-remove', 'firefox would-remove']);
    assert.ok(existsSync(machine.chromium));
});

test('what_was_registered_is_removed_and_what_is_not_ours_is_kept', (t) => {
    const machine = withBrowsers(t);
    machine.offswitch('register');
    const foreign = machine.write(machine.path('.config/vivaldi/NativeMessagingHosts', HOST), '{"name": "org.offswitch.host", "path": "/opt/other"}');
    assert.deepEqual(outcomes(machine.json('unregister')), ['chromium removed', 'vivaldi kept', 'firefox removed']);
    assert.ok(!existsSync(machine.chromium) && existsSync(foreign));
    assert.match(machine.offswitch('unregister', '--browser', 'chromium').out, /No browser has a manifest/);
});

test('a_planted_link_is_replaced_and_never_followed', (t) => {
    const machine = withBrowsers(t);
    const victim = machine.write(machine.path('victim'), 'precious');
    mkdirSync(join(machine.chromium, '..'), { recursive: true });
    symlinkSync(victim, machine.chromium);
    assert.deepEqual(outcomes(machine.json('register', '--browser', 'chromium')), ['chromium updated']);
    assert.ok(lstatSync(machine.chromium).isFile());
    assert.equal(readFileSync(victim, 'utf8'), 'precious');
});

test('a_link_to_the_right_text_is_replaced_too', (t) => {
    const machine = withBrowsers(t);
    machine.offswitch('register', '--browser', 'chromium');
    const copy = machine.write(machine.path('copy'), readFileSync(machine.chromium));
    rmSync(machine.chromium);
    symlinkSync(copy, machine.chromium);
    assert.deepEqual(outcomes(machine.json('register', '--browser', 'chromium')), ['chromium updated']);
    assert.ok(lstatSync(machine.chromium).isFile());
});

test('chromium_follows_XDG_CONFIG_HOME_and_firefox_does_not', (t) => {
    const machine = withBrowsers(t);
    machine.env.XDG_CONFIG_HOME = machine.path('elsewhere');
    machine.offswitch('register');
    assert.ok(existsSync(machine.path('elsewhere/chromium/NativeMessagingHosts', HOST)));
    assert.ok(existsSync(machine.firefox) && !existsSync(machine.chromium));
});

test('a_profile_alone_shows_that_a_browser_is_there', (t) => {
    const machine = lab(t);
    mkdirSync(machine.path('.config/BraveSoftware/Brave-Browser'), { recursive: true });
    assert.deepEqual(outcomes(machine.json('register')), ['brave written']);
});

test('operas_second_directory_does_not_make_chrome_present', (t) => {
    const machine = lab(t);
    machine.installBrowser('opera');
    assert.deepEqual(outcomes(machine.json('register')), ['opera written', 'opera written']);
    assert.deepEqual(outcomes(machine.json('register')), ['opera unchanged', 'opera unchanged']);
});

test('for_all_users_it_goes_into_the_system_directories_that_all_can_read', (t) => {
    const machine = withBrowsers(t);
    assert.deepEqual(outcomes(machine.json('register', '--system')), ['chromium written', 'firefox written']);
    const directory = join(machine.root, 'etc/chromium/native-messaging-hosts');
    assert.ok(existsSync(join(directory, HOST)) && !existsSync(machine.chromium));
    assert.equal(statSync(directory).mode & 0o005, 0o005);
    assert.deepEqual(outcomes(machine.json('unregister', '--system')), ['chromium removed', 'firefox removed']);
});

test('one_more_extension_may_be_let_in', (t) => {
    const machine = withBrowsers(t);
    machine.offswitch('register', '--extension-id', 'abcdefghijklmnopabcdefghijklmnop');
    const origins = JSON.parse(readFileSync(machine.chromium, 'utf8')).allowed_origins;
    assert.equal(origins.length, 2);
    assert.equal(origins[1], 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/');
    assert.equal(JSON.parse(readFileSync(machine.firefox, 'utf8')).allowed_extensions.length, 1);
    assert.equal(machine.offswitch('register', '--extension-id', 'https://evil/*').code, 2);
});

test('the_host_knows_an_extension_that_was_let_in_until_it_is_put_out', (t) => {
    const machine = withBrowsers(t);
    const [id, other] = ['abcdefghijklmnopabcdefghijklmnop', 'an-add-on@shop.example'];
    const asChromium = () => machine.introduce(`chrome-extension://${id}/`).caller;
    const asFirefox = () => machine.introduce(machine.firefox, other).caller;
    assert.deepEqual([asChromium(), asFirefox()], ['unknown', 'unknown']);
    machine.offswitch('register', '--extension-id', id, '--dry-run');
    assert.equal(asChromium(), 'unknown');
    machine.offswitch('register', '--extension-id', id);
    machine.offswitch('register', '--extension-id', other);
    machine.offswitch('register', '--extension-id', other);
    assert.deepEqual([asChromium(), asFirefox()], [undefined, undefined]);
    assert.equal(machine.introduce(`chrome-extension://${id.slice(1)}/`).caller, 'unknown');
    assert.equal(readFileSync(machine.path('.config/offswitch/callers'), 'utf8'), `${id}\n${other}\n`);
    machine.offswitch('unregister', '--browser', 'firefox');
    assert.equal(asChromium(), undefined);
    machine.offswitch('unregister');
    assert.deepEqual([asChromium(), asFirefox()], ['unknown', 'unknown']);
});

test('a_browser_nobody_knows_is_named', (t) => {
    const result = lab(t).offswitch('register', '--browser', 'netscape');
    assert.equal(result.code, 2);
    assert.match(result.err, /no browser "netscape".*--help/);
});

test('without_a_browser_it_says_so', (t) => {
    const result = lab(t).offswitch('register');
    assert.equal(result.code, 0);
    assert.match(result.out, /No browser was found/);
});

test('status_tells_registered_other_foreign_and_missing', (t) => {
    const machine = withBrowsers(t);
    assert.deepEqual(outcomes(machine.json('status')), ['chromium missing', 'firefox missing']);
    assert.equal(machine.offswitch('status').code, 1);
    machine.offswitch('register');
    assert.equal(machine.offswitch('status').code, 0);
    machine.write(machine.chromium, '{"name": "org.offswitch.host", "path": "/opt/old/offswitch-host"}');
    machine.write(machine.firefox, '{"name": "com.example"}');
    assert.deepEqual(outcomes(machine.json('status')), ['chromium other', 'firefox foreign']);
});

test('what_register_made_is_gone_after_unregister', (t) => {
    const machine = withBrowsers(t);
    machine.write(machine.path('.mozilla/firefox/profiles.ini'), '');
    const before = readdirSync(machine.home, { recursive: true }).sort();
    machine.offswitch('register');
    machine.offswitch('unregister');
    assert.deepEqual(readdirSync(machine.home, { recursive: true }).sort(), before);
});

test('under_sudo_the_files_are_those_of_the_user', { skip: process.getuid() !== 0 && 'needs root' }, (t) => {
    const machine = withBrowsers(t);
    for (const path of [machine.root, join(machine.root, 'bin')]) {
        chmodSync(path, 0o711);
    }
    chownSync(machine.home, 65534, 65534);
    chownSync(machine.path('.config'), 65534, 65534);
    machine.env.SUDO_UID = '65534';
    assert.equal(machine.offswitch('register').code, 0);
    for (const path of [machine.chromium, join(machine.chromium, '..'), machine.firefox, machine.path('.mozilla')]) {
        assert.equal(statSync(path).uid, 65534, path);
    }
});

test('as_root_in_the_home_of_a_user_a_planted_link_leads_nowhere', { skip: process.getuid() !== 0 && 'needs root' }, (t) => {
    const machine = withBrowsers(t);
    chmodSync(machine.root, 0o711);
    const treasure = join(machine.root, 'treasure');
    mkdirSync(treasure, { mode: 0o755 });
    mkdirSync(machine.path('.config/chromium'), { recursive: true });
    symlinkSync(treasure, join(machine.chromium, '..'));
    chownSync(machine.home, 65534, 65534);
    assert.deepEqual(outcomes(machine.json('register', '--browser', 'chromium')), ['chromium failed']);
    assert.deepEqual(readdirSync(treasure), []);
});

test('the_proxy_for_sandboxes_is_told_in_the_directories_that_it_reads', (t) => {
    const machine = lab(t);
    machine.write(join(machine.root, 'usr/libexec/xdg-native-messaging-proxy'), '', 0o755);
    assert.deepEqual(outcomes(machine.json('register')), ['proxy-chromium written', 'proxy-chromium written', 'proxy-firefox written', 'proxy-firefox written']);
    assert.ok(existsSync(machine.path('.config/google-chrome/NativeMessagingHosts', HOST)) && existsSync(machine.path('.config/mozilla/native-messaging-hosts', HOST)));
});
