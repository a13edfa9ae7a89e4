/* SPDX-License-Identifier: MIT
 *
 * What the user decided, in words.
 */
#include "ask.h"
#include "command.h"
#include "exchange.h"
#include "options.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static const char help[] = "usage: offswitch choices [--site SITE] [--json]\n"
                           "       offswitch choices export\n"
                           "       offswitch choices import FILE [--json]\n"
                           "\n"
                           "Shows what you decided about each control, and what its site showed since. The choices are\n"
                           "in your keyring; exit code 1 when they cannot be read.\n"
                           "\n"
                           "  export       prints all of it, for another machine; whoever has the file can read it\n"
                           "  import FILE  takes an export in, \"-\" for standard input. Of two decisions about a control the\n"
                           "               newer one stays, and what stays yours is said\n"
                           "  --site SITE  only of this site, e.g. linkedin\n"
                           "  --json       {\"records\": [...], \"keyring\": {\"state\"}}; of import {\"taken\", \"kept\"}\n"
                           "\n"
                           "  offswitch choices\n"
                           "  offswitch choices --site linkedin\n"
                           "  offswitch choices export >choices.json\n"
                           "  offswitch forget linkedin/data-for-ai-improvement.training\n";

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
    static const char *const words[][2] = {{"read", "read on the page"},
                                           {"click", "read back after the click"},
                                           {"reload", "read again on a later visit"},
                                           {"press", "changed there by hand"}};
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
    Json *params = json_new_object();
    if (site != NULL) {
        json_set(params, "site", json_new_string(site));
    }
    AUTOASKER *asker = asker_new(&error);
    AUTOJSON *result = ask_all(asker, "choices", "records", params, &error);
    if (result == NULL) {
        return command_fails("choices", &error);
    }
    if (is_json) {
        command_prints(result);
    }
    if (!command_reads_choices(result, &error)) {
        return command_fails("choices", &error);
    }
    if (!is_json) {
        print_choices(result, json_get_string(json_get(result, "keyring"), "state"));
    }
    return EXIT_FINE;
}

static int
exchange(const Usage *usage, int n_words, char **words, bool is_json)
{
    if (strcmp(words[0], "export") == 0 && n_words == 1) {
        return exchange_export();
    }
    if (strcmp(words[0], "import") == 0 && n_words == 2) {
        return exchange_import(words[1], is_json);
    }
    return usage_error(usage, "give nothing, export, or import and a file");
}

int
choices_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    const char *site = NULL;
    const Option options[] = {{.name = "json", .flag = &is_json}, {.name = "site", .value = &site}};
    const Usage usage = {.name = "choices", .help = help, .options = options, .n_options = N_ELEMENTS(options), .max_words = 2};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    return n_arguments == 1 ? show_choices(site, is_json) : exchange(&usage, n_arguments - 1, arguments + 1, is_json);
}
