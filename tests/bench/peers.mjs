// SPDX-License-Identifier: MIT
//
// peers.mjs CATALOGS N...: what others do to find a page and its toggles, on the same made-up sites, each peer and size in a process of its own. A Map is what an extension could do by
// itself: the catalog parsed, sites by host, labels compared in a normal form. @ghostery/adblocker is the best known index of URLs in a browser, its engine read back as browsers do.
// autoconsent's loop tries each rule's pattern on the URL, as its own filterCompactRules does. The last two find the page only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SAMPLES = 31;
const ENOUGH = 3000; // milliseconds for a figure: linear peers get no further

const address = (n) => `https://www.site${Math.floor(n / 2)}.example/settings/privacy`;

function controls(count) {
    const others = Array.from({ length: count - 1 }, (_, i) => ({ name: `Notify me about topic number ${i + 1} of mine`, role: 'switch', state: 'on' }));
    return [...others, { name: 'Share what you do with partner number 1, said in en', role: 'switch', state: 'on' }];
}

const normal = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const peers = {
    async map(directory) {
        const text = readFileSync(`${directory}/sites.json`, 'utf8');
        return {
            open() {
                const byHost = new Map();
                for (const site of JSON.parse(text)) {
                    for (const page of site.pages) {
                        page.toggles = new Map(page.controls.flatMap((control) => Object.values(control.names).flat().map((name) => [normal(name), control])));
                    }
                    site.hosts.forEach((host) => byHost.set(host, site));
                }
                return byHost;
            },
            find(byHost, url, shown) {
                const { hostname, pathname } = new URL(url);
                const page = byHost.get(hostname)?.pages.find(({ deep_link }) => new URL(deep_link).pathname === pathname);
                return shown.map((control) => page?.toggles.get(normal(control.name))).filter(Boolean).length > 0;
            },
            takes: [1, 50, 500],
        };
    },
    async ghostery(directory, n) {
        const { FiltersEngine, Request } = await import('@ghostery/adblocker');
        const filters = Array.from({ length: n }, (_, i) => `||www.site${i}.example/settings/privacy^$document`).join('\n');
        const bytes = FiltersEngine.parse(filters).serialize();
        return {
            open: () => FiltersEngine.deserialize(bytes),
            find: (engine, url) => engine.match(Request.fromRawDetails({ url, type: 'document', sourceUrl: url })).match,
            takes: [1],
        };
    },
    async autoconsent(directory, n) {
        const patterns = Array.from({ length: n }, (_, i) => `^https?://(www\\.|my\\.)?site${i}\\.example/settings/privacy`);
        return {
            open: () => patterns,
            find: (rules, url) => rules.filter((pattern) => url.match(pattern)).length > 0,
            takes: [1],
        };
    },
};

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function time(task) {
    const began = performance.now();
    let turns = 0;
    const each = [];
    while (each.length < SAMPLES && performance.now() - began < ENOUGH) {
        const start = performance.now();
        const batch = turns++ < 1 ? 1 : Math.max(1, Math.min(500, Math.floor(5 / Math.max(each[0], 1e-3))));
        for (let i = 0; i < batch; i++) {
            task();
        }
        each.push((performance.now() - start) / batch);
    }
    return median(each.length > 3 ? each.slice(1) : each) * 1000;
}

async function measure(name, directory, n) {
    const peer = await peers[name](directory, n);
    const began = performance.now();
    const opened = peer.open();
    const open = (performance.now() - began) * 1000;
    const url = address(n);
    const found = peer.find(opened, url, controls(1));
    const figures = Object.fromEntries(peer.takes.map((count) => [count, time(() => peer.find(opened, url, controls(count)))]));
    console.log(JSON.stringify({ found, open, figures, memory: process.memoryUsage().rss / 1024 }));
}

function print([directory, ...sizes]) {
    console.log(`\n${'peers, microseconds (median)'.padEnd(34)} ${'open'.padStart(11)} ${'1 control'.padStart(11)} ${'50'.padStart(9)} ${'500'.padStart(9)} ${'RSS, KiB'.padStart(10)}`);
    for (const name of Object.keys(peers)) {
        for (const n of sizes) {
            const { stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=6000', fileURLToPath(import.meta.url), '--one', name, `${directory}/${n}`, n], { encoding: 'utf8' });
            if (stdout === '') {
                console.log(`${`${name}, ${n} sites`.padEnd(34)} ${stderr.split('\n').find((line) => /Error/.test(line)) ?? 'failed'}`);
                continue;
            }
            const { found, open, figures, memory } = JSON.parse(stdout);
            const cells = [open.toFixed(0).padStart(11), ...[1, 50, 500].map((count, i) => (figures[count]?.toFixed(2) ?? '-').padStart(i === 0 ? 11 : 9)), memory.toFixed(0).padStart(10)];
            console.log(`${`${name}, ${n} sites${found ? '' : ' (not found!)'}`.padEnd(34)} ${cells.join(' ')}`);
        }
    }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--one') {
    await measure(rest[0], rest[1], Number(rest[2]));
} else {
    print([first, ...rest]);
}
