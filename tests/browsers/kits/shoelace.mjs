// SPDX-License-Identifier: MIT
import '@shoelace-style/shoelace/dist/components/switch/switch.js';
import '@shoelace-style/shoelace/dist/components/checkbox/checkbox.js';
import '@shoelace-style/shoelace/dist/components/radio-group/radio-group.js';
import '@shoelace-style/shoelace/dist/components/radio/radio.js';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN, keeps, kept, page } from './settings.mjs';

page(`<sl-switch>${SHARE}</sl-switch><br><sl-checkbox>${TRAIN}</sl-checkbox>
    <sl-radio-group label="${REACH}" value="${ANYONE}"><sl-radio value="${ANYONE}">${ANYONE}</sl-radio><sl-radio value="${NOBODY}">${NOBODY}</sl-radio></sl-radio-group>
    <label>${TOPICS} <select><option>All topics</option><option>None</option></select></label>`);
keeps('sl-switch', 'share', 'sl-change').checked = kept('share', true);
keeps('sl-checkbox', 'train', 'sl-change').checked = kept('train', true);
