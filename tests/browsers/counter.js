// SPDX-License-Identifier: MIT
// Counts, in the world of the content scripts, what our script does on a page, by events and in ms of its main thread. Runs before it.
// globalThis.counted: {ms, callbacks, reads: [{tick, callbacks, ms}], card: {at, reads}}; a page may say in `data-tick` of its body how often it has changed.

(() => {
    const counted = { ms: 0, callbacks: 0, reads: [], card: null };
    const { MutationObserver: Observer, setTimeout: later } = globalThis;
    let isCounting = false;

    const timed = (work, done) => (...values) => {
        const began = performance.now();
        try {
            return work(...values);
        } finally {
            done(performance.now() - began);
        }
    };
    const ours = (work) => timed(work, (ms) => { counted.ms += ms; });

    // Every reading begins with a timer, so the first of them is soon enough.
    function countReads() {
        const controls = globalThis.offswitch?.controls;
        if (controls && !isCounting) {
            isCounting = true;
            controls.read = timed(controls.read, (ms) => counted.reads.push({ tick: Number(document.body.dataset.tick), callbacks: counted.callbacks, ms }));
        }
    }

    globalThis.MutationObserver = function MutationObserver(heard) {
        return new Observer(ours((...values) => {
            counted.callbacks += 1;
            heard(...values);
        }));
    };
    globalThis.setTimeout = (work, ms) => later(ours(() => {
        countReads();
        work();
    }), ms);
    new Observer(() => {
        counted.card ??= document.querySelector('offswitch-card') && { at: performance.now(), reads: counted.reads.length };
    }).observe(document.documentElement, { childList: true });
    globalThis.counted = counted;
})();
