/* SPDX-License-Identifier: MIT
 *
 * What a change to the document must look like, word for word. Reads only; knows nothing of what is stored.
 */
#pragma once

#include "error.h"
#include "json.h"

enum { SHAPE_MAX_CONTROL = 200, SHAPE_MAX_SITE = 100, SHAPE_MAX_PROFILE = 64, SHAPE_MAX_STATE = 300 /* characters */ };

/* True for the `change` that document_merge describes. Members it does not know are no fault: a newer version's may be among them. */
bool shape_is_change(const Json *change, Error *error) MUST_USE;
