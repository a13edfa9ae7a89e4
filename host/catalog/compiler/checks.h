/* SPDX-License-Identifier: MIT
 *
 * The rules of a site file, one group a file. Those after the shape may rely on it: they run only on a file whose shape is right.
 */
#pragma once

#include "mistake.h"

/* Which members there are and what each may hold. */
void site_shape_check(Check *check);

/* The id is the file's name; hosts are hosts, no wildcard reaches over a public suffix. */
void check_site(Check *check);

/* Patterns are valid; a deep link leads to the site's own hosts and to its own page. */
void check_pages(Check *check);

/* Ids, states, options, names, sources. */
void check_controls(Check *check);

/* What implies what exists, and nothing implies itself in the end. */
void check_implications(Check *check);

/* True when a host of the site file, exact or by suffix, is this one. */
bool site_has_host(const Json *site, const char *host);
