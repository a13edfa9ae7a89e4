// SPDX-License-Identifier: MIT
import 'bootstrap/dist/css/bootstrap.css';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN, keeps, kept, page } from './settings.mjs';

page(`<div class="form-check form-switch"><input class="form-check-input" type="checkbox" role="switch" id="share"><label class="form-check-label" for="share">${SHARE}</label></div>
    <input type="checkbox" class="btn-check" id="train" autocomplete="off"><label class="btn btn-primary" for="train">${TRAIN}</label>
    <fieldset><legend>${REACH}</legend>${[ANYONE, NOBODY].map((one, i) => `<div class="form-check"><input class="form-check-input" type="radio" name="reach" id="r${i}" ${i ? '' : 'checked'}><label class="form-check-label" for="r${i}">${one}</label></div>`).join('')}</fieldset>
    <label for="topics">${TOPICS}</label><select class="form-select" id="topics"><option>All topics</option><option>None</option></select>`);
keeps('#share', 'share', 'change').checked = kept('share', true);
keeps('#train', 'train', 'change').checked = kept('train', true);
