/* SPDX-License-Identifier: MIT
 *
 * The methods of PROTOCOL.md asked from a command: of a session in this process, or of the installed host started as Chromium
 * starts it. The answer is the same.
 */
#pragma once

#include "error.h"
#include "json.h"

typedef struct Asker Asker;

/* All have sent initialize and have its result when they return. A configuration that cannot be read is said on standard
 * error and counts as the default. */
Asker *asker_new(Error *error) MUST_USE;
Asker *asker_new_through_host(Error *error) MUST_USE;
Asker *asker_new_as_nobody(Error *error)
    MUST_USE; /* through a host that nobody vouches for, and that therefore starts no helper */
void asker_free(Asker *asker);
void asker_cleanup(Asker **asker);
#define AUTOASKER BASE_CLEANUP(asker_cleanup) Asker

/* The result of initialize. */
const Json *asker_introduction(const Asker *asker);

/* `params` becomes the asker's. The result is yours; NULL with the protocol's reason and sentence. */
Json *ask(Asker *asker, const char *method, Json *params, Error *error) MUST_USE;

/* All pages of a method's list as one result, with the members of the last page. `params` becomes the asker's; without an asker, NULL as well. */
Json *ask_all(Asker *asker, const char *method, const char *list, Json *params, Error *error) MUST_USE;

/* The language that the user reads, as a BCP 47 tag; yours to free(). */
char *ask_language(void);

/* The parameters of initialize as the command line sends them. */
Json *ask_introduction(void);

/* A request as text, yours to free(). `params` becomes the text's. */
char *ask_text(int64_t id, const char *method, Json *params);
