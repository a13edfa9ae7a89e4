/* SPDX-License-Identifier: MIT
 *
 * Our host manifest as each family of browsers wants it: made from the installed template, which is the one place that knows our
 * ids. Knows nothing of where browsers look.
 */
#pragma once

#include "browser.h"

#define MANIFEST_HOST "org.offswitch.host"

/* The member of a manifest that lists who may call. */
const char *manifest_callers_name(Family family);

/* Our extension as that list names it: "chrome-extension://…/" or the add-on's id. Yours to free(). */
char *manifest_caller(Family family, Error *error);

/* The text of a manifest for the installed host. `extension_id`, unless NULL, may call as well. Yours to free(). */
char *manifest_make(Family family, const char *extension_id, Error *error);

/* True for an id of an extension of this family. */
bool manifest_is_extension_id(Family family, const char *id);

/* True when the file is a manifest that we wrote: our name, and a path to an offswitch-host. */
bool manifest_is_ours(const char *path);
