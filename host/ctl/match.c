/* SPDX-License-Identifier: MIT
 *
 * What the extension asks for a tab, asked for a page that a person describes.
 */
#include "advice_words.h"
#include "ask.h"
#include "command.h"
#include "draft.h"
#include "options.h"

static const char help[] = "usage: offswitch match URL [--control NAME [--role R] [--state S] [--labelledby K]]...\n"
                           "       offswitch match --page FILE|-\n"
                           "\n"
                           "Says what the toggles of a page share, and which to turn off. Of a site's other pages: what\n"
                           "is worth a review there. Of a page that is in no catalog: which controls look, by their words,\n"
                           "as if they shared data. Nothing is sent anywhere: the answer is in the installed catalog.\n"
                           "\n"
                           "  --control NAME    a control of the page, by the words beside it; may come again\n"
                           "    --state S       of that control: on, off, mixed, unknown\n"
                           "    --role R        switch (else), checkbox, radiogroup, combobox, listbox, button, link\n"
                           "    --labelledby K  its aria-labelledby; also --id, --testid, --group\n"
                           "  --page FILE       a page as the extension describes it (JSON, see PROTOCOL.md); - reads it\n"
                           "  --lang TAG        the page's language\n"
                           "  --host            ask the installed offswitch-host, as a browser does\n"
                           "  --json            print the protocol's result\n"
                           "\n"
                           "  offswitch match https://www.linkedin.com/feed/\n"
                           "  offswitch match https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement \\\n"
                           "      --control \"Use my data for training content creation AI models\" --state on\n";

/* One option that says something about the control before it. */
typedef struct {
    Json *page;
    const char *member;
    bool *is_astray; /* no control was before it */
} Part;

static void
take_control(void *context, const char *value)
{
    draft_add_control(context, value);
}

static void
take_part(void *context, const char *value)
{
    const Part *part = context;
    if (!draft_set(part->page, part->member, value)) {
        *part->is_astray = true;
    }
}

/* All pages of an overview as one. */
static Json *
match(Asker *asker, const Json *page, Error *error)
{
    Json *result = ask(asker, "match", json_copy(page), error);
    while (json_get(result, "next") != NULL) {
        Json *params = json_copy(page);
        json_set(params, "cursor", json_copy(json_get(result, "next")));
        AUTOJSON *more = ask(asker, "match", params, error);
        json_remove(result, "next");
        for (const Json *entry = json_first(json_get(more, "overview")); entry != NULL; entry = json_next(entry)) {
            json_append(json_get_mutable(result, "overview"), json_copy(entry));
        }
        if (json_get(more, "next") != NULL) {
            json_set(result, "next", json_copy(json_get(more, "next")));
        }
    }
    return result;
}

static int
match_page(const Json *page, bool is_through_host, bool is_json)
{
    Error error = {0};
    AUTOASKER *asker = is_through_host ? asker_new_through_host(&error) : asker_new(&error);
    if (asker == NULL) {
        return command_fails("match", &error);
    }
    AUTOJSON *result = match(asker, page, &error);
    if (result == NULL) {
        return command_fails("match", &error);
    }
    if (is_json) {
        return command_prints(result);
    }
    advice_words_print(result, json_count(json_get(page, "controls")) > 0);
    return EXIT_FINE;
}

int
match_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    bool is_through_host = false;
    bool is_astray = false;
    const char *file = NULL;
    const char *language = NULL;
    AUTOJSON *draft = json_new_object();
    Part parts[] = {{draft, "role", &is_astray}, {draft, "state", &is_astray},  {draft, "labelledby", &is_astray},
                    {draft, "id", &is_astray},   {draft, "testid", &is_astray}, {draft, "group", &is_astray}};
    const Option options[] = {
        {.name = "json", .flag = &is_json},
        {.name = "host", .flag = &is_through_host},
        {.name = "page", .value = &file},
        {.name = "lang", .value = &language},
        {.name = "control", .take = take_control, .context = draft},
        {.name = "role", .take = take_part, .context = &parts[0]},
        {.name = "state", .take = take_part, .context = &parts[1]},
        {.name = "labelledby", .take = take_part, .context = &parts[2]},
        {.name = "id", .take = take_part, .context = &parts[3]},
        {.name = "testid", .take = take_part, .context = &parts[4]},
        {.name = "group", .take = take_part, .context = &parts[5]},
    };
    const Usage usage = {.name = "match", .help = help, .options = options, .n_options = N_ELEMENTS(options), .max_words = 1};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    if (is_astray) {
        return usage_error(&usage, "--state and its like belong behind a --control");
    }
    if ((file == NULL) == (n_arguments < 2) || (file != NULL && json_count(draft) > 0)) {
        return usage_error(&usage, "give a URL with its --control, or a --page");
    }
    Error error = {0};
    AUTOJSON *page = file == NULL ? json_copy(draft) : draft_read(file, &error);
    if (page == NULL) {
        return command_fails("match", &error);
    }
    if (file == NULL) {
        json_set(page, "url", json_new_string(arguments[1]));
    }
    if (file != NULL) {
        json_set(page, "suspect", json_new_flag(true));
    }
    if (language != NULL) {
        json_set(page, "lang", json_new_string(language));
    }
    return match_page(page, is_through_host, is_json);
}
