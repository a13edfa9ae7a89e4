/* SPDX-License-Identifier: MIT
 *
 * Takes decisions back, in the keyring itself.
 */
#include "ask.h"
#include "command.h"
#include "options.h"

#include <stdio.h>

static const char help[] = "usage: offswitch forget CONTROL | --site SITE | --all [--json]\n"
                           "\n"
                           "Forgets what you decided and what was seen. The sites keep their settings as they are.\n"
                           "\n"
                           "  --site SITE  everything about a site\n"
                           "  --all        everything\n"
                           "  --json       {\"removed\": [...]}\n"
                           "\n"
                           "  offswitch forget linkedin/data-for-ai-improvement.training\n"
                           "  offswitch forget --site linkedin\n"
                           "  offswitch choices    # shows the names\n";

static int
forget(Json *params, bool is_json)
{
    Error error = {0};
    AUTOASKER *asker = asker_new(&error);
    if (asker == NULL) {
        json_free(params);
        return command_fails("forget", &error);
    }
    /* What is to be removed is known once the choices have been read. */
    AUTOJSON *choices = ask(asker, "choices", json_new_object(), &error);
    if (choices == NULL) {
        json_free(params);
        return command_fails("forget", &error);
    }
    AUTOJSON *result = ask(asker, "forget", params, &error);
    if (result == NULL) {
        return command_fails("forget", &error);
    }
    if (is_json) {
        return command_prints(result);
    }
    const Json *removed = json_get(result, "removed");
    for (const Json *control = json_first(removed); control != NULL; control = json_next(control)) {
        printf("forgot %s\n", json_string(control));
    }
    if (json_count(removed) == 0) {
        puts("There was nothing to forget.");
    }
    return EXIT_FINE;
}

int
forget_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    bool is_all = false;
    const char *site = NULL;
    const Option options[] = {
        {.name = "json", .flag = &is_json}, {.name = "all", .flag = &is_all}, {.name = "site", .value = &site}};
    const Usage usage = {.name = "forget", .help = help, .options = options, .n_options = N_ELEMENTS(options), .max_words = 1};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    if ((n_arguments > 1) + (site != NULL) + is_all != 1) {
        return usage_error(&usage, "give one of: a control, --site, --all");
    }
    Json *params = json_new_object();
    if (is_all) {
        json_set(params, "all", json_new_flag(true));
    } else {
        json_set(params, site != NULL ? "site" : "control", json_new_string(site != NULL ? site : arguments[1]));
    }
    return forget(params, is_json);
}
