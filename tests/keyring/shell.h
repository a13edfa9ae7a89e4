/* SPDX-License-Identifier: MIT
 *
 * Commands of the shell, for what a test does as a person would.
 */
#pragma once

#include <stdbool.h>

/* Runs a command; true when it ends well. */
bool shell(const char *command);

/* The first line that a command prints, yours to free(). */
char *shell_line(const char *command);
