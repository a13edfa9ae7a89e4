/* SPDX-License-Identifier: MIT
 *
 * What the user decided, in words.
 */
#include "ask.h"
#include "command.h"
#include "options.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static const char help[] = "usage: offswitch choices [--site SITE] [--json]\n"
                           "\n"
                           "Shows what you decided about each control, and what its site showed since. The choices are\n"
                           "in your keyring; exit code 1 when they cannot be read.\n"
                           "\n"
                           "  --site SITE  only of this site, e.g. linkedin\n"
                           "  --json       {\"records\": [...], \"keyring\": {\"state\"}}\n"
                           "\n"
                           "  offswitch choices\n"
                           "  offswitch choices --site linkedin\n"
                           "  offswitch forget linkedin/data-for-ai-improvement.training\n";

/* All pages of the list as one result. */
static Json *
read_choices(Asker *asker, const char *site, Error *error)
{
    Json *all = json_new_array();
    AUTOJSON *result = NULL;
    do {
        Json *params = json_new_object();
        if (site != NULL) {
            json_set(params, "site", json_new_string(site));
        }
        if (json_get(result, "next") != NULL) {
            json_set(params, "cursor", json_copy(json_get(result, "next")));
        }
        json_free(result);
        result = ask(asker, "choices", params, error);
        for (const Json *record = json_first(json_get(result, "records")); record != NULL; record = json_next(record)) {
            json_append(all, json_copy(record));
        }
    } while (json_get(result, "next") != NULL);
    if (result == NULL) {
        json_free(all);
        return NULL;
    }
    json_set(result, "records", all);
    return base_steal(&result);
}

static void
print_decision(const Json *record)
{
    static const char *const words[][2] = {{"private", "private: you want the protecting state"},
                                           {"keep", "keep: leave it as the site has it"},
                                           {"later", "later: ask again on "}};
    const char *choice = json_get_string(record, "choice");
    char day[WORDS_SIZE];
    for (size_t i = 0; choice != NULL && i < N_ELEMENTS(words); i++) {
        if (strcmp(choice, words[i][0]) == 0) {
            AUTOFREE char *text = base_format("%s%s", words[i][1], words_day(json_get_string(record, "until"), day));
            words_field("Decided", text);
        }
    }
    words_field(choice == NULL ? "Decided" : "On",
                choice == NULL ? "nothing yet" : words_day(json_get_string(record, "at"), day));
}

static const char *
proof_words(const char *proof)
{
    static const char *const words[][2] = {
        {"read", "read on the page"}, {"click", "read back after the click"}, {"reload", "read again on a later visit"}};
    for (size_t i = 0; proof != NULL && i < N_ELEMENTS(words); i++) {
        if (strcmp(words[i][0], proof) == 0) {
            return words[i][1];
        }
    }
    return "";
}

static void
print_record(const Json *record)
{
    const char *title = json_get_string(record, "title");
    const char *control = json_get_string(record, "control");
    char day[WORDS_SIZE];
    words_print(0, title == NULL ? control : title);
    words_field("Control", control);
    print_decision(record);
    for (const Json *seen = json_first(json_get(record, "seen")); seen != NULL; seen = json_next(seen)) {
        const char *state = json_get_string(seen, "state");
        AUTOFREE char *text = base_format("%s on %s, %s (browser profile %.8s)", state == NULL ? "unknown" : state,
                                          words_day(json_get_string(seen, "at"), day),
                                          proof_words(json_get_string(seen, "proof")), json_name(seen));
        words_field("Last seen", text);
    }
    putchar('\n');
}

static void
print_choices(const Json *result, const char *state)
{
    const Json *records = json_get(result, "records");
    for (const Json *record = json_first(records); record != NULL; record = json_next(record)) {
        print_record(record);
    }
    if (json_count(records) == 0) {
        puts("You have not decided anything yet.");
    }
    if (strcmp(state, "file") == 0) {
        puts("These choices are in a file of yours, not in the keyring, as you decided.");
    }
}

static int
show_choices(const char *site, bool is_json)
{
    Error error = {0};
    AUTOASKER *asker = asker_new(&error);
    AUTOJSON *result = asker == NULL ? NULL : read_choices(asker, site, &error);
    const char *state = json_get_string(json_get(result, "keyring"), "state");
    if (result == NULL || state == NULL) {
        return command_fails("choices", &error);
    }
    if (is_json) {
        command_prints(result);
    }
    if (strcmp(state, "ready") != 0 && strcmp(state, "file") != 0) {
        error_set(&error, "your choices cannot be read: the keyring's state is %s (run: offswitch doctor)", state);
        return command_fails("choices", &error);
    }
    if (!is_json) {
        print_choices(result, state);
    }
    return EXIT_FINE;
}

int
choices_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    const char *site = NULL;
    const Option options[] = {{.name = "json", .flag = &is_json}, {.name = "site", .value = &site}};
    const Usage usage = {.name = "choices", .help = help, .options = options, .n_options = N_ELEMENTS(options)};
    return options_read(&usage, &n_arguments, arguments, &code) ? show_choices(site, is_json) : code;
}
