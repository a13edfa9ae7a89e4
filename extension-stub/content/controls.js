// SPDX-License-Identifier: MIT
// Reads the controls of a page into the words of the contract: name, role, state, group, key, options.
// Has never heard of the catalog, the host or the prompt.

var offswitch = globalThis.offswitch ?? {};

offswitch.controls = (() => {
    const { roleOf, stateOf, isDisabled, isRendered } = offswitch.state;
    const MOST_CONTROLS = 500;
    const MOST_OPTIONS = 50;
    const MOST_CHARACTERS = 300;
    const MOST_MILLISECONDS = 250;
    const GROUPS = 'fieldset, [role="group"], [role="radiogroup"]';
    const KEYS = { id: 'id', name: 'name', labelledby: 'aria-labelledby', testid: 'data-testid' };

    // Firefox gives content scripts no getComputedStyle of the page's own window unless asked like this.
    const styles = { getComputedStyle: (element, pseudo) => window.getComputedStyle(element, pseudo) };

    function text(string) {
        const whole = (string ?? '').toWellFormed().replace(/[\u0000-\u001f\s]+/g, ' ').trim();
        const cut = whole.slice(0, MOST_CHARACTERS).toWellFormed();
        return cut === whole ? whole : cut.replace(/\ufffd$/, '');
    }

    const nameOf = (element) => text(domAccessibilityApi.computeAccessibleName(element, styles));

    // Fields that say nothing are left out.
    const lean = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) =>
        ![undefined, null, '', false].includes(value)));

    function keyOf(element) {
        const key = lean(Object.fromEntries(Object.entries(KEYS).map(([word, attribute]) =>
            [word, text(element.getAttribute(attribute))])));
        return Object.keys(key).length > 0 ? key : undefined;
    }

    function groupOf(element, heading) {
        const around = element.parentElement?.closest(GROUPS);
        return (around && nameOf(around)) || text(heading?.textContent) || undefined;
    }

    const isOn = (element) => stateOf(element) === 'on';

    function optionsOf({ element, role, members }) {
        const options = members.length > 0
            ? members.map((member) => ({ name: nameOf(member), selected: isOn(member) }))
            : [...(element.options ?? [])].map((option) => ({ name: text(option.label), selected: option.selected }));
        const any = ['radiogroup', 'combobox', 'listbox'].includes(role) && options.length > 0;
        return any ? options.slice(0, MOST_OPTIONS).map(lean) : undefined;
    }

    function described(found) {
        const { element, role, heading } = found;
        const options = optionsOf(found);
        const name = role === 'radiogroup' && element.matches('input') ? groupOf(element, heading) : nameOf(element);
        return lean({
            name,
            role,
            state: options ? undefined : stateOf(element),
            disabled: isDisabled(element),
            group: groupOf(element, heading),
            key: keyOf(element),
            options,
        });
    }

    // Radios that belong together: by the group around them, else by form and name.
    function membership(radio) {
        const around = radio.closest('[role="radiogroup"]');
        if (around || !radio.name) {
            return { owner: around ?? radio.closest('fieldset') ?? radio.parentElement };
        }
        return { owner: radio.form ?? radio.getRootNode(), name: radio.name };
    }

    function radioGroup(found, radio, heading) {
        const { owner, name } = membership(radio);
        const same = (one) => one.owner === owner && one.ownerName === name;
        const known = found.find((one) => one.element === owner || same(one));
        if (known) {
            known.members.push(radio);
            return;
        }
        found.push({ element: radio, role: 'radiogroup', heading, owner, ownerName: name, members: [radio] });
    }

    function collect(entered) {
        const found = [];
        let heading = null;
        offswitch.walk(document, {
            entered,
            visit(element) {
                if (element.matches('h1, h2, h3, h4, h5, h6, [role="heading"]')) {
                    heading = element;
                }
                const role = roleOf(element);
                if (role === null || found.length >= MOST_CONTROLS || !isRendered(element)) {
                    return;
                }
                if (role === 'radio') {
                    radioGroup(found, element, heading);
                } else {
                    found.push({ element, role, heading, members: [] });
                }
            },
        });
        return found;
    }

    // [{element, members, control}], in document order; a control's handle is its index.
    function read({ entered } = {}) {
        const end = performance.now() + MOST_MILLISECONDS;
        const controls = [];
        for (const found of collect(entered)) {
            if (performance.now() > end) {
                break;
            }
            controls.push({ element: found.element, members: found.members, control: described(found) });
        }
        return controls;
    }

    return { read };
})();
