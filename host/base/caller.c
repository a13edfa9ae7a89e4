/* SPDX-License-Identifier: MIT */
#include "caller.h"

#include "file.h"
#include "paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILE_SIZE = 16 * 1024 };

static const char chromium_scheme[] = "chrome-extension://";

static char *
path_of_recorded(bool for_everybody)
{
    return for_everybody ? paths_system("callers") : paths_config("callers");
}

/* The ids, each with a line's end behind it; yours to free(). */
static char *
read_recorded(bool for_everybody)
{
    AUTOFREE char *path = path_of_recorded(for_everybody);
    AUTOBUFFER ids = {0};
    bool is_read = file_read(path, MAX_FILE_SIZE, &ids);
    return base_copy(is_read ? buffer_text(&ids) : "");
}

static bool
is_recorded(const char *id, bool for_everybody)
{
    AUTOFREE char *ids = read_recorded(for_everybody);
    size_t length = strlen(id);
    for (const char *line = ids; *line != '\0'; line += strspn(line, "\n")) {
        size_t line_length = strcspn(line, "\n");
        if (line_length == length && memcmp(line, id, length) == 0) {
            return true;
        }
        line += line_length;
    }
    return false;
}

/* Yours to free(); NULL for arguments that no browser passes. */
static char *
id_among(int n_arguments, char *const *arguments)
{
    size_t n_scheme = sizeof(chromium_scheme) - 1;
    if (strncmp(arguments[1], chromium_scheme, n_scheme) == 0) {
        char *id = base_copy(arguments[1] + n_scheme);
        id[strcspn(id, "/")] = '\0';
        return id;
    }
    return n_arguments == 3 && arguments[1][0] == '/' ? base_copy(arguments[2]) : NULL;
}

Caller
caller_of(int n_arguments, char *const *arguments)
{
    if (n_arguments <= 1) {
        return CALLER_NONE;
    }
    AUTOFREE char *id = id_among(n_arguments, arguments);
    if (id == NULL) {
        return CALLER_STRANGE;
    }
    bool is_ours = strcmp(id, OFFSWITCH_CHROMIUM_ID) == 0 || strcmp(id, OFFSWITCH_FIREFOX_ID) == 0;
    return is_ours || is_recorded(id, false) || is_recorded(id, true) ? CALLER_KNOWN : CALLER_UNKNOWN;
}

bool
caller_record(const char *id, bool for_everybody, Error *error)
{
    if (is_recorded(id, for_everybody)) {
        return true;
    }
    AUTOFREE char *path = path_of_recorded(for_everybody);
    AUTOFREE char *before = read_recorded(for_everybody);
    AUTOFREE char *ids = base_format("%s%s\n", before, id);
    if (strlen(ids) > MAX_FILE_SIZE || !paths_make_parent(path)) {
        error_set(error, "%s: %s", path, strerror(strlen(ids) > MAX_FILE_SIZE ? EFBIG : errno));
        return false;
    }
    return file_replace(path, ids, strlen(ids), for_everybody ? 0644 : S_IRUSR | S_IWUSR, error);
}

void
caller_forget_recorded(bool for_everybody)
{
    AUTOFREE char *path = path_of_recorded(for_everybody);
    (void)unlink(path);
}
