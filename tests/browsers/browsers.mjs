// SPDX-License-Identifier: MIT
// The browsers that every story is told in, behind one interface. OFFSWITCH_BROWSERS="firefox" tells them in one only.
//
// A browser: start({home, port, hosts, lang, env}): hosts are served from 127.0.0.1:port, nothing else is reachable; install(folder)
// gives the extension's id; url(file) is a page of it; open(url, {window}) gives a page, openPrivate(url) one in a private window; addresses() are those of all pages; popup(page) the button's window over a page;
// suspend(own) ends the background; manifests is where it looks for native hosts, allows(id) what lets an extension in; close() and kill() end it; start again with the same home is a restart.
//
// A page: goto, reload, front, eval(expression), press(selector), pressAt(x, y) and key(name) as a person would, shot(path, clip), media({scheme,
// motion, forced}), close. inShadow(host, selector, "function (…) {…}", ...values) calls a function with an element of a
// closed shadow root as "this", undefined when it is not there; pressInShadow(host, selector, text) presses one.

import { Chromium } from './chromium.mjs';
import { Firefox } from './firefox.mjs';

const KINDS = { chromium: Chromium, firefox: Firefox };

export const BROWSERS = (process.env.OFFSWITCH_BROWSERS ?? 'chromium firefox').split(' ');

export const launch = (name, options) => KINDS[name].start(options);
