/* SPDX-License-Identifier: MIT */
#include "choice.h"

#include <string.h>

static const char *const kind_names[N_CHOICES] = {
    [CHOICE_NONE] = NULL,
    [CHOICE_PRIVATE] = "private",
    [CHOICE_KEEP] = "keep",
    [CHOICE_LATER] = "later",
};

const char *
choice_kind_name(ChoiceKind kind)
{
    return kind_names[kind];
}

bool
choice_kind_read(const char *name, ChoiceKind *kind)
{
    for (size_t i = 0; name != NULL && i < N_CHOICES; i++) {
        if (kind_names[i] != NULL && strcmp(name, kind_names[i]) == 0) {
            *kind = (ChoiceKind)i;
            return true;
        }
    }
    return false;
}

static const char *
newest_private_at(const Json *seen)
{
    const char *newest = NULL;
    for (const Json *profile = json_first(seen); profile != NULL; profile = json_next(profile)) {
        const char *at = json_get_string(profile, "privateAt");
        if (at != NULL && (newest == NULL || strcmp(at, newest) > 0)) {
            newest = at;
        }
    }
    return newest;
}

Choice
choice_read(const Json *record, const char *profile)
{
    const Json *seen = json_get(record, "seen");
    const Json *mine = profile == NULL ? NULL : json_get(seen, profile);
    Choice choice = {
        .at = json_get_string(record, "at"),
        .until = json_get_string(record, "until"),
        .seen_state = json_get_string(mine, "state"),
        .seen_at = json_get_string(mine, "at"),
        .seen_proof = json_get_string(mine, "proof"),
        .private_at = newest_private_at(seen),
    };
    (void)choice_kind_read(json_get_string(record, "choice"), &choice.kind);
    return choice;
}
