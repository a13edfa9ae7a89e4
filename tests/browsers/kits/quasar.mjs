// SPDX-License-Identifier: MIT
import 'quasar/dist/quasar.css';
import { QCheckbox, QOptionGroup, QSelect, QToggle, Quasar } from 'quasar';
import { createApp, h, ref } from 'vue';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN, keep, kept } from './settings.mjs';

const [share, train, reach] = [ref(kept('share', true)), ref(kept('train', true)), ref(ANYONE)];
const bound = (value, name) => ({ modelValue: value.value, 'onUpdate:modelValue': (next) => { value.value = next; keep(name, next); } });
const root = document.createElement('main');
document.body.append(root);
createApp({
    render: () => h('div', {}, [
        h(QToggle, { label: SHARE, name: 'share', ...bound(share, 'share') }), h(QCheckbox, { label: TRAIN, ...bound(train, 'train') }),
        h(QOptionGroup, { 'aria-label': REACH, options: [ANYONE, NOBODY].map((one) => ({ label: one, value: one })), ...bound(reach, 'reach') }),
        h(QSelect, { label: TOPICS, modelValue: 'All topics', options: ['All topics', 'None'] }),
    ]),
}).use(Quasar).mount(root);
