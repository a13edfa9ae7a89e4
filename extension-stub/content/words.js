// SPDX-License-Identifier: MIT
// Turns what the host says into sentences and dates of the reader's language.
// Has never heard of elements or of the network.

var offswitch = globalThis.offswitch ?? {};

offswitch.words = (() => {
    const { i18n } = globalThis.browser ?? globalThis.chrome;
    const say = (name, ...values) => i18n.getMessage(name, values.map(String));
    // The language we speak, which is the browser's only where we have it; of its regions the browser's.
    function locale() {
        const [language, browsers] = [say('language'), i18n.getUILanguage()];
        return browsers.split('-')[0] === language ? browsers : language;
    }

    const DAY = 86_400_000;

    // A day of the calendar has no time zone; an instant has the reader's.
    function date(string) {
        const zone = string.length === 10 ? { timeZone: 'UTC' } : {};
        const time = new Date(string);
        return Number.isNaN(time.getTime()) ? string
            : new Intl.DateTimeFormat(locale(), { dateStyle: 'long', ...zone }).format(time);
    }

    function age(string) {
        const days = Math.round((Date.now() - Date.parse(string)) / DAY);
        if (!Number.isFinite(days)) {
            return '';
        }
        const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
        const [n, unit] = days < 60 ? [days, 'day'] : days < 730 ? [Math.round(days / 30.44), 'month'] : [Math.round(days / 365.25), 'year'];
        return format.format(-n, unit);
    }

    function region(code) {
        if (code === '*') {
            return say('everywhere');
        }
        const own = { EEA: 'regionEea', EU: 'regionEu' }[code];
        if (own) {
            return say(own);
        }
        try {
            return new Intl.DisplayNames(locale(), { type: 'region' }).of(code);
        } catch {
            return code;
        }
    }

    const list = (items) => new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
    // The European Economic Area holds the Union; naming both would say less.
    const distinct = (codes) => (codes.includes('EEA') ? codes.filter((code) => code !== 'EU') : codes);
    const regions = (codes) => list(distinct(codes ?? ['*']).map(region));

    function applies({ applies: where }) {
        if (!where) {
            return say('notKnown');
        }
        const except = where.except?.length > 0 ? where.except : null;
        return except ? say('everywhereExcept', regions(where.regions), regions(except)) : regions(where.regions);
    }

    // Beside days for some regions the world's day is that of the others.
    function since({ effective = [] }) {
        return effective.map((one) => {
            const all = !one.regions || one.regions.includes('*');
            if (all && effective.length === 1) {
                return date(one.date);
            }
            return say('dateFor', date(one.date), all ? say('everywhereElse') : regions(one.regions));
        });
    }

    function source({ source: from, seen }) {
        const kinds = { page: 'sourcePage', code: 'sourceCode', observed: 'sourceObserved', press: 'sourcePress' };
        const url = from?.url?.startsWith('https://') ? from.url : null;
        return {
            text: url && from.kind === 'page' ? '' : say(kinds[from?.kind] ?? 'sourceOther'),
            url,
            seen: seen ? say('seenOn', date(seen), age(seen)) : '',
        };
    }

    return { say, locale, date, age, applies, since, source };
})();
