/* SPDX-License-Identifier: MIT
 *
 * What the kind of a control in a site file means for it. Each takes the control.
 */
#pragma once

#include "json.h"

/* switch, checkbox: on or off. A page may draw one as the other. */
bool kind_is_toggle(const Json *control);

/* radio, select: one of its options. */
bool kind_has_options(const Json *control);

/* Not form, app or none, which are listed and never looked for. */
bool kind_is_on_page(const Json *control);

/* The same kind as far as a page shows it. */
bool kinds_are_alike(const Json *control, const Json *other);
