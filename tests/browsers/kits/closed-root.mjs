// SPDX-License-Identifier: MIT
// Custom elements that tell nobody but assistive technology and style sheets how they stand, and one that hides its input in a closed root.
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN, keeps, kept, page } from './settings.mjs';

class Drawn extends HTMLElement {
    static formAssociated = true;
    #internals = this.attachInternals();
    #checked = false;

    constructor() {
        super();
        this.#internals.role = 'switch';
        this.attachShadow({ mode: 'closed' }).innerHTML = '<div style="width: 40px; height: 20px; background: #888"></div>';
        this.addEventListener('click', () => {
            this.checked = !this.checked;
            this.dispatchEvent(new Event('change'));
        });
    }

    get checked() {
        return this.#checked;
    }

    set checked(value) {
        this.#checked = value;
        this.#internals.ariaChecked = String(value);
        this.#internals.states[value ? 'add' : 'delete']('checked');
    }
}

class Hidden extends HTMLElement {
    #input;

    constructor() {
        super();
        const root = this.attachShadow({ mode: 'closed' });
        root.innerHTML = '<label><input type="checkbox" style="position: absolute; opacity: 0"><slot></slot></label>';
        this.#input = root.querySelector('input');
        this.#input.addEventListener('change', () => this.dispatchEvent(new Event('change')));
    }

    get checked() {
        return this.#input.checked;
    }

    set checked(value) {
        this.#input.checked = value;
    }
}

customElements.define('our-switch', Drawn);
customElements.define('our-box', Hidden);
page(`<label for="share">${SHARE}</label><our-switch id="share"></our-switch><p><our-box>${TRAIN}</our-box></p>
    <fieldset><legend>${REACH}</legend>${[ANYONE, NOBODY].map((one, i) => `<label><input type="radio" name="reach" ${i ? '' : 'checked'}>${one}</label>`).join('')}</fieldset>
    <label>${TOPICS} <select><option>All topics</option></select></label>`);
keeps('our-switch', 'share', 'change').checked = kept('share', true);
keeps('our-box', 'train', 'change').checked = kept('train', true);
