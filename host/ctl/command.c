/* SPDX-License-Identifier: MIT */
#include "command.h"

#include <stdio.h>
#include <string.h>

int
command_fails(const char *command, const Error *error)
{
    fflush(stdout);
    fprintf(stderr, "offswitch %s: %s\n", command, error->text);
    return EXIT_WRONG;
}

int
command_prints(const Json *value)
{
    AUTOFREE char *text = json_print_pretty(value);
    puts(text);
    return EXIT_FINE;
}

bool
command_reads_choices(const Json *result, Error *error)
{
    const char *state = json_get_string(json_get(result, "keyring"), "state");
    if (state != NULL && (strcmp(state, "ready") == 0 || strcmp(state, "file") == 0)) {
        return true;
    }
    bool is_locked = state != NULL && (strcmp(state, "locked") == 0 || strcmp(state, "noCollection") == 0);
    error_set(error, "your choices cannot be read: the keyring's state is %s (run: offswitch %s)",
              state == NULL ? "unknown" : state, is_locked ? "unlock" : "doctor");
    return false;
}
