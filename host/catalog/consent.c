/* SPDX-License-Identifier: MIT */
#include "consent.h"

#include "wording.h"

#include <string.h>

/* How the usual consent managers begin the ids of their own controls. */
static bool
is_managers(const char *key)
{
    static const char *const beginnings[] = {"onetrust",  "ot-group",      "ot-switch",     "didomi", "cybot",
                                             "cookiebot", "usercentrics",  "uc-",           "qc-cmp", "sp_choice",
                                             "truste",    "iubenda",       "cky-",          "cmplz",  "borlabs",
                                             "klaro",     "tarteaucitron", "fc-preference", "cmpbox", "osano"};
    for (size_t i = 0; key != NULL && i < N_ELEMENTS(beginnings); i++) {
        if (strncasecmp(key, beginnings[i], strlen(beginnings[i])) == 0) {
            return true;
        }
    }
    return key != NULL && strcasestr(key, "cookie") != NULL;
}

static bool
stands_under_cookies(const PageControl *control)
{
    AUTOBUFFER normal = {0};
    return control->group != NULL && wording_has(label_normalise(control->group, &normal), MEANS_COOKIE);
}

bool
consent_has_control(const PageControl *control)
{
    return is_managers(control->key_id) || is_managers(control->key_name) || is_managers(control->key_testid) ||
           stands_under_cookies(control);
}
