/* SPDX-License-Identifier: MIT
 *
 * What the catalog knows of a control, in words: of an advice or of a site file, which write these values alike.
 */
#pragma once

#include "json.h"

/* The texts of a list with `between` them. Each char * here is yours to free(), and NULL where there is nothing to say. */
char *knowledge_list(const Json *list, const char *between);

/* "3 November 2025 in the EU; 18 September 2024 everywhere else" */
char *knowledge_effective(const Json *effective);

/* "everyone except in China (you too)" */
char *knowledge_applies(const Json *applies);

/* "sources disagree (default): …"; `note` is the text in the reader's language. */
char *knowledge_disputed(const Json *fields, const char *note);

/* What `quality` means, as a sentence; NULL for none. */
const char *knowledge_quality(const char *quality);

/* What kind of source it is. */
const char *knowledge_kind(const Json *source);
