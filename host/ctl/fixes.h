/* SPDX-License-Identifier: MIT
 *
 * The commands that repair what doctor finds: text for a person's shell, and `doctor --fix`, which runs the very same text.
 */
#pragma once

#include "browser.h"

/* Each is yours to free(); NULL where no command is known. */
char *fixes_install(void);                             /* put the programs in place again, the way they came */
char *fixes_register(const Browser *browser);          /* write the user's manifest of this browser anew */
char *fixes_register_system(const Browser *browser);   /* write that for all users */
char *fixes_move_away(const char *path);               /* keep it beside as .old */
char *fixes_give_to_user(const char *path);            /* a directory, and what is in it */
char *fixes_allow(const char *verb, const char *path); /* "chmod 755" and such, on a path */

/* A path as a word of the shell; "~" stays outside of the quotes. Yours to free(). */
char *fixes_word(const char *path);

/* Asks about each command (a member of `commands`), unless `is_yes`, and runs it; "offswitch" is this program. */
void fixes_run(const Json *commands, bool is_yes);
