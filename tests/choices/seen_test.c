/* SPDX-License-Identifier: MIT */
#include "seen.h"

#include "run.h"

#include <string.h>

/* A row for each story of PROTOCOL.md's `wentBack`: what pages showed before, what one shows now, and whether the site took it back. */
typedef struct {
    const char *story;
    SeenStanding before;
    Shown shown;
    Proof proof;
    SeenStanding after;
} Flip;

static const Flip flips[] = {
    {"first seen private", SEEN_NOT_IN_FORCE, SHOWN_PRIVATE, PROOF_READ, SEEN_IN_FORCE},
    {"turned off by us", SEEN_NOT_IN_FORCE, SHOWN_PRIVATE, PROOF_CLICK, SEEN_IN_FORCE},
    {"turned off by the person, perhaps not saved", SEEN_NOT_IN_FORCE, SHOWN_PRIVATE, PROOF_PRESS, SEEN_NOT_IN_FORCE},
    {"turned off by the person where it was off", SEEN_IN_FORCE, SHOWN_PRIVATE, PROOF_PRESS, SEEN_IN_FORCE},
    {"went back and turned off by the person", SEEN_WENT_BACK, SHOWN_PRIVATE, PROOF_PRESS, SEEN_NOT_IN_FORCE},
    {"proven by a later load", SEEN_IN_FORCE, SHOWN_PRIVATE, PROOF_RELOAD, SEEN_IN_FORCE},
    {"never private, exposing", SEEN_NOT_IN_FORCE, SHOWN_EXPOSING, PROOF_READ, SEEN_NOT_IN_FORCE},
    {"private, and a later page exposes", SEEN_IN_FORCE, SHOWN_EXPOSING, PROOF_READ, SEEN_WENT_BACK},
    {"our click did not last until the next load", SEEN_IN_FORCE, SHOWN_EXPOSING, PROOF_RELOAD, SEEN_WENT_BACK},
    {"our own click left it exposing", SEEN_IN_FORCE, SHOWN_EXPOSING, PROOF_CLICK, SEEN_IN_FORCE},
    {"the person turned it on themselves", SEEN_IN_FORCE, SHOWN_EXPOSING, PROOF_PRESS, SEEN_NOT_IN_FORCE},
    {"a state that cannot be read", SEEN_IN_FORCE, SHOWN_UNREADABLE, PROOF_READ, SEEN_IN_FORCE},
    {"a state that cannot be read, pressed", SEEN_IN_FORCE, SHOWN_UNREADABLE, PROOF_PRESS, SEEN_IN_FORCE},
    {"unreadable and never private", SEEN_NOT_IN_FORCE, SHOWN_UNREADABLE, PROOF_READ, SEEN_NOT_IN_FORCE},
    {"went back, and still exposes", SEEN_WENT_BACK, SHOWN_EXPOSING, PROOF_READ, SEEN_WENT_BACK},
    {"went back, and cannot be read", SEEN_WENT_BACK, SHOWN_UNREADABLE, PROOF_READ, SEEN_WENT_BACK},
    {"went back, and is private again", SEEN_WENT_BACK, SHOWN_PRIVATE, PROOF_READ, SEEN_IN_FORCE},
    {"went back, turned off and on by the person", SEEN_WENT_BACK, SHOWN_EXPOSING, PROOF_PRESS, SEEN_NOT_IN_FORCE},
};

TEST(every_flip_counts_for_what_it_is)
{
    for (size_t i = 0; i < N_ELEMENTS(flips); i++) {
        const Flip *flip = &flips[i];
        SeenStanding after = seen_next(flip->before, flip->shown, flip->proof);
        if (after != flip->after) {
            fprintf(stderr, "%s\n", flip->story);
        }
        CU_ASSERT_EQUAL(after, flip->after);
    }
}

/* Takes the first sight's memory over. */
static Json *
look_again(Json *before, Shown shown, Proof proof, const char *at)
{
    const Sight sight = {.state = shown == SHOWN_PRIVATE ? "off" : "on", .shown = shown, .proof = proof, .at = at};
    Json *after = seen_after(before, &sight);
    json_free(before);
    return after;
}

TEST(what_is_stored_remembers_when_it_was_private_and_when_first_not)
{
    Json *seen = look_again(NULL, SHOWN_PRIVATE, PROOF_CLICK, "2026-11-01T00:00:00.000Z");
    CU_ASSERT_EQUAL(seen_standing(seen), SEEN_IN_FORCE);
    seen = look_again(seen, SHOWN_EXPOSING, PROOF_READ, "2026-11-02T00:00:00.000Z");
    seen = look_again(seen, SHOWN_EXPOSING, PROOF_READ, "2026-11-03T00:00:00.000Z");
    CU_ASSERT_EQUAL(seen_standing(seen), SEEN_WENT_BACK);
    CU_ASSERT_STRING_EQUAL(json_get_string(seen, "privateAt"), "2026-11-01T00:00:00.000Z");
    CU_ASSERT_STRING_EQUAL(json_get_string(seen, "exposedAt"), "2026-11-02T00:00:00.000Z");
    CU_ASSERT_STRING_EQUAL(json_get_string(seen, "at"), "2026-11-03T00:00:00.000Z");
    json_free(seen);
}

TEST(what_a_person_turned_on_leaves_no_trace_of_its_privacy)
{
    Json *seen = look_again(NULL, SHOWN_PRIVATE, PROOF_READ, "2026-11-01T00:00:00.000Z");
    seen = look_again(seen, SHOWN_EXPOSING, PROOF_PRESS, "2026-11-02T00:00:00.000Z");
    CU_ASSERT_EQUAL(seen_standing(seen), SEEN_NOT_IN_FORCE);
    CU_ASSERT_TRUE(json_is_null(json_get(seen, "privateAt"))); /* a merge would keep what is merely missing */
    json_free(seen);
}

TEST(a_proof_is_one_of_four_words)
{
    Proof proof = PROOF_READ;
    CU_ASSERT_TRUE(proof_read("press", &proof));
    CU_ASSERT_EQUAL(proof, PROOF_PRESS);
    CU_ASSERT_FALSE(proof_read("guess", &proof));
    CU_ASSERT_FALSE(proof_read(NULL, &proof));
}

RUN_TESTS("choices/seen",
          {CASE(every_flip_counts_for_what_it_is), CASE(what_is_stored_remembers_when_it_was_private_and_when_first_not),
           CASE(what_a_person_turned_on_leaves_no_trace_of_its_privacy), CASE(a_proof_is_one_of_four_words)})
