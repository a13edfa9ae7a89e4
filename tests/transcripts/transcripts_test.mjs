// Every *.txt beside this file is a conversation with the real host, and a test of that name.
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from './transcript.mjs';

const directory = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(process.env.OFFSWITCH_PREFIX, 'libexec/offswitch/offswitch-host');

for (const file of fs.readdirSync(directory).filter((name) => name.endsWith('.txt')).sort()) {
    const sections = fs.readFileSync(path.join(directory, file), 'utf8').split(/^== (.*)$/m);
    for (let i = 1; i < sections.length; i += 2) {
        test(`${file.replace('.txt', '')}: ${sections[i]}`, () => run(sections[i + 1], program));
    }
}
