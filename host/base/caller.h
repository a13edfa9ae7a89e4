/* SPDX-License-Identifier: MIT
 *
 * Who started the host: the extension that a browser names among the arguments, after it has checked its own manifest. Ours are in the build; `register --extension-id`
 * records others in a file of one id a line, the user's (config) or everybody's (/etc).
 */
#pragma once

#include "error.h"

typedef enum {
    CALLER_KNOWN,
    CALLER_UNKNOWN, /* an extension that nobody registered here */
    CALLER_NONE,    /* no arguments: by hand, or through a portal that passes none */
    CALLER_STRANGE, /* arguments that no browser passes */
} Caller;

/* Chromium passes the extension's origin; Firefox the manifest's path and the add-on's id. Opens a file only for an id that is not ours. */
Caller caller_of(int n_arguments, char *const *arguments);

/* Adds an id to those that are known; one that is known already is not added again. */
bool caller_record(const char *id, bool for_everybody, Error *error) MUST_USE;

/* Forgets all that was recorded. */
void caller_forget_recorded(bool for_everybody);
