// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { HELLO, ID, badges, failure, forgetAll, grants, own, page, settle } from './fakes.mjs';

const { answer } = await import('../../extension-stub/questions.js');
const { HostError } = await import('../../extension-stub/native.js');
const { learn } = await import('../../extension-stub/access.js');
const { review } = await import('../../extension-stub/findings.js');

const SETTINGS = 'https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement';
const CONTROL = 'linkedin/data-for-ai-improvement.training';
const SITE = { id: 'linkedin', name: 'LinkedIn' };
const EXPOSING = { control: CONTROL, handle: 0, advice: 'turnOff', certainty: 'sure', state: 'on', private: 'off' };
const FOUND = { site: SITE, page: { id: 'p' }, keyring: { state: 'ready' }, prompt: true, advice: [EXPOSING], overview: [] };

// A host of words: {method: params => result}; a thrown reason becomes its error.
function host(answers = {}) {
    const asked = [];
    return {
        asked,
        params: (method) => asked.filter(([name]) => name === method).map(([, params]) => params),
        initialize: async () => HELLO,
        async ask(method, params) {
            asked.push([method, params]);
            const result = answers[method]?.(params) ?? {};
            if (result.error) {
                throw new HostError(result.error.data.reason, '', result.error.data);
            }
            return result;
        },
    };
}

const matching = (found = FOUND) => host({ match: () => structuredClone(found) });
const ask = (someone, question, params, sender = page(SETTINGS)) => answer(someone, { ask: question, params }, sender);
const match = (someone, params = {}, sender = undefined) => ask(someone, 'match', { load: 'one', controls: [], ...params }, sender);

beforeEach(async () => {
    forgetAll();
    grants.add('https://www.linkedin.com/*');
    await learn(['https://www.linkedin.com/*']);
});

test('the_address_is_the_browsers_word_whatever_a_page_says', async () => {
    const someone = matching();
    await match(someone, { url: 'https://evil.example/', topUrl: 'https://evil.example/' });
    assert.equal(someone.params('match')[0].url, SETTINGS);
    assert.equal(someone.params('match')[0].topUrl, undefined);
});

test('an_application_that_changed_its_address_is_asked_about_by_the_new_one', async () => {
    const someone = matching();
    const sender = { ...page('https://www.linkedin.com/feed/'), tab: { id: 7, url: SETTINGS } };
    assert.equal((await match(someone, {}, sender)).result.url, SETTINGS);
});

test('a_tab_that_is_elsewhere_by_now_does_not_lend_its_address', async () => {
    const someone = matching();
    const sender = { ...page(SETTINGS), tab: { id: 7, url: 'https://evil.example/' } };
    assert.equal((await match(someone, {}, sender)).result.url, SETTINGS);
});

test('a_frame_is_asked_about_together_with_the_page_around_it', async () => {
    const someone = matching();
    await match(someone, {}, page(SETTINGS, { frameId: 3, tab: { id: 7, url: 'https://www.linkedin.com/feed/' } }));
    assert.equal(someone.params('match')[0].topUrl, 'https://www.linkedin.com/feed/');
    const hidden = await match(someone, {}, page(SETTINGS, { frameId: 3, tab: { id: 7 } }));
    assert.equal(hidden.error.reason, 'refused');
});

for (const [who, sender] of Object.entries({
    'another_extension': { ...page(SETTINGS), id: 'someone-else' },
    'a_page_of_another_site': page('https://evil.example/'),
    'a_lookalike_site': page('https://www.linkedin.com.evil.example/'),
    'a_page_without_encryption': page('http://www.linkedin.com/'),
    'a_sender_without_a_tab': { id: ID, url: SETTINGS },
})) {
    test(`${who}_is_refused`, async () => {
        const someone = matching();
        assert.equal((await match(someone, {}, sender)).error.reason, 'refused');
        assert.deepEqual(someone.asked, []);
    });
}

test('a_page_may_not_ask_what_only_our_own_pages_may', async () => {
    for (const question of ['initialize', 'choices', 'finding', 'constructor', 'toString', undefined]) {
        assert.equal((await ask(matching(), question, {})).error.reason, 'refused');
    }
});

test('a_page_may_speak_only_about_controls_that_were_found_on_it', async () => {
    const someone = matching();
    await match(someone);
    const other = await ask(someone, 'choose', { control: 'bank/everything', choice: 'keep' });
    assert.equal(other.error.reason, 'refused');
    assert.equal((await ask(someone, 'choose', { control: CONTROL, choice: 'keep' })).result.saved, true);
    assert.deepEqual(someone.params('choose'), [{ control: CONTROL, choice: 'keep', until: undefined, at: undefined }]);
});

test('a_site_is_prompted_about_once_a_day', async () => {
    const someone = matching();
    assert.equal((await match(someone)).result.prompt, true);
    await ask(someone, 'prompted', {});
    assert.equal((await match(someone)).result.prompt, false);
});

test('what_weighs_more_is_said_even_on_the_same_day_and_then_no_more', async () => {
    const line = { ...FOUND, page: null, advice: [] };
    const wentBack = { ...FOUND, advice: [{ ...EXPOSING, wentBack: { since: '2026-11-01T09:00:00Z' } }] };
    for (const found of [line, FOUND, wentBack]) {
        const someone = matching(found);
        assert.equal((await match(someone)).result.prompt, true);
        await ask(someone, 'prompted', {});
        assert.equal((await match(someone)).result.prompt, false);
    }
    assert.equal((await match(matching(FOUND))).result.prompt, false);
});

test('who_asked_to_review_is_asked_on_settings_pages_that_day', async () => {
    const someone = matching();
    await match(someone);
    await ask(someone, 'prompted', {});
    await review(7, 'linkedin');
    assert.equal((await match(someone)).result.prompt, true);
    assert.equal((await match(matching({ ...FOUND, page: null }))).result.prompt, false);
});

test('the_badge_counts_what_exposes', async () => {
    await match(matching());
    assert.equal(badges.get(7), '1');
    await match(matching({ ...FOUND, advice: [{ ...EXPOSING, advice: 'alreadyPrivate' }] }));
    assert.equal(badges.get(7), '');
});

test('a_new_load_forgets_what_frames_of_the_old_one_showed', async () => {
    await match(matching(), {}, page(SETTINGS, { frameId: 3 }));
    assert.equal(badges.get(7), '1');
    await match(matching({ ...FOUND, advice: [] }), { load: 'two' });
    assert.equal(badges.get(7), '');
});

test('a_choice_that_could_not_be_saved_is_kept_and_silences_all_the_same', async () => {
    const someone = host({ match: () => structuredClone({ ...FOUND, keyring: { state: 'locked' } }), choose: () => failure('notSaved', { keyring: 'locked' }) });
    await match(someone);
    const chosen = await ask(someone, 'choose', { control: CONTROL, choice: 'keep' });
    assert.deepEqual(chosen.result, { saved: false, reason: 'notSaved', keyring: 'locked' });
    const [advice] = (await match(someone)).result.advice;
    assert.equal(advice.advice, 'keptByChoice');
    assert.equal(advice.choice.unsaved, true);
    assert.equal((await ask(someone, 'initialize', {}, own())).result.unsaved, 1);
});

test('a_kept_later_ends_like_one_that_was_stored', async (t) => {
    const now = Date.now;
    t.after(() => { Date.now = now; });
    const someone = host({ match: () => structuredClone({ ...FOUND, keyring: { state: 'locked' } }), choose: () => failure('notSaved', { keyring: 'locked' }) });
    await match(someone);
    await ask(someone, 'choose', { control: CONTROL, choice: 'later' });
    assert.equal((await match(someone)).result.advice[0].advice, 'later');
    Date.now = () => now() + 7 * 86_400_000;
    assert.equal((await match(someone)).result.advice[0].advice, FOUND.advice[0].advice);
});

test('a_kept_choice_is_offered_again_when_the_keyring_is_ready_and_then_forgotten', async () => {
    let locked = true;
    const someone = host({
        match: () => structuredClone({ ...FOUND, keyring: { state: locked ? 'locked' : 'ready' } }),
        choose: () => (locked ? failure('notSaved') : { control: CONTROL }),
    });
    await match(someone);
    await ask(someone, 'choose', { control: CONTROL, choice: 'keep' });
    const decided = new Date().toISOString();
    await match(someone);
    assert.equal(someone.params('choose').length, 1);
    locked = false;
    await match(someone);
    await match(someone);
    const [first, again] = someone.params('choose');
    assert.deepEqual([someone.params('choose').length, first.at, again.choice], [2, undefined, 'keep']);
    assert.ok(again.at <= decided && again.at > new Date(Date.now() - 60_000).toISOString(), again.at);
    assert.equal((await ask(someone, 'initialize', {}, own())).result.unsaved, 0);
});

test('a_choice_made_while_the_host_is_gone_is_kept', async () => {
    const someone = host({ match: () => structuredClone(FOUND), choose: () => failure('hostGone') });
    await match(someone);
    assert.equal((await ask(someone, 'choose', { control: CONTROL, choice: 'private' })).result.saved, false);
});

test('a_choice_that_the_host_refuses_for_good_is_an_error_and_not_kept', async () => {
    const someone = host({ match: () => structuredClone(FOUND), choose: () => failure('unknownControl') });
    await match(someone);
    assert.equal((await ask(someone, 'choose', { control: CONTROL, choice: 'private' })).error.reason, 'unknownControl');
    assert.equal((await ask(someone, 'initialize', {}, own())).result.unsaved, 0);
});

test('a_state_is_reported_once_and_again_only_when_it_differs', async () => {
    const someone = matching();
    await match(someone);
    await settle();
    await match(someone);
    await settle();
    assert.deepEqual(someone.params('observe'), [{ control: CONTROL, state: 'on', proof: 'read' }]);
});

test('a_press_is_proven_by_a_later_load_and_not_by_the_same', async () => {
    const off = matching({ ...FOUND, advice: [{ ...EXPOSING, advice: 'alreadyPrivate', state: 'off' }] });
    await match(off);
    await settle();
    await ask(off, 'observe', { control: CONTROL, state: 'off', proof: 'click', load: 'one' });
    await match(off);
    await settle();
    assert.deepEqual(off.params('observe').map(({ proof }) => proof), ['read', 'click']);
    await match(off, { load: 'two' });
    await settle();
    await match(off, { load: 'three' });
    await settle();
    assert.deepEqual(off.params('observe').map(({ proof }) => proof), ['read', 'click', 'reload']);
});

const shown = (state) => matching({ ...FOUND, advice: [{ ...EXPOSING, state }] });

test('what_a_hand_on_the_page_changed_is_no_doing_of_the_site', async () => {
    await match(shown('off'));
    await settle();
    for (const [touched, load, proof] of [[true, 'one', 'press'], [false, 'two', 'reload'], [false, 'three', undefined]]) {
        const someone = shown('on');
        await match(someone, { touched, load });
        await settle();
        assert.equal(someone.params('observe')[0]?.proof, proof, load);
    }
});

test('what_changes_by_itself_or_between_two_loads_is_the_doing_of_the_site', async () => {
    for (const [touched, load] of [[false, 'one'], [true, 'two']]) {
        forgetAll();
        grants.add('https://www.linkedin.com/*');
        await learn(['https://www.linkedin.com/*']);
        await match(shown('off'));
        await settle();
        const someone = shown('on');
        await match(someone, { touched, load });
        await settle();
        assert.equal(someone.params('observe')[0].proof, 'read', load);
    }
});

test('what_is_only_likely_or_not_there_is_not_reported', async () => {
    const someone = matching({ ...FOUND, advice: [{ ...EXPOSING, certainty: 'likely' }, { ...EXPOSING, handle: undefined, advice: 'pageChanged' }] });
    await match(someone);
    await settle();
    assert.deepEqual(someone.params('observe'), []);
});

test('the_option_that_is_chosen_is_the_state_of_a_list', async () => {
    const someone = matching({ ...FOUND, advice: [{ ...EXPOSING, advice: 'select', state: 'unknown', private: 'Nobody' }] });
    await match(someone, { controls: [{ role: 'radiogroup', options: [{ name: 'Anyone', selected: true }, { name: 'Nobody' }] }] });
    await settle();
    assert.equal(someone.params('observe')[0].state, 'Anyone');
});

test('the_state_of_things_names_a_missing_host_and_what_is_granted', async () => {
    const gone = { initialize: async () => { throw new HostError('hostMissing'); } };
    const { result } = await ask(gone, 'initialize', {}, own());
    assert.equal(result.problem.reason, 'hostMissing');
    assert.deepEqual(result.granted, ['https://www.linkedin.com/*']);
});
