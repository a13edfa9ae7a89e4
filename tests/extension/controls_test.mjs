// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlsOf, read, readable } from './dom.mjs';

const one = (html) => {
    const found = controlsOf(html);
    assert.equal(found.length, 1);
    return found[0];
};

test('a_switch_as_linkedin_draws_it_is_read_with_its_key', () => {
    const control = one(`<h1>Data for Generative AI Improvement</h1><label id="allowDataForGenerativeAI">Use my data</label>
        <div class="_a1"><input type="checkbox" role="switch" aria-labelledby="allowDataForGenerativeAI" checked></div>`);
    assert.deepEqual(control, {
        name: 'Use my data', role: 'switch', state: 'on', group: 'Data for Generative AI Improvement',
        key: { labelledby: 'allowDataForGenerativeAI' },
    });
});

test('a_reference_to_nothing_still_gives_the_key', () => {
    const control = one('<input type="checkbox" role="switch" aria-labelledby="allowUseOfThirdPartyData">');
    assert.deepEqual(control, { role: 'switch', state: 'off', key: { labelledby: 'allowUseOfThirdPartyData' } });
});

test('fields_that_say_nothing_are_left_out', () => {
    assert.deepEqual(one('<input type="checkbox">'), { role: 'checkbox', state: 'off' });
});

test('every_hook_of_the_page_is_a_key', () => {
    const { key } = one('<input type="checkbox" id="a" name="b" aria-labelledby="c" data-testid="d">');
    assert.deepEqual(key, { id: 'a', name: 'b', labelledby: 'c', testid: 'd' });
});

test('the_live_property_counts_and_not_the_attribute_it_started_with', () => {
    const window = readable('<input type="checkbox" checked>');
    window.document.querySelector('input').checked = false;
    assert.equal(read(window)[0].state, 'off');
});

test('a_property_and_an_attribute_that_disagree_leave_the_state_unknown', () => {
    assert.equal(one('<input type="checkbox" checked aria-checked="false">').state, 'unknown');
    assert.equal(one('<input type="checkbox" checked aria-checked="true">').state, 'on');
});

test('a_half_checked_box_is_mixed', () => {
    const window = readable('<input type="checkbox" checked>');
    window.document.querySelector('input').indeterminate = true;
    assert.equal(read(window)[0].state, 'mixed');
});

test('drawn_switches_and_pressed_buttons_are_read_from_aria', () => {
    assert.deepEqual(one('<div role="switch" aria-checked="true" aria-label="Ads"></div>'), { name: 'Ads', role: 'switch', state: 'on' });
    assert.deepEqual(one('<button aria-pressed="false">Ads</button>'), { name: 'Ads', role: 'button', state: 'off' });
    assert.equal(one('<div role="checkbox" aria-checked="mixed">Ads</div>').state, 'mixed');
    assert.equal(one('<div role="switch">Ads</div>').state, 'unknown');
});

test('an_ordinary_button_or_text_field_is_no_control_of_ours', () => {
    assert.deepEqual(controlsOf('<button>Save</button><input type="text"><a href="/x">x</a><div role="button">x</div>'), []);
});

test('radios_are_one_group_with_options', () => {
    const control = one(`<fieldset><legend>Who can see you</legend>
        <label><input type="radio" name="who" checked>Anyone</label><label><input type="radio" name="who">Nobody</label></fieldset>`);
    assert.deepEqual(control, {
        name: 'Who can see you', role: 'radiogroup', group: 'Who can see you', key: { name: 'who' },
        options: [{ name: 'Anyone', selected: true }, { name: 'Nobody' }],
    });
});

test('drawn_radios_belong_to_the_group_around_them', () => {
    const control = one(`<div role="radiogroup" aria-label="Reach"><div role="radio" aria-checked="false">All</div>
        <div role="radio" aria-checked="true">None</div></div>`);
    assert.equal(control.name, 'Reach');
    assert.deepEqual(control.options, [{ name: 'All' }, { name: 'None', selected: true }]);
});

test('two_radio_groups_of_one_form_stay_two', () => {
    const found = controlsOf(`<form><input type="radio" name="a"><input type="radio" name="b"><input type="radio" name="a"></form>`);
    assert.deepEqual(found.map(({ options }) => options.length), [2, 1]);
});

test('a_list_is_read_with_what_is_chosen', () => {
    const control = one('<label>Reach <select name="r"><option>All</option><option selected>None</option></select></label>');
    assert.equal(control.role, 'combobox');
    assert.deepEqual(control.options, [{ name: 'All' }, { name: 'None', selected: true }]);
});

test('disabled_is_said_however_it_is_written', () => {
    assert.equal(one('<input type="checkbox" disabled>').disabled, true);
    assert.equal(one('<fieldset disabled><input type="checkbox"></fieldset>').disabled, true);
    assert.equal(one('<div aria-disabled="true"><div role="switch" aria-checked="true">x</div></div>').disabled, true);
});

test('open_shadow_roots_are_entered_in_document_order', () => {
    const window = readable('<x-a></x-a><input type="checkbox" id="after">');
    const root = window.document.querySelector('x-a').attachShadow({ mode: 'open' });
    root.innerHTML = '<span id="l">Inside</span><button role="switch" aria-checked="true" aria-labelledby="l"></button>';
    assert.deepEqual(read(window).map(({ name, key }) => name ?? key.id), ['Inside', 'after']);
});

test('closed_shadow_roots_are_entered_where_the_browser_opens_them', () => {
    const window = readable('<x-a></x-a>');
    const root = window.document.querySelector('x-a').attachShadow({ mode: 'closed' });
    root.innerHTML = '<div role="switch" aria-checked="false" aria-label="Hidden"></div>';
    window.chrome = { dom: { openOrClosedShadowRoot: (element) => (element.localName === 'x-a' ? root : null) } };
    assert.equal(read(window)[0].name, 'Hidden');
});

test('a_long_name_is_cut_and_never_inside_a_character', () => {
    const { name } = one(`<div role="switch" aria-checked="true" aria-label="${'x'.repeat(299)}😀 more"></div>`);
    assert.equal(name, 'x'.repeat(299));
    assert.ok(one(`<div role="switch" aria-label="${'é'.repeat(1000)}"></div>`).name.length <= 300);
});

test('a_broken_character_and_control_characters_never_reach_the_host', () => {
    const window = readable('<div role="switch"></div>');
    window.document.querySelector('div').setAttribute('aria-label', 'a\ud800b\u0000c\n d');
    assert.equal(read(window)[0].name, 'a\ufffdb c d');
});

test('no_page_makes_us_send_more_than_five_hundred_controls', () => {
    assert.ok(controlsOf('<input type="checkbox">'.repeat(600)).length <= 500);
});

test('a_name_that_the_page_forgot_is_the_first_words_of_the_row', () => {
    const [ads, posts] = controlsOf(`<div><div><h4>Ads</h4><p>More <b>about</b> it</p></div><button role="switch" aria-checked="true"></button></div>
        <div><span>Your <b>posts</b></span><span><button role="switch" aria-checked="false"><i>On</i><i>Off</i></button></span></div>`);
    assert.deepEqual([ads.name, posts.name], ['Ads', 'Your posts']);
});

test('a_row_with_two_controls_names_neither', () => {
    const found = controlsOf('<div>Ads <input type="checkbox"><input type="checkbox"></div>');
    assert.deepEqual(found.map(({ name }) => name), [undefined, undefined]);
});

test('a_drawn_switch_and_the_input_it_hides_are_one', () => {
    const control = one('<div role="switch" aria-checked="true" aria-label="Ads"><input type="checkbox" name="ads" checked></div>');
    assert.deepEqual(control, { name: 'Ads', role: 'switch', state: 'on', key: { name: 'ads' } });
});

test('an_input_that_is_kept_from_assistive_technology_is_no_second_control', () => {
    assert.equal(controlsOf('<button role="switch" aria-checked="true">Ads</button><input type="checkbox" aria-hidden="true">').length, 1);
});

test('items_of_menus_and_of_lists_of_many_are_checkboxes', () => {
    assert.equal(one('<div role="menuitemcheckbox" aria-checked="true">Ads</div>').role, 'checkbox');
    const option = one('<div role="listbox" aria-multiselectable="true"><div role="option" aria-selected="true">Ads</div></div>');
    assert.deepEqual(option, { name: 'Ads', role: 'checkbox', state: 'on' });
    assert.deepEqual(controlsOf('<div role="option" aria-selected="true">Ads</div>'), []);
});

test('a_drawn_list_shows_what_is_chosen', () => {
    const list = one('<div role="listbox" aria-label="Reach"><div role="option" aria-selected="true">All</div><div role="option">None</div></div>');
    assert.deepEqual(list.options, [{ name: 'All', selected: true }, { name: 'None' }]);
    assert.deepEqual(one('<button role="combobox" aria-label="Reach">All</button>').options, [{ name: 'All', selected: true }]);
});

test('what_people_type_is_never_read', () => {
    assert.doesNotMatch(JSON.stringify(controlsOf('<input role="combobox" aria-label="Search" value="my secret">')), /secret/);
});

for (const [said, state] of [['On', 'on'], ['Off', 'off'], ['Aus', 'off'], ['オン', 'on']]) {
    test(`a_row_that_leads_elsewhere_and_says_${said}_is_a_link_with_a_state`, () => {
        const row = one(`<a href="/settings/ads"><span>Ads</span><span>${said}</span></a>`);
        assert.deepEqual(row, { name: `Ads ${said}`, role: 'link', state, href: 'https://www.linkedin.com/settings/ads' });
    });
}

test('a_link_that_only_ends_in_such_a_word_is_none', () => {
    assert.deepEqual(controlsOf('<a href="/x">Read on</a><a href="/x">On</a><button>Ads, off</button>'), []);
});
