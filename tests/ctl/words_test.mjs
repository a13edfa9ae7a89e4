// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lab } from './lab.mjs';

const PAGE = 'https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement';
const CONTROL = ['--control', 'Use my data for training content creation AI models'];

/** Whatever the program lists. */
const commands = (machine) => [...machine.offswitch('help').out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);

test('alone_it_lists_its_commands', (t) => {
    const machine = lab(t);
    const { code, out } = machine.offswitch();
    assert.equal(code, 0);
    assert.equal(out, machine.offswitch('help').out);
    for (const command of ['match', 'choices', 'report', 'unlock', 'forget', 'upcoming', 'config', 'catalog', 'register', 'unregister', 'status', 'doctor', 'log', 'trace']) {
        assert.ok(commands(machine).includes(command), command);
    }
});

test('every_command_teaches_with_an_example_in_80_columns_or_so', (t) => {
    const machine = lab(t);
    for (const command of commands(machine)) {
        const { code, out } = machine.offswitch('help', command);
        assert.equal(code, 0);
        assert.match(out, new RegExp(`^usage: offswitch ${command}`));
        assert.match(out, new RegExp(`^  (sudo )?offswitch ${command}`, 'm'));
        assert.equal(machine.offswitch(command, '--help').out, out);
        assert.ok(out.split('\n').every((line) => line.length <= 95), command);
    }
});

/** What bash offers behind these words. */
function completed(machine, ...words) {
    const script = fileURLToPath(new URL('../../host/packaging/offswitch.bash', import.meta.url));
    const line = ['offswitch', ...words].map((word) => `'${word}'`).join(' ');
    const { stdout } = spawnSync('bash', ['-c', `. '${script}'; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _offswitch; printf '%s\n' "\${COMPREPLY[@]}"`],
        { env: { ...machine.env, PATH: `${machine.env.PATH}:/usr/bin:/bin` }, encoding: 'utf8' });
    return stdout.trim().split('\n');
}

/** What the other two shells offer when a tab is pressed after these words; zsh's own listing is heard, not drawn. */
const OFFER = {
    zsh: ['zsh', '-fc', `compadd() { while [[ $1 == -* && $1 != -- && $1 != --?* ]]; do shift; done; [[ $1 == -- ]] && shift; print -rl -- "$@" }
        _describe() { print -rl -- "\${(@P)2%%:*}" }
        words=("$@") CURRENT=$#; set --; . "$SCRIPT"`, 'zsh'],
    fish: ['fish', '--no-config', '-c', 'source $SCRIPT; complete -C "$argv" | string replace -r "\t.*" ""'],
};

function offered(machine, shell, ...words) {
    const script = fileURLToPath(new URL(`../../host/packaging/offswitch.${shell}`, import.meta.url));
    const [program, ...options] = OFFER[shell];
    const { stdout, stderr } = spawnSync(program, [...options, 'offswitch', ...words],
        { env: { ...machine.env, SCRIPT: script, PATH: `${machine.env.PATH}:/usr/bin:/bin` }, encoding: 'utf8' });
    assert.equal(stderr, '', shell);
    return stdout.split('\n').filter((line) => line !== '');
}

for (const shell of Object.keys(OFFER)) {
    test(`${shell}_offers_every_command_and_its_options`, (t) => {
        const machine = lab(t);
        const first = offered(machine, shell, '');
        for (const command of commands(machine)) {
            assert.ok(first.includes(command), command);
            const options = offered(machine, shell, command, '--');
            const known = machine.offswitch('help', command).out.match(/--[a-z-]+/g) ?? [];
            assert.deepEqual(options.filter((option) => option !== '--help').sort(), [...new Set(known)].sort(), command);
        }
        const { browsers } = JSON.parse(readFileSync(new URL('../../manifests/browsers.json', import.meta.url), 'utf8'));
        assert.deepEqual(offered(machine, shell, 'register', '--browser', '').sort(), browsers.map(({ id }) => id).sort());
    });
}

test('the_manual_and_the_completion_know_every_option', (t) => {
    const machine = lab(t);
    const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    const manual = read('host/packaging/offswitch.1').replaceAll('Fl -', '--');
    for (const command of commands(machine)) {
        assert.ok(manual.includes(`.It Cm ${command}\n`), command);
        const offered = completed(machine, command, '');
        const synopsis = machine.offswitch('help', command).out.match(/^ +(--[a-z-]+)|^usage: .*(\n {7}.*)*/gm).join(' ');
        for (const [option] of synopsis.matchAll(/--[a-z-]+/g)) {
            assert.ok(manual.includes(option), `${option} is not in the manual`);
            assert.ok(offered.includes(option), `${option} is not in the completion of ${command}`);
        }
    }
    const { browsers } = JSON.parse(read('manifests/browsers.json'));
    assert.deepEqual(completed(machine, 'register', '--browser', ''), browsers.map(({ id }) => id));
    const first = completed(machine, '');
    assert.ok(commands(machine).every((command) => first.includes(command)));
});

test('the_manual_explains_every_code_of_the_doctor', () => {
    const directory = new URL('../../host/', import.meta.url);
    const manual = readFileSync(new URL('packaging/offswitch-doctor.7', directory), 'utf8');
    const sources = ['ctl/attempt.c', 'ctl/concerns.c', 'ctl/doctor.c', 'ctl/store_checks.c', 'ctl/trial.c', 'browsers/rules.c'].map((path) => readFileSync(new URL(path, directory), 'utf8')).join('\n');
    const codes = [/object\(judgement, "(\w+)"/g, /finds\(attempt, "(\w+)"/g, /\.?code = "(\w+)"/g, /(?:failed|noted)\(trial, "(\w+)"/g, /CHECK_(?:FAILED|NOTE), "(\w+)"/g, /\{"(\w+)", CHECK_/g]
        .flatMap((pattern) => [...sources.matchAll(pattern)].map(([, code]) => code)).filter((code) => code !== 'accepted');
    assert.ok(new Set(codes).size > 40, String(new Set(codes).size));
    for (const code of codes) {
        assert.ok(manual.includes(`.It Li ${code}\n`), code);
    }
});

test('what_makes_no_sense_is_named_and_ends_with_2', (t) => {
    const machine = lab(t);
    const lines = [['nonsense'], ['help', 'nonsense'], ['match'], ['match', '--colour', 'red'], ['match', PAGE, '--state', 'on'], ['match', PAGE, '--control'],
        ['match', 'a', 'b'], ['match', '-x'], ['choices', '--site'], ['choices', '--json=1'], ['forget'], ['forget', 'a', '--all'], ['config', 'store'],
        ['config', 'store', 'cloud'], ['config', 'region', 'Germany'], ['config', 'colour', 'red'], ['upcoming', '--since', 'soon'], ['upcoming', '--region', 'Germany'],
        ['catalog'], ['catalog', 'burn'],
        ['catalog', 'show'], ['catalog', 'new'], ['catalog', 'list', 'x'], ['catalog', 'list', '--output', 'x'], ['catalog', 'show', 'x', '--system'],
        ['choices', 'burn'], ['choices', 'import'], ['report', '--json', '--html', 'x']];
    for (const line of lines) {
        const { code, out, err } = machine.offswitch(...line);
        assert.equal(code, 2, line.join(' '));
        assert.equal(out, '');
        assert.match(err, /^offswitch.*\(try: offswitch (help|\w+ --help)\)\n$/, line.join(' '));
    }
    assert.match(machine.offswitch('match', '--colour=red').err, /--colour/);
});

test('its_version_is_known', (t) => {
    assert.match(lab(t).offswitch('--version').out, /^offswitch \d+\.\d+\.\d+\n$/);
});

for (const way of [[], ['--host']]) {
    test(`a_toggle_that_shares_is_advised_off_in_words ${way}`, (t) => {
        const { code, out, err } = lab(t).offswitch('match', ...way, PAGE, ...CONTROL, '--state', 'on');
        assert.equal(code, 0, err);
        assert.match(out, /^LinkedIn · Data for Generative AI Improvement\n\n {2}Turn it off\. It is on\.\n/);
        assert.match(out, /Why +While on, it is trained/);
        assert.match(out, /Since +3 November 2025 in the EU and Switzerland; 18 September 2024 in\s+the US/);
        assert.match(out, /For whom +everyone except in China/);
        assert.match(out, /You lose +not known/);
        assert.match(out, /Settings & Privacy › Data privacy/);
        assert.match(out, /Last checked 22 August 2026/);
    });
}

test('the_key_alone_is_enough', (t) => {
    const { out } = lab(t).offswitch('match', PAGE, '--control', 'x', '--labelledby', 'allowDataForGenerativeAI', '--state', 'off');
    assert.match(out, /Nothing to do: it is off/);
});

test('a_page_is_read_from_a_file_and_from_standard_input', (t) => {
    const machine = lab(t);
    const page = JSON.stringify({ url: PAGE, controls: [{ name: CONTROL[1], role: 'switch', state: 'on' }] });
    const file = machine.write(machine.path('page.json'), page);
    assert.match(machine.offswitch('match', '--page', file).out, /Turn it off/);
    assert.match(machine.offswitch('match', '--page', '-', { input: page }).out, /Turn it off/);
    assert.equal(machine.json('match', '--page', file).advice[0].advice, 'turnOff');
    const broken = machine.offswitch('match', '--page', '-', { input: '{"url"' });
    assert.equal(broken.code, 1);
    assert.match(broken.err, /no JSON/);
    assert.equal(machine.offswitch('match', '--page', machine.path('nothing')).code, 1);
});

test('what_the_protocol_refuses_is_said_with_its_reason', (t) => {
    const { code, err } = lab(t).offswitch('match', PAGE, '--control', 'x', '--state', 'sideways');
    assert.equal(code, 1);
    assert.match(err, /\(invalidParams: controls\[0\]\.state\)/);
});

test('a_lookalike_host_gets_no_advice', (t) => {
    const machine = lab(t);
    for (const url of ['https://www.linkedin.com.evil.example/mypreferences/', 'https://evil.example/www.linkedin.com', 'https://xwww.linkedin.com/']) {
        assert.deepEqual(machine.offswitch('match', url), { code: 0, out: 'Offswitch knows nothing about this site.\n', err: '' });
    }
    for (const url of ['https://evil.example\\@www.linkedin.com/', 'https://a@www.linkedin.com/', 'http://www.linkedin.com/', 'https://www.linkedin.com:444/']) {
        assert.match(machine.offswitch('match', url).out, /^That is no address as a browser writes it/);
    }
});

test('elsewhere_on_the_site_it_lists_what_is_worth_a_review', (t) => {
    const { out } = lab(t).offswitch('match', 'https://www.linkedin.com/feed/');
    assert.match(out, /^LinkedIn\n\nWorth a review:\n\n {2}Data for Generative AI Improvement\n {4}https:/);
});

test('it_speaks_the_language_of_the_locale_where_the_catalog_does', (t) => {
    const machine = lab(t);
    machine.env.LC_ALL = 'de_CH.UTF-8';
    assert.match(machine.offswitch('match', PAGE).out, /Daten zur Verbesserung generativer KI/);
});

test('the_configuration_is_shown_and_set', (t) => {
    const machine = lab(t, { store: 'keyring' });
    assert.equal(machine.json('config').store, 'keyring');
    assert.match(machine.offswitch('config', 'region', 'CH').out, /live in CH/);
    assert.match(machine.offswitch('config', 'store', 'file').out, /file only you can read; they are not in the keyring/);
    const file = machine.path('.config/offswitch/config.json');
    assert.deepEqual(machine.json('config'), { store: 'file', region: 'CH', file });
    assert.equal(statSync(file).mode & 0o777, 0o600);
    machine.offswitch('config', 'region', 'none');
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).region, undefined);
    assert.equal(existsSync(machine.path('.local/share/offswitch/choices/choices.json')), false);
});

test('a_broken_configuration_is_said_and_left_alone', (t) => {
    const machine = lab(t);
    const file = machine.write(machine.path('.config/offswitch/config.json'), '{"store": 7');
    assert.equal(machine.offswitch('config', 'region', 'DE').code, 1);
    assert.equal(readFileSync(file, 'utf8'), '{"store": 7');
    assert.match(machine.offswitch('match', 'https://example.org/').err, /config\.json/);
});

test('without_a_keyring_the_choices_cannot_be_read_and_it_says_why', (t) => {
    const { code, out, err } = lab(t, { store: 'keyring' }).offswitch('choices');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /noBus.*offswitch doctor/);
});

test('choices_come_back_in_words_and_are_forgotten', (t) => {
    const machine = lab(t);
    assert.match(machine.offswitch('choices').out, /not decided anything yet/);
    assert.deepEqual(machine.json('choices'), { records: [], keyring: { state: 'file' } });
    assert.match(machine.offswitch('forget', '--all').out, /nothing to forget/);
    assert.deepEqual(machine.json('forget', 'linkedin/data-for-ai-improvement.training'), { removed: [] });
});

test('what_was_decided_and_seen_is_told_and_what_went_back_comes_first', (t) => {
    const machine = lab(t);
    const control = 'linkedin/data-for-ai-improvement.training';
    machine.tell(['choose', { control, choice: 'private' }], ['observe', { control, state: 'off', proof: 'click' }]);
    const { out } = machine.offswitch('choices', '--site', 'linkedin');
    assert.match(out, /^Data for Generative AI Improvement\n {2}Control +linkedin\/data-for-ai-improvement\.training\n {2}Decided +private: you want/);
    assert.match(out, /Last seen +off on \d+ \w+ \d{4}, read back after the click/);
    assert.match(out, /in a file of yours, not in the keyring/);
    const { out: advice } = machine.offswitch('match', PAGE, ...CONTROL, '--state', 'on');
    assert.match(advice, /Improvement\n\n {2}It went back! You had decided for off on \d+ \w+ \d{4}/);
    assert.equal(machine.offswitch('choices', '--site', 'other').out.includes('linkedin'), false);
    assert.deepEqual(machine.json('forget', '--site', 'linkedin'), { removed: [control] });
    assert.deepEqual(machine.json('choices').records, []);
});

test('nothing_speaks_to_the_terminal', (t) => {
    const machine = lab(t);
    const { out, err } = machine.offswitch('match', 'https://www.linkedin.com/\u001b[2J');
    assert.ok(!`${out}${err}`.includes('\u001b'));
});

test('what_takes_effect_is_listed_by_date_for_where_one_lives', (t) => {
    const machine = lab(t);
    assert.match(machine.offswitch('upcoming').out, /^Nothing that we know of begins from \d+ \w+ \d{4} on, anywhere/);
    const { out } = machine.offswitch('upcoming', '--since', '2024-01-01');
    assert.match(out, /18 September 2024, for the US\n {2}LinkedIn · Data for Generative AI Improvement\n {2}https:.*\n\n3 November 2025, for the EU and Switzerland/);
    assert.deepEqual(machine.json('upcoming', '--since', '2024-01-01', '--region', 'DE').upcoming.map(({ date }) => date), ['2025-11-03']);
    assert.deepEqual(machine.json('upcoming', '--since', '2024-01-01', '--region', 'CN').upcoming, []);
    machine.offswitch('config', 'region', 'US');
    assert.deepEqual(machine.json('upcoming', '--since', '2024-01-01').upcoming.map(({ date }) => date), ['2024-09-18']);
});

test('of_a_page_in_no_catalog_it_says_what_looks_like_sharing', (t) => {
    const machine = lab(t);
    const controls = [{ name: 'Dark mode', role: 'switch' }, { name: 'Do not share my data with partners', role: 'switch', state: 'off' },
        { name: 'Only personalised ads', role: 'switch', state: 'on' }];
    const page = { input: JSON.stringify({ url: 'https://unknown.example/settings', controls }) };
    const { out } = machine.offswitch('match', '--page', '-', page);
    assert.match(out, /^Offswitch knows nothing about this site\.\n\nBy their words alone/);
    assert.match(out, /Do not share my data with partners\n {4}It is off, and would protect you when on\.\n {2}Looks like +third-party-sharing/);
    assert.match(out, /Only personalised ads\n {4}Which state protects you cannot be told/);
    assert.ok(!out.includes('Dark mode'));
    assert.deepEqual(JSON.parse(machine.offswitch('match', '--json', '--page', '-', page).out).suspected.map(({ handle }) => handle), [1, 2]);
});
