// SPDX-License-Identifier: MIT
import { Checkbox, Form, Radio, Select, Switch } from 'antd';
import { draw, h, useKept } from './react.mjs';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN } from './settings.mjs';

draw(function Page() {
    const [share, setShare] = useKept('share', true);
    const [train, setTrain] = useKept('train', true);
    const [reach, setReach] = useKept('reach', ANYONE);
    return h(Form, { component: 'div' },
        h('div', { className: 'row' }, h('span', {}, SHARE), h('div', {}, h(Switch, { checked: share, onChange: setShare, checkedChildren: 'On', unCheckedChildren: 'Off' }))),
        h('div', {}, h(Checkbox, { checked: train, onChange: ({ target }) => setTrain(target.checked) }, TRAIN)),
        h('fieldset', {}, h('legend', {}, REACH), h(Radio.Group, { value: reach, options: [ANYONE, NOBODY], onChange: ({ target }) => setReach(target.value) })),
        h('div', {}, h('label', { htmlFor: 'topics' }, TOPICS), h(Select, { id: 'topics', value: 'all', options: [{ value: 'all', label: 'All topics' }, { value: 'none', label: 'None' }] })));
});
