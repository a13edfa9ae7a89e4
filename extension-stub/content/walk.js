// SPDX-License-Identifier: MIT
// Walks a page once, in document order, through open and closed shadow roots, and never longer than its bounds.
// Has never heard of controls, names or prompts.

var offswitch = globalThis.offswitch ?? {};

offswitch.walk = (() => {
    const MOST_ELEMENTS = 50_000;
    const MOST_MILLISECONDS = 150;
    const CLOCK_EVERY = 256;

    // Only these and custom elements can carry a shadow root; asking the rest would be wasted.
    const HOSTS = new Set(['article', 'aside', 'blockquote', 'body', 'div', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
        'header', 'main', 'nav', 'p', 'section', 'span']);

    function shadowOf(element) {
        if (!HOSTS.has(element.localName) && !element.localName.includes('-')) {
            return null;
        }
        if (element.openOrClosedShadowRoot !== undefined) {
            return element.openOrClosedShadowRoot;
        }
        return globalThis.chrome?.dom?.openOrClosedShadowRoot(element) ?? element.shadowRoot;
    }

    // visit(element) for each element, entered(root) for each shadow root.
    return function walk(top, { visit, entered = () => {} }) {
        const end = performance.now() + MOST_MILLISECONDS;
        let left = MOST_ELEMENTS;

        function within(root) {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
            for (let element = walker.nextNode(); element !== null; element = walker.nextNode()) {
                left -= 1;
                if (left < 0 || (left % CLOCK_EVERY === 0 && performance.now() > end)) {
                    return;
                }
                visit(element);
                const shadow = shadowOf(element);
                if (shadow) {
                    entered(shadow);
                    within(shadow);
                }
            }
        }

        within(top);
    };
})();
