// SPDX-License-Identifier: MIT
// Says when a page has settled after a change or has become another one. Each mutation costs one comparison and at most
// one timer; the page is read only when it is quiet, and ever more rarely while reading brings nothing new.
// Has never heard of controls.

var offswitch = globalThis.offswitch ?? {};

offswitch.watch = (() => {
    const QUIET = 250;
    const PATIENCE = 2_000;
    const RAREST = 30_000;
    const ATTRIBUTES = ['aria-checked', 'aria-pressed', 'aria-labelledby', 'role', 'disabled'];

    // settled() gives true when it found something new.
    return function watch(settled) {
        let timer = 0;
        let waitingSince = 0;
        let pause = 0;
        let notBefore = 0;
        let address = location.href;

        function soon() {
            const now = performance.now();
            waitingSince ||= now;
            clearTimeout(timer);
            const quiet = Math.min(QUIET, Math.max(0, waitingSince + PATIENCE - now));
            timer = setTimeout(look, Math.max(quiet, notBefore - now));
        }

        function look() {
            timer = 0;
            waitingSince = 0;
            const isNews = settled();
            pause = isNews ? 0 : Math.min(RAREST, Math.max(QUIET, pause * 2));
            notBefore = performance.now() + pause;
        }

        // A hand on the page, or another address: look without holding back.
        function freshly() {
            pause = 0;
            notBefore = 0;
            soon();
        }

        function moved() {
            if (location.href !== address) {
                address = location.href;
                freshly();
            }
        }

        let pending = false;
        const observer = new MutationObserver(() => {
            if (!pending) {
                pending = true;
                requestAnimationFrame(() => {
                    pending = false;
                    moved();
                    soon();
                });
            }
        });
        const observe = (root) => observer.observe(root, {
            subtree: true, childList: true, attributes: true, attributeFilter: ATTRIBUTES,
        });

        observe(document);
        for (const event of ['change', 'click']) {
            document.addEventListener(event, freshly, { capture: true, passive: true });
        }
        globalThis.navigation?.addEventListener('currententrychange', moved);
        globalThis.navigation?.addEventListener('navigatesuccess', moved);
        addEventListener('popstate', moved);
        addEventListener('hashchange', moved);
        soon();
        return { observe, freshly };
    };
})();
