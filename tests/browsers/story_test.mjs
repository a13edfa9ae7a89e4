// SPDX-License-Identifier: MIT
// The whole story with the real host and a real keyring, told step by step in each browser.

import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { BROWSERS } from './browsers.mjs';
import { FEED, PREFIX, SETTINGS, Stage, keyringItem } from './stage.mjs';
import { shot, teller } from './telling.mjs';
import { until } from './until.mjs';

const AI = `${SETTINGS}/data-for-ai-improvement`;
const SETTING = 'allowDataForGenerativeAI';
const LIVE = `document.querySelector('[aria-labelledby="${SETTING}"]')?.checked`;
const QUIET = 900;

for (const browser of BROWSERS) {
    describe(browser, () => tell(browser));
}

function tell(browser) {
    let stage;
    let page;
    const step = teller(browser, { page: () => page, isOneStory: true });

    const picture = (name, where = page) => shot(where, `${browser}-${name}`);
    const words = (where) => where.eval("document.body?.innerText ?? ''");
    const title = () => stage.card(page, '#title');
    const says = (pattern) => until(`the card to say ${pattern}`, async () => pattern.test((await stage.card(page)) ?? ''));
    const isLive = (value) => until(`the switch to be ${value}`, async () => (await page.eval(LIVE)) === value);

    const visit = (url) => page.goto(url);

    const choices = () => stage.choices().find(({ control }) => control.includes('/data-for-ai-improvement'));
    const proofs = () => Object.values(choices()?.seen ?? {}).map(({ proof, state }) => `${state} ${proof}`);

    before(async () => {
        stage = PREFIX && await Stage.ready(browser);
    });
    after(() => stage?.close());

    step('the_welcome_page_asks_once_for_the_sites_it_knows_and_takes_no_for_an_answer', async () => {
        const said = () => words(stage.own);
        await until('the question', async () => /Allow on these sites/.test(await said()));
        await picture('welcome', stage.own);
        assert.match(await stage.own.eval("document.querySelector('.sites').textContent"), /These are the \d+ sites.*linkedin\.com/);
        await stage.own.press('#status button:not(.first)');
        await until('the answer', async () => /asks again, site by site/.test(await said()));
    });

    // Only Firefox lets a test answer the browser's own question.
    if (browser === 'firefox') {
        step('a_yes_on_the_welcome_page_is_all_that_is_needed', async () => {
            await stage.own.reload();
            await until('the question', async () => /Allow on these sites/.test(await words(stage.own)));
            await stage.own.press('#status button.first');
            await until('all to be set', async () => /All set/.test(await words(stage.own)));
        });
    }

    step('a_settings_page_prompts_with_what_why_since_when_and_for_whom', async () => {
        page = await stage.browser.open(FEED);
        await visit(AI);
        await says(/Turn it off for me/);
        const text = await stage.card(page);
        assert.match(await title(), /AI/);
        assert.match(text, /train/);
        assert.match(text, /Since\s+[^\n]*2025/);
        assert.match(text, /For whom\s+\S/);
        assert.match(text, /You lose\s+\S/);
        assert.match(text, /Known from\s+\S[^]*20\d\d/);
    });

    step('the_prompt_looks_as_it_should_in_light_and_in_dark', async () => {
        await until('the card to have arrived', () => page.inShadow('offswitch-card', '.card', 'function () { return this.getAnimations().length === 0; }'));
        await picture('prompt-light');
        await page.media({ scheme: 'dark', motion: 'reduce' });
        await picture('prompt-dark');
        await page.media();
    });

    step('a_click_that_no_person_made_does_nothing', async () => {
        await page.eval(`(() => {
            const host = document.querySelector('offswitch-card');
            const box = host.getBoundingClientRect();
            for (const at of [host, document.elementFromPoint(box.left + box.width / 2, box.bottom - 80)]) {
                at.click();
                at.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: box.left + 100, clientY: box.bottom - 80 }));
            }
            return host.shadowRoot;
        })()`);
        await page.inShadow('offswitch-card', '.first', 'function () { this.click(); }');
        await assert.rejects(until('a change', async () => (await page.eval(LIVE)) === false || !stage.site.state[SETTING], QUIET), /in vain/);
        assert.match(await stage.card(page), /Turn it off for me/);
    });

    step('a_press_on_a_card_that_cannot_be_seen_does_nothing', async () => {
        await page.eval("document.querySelector('offswitch-card').style.setProperty('opacity', '0', 'important')");
        await page.eval("document.documentElement.style.opacity = '0'");
        await stage.press(page, 'Turn it off for me');
        await page.eval("document.documentElement.style.opacity = ''");
        await assert.rejects(until('a change', async () => (await page.eval(LIVE)) === false, QUIET), /in vain/);
    });

    step('the_press_of_a_person_turns_it_off_on_the_page_and_on_the_server', async () => {
        await stage.press(page, 'Turn it off for me');
        await says(/Turned off\s+We check again/);
        assert.equal(await page.eval(LIVE), false);
        assert.equal(stage.site.state[SETTING], false);
        await picture('turned-off');
    });

    step('the_choice_is_in_the_keyring', async () => {
        await until('the choice', () => choices()?.choice === 'private');
        assert.deepEqual(proofs(), ['off click']);
        const item = keyringItem();
        assert.match(item, /label = Offswitch choices/);
        assert.match(item, /attribute\.document = choices/);
    });

    step('a_reload_finds_it_off_still_and_proves_it', async () => {
        await page.reload();
        await isLive(false);
        await until('the proof', () => proofs().includes('off reload'));
    });

    step('a_second_visit_is_silent', async () => {
        await stage.forgetTheDay();
        await visit(AI);
        await isLive(false);
        await stage.staysQuiet(page);
    });

    step('what_the_site_turned_on_again_is_said_with_the_date', async () => {
        stage.site.state[SETTING] = true;
        await page.reload();
        await says(/LinkedIn turned it on again/);
        assert.match(await stage.card(page, '.again'), new RegExp(`You had turned it off on .*${new Date().getFullYear()}`));
        await picture('went-back');
    });

    step('keeping_it_on_is_stored_even_when_the_background_was_suspended', async () => {
        await stage.suspend();
        await stage.press(page, 'Keep it on');
        await until('the choice', () => choices()?.choice === 'keep');
        await until('the card to go', async () => (await stage.card(page)) === undefined);
    });

    step('what_is_kept_is_never_asked_about_again', async () => {
        await stage.forgetTheDay();
        await page.reload();
        await isLive(true);
        await stage.staysQuiet(page);
    });

    step('the_popup_says_how_it_stands_and_what_was_decided', async () => {
        const popup = await stage.popup(page);
        await until('the popup to speak', async () => /You decided to keep it on/.test(await words(popup)));
        // Its foot waits for the keyring, which is asked beside.
        await until('where choices are kept', async () => /kept in your keyring/.test(await words(popup)));
        await picture('popup', popup).catch(() => {});
        await popup.close();
    });

    step('another_page_of_the_site_has_one_quiet_line', async () => {
        await stage.forgetTheDay();
        await visit(FEED);
        await says(/\d+ settings on LinkedIn are worth a review/);
        await picture('quiet-line');
    });

    step('its_review_leads_to_a_settings_page_and_asks_there', async () => {
        await stage.press(page, 'Review');
        await until('the settings page', async () => (await page.eval('location.href')).startsWith(SETTINGS));
        await says(/Turn it off for me/);
    });

    step('escape_closes_and_the_day_stays_quiet', async () => {
        await page.key('Escape');
        await until('the card to go', async () => (await stage.card(page)) === undefined);
    });

    step('an_application_that_changes_its_address_is_read_again', async () => {
        await visit(FEED);
        stage.site.refuses = true;
        await stage.forgetTheDay();
        await page.eval(`history.pushState(null, '', ${JSON.stringify(`${SETTINGS}/ads-interactions-with-business`)}); draw()`);
        await says(/Turn it off for me/);
    });

    step('a_change_that_the_site_refuses_is_said_to_have_failed', async () => {
        await stage.press(page, 'Turn it off for me');
        await says(/It did not take/);
        assert.equal(stage.site.state.allowUseOfThirdPartyData, true);
    });

    step('a_missing_host_leads_to_one_sentence_and_the_fix', async () => {
        stage.unregister();
        await stage.suspend();
        const popup = await stage.popup(page);
        await until('the sentence', async () => /does not answer/.test(await words(popup)));
        assert.match(await words(popup), /sh manifests\/install[^]*Try again/);
        await picture('popup-without-host', popup).catch(() => {});
    });
}
