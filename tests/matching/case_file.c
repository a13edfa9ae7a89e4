/* SPDX-License-Identifier: MIT */
#include "case_file.h"

#include "case_record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
fail(const char *path, size_t line, const char *what)
{
    fprintf(stderr, "%s:%zu: %s\n", path, line, what);
    exit(2);
}

static char *
read_text(const char *path)
{
    AUTOBUFFER text = {0};
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        fail(path, 0, "cannot be read");
    }
    size_t n_read = 0;
    do {
        buffer_reserve(&text, 65536);
        n_read = fread(text.data + text.length, 1, 65536, file);
        text.length += n_read;
    } while (n_read > 0);
    fclose(file);
    return buffer_take(&text);
}

/* ---- a control ---- */

static bool
read_state(const char *word, ControlState *state)
{
    static const char *const words[] = {[STATE_UNKNOWN] = "-", [STATE_OFF] = "off", [STATE_ON] = "on", [STATE_MIXED] = "mixed"};
    for (size_t i = 0; i < N_ELEMENTS(words); i++) {
        if (strcmp(word, words[i]) == 0) {
            *state = (ControlState)i;
            return true;
        }
    }
    return false;
}

/* "A / *B" */
static void
read_options(char *text, PageControl *control, PageOption *options)
{
    control->options = options;
    for (char *option = case_next(&text, " / "); option != NULL; option = case_next(&text, " / ")) {
        bool selected = option[0] == '*';
        options[control->n_options++] = (PageOption){.name = option + (selected ? 1 : 0), .selected = selected};
    }
}

static bool
read_part(char *part, PageControl *control, PageOption *options)
{
    const struct {
        const char *name;
        const char **text;
    } texts[] = {{"group", &control->group},
                 {"id", &control->key_id},
                 {"name", &control->key_name},
                 {"labelledby", &control->key_labelledby},
                 {"testid", &control->key_testid}};
    char *value = case_value(part);
    for (size_t i = 0; value != NULL && i < N_ELEMENTS(texts); i++) {
        if (strcmp(part, texts[i].name) == 0) {
            *texts[i].text = value;
            return true;
        }
    }
    if (value == NULL || strcmp(part, "options") != 0) {
        return false;
    }
    read_options(value, control, options);
    return true;
}

/* "-", "= record", "= record turned", "? concept private" */
static bool
read_truth(char *text, Truth *truth)
{
    char *mark = case_next(&text, " ");
    char *one = case_next(&text, " ");
    char *other = case_next(&text, " ");
    if (strcmp(mark, "-") == 0) {
        *truth = (Truth){.kind = TRUTH_NOTHING};
        return one == NULL;
    }
    if (strcmp(mark, "=") == 0 && one != NULL) {
        *truth = (Truth){.kind = TRUTH_RECORD, .record = one, .is_turned = other != NULL};
        return other == NULL || strcmp(other, "turned") == 0;
    }
    *truth = (Truth){.kind = TRUTH_SUSPECT, .concept = one, .private_state = other};
    return strcmp(mark, "?") == 0 && other != NULL;
}

static bool
read_control(char *line, CasePage *page)
{
    size_t index = page->n_controls++;
    PageControl *control = &page->controls[index];
    char *role = case_next(&line, " | ");
    char *state = strchr(role, ' ');
    control->name = case_next(&line, " | ");
    if (state == NULL || control->name == NULL || !read_state(state + 1, &control->state)) {
        return false;
    }
    *state = '\0';
    control->role = role;
    char *part = case_next(&line, " | ");
    for (char *next = case_next(&line, " | "); next != NULL; next = case_next(&line, " | ")) {
        if (!read_part(part, control, page->options[index])) {
            return false;
        }
        part = next;
    }
    return part != NULL && read_truth(part, &page->truths[index]);
}

/* ---- the file ---- */

static bool
begin_page(CaseFile *file, char *line)
{
    const char *word = case_next(&line, " ");
    bool is_unknown = strcmp(word, "unknown") == 0;
    if ((!is_unknown && strcmp(word, "page") != 0) || file->n_pages == CASE_MAX_PAGES) {
        return false;
    }
    CasePage *page = &file->pages[file->n_pages++];
    *page = (CasePage){.is_unknown = is_unknown, .language = case_next(&line, " "), .title = line};
    return page->language != NULL;
}

static bool
read_line(CaseFile *file, char *line, Json *records)
{
    bool is_indented = strncmp(line, "    ", 4) == 0;
    if (line[0] == '#' || line[0] == '\0' || strcmp(line, "catalog") == 0) {
        return true;
    }
    if (!is_indented) {
        return begin_page(file, line);
    }
    if (file->n_pages == 0) {
        return case_record_read(line + 4, records);
    }
    CasePage *page = &file->pages[file->n_pages - 1];
    return page->n_controls < CASE_MAX_CONTROLS && read_control(line + 4, page);
}

CaseFile *
case_file_read(const char *path)
{
    CaseFile *file = base_allocate(1, sizeof(*file));
    AUTOJSON *records = json_new_array();
    *file = (CaseFile){.path = path, .text = read_text(path), .pages = base_allocate(CASE_MAX_PAGES, sizeof(CasePage))};
    char *rest = file->text;
    size_t number = 1;
    for (char *line = case_next(&rest, "\n"); line != NULL; line = case_next(&rest, "\n"), number++) {
        if (!read_line(file, line, records)) {
            fail(path, number, "makes no sense");
        }
    }
    file->record = case_record_make(records);
    return file;
}

void
case_file_free(CaseFile *file)
{
    if (file->record != NULL) {
        page_record_free(file->record);
    }
    free(file->pages);
    free(file->text);
    free(file);
}
