// SPDX-License-Identifier: MIT
import '@ionic/core/css/ionic.bundle.css';
import { initialize } from '@ionic/core/components';
import { defineCustomElement as toggle } from '@ionic/core/components/ion-toggle.js';
import { defineCustomElement as checkbox } from '@ionic/core/components/ion-checkbox.js';
import { defineCustomElement as radio } from '@ionic/core/components/ion-radio.js';
import { defineCustomElement as radios } from '@ionic/core/components/ion-radio-group.js';
import { ANYONE, NOBODY, REACH, SHARE, TOPICS, TRAIN, keeps, kept, page } from './settings.mjs';

initialize();
page(`<ion-toggle>${SHARE}</ion-toggle><br><ion-checkbox>${TRAIN}</ion-checkbox>
    <ion-radio-group value="${ANYONE}" role="radiogroup" aria-label="${REACH}"><ion-radio value="${ANYONE}">${ANYONE}</ion-radio><ion-radio value="${NOBODY}">${NOBODY}</ion-radio></ion-radio-group>
    <label>${TOPICS} <select><option>All topics</option></select></label>`);
[toggle, checkbox, radio, radios].forEach((define) => define());
keeps('ion-toggle', 'share', 'ionChange').checked = kept('share', true);
keeps('ion-checkbox', 'train', 'ionChange').checked = kept('train', true);
document.documentElement.style.overflow = document.body.style.position = '';
