// SPDX-License-Identifier: MIT
//
// What a person can see of the conversation, and what the host says when it was replaced.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CHROMIUM_ORIGIN } from '../caller.mjs';
import { frame, lab } from './lab.mjs';

const PAGE = 'https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement';
const MATCH = ['match', { url: PAGE, controls: [{ name: 'A very private label', role: 'switch', state: 'on' }] }];

/** Collects text until it fits. */
function heard(stream, fits) {
    return new Promise((resolve, reject) => {
        let text = '';
        stream.setEncoding('utf8').on('data', (data) => {
            text += data;
            if (fits.test(text)) {
                resolve(text);
            }
        });
        stream.on('end', () => reject(new Error(`it ended: ${text}`)));
    });
}

test('a_log_is_written_only_when_it_is_switched_on_and_holds_nothing_private', (t) => {
    const machine = lab(t);
    const file = machine.path('.local/state/offswitch/host.log');
    machine.tell(MATCH);
    assert.ok(!existsSync(file));
    assert.match(machine.offswitch('log', 'on').out, /^The log is on: ~\/\.local\/state\/offswitch\/host\.log$/m);
    machine.tell(MATCH, ['choose', { control: 'linkedin/nothing', choice: 'private' }]);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /^\S+Z \d+ begins, version [^]*< initialize, \d+ bytes[^]*< match, \d+ bytes[^]*> answer, \d+ bytes[^]*ends with code 0\n$/);
    assert.match(text, /> refused: unknownControl, \d+ bytes/);
    assert.doesNotMatch(text, /Z -\d/);
    assert.doesNotMatch(text, /linkedin|private|label|https/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(machine.offswitch('log', 'show').out, text);
    machine.offswitch('log', 'off');
    machine.tell(MATCH);
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.equal(machine.offswitch('log', 'loud').code, 2);
});

test('a_trace_shows_all_that_is_said_while_it_runs_and_leaves_nothing_behind', { timeout: 20_000 }, async (t) => {
    const machine = lab(t);
    const trace = spawn(join(machine.prefix, 'bin/offswitch'), ['trace'], { env: machine.env, stdio: ['ignore', 'pipe', 'pipe'] });
    t.after(() => trace.kill('SIGKILL'));
    const shown = heard(trace.stdout, /> \{"jsonrpc":"2\.0","id":1,"result"[^]*\n/);
    await heard(trace.stderr, /Waiting/);
    assert.match(machine.offswitch('trace').err, /another one runs/);
    machine.tell(MATCH);
    assert.match(await shown, /^\d\d:\d\d:\d\d \d+ < \{.*"initialize"[^]* < \{.*A very private label/);
    trace.kill('SIGINT');
    const [code] = await once(trace, 'exit');
    assert.equal(code, 0);
    assert.ok(!existsSync(join(machine.root, 'run/offswitch/trace')));
});

test('a_host_whose_file_is_replaced_says_so_and_goes_on', { timeout: 20_000 }, async (t) => {
    const machine = lab(t);
    const host = spawn(machine.host, [CHROMIUM_ORIGIN], { env: machine.env, stdio: ['pipe', 'pipe', 'inherit'] });
    t.after(() => host.kill('SIGKILL'));
    const say = (id, method, params) => host.stdin.write(frame({ jsonrpc: '2.0', id, method, params }));
    const greeted = heard(host.stdout, /"id":1/);
    const told = heard(host.stdout, /"method":"changed","params":\{"sites":\[\],"what":"host"/);
    const answered = heard(host.stdout, /"id":2,"result"/);
    say(1, 'initialize', { protocol: { min: 1, max: 1 }, browser: 'chromium', profile: 'test' });
    await greeted;
    copyFileSync(machine.host, `${machine.host}.new`);
    renameSync(`${machine.host}.new`, machine.host);
    await told;
    say(2, 'choices', {});
    await answered;
    host.stdin.end();
    const [code] = await once(host, 'exit');
    assert.equal(code, 0);
});
