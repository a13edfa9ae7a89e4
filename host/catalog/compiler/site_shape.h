/* SPDX-License-Identifier: MIT
 *
 * The shape of a site file as tables: site.schema.json says the same to editors, and a test compares the two.
 */
#pragma once

#include "shape.h"

extern const Shape site_shape;

/* True for a field of a control or a page, also with a language or a field of its own behind it: "default", "names.en", "key.id". */
bool site_shape_has_field(const char *name);
