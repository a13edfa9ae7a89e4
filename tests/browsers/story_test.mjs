// SPDX-License-Identifier: MIT
// The whole story with the real host and a real keyring, told step by step in each browser.

import assert from 'node:assert/strict';
import { FEED, QUIET, SETTINGS, keyringItem } from './stage.mjs';
import { inEachBrowser, shot } from './telling.mjs';
import { until } from './until.mjs';

const AI = `${SETTINGS}/data-for-ai-improvement`;
const SETTING = 'allowDataForGenerativeAI';
const LIVE = `document.querySelector('[aria-labelledby="${SETTING}"]')?.checked`;

inEachBrowser(() => ({}), async (stage, step) => {
    const { name: browser } = stage;
    const picture = (name, where = stage.page) => shot(where, `${browser}-${name}`);
    const words = (where) => where.eval("document.body?.innerText ?? ''");
    const title = () => stage.card(stage.page, '#title');
    const isLive = (value) => until(`the switch to be ${value}`, async () => (await stage.page.eval(LIVE)) === value);

    const visit = (url) => stage.page.goto(url);

    const choices = () => stage.choices().find(({ control }) => control.includes('/data-for-ai-improvement'));
    const proofs = () => Object.values(choices()?.seen ?? {}).map(({ proof, state }) => `${state} ${proof}`);

    await step('the_welcome_page_asks_once_for_the_sites_it_knows_and_takes_no_for_an_answer', async () => {
        const said = () => words(stage.own);
        await until('the question', async () => /Allow on these sites/.test(await said()));
        await picture('welcome', stage.own);
        assert.match(await stage.own.eval("document.querySelector('.sites').textContent"), /These are the \d+ sites.*linkedin\.com/);
        await stage.own.press('#status button:not(.first)');
        await until('the answer', async () => /asks again, site by site/.test(await said()));
    });

    // Only Firefox lets a test answer the browser's own question.
    if (browser === 'firefox') {
        await step('a_yes_on_the_welcome_page_is_all_that_is_needed', async () => {
            await stage.own.reload();
            await until('the question', async () => /Allow on these sites/.test(await words(stage.own)));
            await stage.own.press('#status button.first');
            await until('all to be set', async () => /All set/.test(await words(stage.own)));
        });
    }

    await step('a_settings_page_prompts_with_what_why_since_when_and_for_whom', async () => {
        stage.page = await stage.browser.open(FEED);
        await visit(AI);
        await stage.says(/Turn it off for me/);
        const text = await stage.card(stage.page);
        assert.match(await title(), /AI/);
        assert.match(text, /train/);
        assert.match(text, /Since\s+[^\n]*2025/);
        assert.match(text, /For whom\s+\S/);
        assert.match(text, /You lose\s+\S/);
        assert.match(text, /Known from\s+\S[^]*20\d\d/);
    });

    await step('the_prompt_looks_as_it_should_in_light_and_in_dark', async () => {
        await until('the card to have arrived', () => stage.page.inShadow('offswitch-card', '.card', 'function () { return this.getAnimations().length === 0; }'));
        await picture('prompt-light');
        await stage.page.media({ scheme: 'dark', motion: 'reduce' });
        await picture('prompt-dark');
        await stage.page.media();
    });

    await step('a_click_that_no_person_made_does_nothing', async () => {
        await stage.page.eval(`(() => {
            const host = document.querySelector('offswitch-card');
            const box = host.getBoundingClientRect();
            for (const at of [host, document.elementFromPoint(box.left + box.width / 2, box.bottom - 80)]) {
                at.click();
                at.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: box.left + 100, clientY: box.bottom - 80 }));
            }
            return host.shadowRoot;
        })()`);
        await stage.page.inShadow('offswitch-card', '.first', 'function () { this.click(); }');
        await assert.rejects(until('a change', async () => (await stage.page.eval(LIVE)) === false || !stage.site.state[SETTING], QUIET), /in vain/);
        assert.match(await stage.card(stage.page), /Turn it off for me/);
    });

    await step('a_press_on_a_card_that_cannot_be_seen_does_nothing', async () => {
        await stage.page.eval("document.querySelector('offswitch-card').style.setProperty('opacity', '0', 'important')");
        await stage.page.eval("document.documentElement.style.opacity = '0'");
        await stage.press(stage.page, 'Turn it off for me');
        await stage.page.eval("document.documentElement.style.opacity = ''");
        await assert.rejects(until('a change', async () => (await stage.page.eval(LIVE)) === false, QUIET), /in vain/);
    });

    await step('the_press_of_a_person_turns_it_off_on_the_page_and_on_the_server', async () => {
        await stage.press(stage.page, 'Turn it off for me');
        await stage.says(/Turned off\s+We check again/);
        assert.equal(await stage.page.eval(LIVE), false);
        assert.equal(stage.site.state[SETTING], false);
        await picture('turned-off');
    });

    await step('the_choice_is_in_the_keyring', async () => {
        await until('the choice', () => choices()?.choice === 'private');
        assert.deepEqual(proofs(), ['off click']);
        const item = keyringItem();
        assert.match(item, /label = Offswitch choices/);
        assert.match(item, /attribute\.document = choices/);
    });

    await step('a_reload_finds_it_off_still_and_proves_it', async () => {
        await stage.page.reload();
        await isLive(false);
        await until('the proof', () => proofs().includes('off reload'));
    });

    await step('a_second_visit_is_silent', async () => {
        await stage.forgetTheDay();
        await visit(AI);
        await isLive(false);
        await stage.staysQuiet(stage.page);
    });

    await step('what_the_site_turned_on_again_is_said_with_the_date', async () => {
        stage.site.state[SETTING] = true;
        await stage.page.reload();
        await stage.says(/LinkedIn turned it on again/);
        assert.match(await stage.card(stage.page, '.again'), new RegExp(`You had turned it off on .*${new Date().getFullYear()}`));
        await picture('went-back');
    });

    await step('keeping_it_on_is_stored_even_when_the_background_was_suspended', async () => {
        await stage.suspend();
        await stage.press(stage.page, 'Keep it on');
        await until('the choice', () => choices()?.choice === 'keep');
        await until('nothing left to count', async () => (await stage.badge(stage.page)) === '');
        await until('the card to go', async () => (await stage.card(stage.page)) === undefined);
    });

    await step('what_is_kept_is_never_asked_about_again', async () => {
        await stage.forgetTheDay();
        await stage.page.reload();
        await isLive(true);
        await stage.staysQuiet(stage.page);
    });

    await step('the_popup_says_how_it_stands_and_what_was_decided', async () => {
        const popup = await stage.popup(stage.page);
        await until('the popup to speak', async () => /You decided to keep it on/.test(await words(popup)));
        // Its foot waits for the keyring, which is asked beside.
        await until('where choices are kept', async () => /kept in your keyring/.test(await words(popup)));
        await picture('popup', popup).catch(() => {});
        await popup.close();
    });

    await step('another_page_of_the_site_has_one_quiet_line', async () => {
        await stage.forgetTheDay();
        await visit(FEED);
        await stage.says(/\d+ settings on LinkedIn are worth a review/);
        await picture('quiet-line');
    });

    await step('its_review_leads_to_a_settings_page_and_asks_there', async () => {
        await stage.press(stage.page, 'Review');
        await until('the settings page', async () => (await stage.page.eval('location.href')).startsWith(SETTINGS));
        await stage.says(/Turn it off for me/);
    });

    await step('escape_closes_and_the_day_stays_quiet', async () => {
        await stage.page.key('Escape');
        await until('the card to go', async () => (await stage.card(stage.page)) === undefined);
    });

    await step('an_application_that_changes_its_address_is_read_again', async () => {
        await visit(FEED);
        stage.site.refuses = true;
        await stage.forgetTheDay();
        await stage.page.eval(`history.pushState(null, '', ${JSON.stringify(`${SETTINGS}/ads-interactions-with-business`)}); draw()`);
        await stage.says(/Turn it off for me/);
    });

    await step('a_change_that_the_site_refuses_is_said_to_have_failed', async () => {
        await stage.press(stage.page, 'Turn it off for me');
        await stage.says(/It did not take/);
        assert.equal(stage.site.state.allowUseOfThirdPartyData, true);
    });

    await step('a_missing_host_leads_to_one_sentence_and_the_fix', async () => {
        stage.unregister();
        await stage.suspend();
        const popup = await stage.popup(stage.page);
        await until('the sentence', async () => /does not answer/.test(await words(popup)));
        assert.match(await words(popup), /sh manifests\/install[^]*Try again/);
        await picture('popup-without-host', popup).catch(() => {});
    });
}, { isOneStory: true });
