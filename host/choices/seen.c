/* SPDX-License-Identifier: MIT */
#include "seen.h"

#include <string.h>

static const char *const proof_names[N_PROOFS] = {
    [PROOF_READ] = "read", [PROOF_CLICK] = "click", [PROOF_RELOAD] = "reload", [PROOF_PRESS] = "press"};

/* What becomes of each standing when the page exposes, by the proof. */
static const SeenStanding exposing[N_SEEN][N_PROOFS] = {
    [SEEN_NOT_IN_FORCE] = {[PROOF_READ] = SEEN_NOT_IN_FORCE,
                           [PROOF_CLICK] = SEEN_NOT_IN_FORCE,
                           [PROOF_RELOAD] = SEEN_NOT_IN_FORCE,
                           [PROOF_PRESS] = SEEN_NOT_IN_FORCE},
    [SEEN_IN_FORCE] = {[PROOF_READ] = SEEN_WENT_BACK,
                       [PROOF_CLICK] = SEEN_IN_FORCE,
                       [PROOF_RELOAD] = SEEN_WENT_BACK,
                       [PROOF_PRESS] = SEEN_NOT_IN_FORCE},
    [SEEN_WENT_BACK] = {[PROOF_READ] = SEEN_WENT_BACK,
                        [PROOF_CLICK] = SEEN_WENT_BACK,
                        [PROOF_RELOAD] = SEEN_WENT_BACK,
                        [PROOF_PRESS] = SEEN_NOT_IN_FORCE},
};

const char *
proof_name(Proof proof)
{
    return proof_names[proof];
}

bool
proof_read(const char *name, Proof *proof)
{
    for (size_t i = 0; name != NULL && i < N_PROOFS; i++) {
        if (strcmp(name, proof_names[i]) == 0) {
            *proof = (Proof)i;
            return true;
        }
    }
    return false;
}

SeenStanding
seen_next(SeenStanding standing, Shown shown, Proof proof)
{
    switch (shown) {
    case SHOWN_PRIVATE:
        /* What a hand has just changed may still wait for its Save button. */
        return proof == PROOF_PRESS && standing != SEEN_IN_FORCE ? SEEN_NOT_IN_FORCE : SEEN_IN_FORCE;
    case SHOWN_EXPOSING:
        return exposing[standing][proof];
    case SHOWN_UNREADABLE:
        break;
    }
    return standing;
}

SeenStanding
seen_standing(const Json *seen)
{
    if (json_get_string(seen, "privateAt") == NULL) {
        return SEEN_NOT_IN_FORCE;
    }
    return json_get_string(seen, "exposedAt") == NULL ? SEEN_IN_FORCE : SEEN_WENT_BACK;
}

/* Also what is not so is written: a merge keeps every member that the newer observation does not have. */
static void
set_time(Json *after, const char *name, const char *at)
{
    json_set(after, name, at != NULL ? json_new_string(at) : json_new_null());
}

Json *
seen_after(const Json *before, const Sight *sight)
{
    SeenStanding was = seen_standing(before);
    SeenStanding is = seen_next(was, sight->shown, sight->proof);
    bool is_shown_private = sight->shown == SHOWN_PRIVATE;
    const char *private_at = is_shown_private ? sight->at : json_get_string(before, "privateAt");
    const char *exposed_at = was == SEEN_WENT_BACK ? json_get_string(before, "exposedAt") : sight->at;
    Json *after = json_new_object();
    json_set(after, "state", json_new_string(sight->state));
    json_set(after, "at", json_new_string(sight->at));
    json_set(after, "proof", json_new_string(proof_name(sight->proof)));
    set_time(after, "privateAt", is == SEEN_NOT_IN_FORCE ? NULL : private_at);
    set_time(after, "exposedAt", is == SEEN_WENT_BACK ? exposed_at : NULL);
    return after;
}
