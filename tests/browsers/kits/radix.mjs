// SPDX-License-Identifier: MIT
import { Checkbox, RadioGroup, Select, Switch } from 'radix-ui';
import { draw, h, useKept } from './react.mjs';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN } from './settings.mjs';

draw(function Page() {
    const [share, setShare] = useKept('share', true);
    const [train, setTrain] = useKept('train', true);
    const [reach, setReach] = useKept('reach', ANYONE);
    const radio = (value) => h('label', {}, h(RadioGroup.Item, { value, style: { width: 20, height: 20 } }, h(RadioGroup.Indicator)), value);
    return h('form', {},
        h('p', {}, h('label', { htmlFor: 'share' }, SHARE), h(Switch.Root, { id: 'share', checked: share, onCheckedChange: setShare, style: { width: 40, height: 20 } }, h(Switch.Thumb))),
        h('p', {}, h('label', { htmlFor: 'train' }, TRAIN), h(Checkbox.Root, { id: 'train', checked: train, onCheckedChange: setTrain, style: { width: 20, height: 20 } }, h(Checkbox.Indicator, {}, '✓'))),
        h(RadioGroup.Root, { 'aria-label': REACH, value: reach, onValueChange: setReach }, radio(ANYONE), radio(NOBODY)),
        h('div', {}, h('label', { htmlFor: 'topics' }, TOPICS),
            h(Select.Root, { value: 'all' }, h(Select.Trigger, { id: 'topics' }, h(Select.Value, {}, 'All topics')))));
});
