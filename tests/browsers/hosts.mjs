// SPDX-License-Identifier: MIT
// Hosts in place of ours: a few lines of shell, or one that answers what a file says (scripted_host.mjs).

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TRIAL } from './trial.mjs';

const SCRIPTED = fileURLToPath(new URL('scripted_host.mjs', import.meta.url));

export const HELLO = { protocol: 1, host: '0.1.0', capabilities: ['match', 'choose', 'unlock'], catalog: { revision: '1', sites: 1, controls: 1 },
    origins: [`${TRIAL}/*`], keyring: { state: 'locked' } };

// Until stage.register(), browsers start this; one that runs already is ended.
export async function standIn(stage, script) {
    const path = join(stage.home, 'host');
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    stage.register(path);
    await stage.suspend();
}

// {command, say}: what the shell starts, and a function that gives it other answers: {method: {result} or {error}, or 'end'}.
export function scripted(stage, answers) {
    const file = join(stage.home, 'answers.json');
    const say = (now) => writeFileSync(file, JSON.stringify(now));
    say(answers);
    return { command: `exec '${process.execPath}' '${SCRIPTED}' '${file}'`, say };
}
