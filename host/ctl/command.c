/* SPDX-License-Identifier: MIT */
#include "command.h"

#include <stdio.h>

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
