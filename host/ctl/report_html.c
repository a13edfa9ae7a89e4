/* SPDX-License-Identifier: MIT */
#include "buffer.h"
#include "report.h"
#include "words.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char head[] =
    "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Offswitch report</title>\n"
    "<style>\n"
    ":root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }\n"
    "body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }\n"
    "h2 { margin: 2rem 0 0; }\n"
    "h2 + p { margin: 0 0 .5rem; opacity: .8; }\n"
    "table { width: 100%; border-collapse: collapse; }\n"
    "th, td { text-align: start; vertical-align: top; padding: .4rem .8rem .4rem 0; border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); }\n"
    "code { font-size: .85em; opacity: .8; overflow-wrap: anywhere; }\n"
    "</style>\n";

static const char limits[] =
    "<p>This page says what settings pages showed in your own browsers, when, and how that was read: <em>read</em> on a visit; "
    "<em>read back</em> after Offswitch had pressed the site's switch for you; <em>read again</em> on a later visit, which proves "
    "that the switch stayed; or <em>changed by hand</em> before it. It proves what the page showed. It does not prove what the company does.</p>\n";

static const char *const escapes[UCHAR_MAX + 1] = {['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;"};

/* Of NULL: nothing. */
static void
append_escaped(Buffer *page, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        const char *escape = escapes[(unsigned char)*text];
        buffer_append(page, escape != NULL ? escape : text, escape != NULL ? strlen(escape) : 1);
    }
}

static void
append_element(Buffer *page, const char *name, const char *text)
{
    AUTOFREE char *open = base_format("<%s>", name);
    AUTOFREE char *close = base_format("</%s>", name);
    buffer_append_text(page, open);
    append_escaped(page, text);
    buffer_append_text(page, close);
}

/* Catalogs have https only. */
static void
append_name(Buffer *page, const Json *control)
{
    const char *link = json_get_string(control, "deepLink");
    const char *title = json_get_string(control, "title");
    bool is_linked = link != NULL && strncmp(link, "https://", 8) == 0;
    buffer_append_text(page, is_linked ? "<th scope=\"row\"><a rel=\"noreferrer\" href=\"" : "<th scope=\"row\">");
    append_escaped(page, is_linked ? link : "");
    buffer_append_text(page, is_linked ? "\">" : "");
    append_escaped(page, title != NULL ? title : json_get_string(control, "control"));
    buffer_append_text(page, is_linked ? "</a><br>" : "<br>");
    append_element(page, "code", json_get_string(control, "control"));
    buffer_append_text(page, "</th>");
}

static void
append_time(Buffer *page, const char *label, const char *text, const char *stamp)
{
    if (text != NULL) {
        append_element(page, "b", label);
        buffer_append_text(page, " ");
        append_escaped(page, text);
        buffer_append_text(page, stamp != NULL ? " <code>" : "");
        append_escaped(page, stamp);
        buffer_append_text(page, stamp != NULL ? "</code><br>" : "<br>");
    }
}

static void
append_control(Buffer *page, const Json *control)
{
    AUTOFREE char *seen = report_seen(control);
    AUTOFREE char *back = report_went_back(control);
    AUTOFREE char *choice = report_choice(control);
    buffer_append_text(page, "<tr>");
    append_name(page, control);
    buffer_append_text(page, "<td>");
    append_time(page, "Went back:", back, json_get_string(json_get(control, "wentBack"), "exposed"));
    append_time(page, "Seen:", seen, json_get_string(json_get(control, "seen"), "at"));
    append_time(page, "Decided:", choice, json_get_string(json_get(control, "choice"), "at"));
    buffer_append_text(page, "</td></tr>\n");
}

static void
append_status(Buffer *page, const Json *controls, const ReportStatus *status)
{
    const Json *control = report_find(json_first(controls), status);
    if (control == NULL) {
        return;
    }
    append_element(page, "h2", status->heading);
    append_element(page, "p", status->meaning);
    buffer_append_text(page, "\n<table>\n");
    for (; control != NULL; control = report_find(json_next(control), status)) {
        append_control(page, control);
    }
    buffer_append_text(page, "</table>\n");
}

char *
report_html(const Json *controls, const char *now)
{
    AUTOBUFFER page = {0};
    char day[WORDS_SIZE];
    AUTOFREE char *made = base_format("As it stood on %s (%s).", words_day(now, day), now);
    buffer_append_text(&page, head);
    append_element(&page, "h1", "Offswitch report");
    append_element(&page, "p", made);
    buffer_append_text(&page, limits);
    for (size_t i = 0; i < report_n_statuses; i++) {
        append_status(&page, controls, &report_statuses[i]);
    }
    if (json_count(controls) == 0) {
        append_element(&page, "p", "Nothing was decided or seen yet.");
    }
    return buffer_take(&page);
}
