// SPDX-License-Identifier: MIT
// How the card looks. A constructed style sheet, because a page's policy may forbid a style element in our shadow root.

var offswitch = globalThis.offswitch ?? {};

offswitch.style = `
:host {
    all: initial !important;
    position: fixed !important;
    inset: auto 20px 20px auto !important;
    z-index: 2147483647 !important;
    display: block !important;
    width: min(380px, calc(100vw - 40px)) !important;
    color-scheme: light dark !important;
}
:host::before, :host::after { display: none !important; } /* a page could draw over us with them */
:host(:dir(rtl)) { inset: auto auto 20px 20px !important; }
/* Here and not on :host, where a page could set them. */
.card {
    --face: #ffffff; --text: #16191d; --quiet: #565e68; --line: #e3e6ea; --edge: #d5d9de;
    --accent: #0b6e4f; --accent-over: #095b41; --on-accent: #ffffff; --soft: #f2f4f6; --soft-over: #e7eaee;
    --warn: #8a4b08; --warn-face: #fdf3e1; --focus: #1a66d6;
    --shadow: 0 1px 2px rgb(16 20 24 / 8%), 0 12px 36px rgb(16 20 24 / 20%);
}
@media (prefers-color-scheme: dark) {
    .card {
        --face: #1d2125; --text: #f0f2f4; --quiet: #a9b2bc; --line: #32383e; --edge: #3c434a;
        --accent: #4cc79c; --accent-over: #6bd6b0; --on-accent: #06251a; --soft: #2a3036; --soft-over: #353c43;
        --warn: #f3c983; --warn-face: #3a2e1a; --focus: #8ab8ff;
        --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 12px 36px rgb(0 0 0 / 55%);
    }
}
* { box-sizing: border-box; margin: 0; padding: 0; font: inherit; color: inherit; }
.card {
    font: 14px/1.45 system-ui, sans-serif; color: var(--text); background: var(--face);
    border: 1px solid var(--edge); border-radius: 16px; box-shadow: var(--shadow);
    max-height: calc(100vh - 40px); display: flex; flex-direction: column; overflow: hidden;
}
.card.arriving { animation: arrive 220ms cubic-bezier(0.2, 0.9, 0.3, 1); }
.card:focus { outline: none; }
@keyframes arrive { from { opacity: 0; transform: translateY(12px); } }
.bar { display: flex; align-items: center; gap: 8px; padding: 14px 12px 0 20px; padding-inline: 20px 12px; color: var(--quiet); font-size: 12px; }
.bar .who { font-weight: 600; letter-spacing: 0.01em; }
.mark { inline-size: 22px; block-size: 13px; border-radius: 7px; border: 2px solid var(--accent); position: relative; flex: none; }
.mark::after { content: ''; position: absolute; inset-block: 1px; inset-inline-start: 1px; inline-size: 7px; border-radius: 50%; background: var(--accent); }
.close { margin-inline-start: auto; inline-size: 28px; block-size: 28px; border: 0; border-radius: 8px; background: none; color: var(--quiet); font-size: 18px; line-height: 1; cursor: pointer; }
.close.back { margin-inline: -8px -4px; }
.close.back::before { content: ''; display: block; inline-size: 8px; block-size: 8px; margin: auto; border: solid; border-width: 0 0 2px 2px; transform: rotate(45deg); }
.close.back:dir(rtl)::before { transform: rotate(225deg); }
.close:hover { background: var(--soft); color: var(--text); }
.body { padding: 10px 20px 4px; overflow-y: auto; overscroll-behavior: contain; }
.again { background: var(--warn-face); color: var(--warn); border-radius: 10px; padding: 9px 12px; margin-bottom: 12px; }
.again b { display: block; font-weight: 650; }
h2 { font-size: 17px; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; text-wrap: balance; }
.why { margin-top: 6px; }
dl { margin-top: 12px; padding-top: 12px; border-top: 1px solid var(--line); display: grid; grid-template-columns: max-content 1fr; gap: 5px 14px; font-size: 13px; }
dt { color: var(--quiet); }
dd { overflow-wrap: anywhere; }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--quiet); text-underline-offset: 2px; border-radius: 3px; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; padding: 14px 20px 18px; }
.buttons:empty { padding: 0 0 14px; }
.press { border: 0; border-radius: 10px; padding: 9px 14px; background: var(--soft); font-weight: 550; cursor: pointer; transition: background 120ms; }
.press:hover { background: var(--soft-over); }
.press.first { flex: 1 0 100%; padding-block: 11px; background: var(--accent); color: var(--on-accent); font-weight: 650; }
.press.first:hover { background: var(--accent-over); }
.press.plain { flex: 1 1 0; white-space: nowrap; }
button:focus-visible, a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.press.small { padding: 6px 11px; font-size: 13px; flex: none; white-space: nowrap; }
.list h2 { font-size: 15px; }
ul { list-style: none; margin: 8px -8px 0; }
li { display: flex; align-items: center; gap: 8px; padding-inline-end: 8px; border-top: 1px solid var(--line); }
li:first-child { border-top: 0; }
.row { flex: 1; min-inline-size: 0; border: 0; border-radius: 8px; padding: 9px 8px; background: none; text-align: start; font-weight: 550; cursor: pointer; }
.row:hover { background: var(--soft); }
.row small { display: block; color: var(--quiet); font-size: 12px; font-weight: 400; }
.row small:empty { display: none; }
.row .warn, .trouble small { color: var(--warn); }
.done small { color: var(--accent); font-weight: 600; }
.live { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.said { padding: 10px 20px 4px; }
.said b { display: block; font-size: 16px; font-weight: 650; margin-bottom: 3px; }
.said p { color: var(--quiet); }
.line { flex-direction: row; align-items: center; gap: 12px; padding: 10px 10px 10px 16px; padding-inline: 16px 10px; border-radius: 14px; }
.line p { flex: 1; }
.line .press { padding: 7px 12px; }
.line .close { margin-inline-start: -6px; flex: none; }
@media (forced-colors: active) { .press, .card { border: 1px solid; } .mark { border-color: CanvasText; } }
@media (prefers-reduced-motion: reduce) { .card.arriving { animation: none; } .press { transition: none; } }
`;

offswitch.ring = `
:host { all: initial !important; position: fixed !important; inset: 0 !important; pointer-events: none !important;
    z-index: 2147483646 !important; display: block !important; }
div { position: fixed; border: 3px solid #0b6e4f; border-radius: 12px; box-shadow: 0 0 0 3px #fff, 0 0 24px rgb(11 110 79 / 60%); }
`;
