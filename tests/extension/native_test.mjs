// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HELLO, Port, failure, settle } from './fakes.mjs';
import { Host } from '../../extension-stub/native.js';

const introduce = async () => ({ extension: '0.1.0', browser: 'chromium', profile: 'p', lang: 'de' });

function connected(ports, options = {}) {
    const names = [];
    const heard = [];
    const left = [...ports];
    const connect = (name) => {
        names.push(name);
        return left.shift();
    };
    const host = new Host({ connect, introduce, notified: (...said) => heard.push(said), ...options });
    return { host, names, heard };
}

const greeting = (more = {}) => new Port({ initialize: () => HELLO, ...more });
const reason = (expected) => (error) => error.reason === expected;

test('the_first_request_is_initialize_and_says_who_we_are', async () => {
    const port = greeting({ match: () => ({ site: null }) });
    const { host, names } = connected([port]);
    assert.deepEqual(await host.ask('match', { url: 'https://x.example/' }), { site: null });
    assert.deepEqual(names, ['org.offswitch.host']);
    assert.deepEqual(port.posted.map(({ method }) => method), ['initialize', 'match']);
    assert.deepEqual(port.posted[0].params, { protocol: { min: 1, max: 1 }, ...(await introduce()) });
    host.close();
});

test('questions_asked_at_once_share_one_connection_and_one_handshake', async () => {
    const port = greeting({ match: ({ n }) => ({ n }) });
    const { host, names } = connected([port]);
    const answers = await Promise.all([1, 2, 3].map((n) => host.ask('match', { n })));
    assert.deepEqual(answers, [{ n: 1 }, { n: 2 }, { n: 3 }]);
    assert.equal(names.length, 1);
    assert.equal(port.asked('initialize').length, 1);
    host.close();
});

test('answers_that_come_out_of_order_reach_their_questions', async () => {
    const port = greeting();
    const { host } = connected([port]);
    const both = [host.ask('match', { n: 1 }), host.ask('choices', { n: 2 })];
    await settle();
    const [first, second] = port.posted.slice(1);
    port.say({ jsonrpc: '2.0', id: second.id, result: 'two' });
    port.say({ jsonrpc: '2.0', id: 999, result: 'nobody asked' });
    port.say({ jsonrpc: '2.0', id: first.id, result: 'one' });
    assert.deepEqual(await Promise.all(both), ['one', 'two']);
    host.close();
});

test('a_host_that_is_not_there_is_missing', async () => {
    const port = new Port();
    const { host } = connected([port]);
    const asked = host.ask('match');
    await settle();
    port.breakDown();
    await assert.rejects(asked, reason('hostMissing'));
});

test('a_browser_that_refuses_to_connect_means_missing_and_the_next_question_tries_again', async () => {
    let calls = 0;
    const port = greeting({ match: () => 'yes' });
    const connect = () => {
        calls += 1;
        if (calls === 1) {
            throw new Error('no such application');
        }
        return port;
    };
    const host = new Host({ connect, introduce, notified() {} });
    await assert.rejects(host.ask('match'), reason('hostMissing'));
    assert.equal(await host.ask('match'), 'yes');
    host.close();
});

test('a_host_that_goes_away_is_called_once_more', async () => {
    const [first, second] = [greeting(), greeting({ match: () => 'again' })];
    const { host, names } = connected([first, second]);
    const asked = host.ask('match');
    await settle();
    first.breakDown();
    assert.equal(await asked, 'again');
    assert.equal(names.length, 2);
    host.close();
});

test('a_host_that_goes_away_twice_is_gone', async () => {
    const [first, second] = [greeting(), greeting()];
    const { host } = connected([first, second]);
    const asked = host.ask('match');
    await settle();
    first.breakDown();
    await settle();
    second.breakDown();
    await assert.rejects(asked, reason('hostGone'));
});

test('a_question_without_an_answer_ends_in_time', async () => {
    const port = greeting();
    const { host } = connected([port], { patience: { initialize: 20, usual: 20 } });
    await assert.rejects(host.ask('match'), reason('timeout'));
    host.close();
});

test('a_handshake_without_an_answer_ends_in_time_and_closes_the_port', async () => {
    const port = new Port();
    const { host } = connected([port], { patience: { initialize: 20, usual: 20 } });
    await assert.rejects(host.ask('match'), reason('timeout'));
    assert.equal(port.isOpen, false);
});

test('an_error_of_the_host_keeps_its_reason_and_its_data', async () => {
    const port = greeting({ choose: () => failure('notSaved', { keyring: 'locked' }) });
    const { host } = connected([port]);
    await assert.rejects(host.ask('choose'), ({ reason: why, data }) => why === 'notSaved' && data.keyring === 'locked');
    host.close();
});

test('a_protocol_without_common_version_says_which_side_to_update', async () => {
    const port = new Port({ initialize: () => failure('unsupportedProtocol', { min: 2, max: 3, update: 'extension' }) });
    const { host } = connected([port]);
    await assert.rejects(host.initialize(), ({ reason: why, data }) => why === 'unsupportedProtocol' && data.update === 'extension');
    assert.equal(port.isOpen, false);
});

test('a_notification_is_passed_on_and_answers_nothing', async () => {
    const port = greeting();
    const { host, heard } = connected([port]);
    await host.initialize();
    port.say({ jsonrpc: '2.0', method: 'changed', params: { sites: ['linkedin'] } });
    assert.deepEqual(heard, [['changed', { sites: ['linkedin'] }]]);
    host.close();
});

test('a_port_without_questions_is_closed_and_opened_again_when_needed', async () => {
    const [first, second] = [greeting({ match: () => 1 }), greeting({ match: () => 2 })];
    const { host } = connected([first, second], { idle: 10 });
    assert.equal(await host.ask('match'), 1);
    await new Promise((resolve) => setTimeout(resolve, 40));
    assert.equal(first.isOpen, false);
    assert.equal(await host.ask('match'), 2);
    host.close();
});

test('a_message_that_makes_no_sense_disturbs_nothing', async () => {
    const port = greeting();
    const { host } = connected([port]);
    const asked = host.ask('match');
    await settle();
    for (const nonsense of [42, null, 'x', [], {}, { id: 'other' }]) {
        port.say(nonsense);
    }
    port.say({ jsonrpc: '2.0', id: port.posted.at(-1).id, result: 'sense' });
    assert.equal(await asked, 'sense');
    host.close();
});
