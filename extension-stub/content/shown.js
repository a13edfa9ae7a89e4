// SPDX-License-Identifier: MIT
// What of a control can be seen, and so what a person would press: itself, its label, or what is drawn around an input that
// hides. Has never heard of roles, states or names.

var offswitch = globalThis.offswitch ?? {};

offswitch.shown = (() => {
    const SMALLEST = 8;
    const NEAR = 3;
    const TOGGLES = 'input[type="checkbox"], input[type="radio"], [role="switch"], [role="checkbox"], [role="radio"]';

    const shows = (one) => one.checkVisibility?.({ visibilityProperty: true }) ?? true;

    function isSeen(one) {
        const box = one.getBoundingClientRect();
        return shows(one) && box.width >= SMALLEST && box.height >= SMALLEST;
    }

    const around = (element) => element.parentElement ?? element.getRootNode().host ?? null;

    // The nearest seen element around, as long as it holds no second toggle. What a page has folded away is drawn nowhere.
    function drawnAround(element) {
        let one = around(element);
        for (let i = 0; i < NEAR && one !== null; i += 1, one = around(one)) {
            if (!shows(one) || one.querySelectorAll(TOGGLES).length > 1) {
                return null;
            }
            if (isSeen(one)) {
                return one;
            }
        }
        return null;
    }

    // Beside a hidden input a page draws what stands for it.
    const drawnBeside = (element) => [element.nextElementSibling, element.previousElementSibling].find((one) => one && isSeen(one));

    function target(element) {
        if (isSeen(element)) {
            return element;
        }
        return [...(element.labels ?? [])].find(isSeen) ?? drawnBeside(element) ?? drawnAround(element) ?? (shows(element) ? element : null);
    }

    const isInClosedDialog = (element) => element.closest('dialog:not([open])') !== null;

    // A drawn switch often hides its input; then something that stands for it shows. Nothing stands for what is in a closed dialog.
    const isRendered = (element) => shows(element) || !isInClosedDialog(element) && hasStandIn(element);
    const hasStandIn = (element) => [...(element.labels ?? [])].some(shows) || target(element) !== null;

    return { target, isRendered, around, TOGGLES };
})();
