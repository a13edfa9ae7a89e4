/* SPDX-License-Identifier: MIT */
#include "shell.h"

#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
shell(const char *command)
{
    return system(command) == 0; /* NOLINT(cert-env33-c): a test's own commands */
}

char *
shell_line(const char *command)
{
    char line[4096] = "";
    FILE *output = popen(command, "r"); /* NOLINT(cert-env33-c) */
    if (output != NULL) {
        if (fgets(line, sizeof(line), output) == NULL) {
            line[0] = '\0';
        }
        pclose(output);
    }
    line[strcspn(line, "\n")] = '\0';
    return base_copy(line);
}
