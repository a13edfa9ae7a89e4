// SPDX-License-Identifier: MIT
import { Button, Checkbox, Label, Radio, RadioGroup, Select, SelectValue, Switch } from 'react-aria-components';
import { draw, h, useKept } from './react.mjs';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN } from './settings.mjs';

draw(function Page() {
    const [share, setShare] = useKept('share', true);
    const [train, setTrain] = useKept('train', true);
    const [reach, setReach] = useKept('reach', ANYONE);
    return h('div', {},
        h(Switch, { isSelected: share, onChange: setShare }, h('div', { style: { width: 30, height: 16, background: '#555' } }), SHARE),
        h(Checkbox, { isSelected: train, onChange: setTrain }, TRAIN),
        h(RadioGroup, { value: reach, onChange: setReach }, h(Label, {}, REACH), h(Radio, { value: ANYONE }, ANYONE), h(Radio, { value: NOBODY }, NOBODY)),
        h(Select, { placeholder: 'All topics' }, h(Label, {}, TOPICS), h(Button, {}, h(SelectValue))));
});
