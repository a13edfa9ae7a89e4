/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "value.h"

#include <stdio.h>
#include <string.h>

static bool
is_id_of(const Check *check, const SiteControl *entry, const char *id)
{
    char prefix[2 * VALUE_MAX_CHARACTERS];
    int length = snprintf(prefix, sizeof(prefix), "%s/%s.", check->file->id, json_get_string(entry->page, "id"));
    return length > 0 && strncmp(id, prefix, (size_t)length) == 0 && value_is_name(id + length);
}

static void
check_id(Check *check, const SiteControl *entry)
{
    const Json *value = json_get(entry->control, "id");
    const char *id = json_string(value);
    if (!is_id_of(check, entry, id)) {
        mistake(check, value, "badId", "a control's id is site/page.control: \"%s/%s.…\"", check->file->id,
                json_get_string(entry->page, "id"));
    } else if (site_file_find(check->file, id) != entry) {
        mistake(check, value, "duplicateId",
                "there are two controls \"%s\": choices are kept under an id, so it has to be its own", id);
    }
}

/* "site/page.control", of any site: a tombstone may outlive its site's file. */
static bool
is_control_id(const char *id)
{
    const char *slash = strchr(id, '/');
    const char *dot = slash == NULL ? NULL : strchr(slash, '.');
    if (dot == NULL) {
        return false;
    }
    AUTOFREE char *site = base_format("%.*s", (int)(slash - id), id);
    AUTOFREE char *page = base_format("%.*s", (int)(dot - slash - 1), slash + 1);
    return value_is_name(site) && value_is_name(page) && value_is_name(dot + 1);
}

static void
check_tombstone(Check *check, const Json *tombstone)
{
    const Json *id = json_get(tombstone, "id");
    const Json *since = json_get(tombstone, "since");
    if (!is_control_id(json_string(id))) {
        mistake(check, id, "badId", "a tombstone has the id the control had: site/page.control");
    }
    if (check->job->today != NULL && strcmp(json_string(since), check->job->today) > 0) {
        mistake(check, since, "badDate", "\"since\" lies in the future: bury a control when it is gone");
    }
}

void
check_ids(Check *check)
{
    for (size_t i = 0; i < check->file->n_controls; i++) {
        check_id(check, &check->file->controls[i]);
    }
    const Json *tombstone = json_first(json_get(check->file->json, "tombstones"));
    for (; tombstone != NULL; tombstone = json_next(tombstone)) {
        check_tombstone(check, tombstone);
    }
}
