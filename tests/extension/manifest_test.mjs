// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { EXTENSION } from './fakes.mjs';
import { FILE, vendored } from './vendor.mjs';

const { DRAWING, PAGE, READING } = await import('../../extension-stub/access.js');

const text = (path) => readFileSync(new URL(path, EXTENSION), 'utf8');
const json = (path) => JSON.parse(text(path));
const manifest = json('manifest.json');
const locales = readdirSync(new URL('_locales/', EXTENSION));
const sources = readdirSync(EXTENSION, { recursive: true }).map(String).filter((path) => /\.(js|html|css)$/.test(path) && !path.startsWith('vendor'));

test('the_permissions_are_these_and_each_has_its_sentence', () => {
    assert.deepEqual(manifest.permissions, ['activeTab', 'nativeMessaging', 'scripting', 'storage']);
    assert.deepEqual(manifest.optional_host_permissions, ['https://*/*']);
    assert.equal(manifest.host_permissions, undefined);
    for (const permission of [...manifest.permissions, 'https://*/*']) {
        assert.ok(text('README.md').includes(`\`${permission}\``), `${permission} has no sentence`);
    }
});

test('pages_have_no_way_in', () => {
    assert.equal(manifest.externally_connectable, undefined);
    assert.equal(manifest.web_accessible_resources, undefined);
    assert.equal(manifest.content_scripts, undefined);
    for (const path of sources) {
        assert.doesNotMatch(text(path), /addEventListener\('message'|postMessage\(.*window|onMessageExternal|innerHTML|outerHTML|insertAdjacentHTML|\beval\(/, path);
    }
});

test('private_windows_are_left_alone', () => {
    assert.equal(manifest.incognito, 'not_allowed');
});

test('one_manifest_serves_both_browsers', () => {
    const { service_worker: worker, scripts, type } = manifest.background;
    assert.deepEqual([worker, scripts, type], ['background.js', ['background.js'], 'module']);
    assert.equal(manifest.browser_specific_settings.gecko.id, 'stub@offswitch.org');
    assert.deepEqual(manifest.browser_specific_settings.gecko.data_collection_permissions, { required: ['none'] });
    assert.match(manifest.key, /^[A-Za-z0-9+/]{300,}={0,2}$/);
});

test('only_one_file_knows_the_name_of_the_host', () => {
    assert.deepEqual(sources.filter((path) => text(path).includes('org.offswitch')), ['native.js']);
});

test('every_locale_says_the_same_things', () => {
    const english = json('_locales/en/messages.json');
    for (const locale of locales) {
        const messages = json(`_locales/${locale}/messages.json`);
        assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort(), locale);
        for (const [name, { message }] of Object.entries(messages)) {
            const places = (words) => [...words.matchAll(/\$\d/g)].map(String).sort();
            assert.deepEqual(places(message), places(english[name].message), `${locale} ${name}`);
        }
    }
});

test('every_word_that_is_said_is_there_and_every_word_there_is_said', () => {
    const all = sources.map(text).join('\n') + text('manifest.json');
    const names = Object.keys(json('_locales/en/messages.json'));
    const said = [...all.matchAll(/\bsay\('(\w+)'|data-say="(\w+)"|__MSG_(\w+)__/g)].map(([, ...found]) => found.find(Boolean));
    assert.deepEqual(said.filter((name) => !names.includes(name)), []);
    const whole = (name) => all.includes(name) || (name.startsWith('advice') && all.includes('`advice$'));
    assert.deepEqual(names.filter((name) => !whole(name)), []);
});

test('every_file_that_is_named_is_there', () => {
    const named = [...new Set([...READING, ...DRAWING, ...PAGE])];
    const icons = Object.values(manifest.icons);
    const pages = ['popup.html', 'welcome.html'].flatMap((path) => [...text(path).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file));
    for (const path of [...named, ...icons, ...pages]) {
        assert.ok(text(path).length > 0, path);
    }
    assert.equal(named.filter((path) => path.startsWith('content/')).length, sources.filter((path) => path.startsWith('content')).length);
});

test('the_vendored_file_is_what_its_script_makes', async () => {
    assert.equal(readFileSync(FILE, 'utf8'), await vendored());
});
