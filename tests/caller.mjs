// SPDX-License-Identifier: MIT
// Our own extensions, as the manifests let them in: what a browser names when it starts the host.

import { readFileSync } from 'node:fs';

const manifest = (family) => JSON.parse(readFileSync(new URL(`../manifests/${family}.json.in`, import.meta.url), 'utf8'));

export const CHROMIUM_ORIGIN = manifest('chromium').allowed_origins[0];
export const CHROMIUM_ID = new URL(CHROMIUM_ORIGIN).host;
export const FIREFOX_ID = manifest('firefox').allowed_extensions[0];
