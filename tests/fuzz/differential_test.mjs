// The URL gate against a real WHATWG parser, the patterns against a real URLPattern: made-up inputs, always the same ones for a seed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { URLPattern } from 'urlpattern-polyfill';

const N_INPUTS = Number(process.env.N_INPUTS ?? 20_000);

/** Small and seeded, so that a failure can be seen again (mulberry32). */
function dice(seed) {
    return () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

const roll = dice(7);
const pick = (list) => list[Math.floor(roll() * list.length)];
const several = (list, most) => Array.from({ length: Math.floor(roll() * (most + 1)) }, () => pick(list)).join('');

/** The answers of the C code to lines of tab-separated words. */
function ask(lines) {
    const { stdout, status } = spawnSync(process.env.VERDICTS, { input: lines.map((line) => `${line}\n`).join(''), maxBuffer: 1 << 28 });
    assert.equal(status, 0);
    return stdout.toString().split('\n').slice(0, -1).map((line) => line.split('\t'));
}

const hostParts = ['www.', 'example', '.com', 'a', '.b', '-', '_', '.', '..', '0x', '1', '127.0.0.1', 'xn--bcher-kva', '[::1]', 'A', '%61', '@', ':443', ':8', '\\', ' ', 'ü', '。', '\u00ad', '!', '*', '[', '^', '|', '%'];
const plainHosts = ['www.example.com', 'a.b', 'example.co.uk', 'xn--bcher-kva.example'];
const restParts = ['/', '/a', '/settings', '.', '..', '/../', '/%2e', '%2E', '%', '%20', '%zz', '?', '?q=1', '#', '#x', '&', '=', '+', "'", '"', '<', '>', '`', '{', '}', '|', '^', '[', ']', '\\', '@', ':', ';', ' ', 'ä', '\u200b', '~', '!', '$', '*', '(', ')', ','];
const schemes = ['https://', 'https://', 'https://', 'https://', 'https://', 'http://', 'HTTPS://', 'https:/', 'https:', ' https://', 'https:\\\\', 'ftp://'];

const makeUrl = () => pick(schemes) + (roll() < 0.6 ? pick(plainHosts) : several(hostParts, 5)) + (roll() < 0.8 ? '/' : '') + several(restParts, 6);

function parse(text) {
    try { return new URL(text); } catch { return null; }
}

test('what passes the URL gate is what a browser reads, part by part', () => {
    const texts = Array.from({ length: N_INPUTS }, makeUrl);
    const answers = ask(texts.map((text) => `url\t${text}`));
    let n_passed = 0;
    for (const [i, text] of texts.entries()) {
        const [verdict, host, path, query, fragment] = answers[i];
        if (verdict !== 'ok') { continue; }
        n_passed++;
        const url = parse(text);
        if (url === null && host.includes('xn--')) { continue; } // no punycode is decoded: a page cannot have such a host
        assert.equal(url?.href, text, 'a browser would have written it otherwise');
        assert.deepEqual([host, path, query, fragment], [url.hostname, url.pathname, url.search.slice(1), url.hash.slice(1)], text);
        assert.deepEqual([url.protocol, url.username, url.password, url.port], ['https:', '', '', ''], text);
    }
    assert.ok(n_passed > N_INPUTS / 20, `only ${n_passed} passed`);
});

test('what a browser writes passes the URL gate', () => {
    const written = Array.from({ length: N_INPUTS }, () => parse(`https://${pick(plainHosts)}/${several(restParts, 6)}`)?.href)
        .filter((href) => href !== undefined && !href.includes('^') /* encoded in a path only since 2024 */ && plainHosts.includes(parse(href).host) && parse(href).username === '');
    const answers = ask(written.map((text) => `url\t${text}`));
    for (const [i, text] of written.entries()) { assert.equal(answers[i][0], 'ok', text); }
});

const components = {
    pathname: { pattern: ['/', '/a', '/settings', ':x', '/:tab', '*', '/*', '?', '{/:l}?', '{/a}?', '{:x-b}', '{', '}', '\\:', '\\*', '.', '-', '%20', '+', '(', ')', '%2e'], text: ['/a', '/settings', 'a', 'b', '-', '.x', '/x', '-b', ':', '*', '%20', '+'] },
    // No literal '?' in a search and '#' in a hash: the stand-in for URLPattern writes them with setters that take them off.
    search: { pattern: ['q=', ':v', '*', '&', 'a', 'b', '{&c=:d}?', '+', '/'], text: ['q=', 'a', 'b', '&', '&c=', '1', '/'] },
    hash: { pattern: ['!', '/ads', ':v', '*', 'a', '{/:x}?', '?', '-'], text: ['!', '/ads', 'a', '/b', '-', '?', 'x'] },
};

function makePattern(component) {
    const { pattern, text } = components[component];
    const start = component === 'pathname' ? '/' : '';
    let n_names = 0;
    const named = several(pattern, 5).replace(/:[a-z]+/g, () => `:n${roll() < 0.1 ? 0 : n_names++}`); // seldom a name twice, which is refused
    return { component, pattern: start + named, text: start + several(text, 5).replace(/^\/+/, '') };
}

function matches({ component, pattern, text }) {
    try { return new URLPattern({ [component]: pattern }).test({ [component]: text }); } catch { return null; }
}

test('a pattern that passes the check matches as URLPattern does', () => {
    const questions = Array.from({ length: N_INPUTS }, () => makePattern(pick(Object.keys(components))));
    const answers = ask(questions.map(({ component, pattern, text }) => [component, pattern, text].join('\t')));
    let n_matched = 0;
    for (const [i, question] of questions.entries()) {
        const [verdict] = answers[i];
        if (verdict === 'refused') { continue; }
        assert.equal(verdict === 'yes', matches(question), JSON.stringify(question));
        n_matched += verdict === 'yes' ? 1 : 0;
    }
    assert.ok(n_matched > N_INPUTS / 100, `only ${n_matched} matched`);
});
