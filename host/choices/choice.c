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

static const Json *
newest(const Json *seen)
{
    const Json *last = NULL;
    for (const Json *one = json_first(seen); one != NULL; one = json_next(one)) {
        const char *at = json_get_string(one, "at");
        if (at != NULL && (last == NULL || strcmp(at, json_get_string(last, "at")) > 0)) {
            last = one;
        }
    }
    return last;
}

Choice
choice_read(const Json *record, const char *profile)
{
    const Json *seen = json_get(record, "seen");
    const Json *mine = profile == NULL ? newest(seen) : json_get(seen, profile);
    Choice choice = {
        .at = json_get_string(record, "at"),
        .until = json_get_string(record, "until"),
        .seen_state = json_get_string(mine, "state"),
        .seen_at = json_get_string(mine, "at"),
        .seen_proof = json_get_string(mine, "proof"),
        .standing = seen_standing(mine),
        .private_at = json_get_string(mine, "privateAt"),
        .exposed_at = json_get_string(mine, "exposedAt"),
    };
    (void)choice_kind_read(json_get_string(record, "choice"), &choice.kind);
    return choice;
}

bool
choice_is_later(const Choice *choice, const char *today)
{
    return choice->kind == CHOICE_LATER && choice->until != NULL && strcmp(choice->until, today) > 0;
}
