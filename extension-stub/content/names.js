// SPDX-License-Identifier: MIT
// What a control is called: its accessible name; where the page gave it none, that of the custom element it is drawn in; else the
// first words of its row. Has never heard of roles or of the contract.

var offswitch = globalThis.offswitch ?? {};

offswitch.names = (() => {
    const { around, TOGGLES } = offswitch.shown;
    const MOST_CHARACTERS = 300;
    const ROW = 6;

    // What pages write beside a control to say how it stands.
    const ON = new Set(['on', 'enabled', 'active', 'yes', 'an', 'ein', 'aktiv', 'aktiviert', 'ja', 'activé', 'activée', 'oui', 'activado',
        'activada', 'sí', 'attivo', 'attiva', 'attivato', 'sì', 'aan', 'ingeschakeld', 'ativado', 'ativada', 'ligado', 'sim', 'wł', 'włączone',
        'włączony', 'tak', 'オン', '有効', 'تشغيل', 'مفعّل', 'نعم']);
    const OFF = new Set(['off', 'disabled', 'inactive', 'no', 'aus', 'inaktiv', 'deaktiviert', 'nein', 'désactivé', 'désactivée', 'non',
        'desactivado', 'desactivada', 'disattivo', 'disattiva', 'disattivato', 'uit', 'uitgeschakeld', 'desativado', 'desativada',
        'desligado', 'não', 'wył', 'wyłączone', 'wyłączony', 'nie', 'オフ', '無効', 'إيقاف', 'معطّل', 'لا']);

    // Firefox gives content scripts no getComputedStyle of the page's own window unless asked like this.
    const styles = { getComputedStyle: (element, pseudo) => window.getComputedStyle(element, pseudo) };

    function text(string) {
        const whole = (string ?? '').slice(0, 4 * MOST_CHARACTERS).toWellFormed().replace(/[\u0000-\u001f\ue000-\uf8ff\s]+/g, ' ').trim();
        const cut = whole.slice(0, MOST_CHARACTERS).toWellFormed();
        return cut === whole ? whole : cut.replace(/\ufffd$/, '');
    }

    function wordState(string) {
        const word = string.trim().toLowerCase();
        return ON.has(word) ? 'on' : OFF.has(word) ? 'off' : undefined;
    }

    const accessible = (element) => text(domAccessibilityApi.computeAccessibleName(element, styles));
    const isCustom = (element) => element.localName.includes('-');
    const isName = (string) => string.split(/[\s/|]+/).some((word) => word !== '' && wordState(word) === undefined);

    function labelOf(host) {
        const root = host.getRootNode();
        const label = (host.id && root.querySelector(`label[for="${CSS.escape(host.id)}"]`)) || host.closest('label');
        return text(label?.textContent ?? host.getAttribute('label') ?? host.getAttribute('label-text') ?? '');
    }

    // A control inside a custom element is called what that element is called.
    function hostName(element) {
        for (let host = isCustom(element) ? element : element.getRootNode().host; host; { host } = host.getRootNode()) {
            const name = [accessible(host), labelOf(host), text(host.textContent)].find(isName);
            if (name) {
                return name;
            }
        }
        return '';
    }

    const isInline = (element) => ['inline', 'contents'].includes(window.getComputedStyle(element).display);

    // The first words in a row that are not the control's own, with the whole block they stand in.
    function firstWords(row, own) {
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const parent = node.parentElement;
            if (own.contains(node) || !isName(text(node.data)) || parent?.closest('script, style, noscript, template')) {
                continue;
            }
            let block = parent;
            while (block !== row && block.parentElement !== null && isInline(block)) {
                block = block.parentElement;
            }
            return text(block.contains(own) || block === row ? node.data : block.textContent);
        }
        return '';
    }

    function rowName(element) {
        let own = element;
        for (let i = 0; i < ROW; i += 1) {
            const row = around(own);
            if (row === null || row === document.body || row.querySelectorAll(TOGGLES).length > 1) {
                return '';
            }
            const name = firstWords(row, own);
            if (name) {
                return name;
            }
            own = row;
        }
        return '';
    }

    // A kit may draw the state into the label; it is no part of the name.
    function withoutState(name, element) {
        const said = [...(element.labels ?? [])].flatMap((label) => [...label.querySelectorAll('*')])
            .map((one) => text(one.childElementCount === 0 ? one.textContent : '')).filter((word) => wordState(word) !== undefined);
        const bare = said.reduce((rest, word) => text(rest.startsWith(`${word} `) ? rest.slice(word.length)
            : rest.endsWith(` ${word}`) ? rest.slice(0, -word.length) : rest), name);
        return bare || name;
    }

    function nameOf(element) {
        const name = [accessible, hostName, rowName].reduce((found, find) => (isName(found) ? found : find(element) || found), '');
        return withoutState(name, element);
    }

    // The state that a row says at its end, as in "Ads ... Off"; its last words must be that and nothing else.
    function rowState(row) {
        let last = row;
        while (last.lastElementChild !== null && text(last.lastChild?.data ?? '') === '') {
            last = [...last.children].findLast((child) => text(child.textContent) !== '') ?? null;
            if (last === null) {
                return undefined;
            }
        }
        const word = last.lastChild?.nodeType === Node.TEXT_NODE ? last.lastChild.data : '';
        return last === row && row.childNodes.length === 1 ? undefined : wordState(word);
    }

    return { nameOf, accessible, text, rowState };
})();
