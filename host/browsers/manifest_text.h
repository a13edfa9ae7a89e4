/* SPDX-License-Identifier: MIT
 *
 * The bytes of a manifest read as leniently or as strictly as a family of browsers reads them (measured in Chromium 156 and Firefox 153).
 */
#pragma once

#include "browser.h"

typedef enum { MANIFEST_OK, MANIFEST_NOT_READABLE, MANIFEST_NOT_JSON } ManifestVerdict;

/* An object, yours to free; NULL with the verdict otherwise. */
Json *manifest_read(Family family, const char *path, ManifestVerdict *verdict) MUST_USE;
