// SPDX-License-Identifier: MIT
// Says when a page has settled after a change or has become another one. A mutation costs a comparison; while reading brings nothing
// new the page is read ever more rarely, and in between nothing of it is watched at all. Has never heard of controls.

var offswitch = globalThis.offswitch ?? {};

offswitch.watch = (() => {
    const QUIET = 250;
    const PATIENCE = 2_000;
    const RAREST = 30_000;
    const WATCHED = {
        subtree: true, childList: true, attributes: true,
        attributeFilter: ['aria-checked', 'aria-pressed', 'aria-selected', 'aria-labelledby', 'role', 'disabled', 'open', 'hidden'],
    };

    // settled() gives true when it found something new.
    return function watch(settled) {
        const roots = new Set([document]);
        const observer = new MutationObserver(changed);
        let timer = 0;
        let changedAt = 0;
        let waitingSince = 0;
        let pause = 0;
        let notBefore = 0;
        let address = location.href;
        let isTouched = false;

        function arm(ms) {
            clearTimeout(timer);
            timer = setTimeout(due, ms);
        }

        // The first change during a pause is all we need to know; the rest is read when it ends.
        function changed() {
            changedAt = performance.now();
            if (changedAt < notBefore) {
                observer.disconnect();
                arm(notBefore - changedAt);
            } else if (timer === 0) {
                waitingSince = changedAt;
                arm(QUIET);
            }
        }

        function due() {
            const now = performance.now();
            const wait = Math.min(changedAt + QUIET, waitingSince + PATIENCE) - now;
            if (wait > 1) {
                arm(wait);
                return;
            }
            timer = 0;
            for (const root of roots) {
                attend(root);
            }
            pause = settled() ? 0 : Math.min(RAREST, Math.max(QUIET, pause * 2));
            notBefore = performance.now() + pause;
        }

        function attend(root) {
            if (root === document || root.host.isConnected) {
                observer.observe(root, WATCHED);
            } else {
                roots.delete(root);
            }
        }

        function observe(root) {
            if (!roots.has(root)) {
                roots.add(root);
                attend(root);
            }
        }

        // No page can make an event that is trusted.
        const touch = ({ isTrusted }) => { isTouched ||= isTrusted; };

        // A hand on the page, or another address: look without holding back.
        function freshly() {
            pause = 0;
            notBefore = 0;
            waitingSince = performance.now();
            changedAt = waitingSince;
            arm(QUIET);
        }

        function moved() {
            if (location.href !== address) {
                address = location.href;
                freshly();
            }
        }

        observer.observe(document, WATCHED);
        for (const event of ['change', 'click', 'keydown']) {
            document.addEventListener(event, touch, { capture: true, passive: true });
        }
        for (const event of ['change', 'click']) {
            document.addEventListener(event, freshly, { capture: true, passive: true });
        }
        globalThis.navigation?.addEventListener('currententrychange', moved);
        globalThis.navigation?.addEventListener('navigatesuccess', moved);
        addEventListener('popstate', moved);
        addEventListener('hashchange', moved);
        freshly();
        return { observe, freshly, isTouched: () => isTouched };
    };
})();
