/* SPDX-License-Identifier: MIT
 *
 * The commands that repair what doctor finds: text for a person's shell, and `doctor --fix`, which runs the very same text.
 */
#pragma once

#include "browser.h"

/* Each is a command, yours to free(); NULL where none is known. */
char *fixes_install(void);                                         /* puts the programs in place again, the way they came */
char *fixes_manifest(const Browser *browser, bool is_system_only); /* gives it a good manifest where it looks first */
char *fixes_move_away(const char *path);                           /* keeps it beside as .old */
char *fixes_give_to_user(const char *path);                        /* a directory, and what is in it */
char *fixes_allow(const char *verb, const char *path);             /* "chmod 755" and such, on a path */

/* Asks about each command (a member of `commands`), unless `is_yes`, and runs it; "offswitch" is this program. */
void fixes_run(const Json *commands, bool is_yes);
