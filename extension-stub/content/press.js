// SPDX-License-Identifier: MIT
// Presses a real control once for the user and says what became of it. Never sets a property, never sends a request.
// Has never heard of the prompt or the host.

var offswitch = globalThis.offswitch ?? {};

offswitch.press = (() => {
    const { stateOf, isBusy, isDisabled } = offswitch.state;
    const PATIENCE = 10_000;
    const PERSON = 120_000;
    const HOLD = 600;
    const SECOND_THOUGHT = 1_500;
    const GONE = 3_000;
    const EVERY = 150;

    const sameKey = (one, other) => Object.keys(one ?? {}).some((word) => one[word] === other?.[word]);

    // The page may have drawn the control anew since we read it: the same key, else the same name, and only one such.
    function again(control) {
        const alike = offswitch.controls.read().filter((one) => one.control.role === control.role);
        const byKey = alike.filter((one) => sameKey(control.key, one.control.key));
        const byName = (all) => all.filter((one) => one.control.name === control.name);
        const found = byKey.length === 1 ? byKey : byName(byKey.length > 0 ? byKey : alike);
        return found.length === 1 ? found[0] : null;
    }

    // Follows one control through the page's redrawing.
    function follow(control, element) {
        let current = element;
        return {
            state() {
                current = current.isConnected ? current : again(control)?.element ?? current;
                return current.isConnected ? stateOf(current) : 'unknown';
            },
            isAtWork: () => isBusy(current) || isDisabled(current),
        };
    }

    // Calls look() whenever the page may have answered; not every page changes something that can be watched.
    function watched(root, look) {
        const observer = new MutationObserver(look);
        observer.observe(root, { subtree: true, childList: true, attributes: true });
        root.addEventListener('change', look, true);
        const timer = setInterval(look, EVERY);
        return () => {
            observer.disconnect();
            root.removeEventListener('change', look, true);
            clearInterval(timer);
        };
    }

    // True once the control has stood as wanted for a moment, and the page neither works nor asks; false when patience ends.
    function stands(one, wanted, { root, reply, asks }) {
        return new Promise((resolve) => {
            let since = 0;
            let end = performance.now() + PATIENCE;
            let asking = false;
            let isGone = false;
            const unwatch = watched(root, look);

            function finish(result) {
                unwatch();
                resolve(result);
            }

            function heed(now) {
                if (!asking && reply.isAsking()) {
                    asking = true;
                    end = now + PERSON;
                    asks();
                } else if (asking && !reply.isAsking()) {
                    asking = false;
                    end = now + PATIENCE;
                }
                return asking;
            }

            // Some pages flicker while they draw anew, but not for long.
            function look() {
                const now = performance.now();
                const state = one.state();
                const isGood = !heed(now) && state === wanted && !one.isAtWork();
                if (state === 'unknown' && !isGone) {
                    end = Math.min(end, now + GONE);
                }
                isGone = state === 'unknown';
                if (isGood) {
                    since ||= now;
                } else if (since !== 0) {
                    since = 0;
                    end = Math.min(end, now + SECOND_THOUGHT);
                }
                if (isGood && now - since >= HOLD) {
                    finish(true);
                } else if (!asking && now > end) {
                    finish(false);
                }
            }

            look();
        });
    }

    // 'done', 'needsSave', 'refused' (it did not take, or it went back), 'cannotTell' (it cannot be read any more) or
    // 'changed' (not the control we spoke of any more). asks() hears that the page wants an answer first.
    async function press(control, wanted, { asks = () => {}, isSaved = true } = {}) {
        const found = again(control);
        const target = found && offswitch.shown.target(found.element);
        if (target === null || found.control.disabled) {
            return 'changed';
        }
        if (found.control.state === wanted) {
            return 'done';
        }
        if (found.control.state !== control.state) {
            return 'changed';
        }
        const reply = offswitch.reply(found.element);
        const one = follow(control, found.element);
        const root = found.element.getRootNode();
        target.click();
        if (await stands(one, wanted, { root, reply, asks })) {
            return isSaved && !reply.wantsSave() ? 'done' : 'needsSave';
        }
        return one.state() === 'unknown' ? 'cannotTell' : 'refused';
    }

    // Resolves with true as soon as the control goes back within a while: some pages learn late that a change was refused.
    function goesBack(control, wanted, { patience }) {
        return new Promise((resolve) => {
            const found = again(control);
            if (found === null) {
                resolve(false);
                return;
            }
            const one = follow(control, found.element);
            const end = performance.now() + patience;
            const unwatch = watched(found.element.getRootNode(), () => {
                const isBack = one.state() === control.state;
                if (isBack || performance.now() > end) {
                    unwatch();
                    resolve(isBack);
                }
            });
        });
    }

    return { press, goesBack };
})();
