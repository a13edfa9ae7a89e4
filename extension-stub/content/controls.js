// SPDX-License-Identifier: MIT
// Reads the controls of a page into the words of the contract: name, role, state, group, key, options.
// Has never heard of the catalog, the host or the prompt.

var offswitch = globalThis.offswitch ?? {};

offswitch.controls = (() => {
    const { stateOf, isDisabled, isNative } = offswitch.state;
    const { nameOf, accessible, text } = offswitch.names;
    const MOST_OPTIONS = 50;
    const MOST_MILLISECONDS = 250;
    const LONGEST = 500;
    const GROUPS = 'fieldset, [role="group"], [role="radiogroup"]';
    const LISTS = ['radiogroup', 'combobox', 'listbox'];
    const KEYS = { id: 'id', name: 'name', labelledby: 'aria-labelledby', testid: 'data-testid' };

    // Fields that say nothing are left out.
    const lean = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) =>
        ![undefined, null, '', false].includes(value)));

    // Inside a custom element the names are the kit's; what the page calls it stands on the outside.
    function keyOf(element) {
        const { host } = element.getRootNode();
        const key = (host && keyOf(host)) ?? lean(Object.fromEntries(Object.entries(KEYS).map(([word, attribute]) =>
            [word, text(element.getAttribute(attribute))])));
        return Object.keys(key).length > 0 ? key : undefined;
    }

    function groupOf(element, heading) {
        const around = element.parentElement?.closest(GROUPS);
        return (around && accessible(around)) || text(heading?.textContent) || undefined;
    }

    const isOn = (element, inner) => stateOf(element, inner) === 'on';
    const isTyped = (element) => element.localName === 'input';

    // A list that is drawn shows what is chosen, and the rest only when it is opened. What people type is never read.
    function drawnOptions(element, role) {
        if (role === 'listbox') {
            return [...element.querySelectorAll('[role="option"]')].map((option) => ({ name: accessible(option), selected: isOn(option) }));
        }
        const shown = role !== 'combobox' || isTyped(element) ? '' : text(element.textContent);
        return shown ? [{ name: shown, selected: true }] : [];
    }

    function optionsOf({ element, role, members, inners }) {
        if (!LISTS.includes(role)) {
            return undefined;
        }
        const native = [...(element.options ?? [])].map((option) => ({ name: text(option.label), selected: option.selected }));
        const options = members.length > 0 ? members.map((member) => ({ name: nameOf(member), selected: isOn(member, inners?.get(member)) }))
            : native.length > 0 ? native : drawnOptions(element, role);
        return options.length > 0 ? options.slice(0, MOST_OPTIONS).map(lean) : undefined;
    }

    function nameOfFound({ element, inner, role, heading }) {
        const own = role === 'radiogroup' && isNative(element) ? '' : (inner && accessible(inner)) || nameOf(element);
        return own || (role === 'radiogroup' ? groupOf(element, heading) : '');
    }

    function described(found) {
        const { element, inner, role, heading } = found;
        const options = optionsOf(found);
        return lean({
            name: nameOfFound(found),
            role,
            state: found.says ?? (LISTS.includes(role) ? undefined : stateOf(element, inner)),
            disabled: isDisabled(element),
            group: groupOf(element, heading),
            key: keyOf(element) ?? (inner && keyOf(inner)),
            options,
            href: role === 'link' ? text(element.href) : undefined,
        });
    }

    let patience = MOST_MILLISECONDS;

    // What took too long for one reading is told as cut(), and the next reading may take longer, up to a bound.
    function hurry(cut) {
        if (patience < LONGEST) {
            patience *= 2;
            cut();
        }
    }

    // [{element, inner, members, control}], in document order; a control's handle is its index.
    function read({ entered, cut = () => {} } = {}) {
        const end = performance.now() + patience;
        const controls = [];
        for (const found of offswitch.collect(entered)) {
            if (performance.now() > end) {
                hurry(cut);
                break;
            }
            controls.push({ ...found, control: described(found) });
        }
        return controls;
    }

    return { read };
})();
