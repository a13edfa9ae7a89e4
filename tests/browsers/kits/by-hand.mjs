// SPDX-License-Identifier: MIT
// Nobody's kit: what pages draw by hand, with an input that hides, a row for a name, and roles on plain elements.
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN, keep, kept, keeps, page } from './settings.mjs';

page(`<style>.row { display: flex } .row input { display: none } .drawn { display: inline-block; width: 40px; height: 20px; background: #888 }</style>
    <div class="row"><div><h4>${SHARE}</h4><p>With <a href="/partners">some of them</a>.</p></div><label><input type="checkbox"><span class="drawn"></span></label></div>
    <div role="listbox" aria-multiselectable="true" aria-label="More"><div role="option" tabindex="0" aria-selected="${kept('train', true)}">${TRAIN}</div></div>
    <h2>${REACH}</h2><div role="radiogroup"><div role="radio" aria-checked="true">${ANYONE}</div><div role="radio" aria-checked="false">${NOBODY}</div></div>
    <button aria-haspopup="listbox" aria-label="${TOPICS}">All topics</button>`);
keeps('input', 'share', 'change').checked = kept('share', true);
const option = document.querySelector('[role="option"]');
option.addEventListener('click', () => {
    const next = option.getAttribute('aria-selected') !== 'true';
    option.setAttribute('aria-selected', next);
    keep('train', next);
});
