// SPDX-License-Identifier: MIT
// The one command that builds the extension: npm run build, in tests/. Into build/extension go, for each browser, the unpacked folder
// and its archive: a zip for Chromium, an xpi for Firefox; the same files give the same bytes, wherever and whenever.
// The folder in the repository serves both; what only the other browser reads is left out of each.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';

const SOURCE = fileURLToPath(new URL('../../extension-stub/', import.meta.url));
const TARGET = fileURLToPath(new URL('../../build/extension/', import.meta.url));
const LEFT_OUT = ['README.md', 'package.json'];
const KINDS = {
    chromium: { archive: 'offswitch.zip', without: (manifest) => { delete manifest.background.scripts; delete manifest.browser_specific_settings; } },
    firefox: {
        archive: 'offswitch.xpi',
        without: (manifest) => { delete manifest.background.service_worker; delete manifest.key; delete manifest.minimum_chrome_version; },
    },
};
const EPOCH = 0x5821; // 1 January 2024, as zip writes a day

export const files = () => readdirSync(SOURCE, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .map((one) => join(one.parentPath ?? one.path, one.name).slice(SOURCE.length)).filter((path) => !LEFT_OUT.includes(path)).sort();

function content(kind, path) {
    const bytes = readFileSync(join(SOURCE, path));
    if (path !== 'manifest.json') {
        return bytes;
    }
    const manifest = JSON.parse(bytes);
    KINDS[kind].without(manifest);
    return Buffer.from(`${JSON.stringify(manifest, null, 4)}\n`);
}

function header(signature, fields, name) {
    const bytes = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 4));
    bytes.writeUInt32LE(signature, 0);
    let at = 4;
    for (const [size, value] of fields) {
        bytes.writeUIntLE(value, at, size);
        at += size;
    }
    return Buffer.concat([bytes, Buffer.from(name)]);
}

// Local header, data and directory entry of one file (PKWARE's APPNOTE, 4.3).
function entry(path, bytes, offset) {
    const data = deflateRawSync(bytes, { level: 9 });
    const common = [[2, 20], [2, 0], [2, 8], [2, 0], [2, EPOCH], [4, crc32(bytes)], [4, data.length], [4, bytes.length], [2, Buffer.byteLength(path)], [2, 0]];
    return {
        local: Buffer.concat([header(0x04034b50, common, path), data]),
        listed: header(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]], path),
    };
}

export function archive(kind) {
    const [locals, listed] = [[], []];
    let offset = 0;
    for (const path of files()) {
        const one = entry(path, content(kind, path), offset);
        locals.push(one.local);
        listed.push(one.listed);
        offset += one.local.length;
    }
    const directory = Buffer.concat(listed);
    const end = header(0x06054b50, [[2, 0], [2, 0], [2, listed.length], [2, listed.length], [4, directory.length], [4, offset], [2, 0]], '');
    return Buffer.concat([...locals, directory, end]);
}

// {chromium: {folder, archive}, firefox: {...}}
export function pack() {
    rmSync(TARGET, { recursive: true, force: true });
    return Object.fromEntries(Object.entries(KINDS).map(([kind, { archive: name }]) => {
        const folder = join(TARGET, kind);
        for (const path of files()) {
            mkdirSync(dirname(join(folder, path)), { recursive: true });
            writeFileSync(join(folder, path), content(kind, path));
        }
        writeFileSync(join(TARGET, name), archive(kind));
        return [kind, { folder, archive: join(TARGET, name) }];
    }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    Object.values(pack()).flatMap(Object.values).forEach((path) => process.stdout.write(`${path}\n`));
}
