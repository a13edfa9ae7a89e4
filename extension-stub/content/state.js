// SPDX-License-Identifier: MIT
// What a control is and how it stands: its role and its state, from live properties first, then from ARIA.
// Has never heard of names, of walking, or of what any state means to anyone.

var offswitch = globalThis.offswitch ?? {};

offswitch.state = (() => {
    const ROLES = ['switch', 'checkbox', 'radio', 'radiogroup'];
    const WORDS = { true: 'on', false: 'off', mixed: 'mixed' };

    const isNative = (element) => element.localName === 'input' && ['checkbox', 'radio'].includes(element.type);

    function roleOf(element) {
        const role = element.getAttribute('role')?.trim().split(/\s+/)[0];
        if (ROLES.includes(role)) {
            return role;
        }
        if (isNative(element)) {
            return element.type;
        }
        if (element.localName === 'select') {
            return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
        }
        const presses = element.localName === 'button' || role === 'button';
        return presses && element.hasAttribute('aria-pressed') ? 'button' : null;
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

    const saidState = (element) => WORDS[element.getAttribute('aria-checked') ?? element.getAttribute('aria-pressed')];

    // Two sources that disagree leave us not knowing.
    function stateOf(element) {
        const [live, said] = [nativeState(element), saidState(element)];
        if (live !== undefined && said !== undefined && live !== said) {
            return 'unknown';
        }
        return live ?? said ?? 'unknown';
    }

    const isDisabled = (element) => element.matches(':disabled') || element.closest('[aria-disabled="true"]') !== null;

    // A drawn switch often hides its input; then one of its labels shows.
    function isRendered(element) {
        const shows = (one) => one.checkVisibility?.() ?? true;
        return shows(element) || [...(element.labels ?? [])].some(shows);
    }

    return { roleOf, stateOf, isDisabled, isRendered };
})();
