/* SPDX-License-Identifier: MIT */
#include "option_list.h"

#include <string.h>

bool
has_options(const ControlRecord *record)
{
    return record->kind == KIND_RADIO || record->kind == KIND_SELECT;
}

const char *
control_option_id(const ControlRecord *record, const char *name, Buffer *scratch)
{
    const char *normal = label_normalise(name, scratch);
    const char *by_name = NULL;
    size_t n_found = 0;
    for (const Json *option = json_first(record->options); option != NULL; option = json_next(option)) {
        const char *id = json_get_string(option, "id");
        if (id != NULL && strcmp(id, name) == 0) {
            return id;
        }
        if (id != NULL && names_have(json_get(option, "names"), normal)) {
            by_name = id;
            n_found++;
        }
    }
    return n_found == 1 ? by_name : NULL;
}

static bool
is_private(const ControlRecord *record, const char *option)
{
    return option != NULL && record->private_state != NULL && strcmp(option, record->private_state) == 0;
}

OptionReading
option_list_read(const ControlRecord *record, const PageControl *control, Buffer *scratch)
{
    OptionReading reading = {0};
    size_t n_selected = 0;
    size_t n_private = 0;
    for (size_t i = 0; i < control->n_options; i++) {
        const PageOption *option = &control->options[i];
        const char *id = option->name == NULL ? NULL : control_option_id(record, option->name, scratch);
        if (is_private(record, id)) {
            reading.private_name = option->name;
            n_private++;
        }
        if (option->selected) {
            reading.selected = id;
            reading.selected_name = option->name;
            n_selected++;
        }
    }
    bool is_told = reading.selected != NULL && n_selected == 1 && n_private < 2;
    return (OptionReading){.selected = is_told ? reading.selected : NULL,
                           .selected_name = is_told ? reading.selected_name : NULL,
                           .private_name = n_private == 1 ? reading.private_name : NULL};
}

/* ---- radios one by one ---- */

static bool
is_radio_of(const ControlRecord *record, const PageControl *control, Buffer *scratch)
{
    if (control->role == NULL || strcmp(control->role, "radio") != 0 || control->group == NULL) {
        return false;
    }
    return names_have(record->names, label_normalise(control->group, scratch));
}

static void
add_radio(Finding *finding, const PageControl *radio, int handle, const char *id)
{
    if (is_private(finding->control, id)) {
        finding->candidates[finding->n_candidates < MATCH_MAX_CANDIDATES ? finding->n_candidates : 0] = handle;
        finding->n_candidates++;
        finding->private_name = radio->name;
    }
    if (radio->state == STATE_ON) {
        finding->option = id;
        finding->selected_name = radio->name;
    }
}

void
option_list_find_radios(Finding *finding, const PageControl *controls, size_t n_controls, Buffer *scratch)
{
    size_t n_on = 0;
    for (size_t i = 0; i < n_controls; i++) {
        const PageControl *radio = &controls[i];
        if (is_radio_of(finding->control, radio, scratch)) {
            add_radio(finding, radio, (int)i,
                      radio->name == NULL ? NULL : control_option_id(finding->control, radio->name, scratch));
            n_on += radio->state == STATE_ON;
        }
    }
    finding->option = n_on == 1 && finding->n_candidates == 1 ? finding->option : NULL;
    finding->selected_name = finding->option != NULL ? finding->selected_name : NULL;
    finding->private_name = finding->n_candidates == 1 ? finding->private_name : NULL;
    if (finding->n_candidates == 1) {
        finding->handle = finding->candidates[0];
        finding->state = controls[finding->handle].state;
        finding->certainty = CERTAINTY_SURE;
        finding->n_candidates = 0;
    }
}
