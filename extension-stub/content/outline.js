// SPDX-License-Identifier: MIT
// Shows where a control is: brings it into view and draws a ring around it for a while.
// Has never heard of what the control is.

var offswitch = globalThis.offswitch ?? {};

offswitch.outline = (() => {
    const { make, layer } = offswitch.card;
    const OUTLINED_FOR = 4_000;
    const AROUND = 8;

    function follow(ring, target, host) {
        const box = target.getBoundingClientRect();
        Object.assign(ring.style, {
            left: `${box.left - AROUND}px`, top: `${box.top - AROUND}px`,
            width: `${box.width + 2 * AROUND}px`, height: `${box.height + 2 * AROUND}px`,
        });
        if (host.isConnected) {
            requestAnimationFrame(() => follow(ring, target, host));
        }
    }

    return function outline(element) {
        const target = offswitch.shown.target(element) ?? element;
        const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
        target.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' });
        const { host, root } = layer('offswitch-outline', offswitch.ring);
        const ring = make('div');
        root.append(ring);
        follow(ring, target, host);
        setTimeout(() => host.remove(), OUTLINED_FOR);
    };
})();
