// SPDX-License-Identifier: MIT
// A page with the extension's page scripts in it, as far as jsdom goes.

import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { EXTENSION } from './fakes.mjs';

// jsdom runs in the engine of Node; version 18 has no well-formed strings yet.
const WELL_FORMED = `String.prototype.toWellFormed ??= function () {
    return this.replace(/[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]/g, '\\ufffd');
};`;

export function pageWith(html, ...scripts) {
    const dom = new JSDOM(`<!doctype html><html lang="en"><body>${html}</body></html>`, {
        runScripts: 'outside-only', pretendToBeVisual: true, url: 'https://www.linkedin.com/',
    });
    dom.window.eval(WELL_FORMED);
    for (const script of ['vendor/dom-accessibility-api.js', ...scripts]) {
        dom.window.eval(readFileSync(new URL(script, EXTENSION), 'utf8'));
    }
    return dom.window;
}

const READING = ['walk', 'state', 'shown', 'names', 'collect', 'controls'].map((name) => `content/${name}.js`);

// While a page is read its clock stands still, so that a busy machine does not cut the reading short.
const UNHURRIED = `(({ controls }) => {
    const { read } = controls;
    controls.read = (...values) => {
        performance.now = () => 0;
        try {
            return read(...values);
        } finally {
            delete performance.now;
        }
    };
})(offswitch)`;

function unhurried(window) {
    window.eval(UNHURRIED);
    return window;
}

export const readable = (html) => unhurried(pageWith(html, ...READING));
export const pressable = (html) => unhurried(pageWith(html, ...READING, 'content/reply.js', 'content/press.js'));
export const read = (window) => JSON.parse(JSON.stringify(window.offswitch.controls.read().map(({ control }) => control)));
export const controlsOf = (html) => read(readable(html));
