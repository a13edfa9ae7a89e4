// SPDX-License-Identifier: MIT
// A site of our own invention: one settings page for each way in which a page can answer a press, and the catalog that knows them.

export const TRIAL = 'https://www.example.com';
export const SHARE = 'Share my data with partners';

const control = (page, name, more = {}) => ({
    id: `trial/${page}.${more.id ?? 'share'}`, concept: 'third-party-sharing', kind: 'switch', private: 'off', names: { en: [name] },
    commit: 'instant', applies: { regions: ['*'] }, why: { en: 'While on, partners receive what you do here.' }, cost: null,
    sources: [{ id: 's1', kind: 'observed', seen: '2026-11-01', note: 'made for tests', says: ['names.en'] }], quality: 'sourced', review_after: '2999-01-01',
    ...more, ...(more.id && { id: `trial/${page}.${more.id}` }),
});

const page = (id, controls, url = { pathname: `/settings/${id}` }) => {
    const address = `${TRIAL}${url.pathname}${url.hash ? `#${url.hash}` : ''}`;
    return {
        id, title: { en: `Settings: ${id}` }, url: [url], examples: { must_match: [address] }, deep_link: url.hash ? null : address, controls,
    };
};

// The body of each page; setting(on, draw) in SCRIPT is its server, with "on" after a load.
const SWITCH = `<label><input type="checkbox" role="switch" id="share" checked> ${SHARE}</label>`;
const PAGES = {
    instant: SWITCH,
    late: `<main></main><script>setTimeout(() => { document.querySelector('main').innerHTML = '${SWITCH}'; }, 1200)</script>`,
    dialog: `<button id="open">More</button><dialog>${SWITCH}</dialog><script>
        document.querySelector('#open').onclick = () => document.querySelector('dialog').showModal();</script>`,
    unfolded: `<div id="drawer" hidden>${SWITCH}</div>`,
    redrawn: `<main>${SWITCH}</main><script>let on = true; setInterval(() => {
        const next = document.querySelector('#share').cloneNode(); next.checked = on; document.querySelector('#share').replaceWith(next);
        next.onchange = () => { on = next.checked; }; }, 40)</script>`,
    slow: `<button role="switch" aria-checked="true" style="width: 40px; height: 20px" aria-label="${SHARE}"></button><script>
        const one = document.querySelector('button'); one.onclick = () => setTimeout(() => one.setAttribute('aria-checked', 'false'), 2500);</script>`,
    refused: `${SWITCH}<script>share.onchange = () => setTimeout(() => { share.checked = true; }, 300)</script>`,
    regretted: `${SWITCH}<script>share.onchange = () => setTimeout(() => { share.checked = true; }, 2500)</script>`,
    confirmed: `${SWITCH}<dialog>Really? <button id="yes">Yes</button></dialog><script>
        share.onclick = (event) => { event.preventDefault(); document.querySelector('dialog').show(); };
        yes.onclick = () => { document.querySelector('dialog').close(); share.checked = false; };</script>`,
    saved: `<form>${SWITCH}<p><button type="button">Save changes</button></form>`,
    variant: `${SWITCH}<script>share.onchange = () => document.body.append(Object.assign(document.createElement('button'), { textContent: 'Save' }))</script>`,
    vanishing: `<main>${SWITCH}</main><script>share.onchange = () => document.querySelector('main').replaceChildren('Thank you.')</script>`,
    disabled: SWITCH.replace('checked', 'checked disabled'),
    unreadable: `<div role="switch" tabindex="0" style="width: 40px; height: 20px" aria-label="${SHARE}"></div>`,
};
const SEVERAL = ['Sell my data', 'Share with advertisers', 'Train on my posts', 'Delete my archive'];
const several = SEVERAL.map((name) => `<p><label><input type="checkbox" checked> ${name}</label></p>`).join('');
const LISTED = Array.from({ length: 400 }, (_, i) => (i === 300 ? SHARE : `Setting ${i}`));

// Only the rows in view are in the page.
const virtual = `<div id="list" style="height: 300px; overflow-y: scroll; position: relative"><div style="height: ${LISTED.length * 40}px"></div></div><script>
    const names = ${JSON.stringify(LISTED)}; const list = document.querySelector('#list');
    const draw = () => { list.querySelectorAll('label').forEach((one) => one.remove()); const first = Math.floor(list.scrollTop / 40);
        for (let i = first; i < first + 8; i += 1) { const row = document.createElement('label'); row.style = 'position: absolute; top: ' + i * 40 + 'px';
            row.innerHTML = '<input type="checkbox"' + (i === 300 ? ' checked' : '') + '> ' + names[i]; list.append(row); } };
    list.onscroll = draw; draw();</script>`;

const shell = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Settings</title><body><h1>Settings</h1>${body}</body></html>`;

export const pages = Object.fromEntries([...Object.entries(PAGES), ['several', several], ['virtual', virtual], ['application', '<main>Home</main>']]
    .map(([id, body]) => [`/settings/${id}`, shell(body)]).concat([['/', shell('Hello')], ['/application', shell('<main>Home</main>')]]));

export const catalog = {
    id: 'trial', name: 'Trial', hosts: ['www.example.com'],
    pages: [
        ...Object.keys(PAGES).map((id) => page(id, [control(id, SHARE, { commit: { confirmed: 'confirm-dialog', saved: 'save-button' }[id] ?? 'instant' })])),
        page('virtual', [control('virtual', SHARE, { kind: 'checkbox' })]),
        page('several', SEVERAL.map((name, i) => control('several', name, { id: `c${i}`, kind: 'checkbox', ...(i === 3 && { destructive: true }) }))),
        page('hashed', [control('hashed', SHARE)], { pathname: '/application', hash: 'privacy' }),
    ],
};
