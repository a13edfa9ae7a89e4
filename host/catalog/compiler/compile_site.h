/* SPDX-License-Identifier: MIT
 *
 * From a site file without mistakes to the records of record.h. Checks nothing.
 */
#pragma once

#include "database_writer.h"
#include "site_file.h"

void compile_site(const SiteFile *file, DatabaseWriter *writer);

/* Appends the site's advised controls that take effect on a day, as "effective" of record.h holds them. */
void compile_effective(const SiteFile *file, Json *list);
