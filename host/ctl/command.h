/* SPDX-License-Identifier: MIT
 *
 * What a subcommand is: a main of its own, with its name as arguments[0]. The result is an exit code below.
 */
#pragma once

#include "error.h"
#include "json.h"

/* FINE; something is WRONG: a finding or a failure, its reason on standard error; USAGE: the command line makes no sense. */
enum { EXIT_FINE = 0, EXIT_WRONG = 1, EXIT_USAGE = 2 };

int match_main(int n_arguments, char **arguments);
int choices_main(int n_arguments, char **arguments);
int report_main(int n_arguments, char **arguments);
int unlock_main(int n_arguments, char **arguments);
int forget_main(int n_arguments, char **arguments);
int upcoming_main(int n_arguments, char **arguments);
int config_main(int n_arguments, char **arguments);
int catalog_main(int n_arguments, char **arguments);
int register_main(int n_arguments, char **arguments);
int unregister_main(int n_arguments, char **arguments);
int status_main(int n_arguments, char **arguments);
int doctor_main(int n_arguments, char **arguments);

/* Says on standard error what went wrong in a command; returns EXIT_WRONG. */
int command_fails(const char *command, const Error *error);

/* True when the keyring of a result could be read; an error says how to get there. */
bool command_reads_choices(const Json *result, Error *error) MUST_USE;

/* Prints a value, indented, for programs; returns EXIT_FINE. */
int command_prints(const Json *value);
