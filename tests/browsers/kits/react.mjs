// SPDX-License-Identifier: MIT
// Draws a kit of React components; each control keeps what it is set to.

import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { keep, kept } from './settings.mjs';

export { createElement as h, Fragment } from 'react';

// useKept('share', true) -> [value, set]
export function useKept(name, usual) {
    const [value, set] = useState(kept(name, usual));
    return [value, (next) => { keep(name, next); set(next); }];
}

export function draw(Page) {
    const root = document.createElement('main');
    document.body.append(root);
    createRoot(root).render(h(Page));
}
