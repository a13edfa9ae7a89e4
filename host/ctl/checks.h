/* SPDX-License-Identifier: MIT
 *
 * What doctor found, told as it is found or kept for --json. Takes everything private out: a path under the user's home begins
 * with "~".
 */
#pragma once

#include "error.h"
#include "json.h"

typedef enum { CHECK_OK, CHECK_NOTE, CHECK_FAILED } CheckVerdict;

typedef struct {
    CheckVerdict verdict;
    const char *check;   /* "browser", "keyring", "store", "catalog" */
    const char *subject; /* of whom, as people name it */
    const char *code;    /* stable */
    const char *fix;     /* what repairs it, "run: …" where a command does; NULL for none */
} Check;

typedef struct {
    Json *list; /* for --json; NULL prints each at once */
    size_t n_failed;
} Checks;

/* `format` makes the sentence, which begins with a small letter. */
void checks_add(Checks *checks, const Check *check, const char *format, ...) PRINTF_LIKE(3, 4);
