// SPDX-License-Identifier: MIT
// Bundles the fixture pages of the kits: one script and one style sheet for each file of a folder, in memory.

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const KITS = fileURLToPath(new URL('./kits', import.meta.url));
const SHARED = ['settings', 'react'];

const folder = process.env.OFFSWITCH_KITS ?? KITS;

export const kits = readdirSync(folder).filter((file) => file.endsWith('.mjs')).map((file) => basename(file, '.mjs')).filter((kit) => !SHARED.includes(kit));

// [{kit, js, css}]
export async function bundle() {
    const { outputFiles } = await build({
        entryPoints: kits.map((kit) => join(folder, `${kit}.mjs`)), outdir: '/', bundle: true, write: false, format: 'iife', minify: true,
        define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' }, loader: { '.svg': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl' }, logLevel: 'error',
    });
    const text = (file) => outputFiles.find(({ path }) => basename(path) === file)?.text ?? '';
    return kits.map((kit) => ({ kit, js: text(`${kit}.js`), css: text(`${kit}.css`) }));
}
