/* SPDX-License-Identifier: MIT
 *
 * Radios and selects by their options. Private to the matcher.
 */
#pragma once

#include "matcher.h"

typedef struct {
    const char *selected;      /* the record's id; NULL when none is selected, or several, or one we do not know */
    const char *selected_name; /* as the page writes it; NULL with `selected` */
    const char *private_name;  /* of the protecting option, as the page writes it; NULL when it is not there, or more than once */
} OptionReading;

bool has_options(const ControlRecord *record);

OptionReading option_list_read(const ControlRecord *record, const PageControl *control, Buffer *scratch);

/* Where a page hands out its radios one by one: those under a heading that is the record's name. The handle is the protecting one, which is the one to press. */
void option_list_find_radios(Finding *finding, const PageControl *controls, size_t n_controls, Buffer *scratch);
