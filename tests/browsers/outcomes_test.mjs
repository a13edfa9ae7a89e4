// SPDX-License-Identifier: MIT
// What became of a press, for each way in which a page can answer it.

import assert from 'node:assert/strict';
import { inEachBrowser, shot } from './telling.mjs';
import { TRIAL, catalog, pages } from './trial.mjs';
import { until } from './until.mjs';

inEachBrowser(() => ({ hosts: ['www.example.com'], catalog, pages, start: `${TRIAL}/` }), async (stage, step) => {
    const { page, name: browser } = stage;

    const seen = (id) => stage.choices().find(({ control }) => control === `trial/${id}.share`);
    const proof = (id) => Object.values(seen(id)?.seen ?? {})[0];

    async function visit(path) {
        await stage.forgetTheDay();
        await page.goto(`${TRIAL}${path}`);
    }

    async function turnOff(id) {
        await visit(`/settings/${id}`);
        await stage.says(/Turn it off for me/);
        await stage.press(page, 'Turn it off for me');
    }

    async function advised(id, advice) {
        await visit(`/settings/${id}`);
        await until(`the advice ${advice}`, () => stage.own.eval(`chrome.storage.session.get().then((all) => Object.values(all).some(({ url, frames }) =>
            url.endsWith('/settings/${id}') && frames[0]?.advice?.some((one) => one.advice === '${advice}' && one.handle !== undefined)))`));
        assert.equal(await stage.card(page), undefined);
    }

    for (const id of ['instant', 'late', 'redrawn', 'slow']) {
        await step(`what_is_${id}_is_turned_off_and_seen_off`, async () => {
            await turnOff(id);
            await stage.says(/Turned off\s+We check again/);
            await until('the proof', () => proof(id)?.state === 'off' && proof(id).proof === 'click');
        });
    }

    for (const id of ['refused', 'regretted']) {
        await step(`what_is_${id}_did_not_take`, async () => {
            await turnOff(id);
            await stage.says(/It did not take/);
            assert.equal(await page.eval('share.checked'), true);
        });
    }

    await step('a_card_can_be_closed_while_the_page_asks_back_and_says_what_became_of_it', async () => {
        await turnOff('confirmed');
        await stage.says(/The page asks you/);
        await stage.press(page, '×', '.close');
        await until('the card to go', async () => (await stage.card(page)) === undefined);
        await page.press('#yes');
        await stage.says(/Turned off/);
        await page.eval('share.checked = true');
    });

    await step('what_asks_back_waits_for_the_person_and_is_then_off', async () => {
        await turnOff('confirmed');
        await stage.says(/The page asks you/);
        await page.press('#yes');
        await stage.says(/Turned off/);
    });

    for (const id of ['saved', 'variant']) {
        await step(`what_is_${id}_by_a_button_needs_it`, async () => {
            await turnOff(id);
            await stage.says(/One step is left\s+Press the page’s own Save button/);
            assert.equal(seen(id).choice, 'private');
            assert.notEqual(proof(id)?.proof, 'click');
        });
    }

    await step('what_was_never_saved_is_not_blamed_on_the_site', async () => {
        await visit('/settings/saved');
        await stage.says(/Turn it off for me/);
        assert.doesNotMatch(await stage.card(page), /again/);
    });

    await step('what_a_person_turns_on_by_hand_is_not_blamed_on_the_site', async () => {
        await turnOff('instant');
        await stage.says(/Turned off/);
        await page.press('#share');
        await until('the press', () => proof('instant').state === 'on' && proof('instant').proof === 'press');
        await visit('/settings/instant');
        await stage.says(/Turn it off for me/);
        assert.doesNotMatch(await stage.card(page), /again/);
    });

    await step('what_a_site_turns_on_between_two_visits_is', async () => {
        await turnOff('slow');
        await stage.says(/Turned off/);
        await visit('/settings/slow');
        await stage.says(/Trial turned it on again/);
    });

    await step('what_vanishes_cannot_be_told', async () => {
        await turnOff('vanishing');
        await stage.says(/We cannot tell/);
    });

    await step('a_disabled_control_cannot_be_told_and_is_not_asked_about', () => advised('disabled', 'cannotTell'));
    await step('a_control_without_a_state_cannot_be_told', () => advised('unreadable', 'cannotTell'));

    await step('a_switch_in_a_modal_dialog_is_asked_about_inside_it', async () => {
        await visit('/settings/dialog');
        await until('a reading that found nothing yet', () => stage.own.eval(`chrome.storage.session.get().then((all) => Object.values(all).some(({ url, frames }) =>
            url === '${TRIAL}/settings/dialog' && frames[0]?.advice?.every(({ handle }) => handle === undefined)))`));
        await page.press('#open');
        await stage.says(/Turn it off for me/);
        await stage.press(page, 'Turn it off for me');
        await stage.says(/Turned off/);
        assert.equal(await page.eval('share.checked'), false);
    });

    await step('a_switch_that_a_page_unfolds_by_itself_is_asked_about', async () => {
        await visit('/settings/unfolded');
        await until('a reading that found nothing yet', () => stage.own.eval(`chrome.storage.session.get().then((all) => Object.values(all).some(({ url, frames }) =>
            url === '${TRIAL}/settings/unfolded' && frames[0]?.advice?.every(({ handle }) => handle === undefined)))`));
        await page.eval('drawer.hidden = false');
        await stage.says(/Turn it off for me/);
    });

    await step('a_row_of_a_virtual_list_is_asked_about_once_it_is_in_view', async () => {
        await visit('/settings/virtual');
        await until('the list', () => page.eval("document.querySelector('label') !== null"));
        await page.eval("document.querySelector('#list').scrollTop = 300 * 40");
        await stage.says(/Turn it off for me/);
        await stage.press(page, 'Turn it off for me');
        await stage.says(/Turned off/);
    });

    await step('an_application_that_moves_by_hash_is_read_again', async () => {
        await visit('/application');
        await page.eval(`location.hash = 'privacy'; document.querySelector('main').innerHTML = ${JSON.stringify(pages['/settings/instant'])}`);
        await stage.says(/Turn it off for me/);
    });

    await step('several_are_a_list_with_one_decision_each', async () => {
        await visit('/settings/several');
        await stage.says(/4 settings on this page share your data/);
        await shot(page, `${browser}-list`);
        await stage.press(page, 'Turn off');
        await stage.says(/Turned off/);
        const aloud = () => page.inShadow('offswitch-card', '.live', 'function () { return this.textContent; }');
        await until('it to be said aloud', async () => /^Sell my data: Turned off/.test(await aloud()));
        await until('one to be off', () => page.eval("document.querySelectorAll('input:checked').length === 3"));
    });

    await step('all_are_turned_off_at_once_but_never_what_destroys', async () => {
        await stage.press(page, 'Turn all 2 off for me');
        await until('three to be off', () => page.eval("document.querySelectorAll('input:checked').length === 1"));
        await until('three to be said', async () => ((await stage.card(page)).match(/Turned off/g) ?? []).length === 3);
        assert.equal(await page.eval("document.querySelector('input:checked').parentElement.textContent.trim()"), 'Delete my archive');
        await stage.says(/1 setting on this page shares your data/);
        await shot(page, `${browser}-list-done`);
    });

    await step('one_of_a_list_can_be_looked_at_and_left', async () => {
        await stage.press(page, 'Delete my archive', '.row');
        await stage.says(/Keep it on/);
        assert.doesNotMatch(await stage.card(page), /Turn it off for me/);
        await stage.press(page, 'Later');
        await stage.says(/Delete my archive\s+Later/);
    });
});
