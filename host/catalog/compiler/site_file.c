/* SPDX-License-Identifier: MIT */
#include "site_file.h"

#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static SiteFileFault
parse(SiteFile *file, Buffer *text)
{
    JsonVerdict verdict = JSON_OK;
    size_t offset = 0;
    file->json = json_parse(buffer_text(text), text->length, &verdict, &offset);
    if (file->json != NULL) {
        lines_read(&file->lines, text->data, file->json);
        return (SiteFileFault){0};
    }
    size_t line = json_line(text->data, text->length, offset);
    return verdict == JSON_NOT_UTF8 ? (SiteFileFault){"notUtf8", line, "the text is not UTF-8"}
                                    : (SiteFileFault){"notJson", line, "the text is not JSON from here on"};
}

SiteFileFault
site_file_read(SiteFile *file, const char *directory, const char *name)
{
    AUTOBUFFER text = {0};
    *file = (SiteFile){.path = base_format("%s/%s", directory, name), .id = base_copy(name)};
    file->id[strlen(name) - strlen(".json")] = '\0';
    if (!file_read(file->path, SITE_FILE_MAX_BYTES, &text)) {
        return errno == EFBIG ? (SiteFileFault){"tooLarge", 0, "the file is larger than 1 MiB"}
                              : (SiteFileFault){"unreadable", 0, strerror(errno)};
    }
    return parse(file, &text);
}

void
site_file_finish(SiteFile *file)
{
    free(file->path);
    free(file->id);
    json_free(file->json);
    lines_finish(&file->lines);
    free(file->controls);
    *file = (SiteFile){0};
}

static void
add_page(SiteFile *file, const Json *page)
{
    const Json *controls = json_get(page, "controls");
    size_t n_more = json_count(controls);
    file->controls = base_resize(file->controls, file->n_controls + n_more, sizeof(*file->controls));
    for (const Json *control = json_first(controls); control != NULL; control = json_next(control)) {
        file->controls[file->n_controls++] = (SiteControl){page, control};
    }
}

void
site_file_list_controls(SiteFile *file)
{
    for (const Json *page = json_first(json_get(file->json, "pages")); page != NULL; page = json_next(page)) {
        add_page(file, page);
    }
}

const SiteControl *
site_file_find(const SiteFile *file, const char *id)
{
    for (size_t i = 0; i < file->n_controls; i++) {
        if (strcmp(json_get_string(file->controls[i].control, "id"), id) == 0) {
            return &file->controls[i];
        }
    }
    return NULL;
}
