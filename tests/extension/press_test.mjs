// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pressable, read } from './dom.mjs';

const SWITCH = '<label id="l">Ads</label><input type="checkbox" role="switch" aria-labelledby="l" checked>';

// An open window keeps its timers, and with them this process.
const windows = [];
after(() => windows.forEach((window) => window.close()));

function ready(html = SWITCH) {
    const window = pressable(html);
    windows.push(window);
    const [control] = read(window);
    return { window, control, input: () => window.document.querySelector('input'), press: (wanted) => window.offswitch.press.press(control, wanted) };
}

test('a_press_is_one_real_click_and_ends_when_the_state_holds', async () => {
    const { input, press } = ready();
    let clicks = 0;
    input().addEventListener('click', () => { clicks += 1; });
    assert.equal(await press('off'), 'done');
    assert.equal(input().checked, false);
    assert.equal(clicks, 1);
});

test('a_control_that_was_drawn_anew_is_found_by_its_key', async () => {
    const { window, input, press } = ready();
    const old = input();
    old.replaceWith(old.cloneNode());
    assert.equal(await press('off'), 'done');
    assert.equal(old.checked, true);
    assert.equal(window.document.querySelector('input').checked, false);
});

test('a_control_that_the_page_replaces_on_click_is_followed', async () => {
    const { input, press } = ready();
    input().addEventListener('click', () => queueMicrotask(() => {
        const next = input().cloneNode();
        next.removeAttribute('checked');
        input().replaceWith(next);
    }));
    assert.equal(await press('off'), 'done');
});

test('what_goes_back_did_not_take', async () => {
    const { window, input, press } = ready();
    input().addEventListener('change', () => window.setTimeout(() => {
        input().checked = true;
        input().dispatchEvent(new window.Event('change', { bubbles: true }));
    }, 50), { once: true });
    assert.equal(await press('off'), 'refused');
});

test('another_state_than_the_one_we_spoke_of_is_left_alone', async () => {
    const { input, press } = ready();
    input().indeterminate = true;
    assert.equal(await press('off'), 'changed');
    assert.equal(input().checked, true);
});

test('a_state_that_is_there_already_needs_no_click', async () => {
    const { input, press } = ready();
    input().checked = false;
    input().addEventListener('click', () => assert.fail('clicked'));
    assert.equal(await press('off'), 'done');
});

for (const [what, change] of Object.entries({
    'a_control_that_is_gone': (input) => input.remove(),
    'a_control_that_became_two': (input) => input.after(input.cloneNode()),
    'a_control_that_was_disabled': (input) => { input.disabled = true; },
    'a_control_that_became_another': (input) => { input.setAttribute('aria-labelledby', 'other'); input.ariaLabel = 'Delete'; },
})) {
    test(`${what}_is_not_pressed`, async () => {
        const { input, press } = ready();
        const before = input();
        change(before);
        assert.equal(await press('off'), 'changed');
        assert.equal(before.checked, true);
    });
}
