// SPDX-License-Identifier: MIT
// Makes extension-stub/vendor/dom-accessibility-api.js from the package that package-lock.json names: one classic script
// with one global, because content scripts are no modules.

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const VENDOR = join(here, '../../extension-stub/vendor');
const PACKAGE = join(here, '../node_modules/dom-accessibility-api');
const { name, version, license } = JSON.parse(await readFile(join(PACKAGE, 'package.json')));

export const FILE = join(VENDOR, 'dom-accessibility-api.js');

export async function vendored() {
    const { outputFiles: [file] } = await build({
        stdin: { contents: `export { computeAccessibleName } from '${name}';`, resolveDir: here },
        banner: { js: `/* ${name} ${version}, ${license}: see dom-accessibility-api.LICENSE. Made by "npm run vendor" in tests/. */` },
        bundle: true, format: 'iife', globalName: 'domAccessibilityApi', target: 'es2020', charset: 'ascii',
        minifySyntax: true, minifyWhitespace: true, legalComments: 'none', write: false,
    });
    return file.text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    await writeFile(FILE, await vendored());
    await copyFile(join(PACKAGE, 'LICENSE.md'), join(VENDOR, 'dom-accessibility-api.LICENSE'));
}
