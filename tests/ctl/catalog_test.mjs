// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lab } from './lab.mjs';
import { shop } from './shop.mjs';

const CONTROL = 'linkedin/data-for-ai-improvement.training';
const SITES = '.local/share/offswitch/sites';

test('the_catalog_in_use_is_listed_by_site', (t) => {
    const machine = lab(t);
    assert.match(machine.offswitch('catalog', 'list').out, /^site .*\nlinkedin +1 +0 +0 {2}LinkedIn\n\n1 site, 1 control: 1 advised, 0 leads, 0 other\n$/);
    const { sites, origins } = machine.json('catalog', 'list');
    assert.deepEqual(sites, [{ id: 'linkedin', name: 'LinkedIn', hosts: ['www.linkedin.com'], advised: 1, leads: 0, other: 0 }]);
    assert.deepEqual(origins, ['https://www.linkedin.com/*']);
});

test('a_site_and_a_control_are_shown_with_how_we_know', (t) => {
    const machine = lab(t);
    for (const what of ['linkedin', CONTROL]) {
        const { out } = machine.offswitch('catalog', 'show', what);
        assert.match(out, /^LinkedIn\nwww\.linkedin\.com\n\nData for Generative AI Improvement\nhttps:/);
        assert.match(out, /What +switch, private when off, advised\n/);
        assert.match(out, /Names +en: use my data/);
        assert.match(out, /Since +3 November 2025 in the EU and Switzerland; 18 September 2024 in\s+the US/);
        assert.match(out, /Sources .*22 August 2026 \(\w+ \w+ ago\), for why:\s+https:\/\/www\.linkedin\.com\/help\//);
    }
    assert.equal(machine.json('catalog', 'show', CONTROL).id, CONTROL);
    assert.equal(machine.json('catalog', 'show', 'linkedin').hosts[0], 'www.linkedin.com');
    for (const what of ['nobody', 'linkedin/nothing.here', '../x', '']) {
        const { code, out, err } = machine.offswitch('catalog', 'show', what);
        assert.deepEqual([code, out], [1, '']);
        assert.match(err, /nothing is known/);
    }
});

test('what_has_to_be_looked_at_again_comes_oldest_first', (t) => {
    const machine = lab(t);
    assert.match(machine.offswitch('catalog', 'stale').out, /^Nothing has to be looked at/);
    shop(machine, (site) => {
        const [control] = site.pages[0].controls;
        site.pages[0].controls.push({ ...control, id: 'shop/privacy.other', names: { en: ['Another'] }, examples: undefined, review_after: '2026-01-01' });
        control.review_after = '2026-02-01';
    });
    machine.offswitch('catalog', 'compile');
    assert.match(machine.offswitch('catalog', 'stale').out,
        /^1 January 2026 +shop\/privacy\.other\n +https:\/\/www\.shop\.example\/privacy\n1 February 2026 +shop\/privacy\.sharing\n/);
    assert.deepEqual(machine.json('catalog', 'stale').controls.map(({ reviewAfter }) => reviewAfter), ['2026-01-01', '2026-02-01']);
    for (const days of ['-1', 'x', '', '99999']) {
        assert.equal(machine.offswitch('catalog', 'stale', `--within=${days}`).code, 1, days);
    }
    const { out } = machine.offswitch('catalog', 'check');
    assert.match(out, /shop\.json:\d+: warning: stale: look at the page again/);
    assert.match(out, /0 mistakes, 2 past their review date\n$/);
});

test('a_new_site_asks_and_the_check_repeats_each_question', (t) => {
    const machine = lab(t);
    const { code, out } = machine.offswitch('catalog', 'new', 'shop', '--host', 'www.shop.example');
    assert.equal(code, 0);
    assert.match(out, /^~\/\.local\/share\/offswitch\/sites\/shop\.json asks for what is needed/);
    const text = readFileSync(machine.path(SITES, 'shop.json'), 'utf8');
    const { mistakes } = machine.json('catalog', 'check');
    assert.deepEqual(new Set(mistakes.map(({ word }) => word)), new Set(['fillIn']));
    assert.equal(mistakes.length, text.split('FILL IN: ').length - 1);
    const { $schema } = JSON.parse(text);
    assert.ok(JSON.parse(readFileSync(new URL($schema), 'utf8')).properties.hosts);
    assert.match(machine.offswitch('catalog', 'new', 'shop').err, /is there already/);
    assert.match(machine.offswitch('catalog', 'new', 'linkedin').err, /known already.*catalog show linkedin --json/);
    assert.match(machine.offswitch('catalog', 'new', 'Sh/op').err, /cannot be a site's id/);
});

test('a_filled_in_site_is_advised_at_once', (t) => {
    const machine = lab(t);
    shop(machine);
    assert.match(machine.offswitch('catalog', 'check', machine.path(SITES, 'shop.json')).out, /^shop\.json: 0 mistakes\n$/);
    assert.match(machine.offswitch('catalog', 'compile').out, /^1 site, 1 control, 0 mistakes\n$/);
    const { out } = machine.offswitch('match', 'https://www.shop.example/privacy', '--control', 'Help us learn', '--state', 'on');
    assert.match(out, /^Shop · Privacy\n[^]*Turn it off\. It is on\.[^]*Known +from sources; nobody of us has tried it/);
    assert.match(machine.offswitch('catalog', 'list').out, /shop +1 [^]*linkedin +1 [^]*\n2 sites, 2 controls/);
});

test('what_is_disputed_and_for_whom_is_said', (t) => {
    const machine = lab(t);
    shop(machine, (site) => Object.assign(site.pages[0].controls[0], {
        disputed: { fields: ['default'], note: { en: 'One says on, one says off.' } }, accounts: { en: 'Plus accounts' }, quality: 'verified',
    }));
    machine.offswitch('catalog', 'compile');
    const { out } = machine.offswitch('match', 'https://www.shop.example/privacy', '--control', 'Help us learn', '--state', 'on');
    assert.match(out, /Disputed +sources disagree \(default\): One says on, one says off\./);
    assert.match(out, /Accounts +Plus accounts/);
    assert.match(out, /Known +a person saw the page/);
});

test('a_lead_is_shown_and_never_advised', (t) => {
    const machine = lab(t);
    shop(machine, (site) => { site.pages[0].controls[0].quality = 'lead'; });
    machine.offswitch('catalog', 'compile');
    const { advice } = machine.json('match', 'https://www.shop.example/privacy', '--control', 'Help us learn', '--state', 'on');
    assert.deepEqual(advice, []);
    assert.deepEqual(machine.json('match', 'https://www.shop.example/').overview, []);
    assert.match(machine.offswitch('catalog', 'show', 'shop').out, /Known +too thin to advise/);
    assert.match(machine.offswitch('catalog', 'list').out, /shop +0 +1 +0/);
});

test('a_broken_site_file_is_named_with_its_line', (t) => {
    const machine = lab(t);
    machine.write(machine.path(SITES, 'broken.json'), '{\n  "id": \n}\n');
    const { code, out } = machine.offswitch('catalog', 'check');
    assert.equal(code, 1);
    assert.match(out, /^~\/\.local\/share\/offswitch\/sites\/broken\.json:\d+: \w+: /);
    assert.equal(machine.offswitch('catalog', 'compile').code, 1);
    assert.equal(existsSync(machine.path('.local/share/offswitch/catalog/own.cdb')), false);
});

test('one_file_is_checked_among_those_beside_it', (t) => {
    const machine = lab(t);
    shop(machine);
    machine.write(machine.path(SITES, 'broken.json'), '{');
    assert.equal(machine.offswitch('catalog', 'check', machine.path(SITES, 'shop.json')).code, 0);
    assert.equal(machine.offswitch('catalog', 'check', machine.path(SITES, 'broken.json')).code, 1);
});

test('every_word_of_the_check_is_explained', () => {
    const read = (path) => readFileSync(new URL(`../../host/catalog/${path}`, import.meta.url), 'utf8');
    const sources = ['catalog', 'examples', 'ids', 'implications', 'names', 'pages', 'site', 'sources', 'states'].map((name) => `check_${name}.c`);
    const code = [...sources, 'shape.c', 'value.c', 'site_file.c'].map((name) => read(`compiler/${name}`)).join('\n');
    const words = new Set([...code.matchAll(/(?:mistake|warning)\(check, (?:json_get\([^)]*\)|[^",]+), "(\w+)",|SiteFileFault\)\{"(\w+)"|check_address\([^"]*"(\w+)", [^"]*"(\w+)"/g)]
        .flatMap(([, ...found]) => found.filter(Boolean)));
    assert.ok(words.size > 25, [...words].join(' '));
    for (const word of words) {
        assert.ok(read('README.md').includes(`\`${word}\``), `${word} is not in the catalog's README`);
    }
});
