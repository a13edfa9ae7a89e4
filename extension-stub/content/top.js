// SPDX-License-Identifier: MIT
// Whether something of the page may lie above an element of ours in the browser's top layer. Only what enters that layer after us
// can; what was there before is below, until it leaves and comes again. Has never heard of what we draw.

var offswitch = globalThis.offswitch ?? {};

offswitch.top = (() => {
    const LAYER = ':popover-open, dialog:modal, :fullscreen';
    const ours = new WeakSet();
    const LEAVES = ['beforetoggle', 'toggle', 'close', 'fullscreenchange'];

    // What is in the layer beside us, and whether that is all: a page may be too large to tell.
    function inLayer() {
        const found = [];
        const isAll = offswitch.walk(document, {
            selector: LAYER,
            visit: (element) => element.matches(LAYER) && !ours.has(element) && found.push(element),
        });
        return { found, isAll };
    }

    // What the page may do to an element of ours that it can see but not enter.
    return class Top {
        #host;
        #below = new Set();

        constructor(host) {
            this.#host = host;
            ours.add(host);
        }

        // A page's modal dialog makes everything outside it dead, so what we draw then belongs inside.
        #place = () => [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.documentElement;

        raise() {
            this.#host.setAttribute('popover', 'manual');
            if (this.#host.parentNode !== this.#place()) {
                this.#place().append(this.#host);
            } else if (this.#host.matches(':popover-open')) {
                this.#host.hidePopover();
            }
            this.#host.showPopover?.();
            this.#below = new Set(inLayer().found);
            for (const element of this.#below) {
                LEAVES.forEach((event) => element.addEventListener(event, () => this.#below.delete(element)));
            }
        }

        isHighest() {
            return this.#host.parentNode === this.#place() && this.#host.matches(':popover-open') && this.#areBelow(inLayer());
        }

        #areBelow = ({ found, isAll }) => isAll && found.every((element) => this.#below.has(element));
    };
})();
