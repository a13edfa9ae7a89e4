// SPDX-License-Identifier: MIT
//
// A catalog of one site, written as the compiler writes it (host/catalog/record.h), so that these tests need no other catalog.

const id = 'linkedin/data-for-ai-improvement.training';
const source = { kind: 'page', url: 'https://www.linkedin.com/help/' };
const site = {
    id: 'linkedin', name: 'LinkedIn',
    pages: [{
        id: 'data-for-ai-improvement',
        title: { en: 'Data for Generative AI Improvement', de: 'Daten zur Verbesserung generativer KI' },
        url: [{ pathname: '/mypreferences/d/settings/data-for-ai-improvement' }],
        deep_link: 'https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement',
        reach: { en: ['Settings & Privacy', 'Data privacy'] },
        controls: [{ id }],
    }],
};
const page = {
    controls: [{
        id, title: { en: 'Data for Generative AI Improvement' }, concept: 'ai-training', advised: true, kind: 'switch', private: 'off', key: { labelledby: 'allowDataForGenerativeAI' },
        names: { en: ['use my data for training content creation ai models'] }, commit: 'instant', default: 'on',
        applies: { regions: ['*'], except: ['CN'] },
        effective: [{ regions: ['EU', 'CH'], date: '2025-11-03' }, { regions: ['US'], date: '2024-09-18' }],
        why: { en: 'While on, it is trained with what you write.' }, cost: null,
        source, seen: '2026-08-22', review_after: '2999-01-01',
    }],
};

const file = {
    id: 'linkedin', name: 'LinkedIn', hosts: ['www.linkedin.com'],
    pages: [{ ...site.pages[0], controls: [{ ...page.controls[0], quality: 'sourced', sources: [{ id: 's1', ...source, seen: '2026-08-22', says: ['why'] }] }] }],
};

function hash(bytes) {
    return bytes.reduce((value, byte) => (((value << 5) + value) ^ byte) >>> 0, 5381);
}

function pair(one, other) {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(one, 0);
    bytes.writeUInt32LE(other, 4);
    return bytes;
}

/** A constant database (cr.yp.to/cdb/cdb.txt). */
function database(records) {
    const parts = [Buffer.alloc(2048)];
    const tables = Array.from({ length: 256 }, () => []);
    let position = 2048;
    const append = (bytes) => { parts.push(bytes); position += bytes.length; };
    for (const [name, value] of records) {
        const [key, data] = [Buffer.from(name), Buffer.from(value)];
        tables[hash(key) & 255].push([hash(key), position]);
        [pair(key.length, data.length), key, data].forEach(append);
    }
    tables.forEach((entries, number) => {
        const slots = Array.from({ length: entries.length * 2 }, () => [0, 0]);
        pair(position, slots.length).copy(parts[0], number * 8);
        for (const entry of entries) {
            let slot = (entry[0] >>> 8) % slots.length;
            while (slots[slot][1] !== 0) {
                slot = (slot + 1) % slots.length;
            }
            slots[slot] = entry;
        }
        slots.forEach((slot) => append(pair(...slot)));
    });
    return Buffer.concat(parts);
}

export function catalog() {
    const meta = { format: 1, revision: 'test', sites: 1, controls: 1 };
    const { id, title, applies, effective } = page.controls[0];
    const dated = [{ id, title, applies, effective, site: site.id, siteName: site.name, deep_link: site.pages[0].deep_link }];
    return database([['meta', JSON.stringify(meta)], ['origins', '["https://www.linkedin.com/*"]'], ['effective', JSON.stringify(dated)], ['h:www.linkedin.com', 'linkedin'], ['s:linkedin', JSON.stringify(site)],
        ['p:linkedin/data-for-ai-improvement', JSON.stringify(page)], ['sites', '{"linkedin": 1}'], ['f:linkedin', JSON.stringify(file)]]);
}
