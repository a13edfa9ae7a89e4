/* SPDX-License-Identifier: MIT */
#include "checks.h"

#include <string.h>

/* Follows every implication from `id`; longer than there are controls means that it runs in a circle. */
static bool
leads_to(const SiteFile *file, const char *id, const char *goal, size_t n_steps) /* NOLINT(misc-no-recursion): n_steps ends it */
{
    const SiteControl *entry = site_file_find(file, id);
    if (entry == NULL || n_steps == 0) {
        return false;
    }
    const Json *next = json_first(json_get(entry->control, "implied_off_by"));
    for (; next != NULL; next = json_next(next)) {
        if (strcmp(json_string(next), goal) == 0 || leads_to(file, json_string(next), goal, n_steps - 1)) {
            return true;
        }
    }
    return false;
}

static void
check_control(Check *check, const Json *control)
{
    const Json *implied = json_get(control, "implied_off_by");
    for (const Json *id = json_first(implied); id != NULL; id = json_next(id)) {
        if (site_file_find(check->file, json_string(id)) == NULL) {
            mistake(check, id, "unknownControl", "\"%s\" is no control of this site", json_string(id));
        }
    }
    const char *own = json_get_string(control, "id");
    if (implied != NULL && leads_to(check->file, own, own, check->file->n_controls)) {
        mistake(check, implied, "cycle", "\"%s\" would be implied by itself", own);
    }
}

void
check_implications(Check *check)
{
    for (size_t i = 0; i < check->file->n_controls; i++) {
        check_control(check, check->file->controls[i].control);
    }
}
