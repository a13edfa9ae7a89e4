// SPDX-License-Identifier: MIT
// The number on the toolbar button: how many controls of a tab expose something.

import { ext } from './ext.js';

const AMBER = '#b45309';

export async function showCount(tabId, n) {
    await ext.action.setBadgeBackgroundColor({ tabId, color: AMBER });
    await ext.action.setBadgeTextColor?.({ tabId, color: '#ffffff' });
    await ext.action.setBadgeText({ tabId, text: n > 0 ? String(n) : '' });
}
