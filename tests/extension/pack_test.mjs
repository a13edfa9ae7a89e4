// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { archive, files, pack } from './pack.mjs';

const MOST = 100_000;
const LINT = fileURLToPath(new URL('../node_modules/web-ext/bin/web-ext.js', import.meta.url));
const built = pack();

test('the_same_files_give_the_same_bytes', () => {
    for (const kind of ['chromium', 'firefox']) {
        assert.deepEqual(archive(kind), readFileSync(built[kind].archive));
    }
});

test('what_is_packed_is_small', (t) => {
    const { length } = archive('firefox');
    t.diagnostic(`${length} bytes packed`);
    assert.ok(length < MOST, `${length} bytes`);
});

test('nothing_is_packed_that_a_browser_does_not_need', () => {
    assert.deepEqual(files().filter((path) => /\.(md|mjs|map|json)$/.test(path) && !/^(manifest|_locales\/\w+\/messages)\.json$/.test(path)), []);
    assert.deepEqual(readdirSync(built.firefox.folder).sort(), [...new Set(files().map((path) => path.split('/')[0]))].sort());
});

test('what_is_bundled_comes_with_its_licence', () => {
    const vendored = files().filter((path) => path.startsWith('vendor/') && path.endsWith('.js'));
    assert.deepEqual(vendored.map((path) => path.replace(/\.js$/, '.LICENSE')).filter((path) => !files().includes(path)), []);
});

test('the_linter_of_firefox_finds_nothing', () => {
    const out = execFileSync(process.execPath, [LINT, 'lint', '--source-dir', built.firefox.folder, '--output', 'json', '--no-config-discovery'], { encoding: 'utf8' });
    const { errors, warnings, notices } = JSON.parse(out);
    assert.deepEqual([...errors, ...warnings, ...notices], []);
});
