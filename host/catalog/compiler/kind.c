/* SPDX-License-Identifier: MIT */
#include "kind.h"

#include <string.h>

static bool
is_one_of(const Json *control, const char *const *kinds)
{
    const char *kind = json_get_string(control, "kind");
    for (; *kinds != NULL; kinds++) {
        if (strcmp(kind, *kinds) == 0) {
            return true;
        }
    }
    return false;
}

bool
kind_is_toggle(const Json *control)
{
    return is_one_of(control, (const char *const[]){"switch", "checkbox", NULL});
}

bool
kind_has_options(const Json *control)
{
    return is_one_of(control, (const char *const[]){"radio", "select", NULL});
}

bool
kind_is_on_page(const Json *control)
{
    return !is_one_of(control, (const char *const[]){"form", "app", "none", NULL});
}

bool
kinds_are_alike(const Json *control, const Json *other)
{
    bool are_toggles = kind_is_toggle(control) && kind_is_toggle(other);
    return are_toggles || strcmp(json_get_string(control, "kind"), json_get_string(other, "kind")) == 0;
}
