/* SPDX-License-Identifier: MIT */
#include "change.h"

#include "clock.h"

#include <stddef.h>

static Json *
of_record(const char *control, Json *record)
{
    Json *change = json_new_object();
    Json *records = json_new_object();
    json_set(records, control, record);
    json_set(change, "records", records);
    return change;
}

static Json *
new_stamp(int64_t now)
{
    char text[CLOCK_STAMP_SIZE];
    clock_stamp(now, text);
    return json_new_string(text);
}

static int64_t
after(const char *stamp, int64_t now)
{
    int64_t before = stamp != NULL ? clock_read(stamp) : 0;
    return before < now ? now : before + 1;
}

/* A clock that was ahead must not make a decision of the future, which nothing later could replace. */
static int64_t
decided_at(const Json *before, const Decision *decision, int64_t now)
{
    if (decision->at != 0) {
        return decision->at < now ? decision->at : now;
    }
    return after(json_get_string(before, "at"), now);
}

Json *
change_choose(const Json *before, const Decision *decision, int64_t now)
{
    Json *record = json_new_object();
    json_set(record, "choice", json_new_string(choice_kind_name(decision->kind)));
    json_set(record, "at", new_stamp(decided_at(before, decision, now)));
    if (decision->until != NULL) {
        json_set(record, "until", json_new_string(decision->until));
    }
    return of_record(decision->control, record);
}

Json *
change_observe(const Json *before, const Observation *observation, int64_t now)
{
    const Json *seen = json_get(json_get(before, "seen"), observation->profile);
    char at[CLOCK_STAMP_SIZE];
    clock_stamp(after(json_get_string(seen, "at"), now), at);
    Sight sight = {.state = observation->state, .shown = observation->shown, .proof = observation->proof, .at = at};
    Json *profiles = json_new_object();
    json_set(profiles, observation->profile, seen_after(seen, &sight));
    Json *record = json_new_object();
    json_set(record, "seen", profiles);
    return of_record(observation->control, record);
}

static Json *
new_forget(const char *scope, const char *id, int64_t now)
{
    Json *forget = json_new_object();
    json_set(forget, scope, id == NULL ? json_new_flag(true) : json_new_string(id));
    json_set(forget, "at", new_stamp(now));
    return forget;
}

Json *
change_forget(const char *scope, const char *id, const Json *also, int64_t now)
{
    Json *list = json_new_array();
    json_append(list, new_forget(scope, id, now));
    for (const Json *other = json_first(also); other != NULL; other = json_next(other)) {
        json_append(list, new_forget("control", json_string(other), now));
    }
    Json *change = json_new_object();
    json_set(change, "forget", list);
    return change;
}

Json *
change_import(const Json *records)
{
    Json *change = json_new_object();
    json_set(change, "records", json_copy(records));
    return change;
}
