/* SPDX-License-Identifier: MIT
 *
 * What doctor found, told as it is found or kept for --json. Takes everything private out: a path under the user's home begins
 * with "~".
 */
#pragma once

#include "error.h"
#include "json.h"

/* A NOTE is worth a look and fails nothing. */
typedef enum { CHECK_OK, CHECK_NOTE, CHECK_FAILED } CheckVerdict;

typedef struct {
    CheckVerdict verdict;
    const char *check;   /* "browser", "keyring", "store", "catalog", "config" */
    const char *subject; /* of whom, as people name it */
    const char *code;    /* stable; offswitch-doctor(7) describes each */
    const char *command; /* of the shell, what repairs it; NULL for none */
    const char *advice;  /* what to do where no command does it; NULL for none */
    bool reaches;        /* "browser": it gets an answer from a host */
} Check;

typedef struct {
    Json *list;     /* for --json; NULL prints each at once */
    Json *commands; /* what repairs what was found, each once */
    size_t n_failed;
} Checks;

Checks checks_new(bool is_json);
void checks_finish(Checks *checks);

/* `format` makes the sentence, which begins with a small letter. */
void checks_add(Checks *checks, const Check *check, const char *format, ...) PRINTF_LIKE(3, 4);
