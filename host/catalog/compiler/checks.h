/* SPDX-License-Identifier: MIT
 *
 * The rules of a site file, one group a file. Those after the shape may rely on it: they run only on a file whose shape is right.
 * README.md of the catalog lists every word they use.
 */
#pragma once

#include "mistake.h"

/* Which members there are and what each may hold. */
void site_shape_check(Check *check);

/* The id is the file's name; hosts are hosts, no wildcard reaches over a public suffix. */
void check_site(Check *check);

/* Page ids are unique, patterns are valid, and what is to be found has an address. */
void check_pages(Check *check);

/* A deep link leads to the site's own hosts and to its own page; the examples hold, tried by the matcher. Needs valid patterns. */
void check_examples(Check *check);

/* Control ids are site/page.control and unique; tombstones are ids of that form. */
void check_ids(Check *check);

/* Private states, defaults and options exist; what takes effect somewhere exists there. */
void check_states(Check *check);

/* Where each control is known from and when; which fields that supports; when to look again. */
void check_sources(Check *check);

/* Names are names, and tell the controls of a page apart. */
void check_names(Check *check);

/* What implies what exists, and nothing implies itself in the end. */
void check_implications(Check *check);

/* All files together: one host, one id and one tombstone belong to one place. `files` are of `check->job`; their mistakes are added to check's. */
void check_catalog(Check *check, const SiteFile *files, size_t n_files);

/* True when a host of the site file, exact or by suffix, is this one. */
bool site_has_host(const Json *site, const char *host);

/* True when one of the names, of any language, has this normal form. */
bool names_hold(const Json *by_locale, const char *normal);

/* True when two tables of names have one in common. */
bool names_meet(const Json *by_locale, const Json *other);
