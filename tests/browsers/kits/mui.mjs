// SPDX-License-Identifier: MIT
import { Checkbox, FormControl, FormControlLabel, FormLabel, InputLabel, MenuItem, Radio, RadioGroup, Select, Switch } from '@mui/material';
import { draw, h, useKept } from './react.mjs';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN } from './settings.mjs';

draw(function Page() {
    const [share, setShare] = useKept('share', true);
    const [train, setTrain] = useKept('train', true);
    const [reach, setReach] = useKept('reach', ANYONE);
    const radio = (value) => h(FormControlLabel, { value, label: value, control: h(Radio) });
    return h('div', {},
        h(FormControlLabel, { label: SHARE, control: h(Switch, { checked: share, onChange: (_, on) => setShare(on) }) }),
        h(FormControlLabel, { label: TRAIN, control: h(Checkbox, { checked: train, onChange: (_, on) => setTrain(on) }) }),
        h(FormControl, {}, h(FormLabel, { id: 'reach' }, REACH),
            h(RadioGroup, { 'aria-labelledby': 'reach', value: reach, onChange: (_, value) => setReach(value) }, radio(ANYONE), radio(NOBODY))),
        h(FormControl, {}, h(InputLabel, { id: 'topics' }, TOPICS),
            h(Select, { labelId: 'topics', label: TOPICS, value: 'all' }, h(MenuItem, { value: 'all' }, 'All topics'), h(MenuItem, { value: 'none' }, 'None'))));
});
