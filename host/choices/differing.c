/* SPDX-License-Identifier: MIT */
#include "differing.h"

#include <stdlib.h>
#include <string.h>

static void
add_site_of(DifferingSites *sites, const char *control)
{
    char *id = base_copy(control);
    id[strcspn(id, "/")] = '\0';
    for (size_t i = 0; i < sites->n_ids; i++) {
        if (strcmp(sites->ids[i], id) == 0) {
            free(id);
            return;
        }
    }
    sites->ids = base_resize(sites->ids, sites->n_ids + 2, sizeof(*sites->ids));
    sites->ids[sites->n_ids++] = id;
    sites->ids[sites->n_ids] = NULL;
}

static void
add_differing(DifferingSites *sites, const Document *document, const Document *compared)
{
    for (const Json *record = json_first(document_records(document)); record != NULL; record = json_next(record)) {
        if (!json_equal(record, document_record(compared, json_name(record)))) {
            add_site_of(sites, json_name(record));
        }
    }
}

DifferingSites
differing_sites(const Document *one, const Document *other)
{
    DifferingSites sites = {.ids = base_allocate(1, sizeof(*sites.ids))};
    if (one != NULL && other != NULL) {
        add_differing(&sites, one, other);
        add_differing(&sites, other, one);
    }
    return sites;
}

void
differing_sites_finish(DifferingSites *sites)
{
    for (size_t i = 0; i < sites->n_ids; i++) {
        free(sites->ids[i]);
    }
    free(sites->ids);
    *sites = (DifferingSites){0};
}
