// SPDX-License-Identifier: MIT
import { Checkbox, Field, Label, Listbox, ListboxButton, Radio, RadioGroup, Switch } from '@headlessui/react';
import { draw, h, useKept } from './react.mjs';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN } from './settings.mjs';

const SIZE = { width: 40, height: 20, display: 'inline-block', background: '#888' };

draw(function Page() {
    const [share, setShare] = useKept('share', true);
    const [train, setTrain] = useKept('train', true);
    const [reach, setReach] = useKept('reach', ANYONE);
    const radio = (value) => h(Field, { key: value }, h(Radio, { value, style: SIZE }), h(Label, {}, value));
    return h('div', {},
        h(Field, {}, h(Label, {}, SHARE), h(Switch, { checked: share, onChange: setShare, name: 'share', style: SIZE })),
        h(Field, {}, h(Checkbox, { checked: train, onChange: setTrain, style: SIZE }), h(Label, {}, TRAIN)),
        h(RadioGroup, { value: reach, onChange: setReach, 'aria-label': REACH }, radio(ANYONE), radio(NOBODY)),
        h(Field, {}, h(Label, {}, TOPICS), h(Listbox, { value: 'All topics' }, h(ListboxButton, {}, 'All topics'))));
});
