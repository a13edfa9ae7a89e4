// SPDX-License-Identifier: MIT
// Presses a real control once for the user and says what became of it. Never sets a property, never sends a request.
// Has never heard of the prompt or the host.

var offswitch = globalThis.offswitch ?? {};

offswitch.press = (() => {
    const PATIENCE = 5_000;
    const HOLD = 600;
    const SECOND_THOUGHT = 1_500;

    const sameKey = (one, other) => Object.keys(one ?? {}).some((word) => one[word] === other?.[word]);

    // The page may have drawn the control anew since we read it: the same key, else the same name, and only one such.
    function again(control) {
        const alike = offswitch.controls.read().filter((one) => one.control.role === control.role);
        const byKey = alike.filter((one) => sameKey(control.key, one.control.key));
        const found = byKey.length > 0 ? byKey : alike.filter((one) => one.control.name === control.name);
        return found.length === 1 ? found[0] : null;
    }

    // Resolves when the control has stood as wanted for a moment, or when patience ends.
    function stands(control, element, wanted) {
        return new Promise((resolve) => {
            let current = element;
            let hold = 0;
            const root = element.getRootNode();
            const observer = new MutationObserver(look);
            let patience = setTimeout(() => finish(false), PATIENCE);

            function finish(result) {
                clearTimeout(patience);
                clearTimeout(hold);
                observer.disconnect();
                root.removeEventListener('change', look, true);
                resolve(result);
            }

            function isAsWanted() {
                if (!current.isConnected) {
                    current = again(control)?.element ?? current;
                }
                return current.isConnected && offswitch.state.stateOf(current) === wanted;
            }

            // It went back: some pages flicker while they draw anew, but not for long.
            function wentBack() {
                clearTimeout(hold);
                hold = 0;
                clearTimeout(patience);
                patience = setTimeout(() => finish(false), SECOND_THOUGHT);
            }

            function look() {
                if (isAsWanted()) {
                    hold ||= setTimeout(() => (isAsWanted() ? finish(true) : wentBack()), HOLD);
                } else if (hold !== 0) {
                    wentBack();
                }
            }

            observer.observe(root, { subtree: true, childList: true, attributes: true });
            root.addEventListener('change', look, true);
            look();
        });
    }

    // 'done', 'refused' (it did not take, or it went back) or 'changed' (not the control we spoke of any more).
    return async function press(control, wanted) {
        const found = again(control);
        if (found === null || found.control.disabled) {
            return 'changed';
        }
        if (found.control.state === wanted) {
            return 'done';
        }
        if (found.control.state !== control.state) {
            return 'changed';
        }
        found.element.click();
        return (await stands(control, found.element, wanted)) ? 'done' : 'refused';
    };
})();
