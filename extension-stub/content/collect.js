// SPDX-License-Identifier: MIT
// Which elements of a page are controls, and which of them are one: radios of a group, a drawn switch and the input it hides.
// Has never heard of names or of the contract.

var offswitch = globalThis.offswitch ?? {};

offswitch.collect = (() => {
    const { roleOf, drawnRole, isNative } = offswitch.state;
    const { isRendered } = offswitch.shown;
    const { rowState } = offswitch.names;
    const MOST_CONTROLS = 500;
    const ROWS = 'a[href], [role="link"], button, [role="button"]';

    // Up through slots and shadow roots, as the page is drawn.
    const above = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;

    function drawnIn(element, selector) {
        for (let one = element; one !== null; one = above(one)) {
            if (one.matches(selector)) {
                return one;
            }
        }
        return null;
    }

    // Radios that belong together: by the group around them, else by form and name.
    function membership(radio) {
        const around = drawnIn(radio, '[role="radiogroup"]');
        if (around || !radio.name) {
            return { owner: around ?? radio.closest('fieldset') ?? radio.parentElement };
        }
        return { owner: radio.form ?? radio.getRootNode(), name: radio.name };
    }

    function radioGroup(found, radio, heading) {
        const { owner, name } = membership(radio);
        const isHidden = isUnseen(radio);
        const same = (one) => one.owner === owner && one.ownerName === name;
        const known = found.find((one) => one.element === owner || same(one));
        const around = known?.members.find((member) => holds(member, radio));
        if (around !== undefined) {
            known.inners = new Map(known.inners).set(around, radio);
        } else if (known !== undefined && !isHidden) {
            known.members.push(radio);
        } else if (!isHidden) {
            found.push({ element: radio, role: 'radiogroup', heading, owner, ownerName: name, members: [radio] });
        }
    }

    function holds(outer, element) {
        for (let one = element; one; one = one.getRootNode().host) {
            if (outer.contains(one)) {
                return true;
            }
        }
        return false;
    }

    // A custom element and the control drawn in it, or a drawn switch and the input it hides, are one control.
    function isSame(last, element, role) {
        if (last === undefined || last.role === 'radiogroup' || !holds(last.element, element)) {
            return false;
        }
        if (last.isGuess && !isUnseen(element)) {
            Object.assign(last, { element, role, isGuess: false });
            return true;
        }
        last.inner ??= isNative(element) ? element : undefined;
        return isNative(element);
    }

    const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
    const isUnseen = (element) => element.matches('input, select') && element.closest('[aria-hidden="true"]') !== null;

    function row(element, heading) {
        const says = rowState(element);
        return says === undefined ? [] : [{ element, role: 'link', heading, members: [], says }];
    }

    function foundAt(found, element, heading) {
        const [role, drawn] = [roleOf(element), drawnRole(element)];
        if (role === 'radio' || drawn === 'radio') {
            radioGroup(found, element, heading);
        } else if (role !== null) {
            if (!isSame(found.at(-1), element, role) && !isUnseen(element)) {
                found.push({ element, role, heading, members: [] });
            }
        } else if (drawn !== undefined) {
            found.push({ element, role: drawn, heading, members: [], isGuess: true });
        } else {
            found.push(...row(element, heading));
        }
    }

    const isOne = (element) => roleOf(element) !== null || drawnRole(element) !== undefined || element.matches(ROWS);

    // entered(root) hears of each shadow root. [{element, role, heading, members, inner, inners, says}], in document order.
    return function collect(entered) {
        const found = [];
        let heading = null;
        offswitch.walk(document, {
            selector: `input, select, [role], [aria-checked], [aria-pressed], [aria-haspopup], ${ROWS}, ${HEADINGS}`,
            entered,
            visit(element) {
                if (element.matches(HEADINGS)) {
                    heading = element;
                }
                if (found.length < MOST_CONTROLS && isOne(element) && isRendered(element)) {
                    foundAt(found, element, heading);
                }
            },
        });
        return found;
    };
})();
