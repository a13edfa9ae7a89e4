// SPDX-License-Identifier: MIT
// What else a page shows once a control was pressed: a dialog that asks back, a button that saves.
// Has never heard of states or of the prompt.

var offswitch = globalThis.offswitch ?? {};

offswitch.reply = (() => {
    const DIALOGS = 'dialog[open], [role="dialog"], [role="alertdialog"]';
    const BUTTONS = 'button, [role="button"], input[type="submit"], input[type="button"]';
    const MOST = 400;
    const SAVES = ['save', 'apply', 'update', 'submit', 'speichern', 'übernehmen', 'änderungen', 'enregistrer', 'appliquer', 'sauvegarder', 'guardar',
        'aplicar', 'salva', 'applica', 'opslaan', 'toepassen', 'bewaren', 'salvar', 'gravar', 'zapisz', 'zastosuj', '保存', '適用', '更新', 'حفظ', 'تطبيق'];

    const isSeen = (one) => (one.checkVisibility?.({ visibilityProperty: true }) ?? true) && one.getClientRects().length > 0;
    const isReady = (one) => !one.matches(':disabled, [aria-disabled="true"]') && isSeen(one);
    const wordsOf = (one) => (one.value || one.getAttribute('aria-label') || one.textContent).slice(0, 60).trim().toLowerCase();
    const saves = (one) => SAVES.some((word) => wordsOf(one).startsWith(word));

    const all = (element, selector) => [...new Set([document, element.getRootNode()])].flatMap((root) => [...root.querySelectorAll(selector)]);
    const savers = (element) => all(element, BUTTONS).slice(0, MOST).filter((one) => saves(one) && isReady(one));

    // What stands there already asks nothing new, except the button of the form that the control belongs to.
    return function replyTo(element) {
        const before = new Set([...all(element, DIALOGS).filter(isSeen), ...savers(element)]);
        const form = element.closest('form');
        return {
            isAsking: () => all(element, DIALOGS).some((one) => !before.has(one) && isSeen(one)),
            wantsSave: () => savers(element).some((one) => !before.has(one) || (form !== null && one.closest('form') === form)),
        };
    };
})();
