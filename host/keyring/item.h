/* SPDX-License-Identifier: MIT
 *
 * How the item of ours looks to others: fixed, and silent about sites and choices, for providers keep it in clear, or as a bare MD5.
 */
#pragma once

#include <stddef.h>

#define ITEM_LABEL  "Offswitch choices"
#define ITEM_SCHEMA "org.offswitch.Choices"

/* The attributes beside the schema's name: always all of them. */
#define ITEM_APPLICATION "offswitch"
#define ITEM_DOCUMENT    "choices"

/* The secret of a document: its text with each brace and percent sign as in a URI (RFC 3986, 2.1), so that people can still read it. KeePassXC replaces
 * "{TITLE}" or "{REF:P@T:bank}" in what it gives out, and a page may have chosen such words. Yours to free. */
char *item_escape(const char *text);

/* The document of a secret; one that starts with a brace is from before they were escaped. NULL when it has a NUL or a broken escape. Yours to free. */
char *item_unescape(const char *secret, size_t length);
