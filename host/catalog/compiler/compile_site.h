/* SPDX-License-Identifier: MIT
 *
 * From a site file to the records of record.h. Checks nothing but relies on the shape.
 */
#pragma once

#include "database_writer.h"
#include "site_file.h"

/* What stands under "s:" and "p:" in the database. Yours. `heirs` is {gone id: id of the control in its place}, or NULL. */
Json *compile_site_record(const SiteFile *file);
Json *compile_page_record(const Json *page, const Json *heirs);

/* Adds everything of a site. */
void compile_site(const SiteFile *file, const Json *heirs, DatabaseWriter *writer);

/* Appends the site's advised controls that take effect on a day, as "effective" of record.h holds them. */
void compile_effective(const SiteFile *file, Json *list);
