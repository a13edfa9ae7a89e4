/* SPDX-License-Identifier: MIT
 *
 * Lets the keyring ask its owner for the password.
 */
#include "ask.h"
#include "command.h"
#include "options.h"

#include <stdio.h>
#include <string.h>

static const char help[] = "usage: offswitch unlock [--json]\n"
                           "\n"
                           "Opens the dialog of your keyring, for your password, and waits until you have answered it.\n"
                           "Where there is no keyring yet, its program offers to make one. Ctrl-C stops waiting; the\n"
                           "dialog stays. Exit code 1 when the keyring is not open then.\n"
                           "\n"
                           "  --json  {\"keyring\": {\"state\"}}\n"
                           "\n"
                           "  offswitch unlock\n"
                           "  offswitch choices    # what is in it\n";

static int
judge(const char *state)
{
    static const char *const whys[][2] = {
        {"locked", "it is still locked"},
        {"noCollection", "there is still none"},
        {"noProvider", "no program keeps secrets here (else: offswitch config store file)"},
        {"noBus", "this session has no message bus (else: offswitch config store file)"},
    };
    Error error = {0};
    if (strcmp(state, "ready") == 0) {
        puts("Your keyring is open.");
        return EXIT_FINE;
    }
    if (strcmp(state, "file") == 0) {
        puts("Your choices are in a file of yours: there is nothing to unlock.");
        return EXIT_FINE;
    }
    error_set(&error, "the keyring's state is %s (run: offswitch doctor)", state);
    for (size_t i = 0; i < N_ELEMENTS(whys); i++) {
        if (strcmp(whys[i][0], state) == 0) {
            error_set(&error, "your keyring did not open: %s", whys[i][1]);
        }
    }
    return command_fails("unlock", &error);
}

int
unlock_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    Error error = {0};
    const Option options[] = {{.name = "json", .flag = &is_json}};
    const Usage usage = {.name = "unlock", .help = help, .options = options, .n_options = N_ELEMENTS(options)};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    AUTOASKER *asker = asker_new(&error);
    AUTOJSON *result = asker == NULL ? NULL : ask(asker, "unlock", json_new_object(), &error);
    const char *state = json_get_string(json_get(result, "keyring"), "state");
    if (state == NULL) {
        return command_fails("unlock", &error);
    }
    if (is_json) {
        command_prints(result);
        return strcmp(state, "ready") == 0 || strcmp(state, "file") == 0 ? EXIT_FINE : EXIT_WRONG;
    }
    return judge(state);
}
