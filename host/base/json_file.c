/* SPDX-License-Identifier: MIT */
#include "file.h"
#include "json.h"

#include <errno.h>
#include <string.h>

size_t
json_line(const char *text, size_t length, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset && i < length; i++) {
        line += text[i] == '\n' ? 1 : 0;
    }
    return line;
}

Json *
json_read_file(const char *path, size_t limit, Error *error)
{
    AUTOBUFFER content = {0};
    if (!file_read(path, limit, &content)) {
        error_set(error, "%s: %s", path, strerror(errno));
        return NULL;
    }
    JsonVerdict verdict = JSON_OK;
    size_t offset = 0;
    Json *value = json_parse(buffer_text(&content), content.length, &verdict, &offset);
    if (value == NULL) {
        const char *reason = verdict == JSON_NOT_UTF8 ? "not UTF-8" : verdict == JSON_TOO_DEEP ? "nested too deeply" : "not JSON";
        error_set(error, "%s:%zu: %s", path, json_line(content.data, content.length, offset), reason);
    }
    return value;
}
