// SPDX-License-Identifier: MIT
// The conversation on one card: asks about each exposing control, does what the person decides, and says what became of it.
// Has never heard of how anything looks or of when to speak.

var offswitch = globalThis.offswitch ?? {};

offswitch.talk = (() => {
    const { prompt, outline, press: { press, goesBack } } = offswitch;
    const { say } = offswitch.words;
    const GUARD = 15_000;

    const OUTCOMES = {
        needsSave: ['needsSave', 'needsSaveWhy'],
        refused: ['notTaken', 'notTakenWhy'],
        cannotTell: ['cannotTell', 'cannotTellWhy'],
        changed: ['notTheSame', 'notTheSameWhy'],
    };

    const doneWord = ({ private: wanted }) => say(wanted === 'on' ? 'turnedOn' : 'turnedOff');
    const choiceWord = (choice) => say(choice === 'later' ? 'later' : 'keepAsIs');

    function unsaved(stored) {
        if (stored === null) {
            return say('notKept');
        }
        return stored.saved ? '' : say('keptUnsaved');
    }

    // card() gives the card, a new one where it was closed; ask(question, params) asks the background; found(handle) gives
    // {element, control}; exposing is the advice to speak about.
    return function talk({ card, close, ask, found, exposing, site }) {
        const rows = exposing.map((one) => ({ one, outcome: null, ...found(one.handle) }));
        const isList = rows.length > 1;

        function start() {
            if (isList) {
                list();
            } else {
                about(rows[0]);
            }
        }

        function list(aloud = '') {
            const rowOf = (one) => rows.find((row) => row.one === one);
            prompt.list(card(), { rows, aloud }, {
                open: (one) => about(rowOf(one)),
                press: (one) => turn(rowOf(one)),
                all: (all) => turnAll(all.map(rowOf)),
                later: (all) => later(all.map(rowOf)),
            });
        }

        function about(row) {
            const { one, element } = row;
            prompt.ask(card(), { one, site }, {
                press: () => turn(row),
                show: () => outline(element),
                choose: (choice) => decide(row, choice),
                list: isList ? () => list() : undefined,
            });
        }

        // On the card of one, or in the row of a list.
        function report(row, kind, [heading, ...lines], hands = {}) {
            row.outcome = { kind, words: [heading, lines.at(-1) && kind === 'trouble' ? lines.at(-1) : ''].filter(Boolean).join(' ') };
            if (isList) {
                list(`${row.one.title}: ${row.outcome.words}`);
            } else {
                prompt.tell(card(), [heading, ...lines], hands);
            }
        }

        async function decide(row, choice) {
            const stored = await ask('choose', { control: row.one.control, choice });
            const trouble = unsaved(stored);
            if (trouble || isList) {
                report(row, trouble ? 'trouble' : 'decided', stored === null ? [trouble] : [choiceWord(choice), trouble]);
            } else {
                close();
            }
        }

        async function later(all) {
            for (const row of all) {
                await decide(row, 'later');
            }
            if (all.every(({ outcome }) => outcome.kind !== 'trouble')) {
                close();
            }
        }

        async function turnAll(all) {
            for (const row of all) {
                await turn(row);
            }
        }

        async function turn(row) {
            const { one, control, element } = row;
            report(row, 'busy', [say(one.private === 'on' ? 'turningOn' : 'turningOff')]);
            const asks = () => report(row, 'busy', [say('asksBack'), say('asksBackWhy')]);
            const outcome = await press(control, one.private, { asks, isSaved: one.commit !== 'save-button' });
            const [heading, why] = OUTCOMES[outcome] ?? [];
            if (heading !== undefined) {
                const stored = outcome === 'needsSave' ? await ask('choose', { control: one.control, choice: 'private' }) : undefined;
                report(row, 'trouble', [say(heading), say(why), stored === undefined ? '' : unsaved(stored)].filter(Boolean), { show: () => outline(element) });
                return;
            }
            await ask('observe', { control: one.control, state: one.private, proof: 'click' });
            const stored = await ask('choose', { control: one.control, choice: 'private' });
            const trouble = unsaved(stored);
            report(row, trouble ? 'trouble' : 'done', [doneWord(one), say('checkAgain'), trouble].filter(Boolean));
            guard(row);
        }

        // Some pages learn late that their server refused; then what we said is not true any more.
        async function guard(row) {
            const { one, control, element } = row;
            if (await goesBack(control, one.private, { patience: GUARD })) {
                await ask('observe', { control: one.control, state: control.state, proof: 'press' });
                report(row, 'trouble', [say('notTaken'), say('notTakenWhy')], { show: () => outline(element) });
            }
        }

        start();
    };
})();
