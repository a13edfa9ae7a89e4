// SPDX-License-Identifier: MIT
// Walks those elements of a page that a selector names, once, in document order, through open and closed shadow roots, and never
// longer than its bounds. The browser's own selector engine passes over the rest. Has never heard of controls, names or prompts.

var offswitch = globalThis.offswitch ?? {};

offswitch.walk = (() => {
    const MOST_ELEMENTS = 50_000;
    const MOST_MILLISECONDS = 150;
    const CLOCK_EVERY = 64;

    // What a page is mostly made of, so that the few others are looked at: a short list, because each name is compared.
    const COMMON = 'div, span, a, p, li, ul, td, tr, button, label, input, svg, path, img, i, b, br, strong, em, h1, h2, h3, h4, section, script, option, g, use, small';
    const RARE = `:not(${COMMON})`;

    // Of the plain elements these may carry a shadow root. Asking for a closed one is dear (10 µs), so only those that hold nothing else are asked.
    const EMPTY = ':is(article, aside, body, div, footer, header, main, nav, p, section, span):empty';

    function shadowOf(element) {
        if (element.openOrClosedShadowRoot !== undefined) {
            return element.openOrClosedShadowRoot;
        }
        return element instanceof HTMLElement ? globalThis.chrome?.dom?.openOrClosedShadowRoot(element) ?? element.shadowRoot : null;
    }

    // visit(element) for each custom element and each that the selector names, entered(root) for each shadow root. False when it was cut short.
    return function walk(top, { selector, visit, entered = () => {} }) {
        const all = `${selector}, ${RARE}, ${EMPTY}`;
        const end = performance.now() + MOST_MILLISECONDS;
        let left = MOST_ELEMENTS;
        let isWhole = true;

        function within(root) {
            for (const element of root.querySelectorAll(all)) {
                left -= 1;
                if (left < 0 || (left % CLOCK_EVERY === 0 && performance.now() > end)) {
                    isWhole = false;
                    return;
                }
                const isCustom = element.localName.includes('-');
                if (isCustom || element.matches(selector)) {
                    visit(element);
                }
                const shadow = isCustom || element.matches(EMPTY) ? shadowOf(element) : null;
                if (shadow) {
                    entered(shadow);
                    within(shadow);
                }
            }
        }

        within(top);
        return isWhole;
    };
})();
