/* SPDX-License-Identifier: MIT */
#include "exchange.h"

#include "ask.h"
#include "clock.h"
#include "command.h"
#include "input.h"

#include <stdio.h>
#include <string.h>

enum { VERSION = 1 };

static const char mark[] = "choices";

/* A record as it is stored: without what the catalog calls it. */
static Json *
stored(const Json *record)
{
    Json *copy = json_copy(record);
    json_remove(copy, "control");
    json_remove(copy, "title");
    return copy;
}

int
exchange_export(void)
{
    Error error = {0};
    char now[CLOCK_STAMP_SIZE];
    AUTOASKER *asker = asker_new(&error);
    AUTOJSON *result = ask_all(asker, "choices", "records", json_new_object(), &error);
    if (result == NULL || !command_reads_choices(result, &error)) {
        return command_fails("choices", &error);
    }
    AUTOJSON *file = json_new_object();
    Json *records = json_new_object();
    clock_stamp(clock_now(), now);
    for (const Json *record = json_first(json_get(result, "records")); record != NULL; record = json_next(record)) {
        json_set(records, json_get_string(record, "control"), stored(record));
    }
    json_set(file, "offswitch", json_new_string(mark));
    json_set(file, "version", json_new_integer(VERSION));
    json_set(file, "exported", json_new_string(now));
    json_set(file, "records", records);
    return command_prints(file);
}

static Json *
read_file(const char *path, Error *error)
{
    int64_t version = 0;
    AUTOJSON *file = input_read(path, error);
    const char *kind = json_get_string(file, "offswitch");
    if (file == NULL) {
        return NULL;
    }
    if (kind == NULL || strcmp(kind, mark) != 0 || !json_get_integer(file, "version", &version) ||
        !json_is_object(json_get(file, "records"))) {
        error_set(error, "%s: is nothing that \"offswitch choices export\" wrote", path);
        return NULL;
    }
    if (version > VERSION) {
        error_set(error, "%s: a newer version of Offswitch wrote it; update this one first", path);
        return NULL;
    }
    return json_copy(json_get(file, "records"));
}

static void
print_kept(const Json *kept)
{
    for (const Json *control = json_first(kept); control != NULL; control = json_next(control)) {
        printf("kept yours, which is newer: %s\n", json_string(control));
    }
}

int
exchange_import(const char *path, bool is_json)
{
    Error error = {0};
    Json *records = read_file(path, &error);
    if (records == NULL) {
        return command_fails("choices", &error);
    }
    Json *params = json_new_object();
    json_set(params, "records", records);
    AUTOASKER *asker = asker_new(&error);
    AUTOJSON *result = asker != NULL ? ask(asker, "import", params, &error) : NULL;
    if (result == NULL) {
        return command_fails("choices", &error);
    }
    if (is_json) {
        return command_prints(result);
    }
    printf("took in %zu of %zu\n", json_count(json_get(result, "taken")),
           json_count(json_get(result, "taken")) + json_count(json_get(result, "kept")));
    print_kept(json_get(result, "kept"));
    return EXIT_FINE;
}
