// SPDX-License-Identifier: MIT
// A small card in a closed shadow root above the page, and the rule by which its buttons may be pressed: only by a person
// who can see them. Has never heard of controls, advice or the host.

var offswitch = globalThis.offswitch ?? {};

offswitch.card = (() => {
    const SEEN_FOR = 500;

    function sheet(text) {
        const made = new CSSStyleSheet();
        made.replaceSync(text);
        return made;
    }

    // make('p', {class: 'why'}, 'text', child)
    function make(tag, attributes = {}, ...children) {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
            element.setAttribute(name, value);
        }
        element.append(...children.filter((child) => child !== null && child !== undefined));
        return element;
    }

    // An element of ours over the page. The top layer keeps it out of reach of the page's stacking and filters.
    function layer(tag, css) {
        const host = document.createElement(tag);
        const root = host.attachShadow({ mode: 'closed' });
        root.adoptedStyleSheets = [sheet(css)];
        const top = new offswitch.top(host);
        top.raise();
        return { host, root, top };
    }

    function isVisible(element) {
        const box = element.getBoundingClientRect();
        const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
        return box.width > 0 && box.height > 0 && inside
            && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    }

    function isTopmost(element, { host, root }) {
        const box = element.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return document.elementFromPoint(x, y) === host && element.contains(root.elementFromPoint(x, y));
    }

    class Card {
        #layer = null;
        #live = null;
        #shownAt = Infinity;
        #busy = false;
        #from = null;
        #closed;

        constructor(closed) {
            this.#closed = closed;
            addEventListener('keydown', this.#escape);
            document.addEventListener('visibilitychange', this.#seen);
        }

        // Puts the content in place of what was there; what was just drawn cannot be pressed at once. The focus stays where it was,
        // as far as that is still there. The title, or what is new below it, is said aloud without taking the focus.
        show(content, labelledby, aloud = '') {
            content.classList.toggle('arriving', this.#layer === null);
            this.#layer ??= this.#draw();
            const focused = this.#layer.root.activeElement;
            this.#lift();
            for (const [name, value] of Object.entries({ role: 'dialog', 'aria-labelledby': labelledby, tabindex: '-1' })) {
                content.setAttribute(name, value);
            }
            this.#layer.root.replaceChildren(content, this.#live);
            if (focused !== null) {
                const same = focused.dataset.key && content.querySelector(`[data-key="${CSS.escape(focused.dataset.key)}"]`);
                (same ?? content).focus();
            }
            this.#live.textContent = aloud || content.querySelector(`#${labelledby}`).textContent;
            this.#seen();
        }

        // Raising hides it for a moment, so it is done only where something may lie above.
        #lift() {
            if (!this.#layer.top.isHighest()) {
                this.#layer.top.raise();
            }
        }

        #draw() {
            this.#live = make('p', { class: 'live', role: 'status' });
            const drawn = layer('offswitch-card', offswitch.style);
            drawn.host.setAttribute('dir', offswitch.words.say('direction'));
            drawn.host.setAttribute('lang', offswitch.words.locale());
            drawn.host.addEventListener('focusin', ({ relatedTarget }) => { this.#from ??= relatedTarget; });
            return drawn;
        }

        button(text, kind, pressed) {
            return this.#make(text, kind, () => this.#act(pressed));
        }

        // Always at hand, even while the page asks back below us.
        closeButton() {
            return this.#make('×', 'close', () => this.close());
        }

        #make(text, kind, pressed) {
            const button = make('button', { type: 'button', class: kind }, text);
            button.addEventListener('click', (event) => this.#isHonest(event, button) && pressed());
            return button;
        }

        // One thing at a time: what a press began ends before another counts.
        async #act(pressed) {
            if (this.#busy) {
                return;
            }
            this.#busy = true;
            try {
                await pressed();
            } finally {
                this.#busy = false;
            }
        }

        focus() {
            this.#layer.root.querySelector('.card').focus();
        }

        // Who came in by keyboard goes back to where they were.
        close() {
            const isInside = this.#layer !== null && document.activeElement === this.#layer.host;
            this.#layer?.host.remove();
            if (isInside) {
                this.#from?.focus({ preventScroll: true });
            }
            this.#layer = null;
            removeEventListener('keydown', this.#escape);
            document.removeEventListener('visibilitychange', this.#seen);
            this.#closed();
        }

        #seen = () => {
            this.#shownAt = document.visibilityState === 'visible' ? performance.now() : Infinity;
        };

        #escape = (event) => {
            if (event.isTrusted && event.key === 'Escape' && !event.defaultPrevented) {
                this.close();
            }
        };

        // What lay above us might have shown other words; then a person gets to see ours first.
        #isHonest(event, button) {
            if (!this.#layer.top.isHighest()) {
                this.#layer.top.raise();
                this.#seen();
                return false;
            }
            const seenLongEnough = performance.now() - this.#shownAt >= SEEN_FOR;
            return event.isTrusted && seenLongEnough && isVisible(button) && isTopmost(button, this.#layer);
        }
    }

    return { Card, make, layer };
})();
