// SPDX-License-Identifier: MIT
// What a control is and how it stands: its role and its state, from live properties first, then from ARIA, then from what a
// custom element shows to style sheets. Has never heard of names, of walking, or of what any state means to anyone.

var offswitch = globalThis.offswitch ?? {};

offswitch.state = (() => {
    // Roles of WAI-ARIA, and the word of the contract for each.
    const ROLES = {
        switch: 'switch', checkbox: 'checkbox', menuitemcheckbox: 'checkbox', radio: 'radio', menuitemradio: 'radio',
        radiogroup: 'radiogroup', combobox: 'combobox', listbox: 'listbox',
    };
    const WORDS = { true: 'on', false: 'off', mixed: 'mixed' };
    const DRAWN = /-(switch|toggle|checkbox|radio)$/;

    const isNative = (element) => element.localName === 'input' && ['checkbox', 'radio'].includes(element.type);
    const ariaRole = (element) => element.getAttribute('role')?.trim().split(/\s+/)[0].toLowerCase();
    const isMany = (list) => list?.getAttribute('aria-multiselectable') === 'true';

    // An item of a list or tree is a toggle where it is checked by itself.
    function itemRole(element) {
        return element.hasAttribute('aria-checked') || isMany(element.closest('[role="listbox"]')) ? 'checkbox' : null;
    }

    function nativeRole(element) {
        if (isNative(element)) {
            return element.type;
        }
        if (element.localName === 'select') {
            return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
        }
        return null;
    }

    function buttonRole(element) {
        if (element.hasAttribute('aria-pressed') || element.hasAttribute('aria-checked')) {
            return 'button';
        }
        return element.getAttribute('aria-haspopup') === 'listbox' ? 'combobox' : null;
    }

    function roleOf(element) {
        const role = ariaRole(element);
        if (role === 'option' || role === 'treeitem') {
            return itemRole(element);
        }
        if (role === 'listbox' && isMany(element)) {
            return null;
        }
        if (ROLES[role] !== undefined) {
            return ROLES[role];
        }
        const presses = element.localName === 'button' || role === 'button';
        return nativeRole(element) ?? (presses ? buttonRole(element) : null);
    }

    // A custom element that says by its name alone what it is; counts where nothing inside it says more.
    function drawnRole(element) {
        const [, word] = (element.hasAttribute('role') ? null : DRAWN.exec(element.localName)) ?? [];
        return word === 'toggle' ? 'switch' : word;
    }

    function nativeState(element) {
        if (!isNative(element)) {
            return undefined;
        }
        if (element.indeterminate) {
            return 'mixed';
        }
        return element.checked ? 'on' : 'off';
    }

    const SAYS = { option: 'aria-selected', treeitem: 'aria-selected' };

    function saidState(element) {
        const said = ['aria-checked', 'aria-pressed', SAYS[ariaRole(element)]].map((name) => name && element.getAttribute(name));
        return WORDS[said.find((value) => value !== null && value !== undefined)];
    }

    function matches(element, selector) {
        try {
            return element.matches(selector);
        } catch {
            return false;
        }
    }

    // Internals of a custom element are its own; what it shows to style sheets is not. Without a sign it may be off or mute.
    function shownState(element) {
        if (drawnRole(element) === undefined) {
            return undefined;
        }
        if (matches(element, ':state(indeterminate)')) {
            return 'mixed';
        }
        return matches(element, ':state(checked), [checked]') ? 'on' : 'off';
    }

    // Two sources that disagree leave us not knowing. `inner` is an input that the element hides, if any.
    function stateOf(element, inner = undefined) {
        const [live, said] = [nativeState(element), saidState(element)];
        if (live !== undefined && said !== undefined && live !== said) {
            return 'unknown';
        }
        return live ?? said ?? (inner && nativeState(inner)) ?? shownState(element) ?? 'unknown';
    }

    const isDisabled = (element) => element.matches(':disabled') || element.closest('[aria-disabled="true"], [inert]') !== null;
    const isBusy = (element) => element.closest('[aria-busy="true"]') !== null;

    return { roleOf, drawnRole, stateOf, isDisabled, isBusy, isNative };
})();
