/* SPDX-License-Identifier: MIT */
#include "running.h"

#include "file.h"

#include <ctype.h>
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_PROC_SIZE = 4 * 1024 * 1024 }; /* arguments and environment have 2 MiB each (execve(2)) */

/* ---- one process ---- */

/* "a\0b\0" → {"a", "b", NULL} in one piece of memory that borrows from `texts`. */
static char **
split(Buffer *texts)
{
    size_t n_texts = 0;
    char *text = buffer_text(texts);
    const char *end = text + texts->length;
    char **list = base_allocate(texts->length + 1, sizeof(*list));
    for (; text < end; text += strlen(text) + 1) {
        list[n_texts++] = text;
    }
    return list;
}

static bool
read_whole(const char *process, const char *name, Buffer *bytes)
{
    AUTOFREE char *path = base_format("%s/%s", process, name);
    return file_read(path, MAX_PROC_SIZE, bytes);
}

/* The program of a process; it may have been replaced since. Yours to free(). */
static char *
program_of(const char *process)
{
    static const char gone[] = " (deleted)";
    char target[PATH_MAX];
    AUTOFREE char *path = base_format("%s/exe", process);
    ssize_t length = readlink(path, target, sizeof(target) - 1);
    if (length <= 0) {
        return NULL;
    }
    target[length] = '\0';
    char *end = strstr(target, gone);
    if (end != NULL && end[sizeof(gone) - 1] == '\0') {
        *end = '\0';
    }
    return base_copy(target);
}

/* Browsers are many processes of one program; their children say so, Chromium's in one text. */
static bool
is_child(char *const *arguments)
{
    for (; *arguments != NULL; arguments++) {
        if (strstr(*arguments, "--type=") != NULL || strcmp(*arguments, "-contentproc") == 0) {
            return true;
        }
    }
    return false;
}

/* Chromium without a window and without a directory makes one of its own, where no manifest can be. */
static bool
is_fleeting(char *const *arguments)
{
    bool is_headless = false;
    for (; *arguments != NULL; arguments++) {
        is_headless = is_headless || strncmp(*arguments, "--headless", 10) == 0;
    }
    return is_headless;
}

/* Yours to free(); NULL when it was not given one. */
static char *
data_directory(const char *process, char *const *arguments)
{
    static const char option[] = "--user-data-dir=";
    char directory[PATH_MAX];
    const char *value = NULL;
    for (; *arguments != NULL; arguments++) {
        value = strncmp(*arguments, option, sizeof(option) - 1) == 0 ? *arguments + sizeof(option) - 1 : value;
    }
    if (value == NULL || value[0] == '/') {
        return base_copy(value);
    }
    AUTOFREE char *link = base_format("%s/cwd", process);
    ssize_t length = readlink(link, directory, sizeof(directory) - 1);
    return length <= 0 ? NULL : base_format("%.*s/%s", (int)length, directory, value);
}

/* ---- all of them ---- */

typedef struct {
    const Browsers *browsers;
    void (*call)(void *context, const Browser *browser, pid_t pid);
    void *context;
} Search;

static void
look_at(const Search *search, const Browser *browser, const char *process, pid_t pid)
{
    AUTOBUFFER arguments = {0};
    AUTOBUFFER environment = {0};
    if (!read_whole(process, "cmdline", &arguments) || !read_whole(process, "environ", &environment)) {
        return;
    }
    AUTOFREE char **words = split(&arguments);
    AUTOFREE char **variables = split(&environment);
    AUTOFREE char *directory = browser->family == FAMILY_CHROMIUM ? data_directory(process, words) : NULL;
    if (is_child(words) || (browser->family == FAMILY_CHROMIUM && directory == NULL && is_fleeting(words))) {
        return;
    }
    Browser running = *browser;
    running.data_directory = directory;
    running.environment = variables;
    search->call(search->context, &running, pid);
}

static void
look_for(const Search *search, const char *process, pid_t pid)
{
    struct stat status;
    const Browser *browser = NULL;
    if (stat(process, &status) != 0 || status.st_uid != geteuid()) {
        return;
    }
    AUTOFREE char *program = program_of(process);
    for (size_t i = 0; program != NULL && (browser = browsers_at(search->browsers, i)) != NULL; i++) {
        if (browser_has_program(browser, program)) {
            look_at(search, browser, process, pid);
            return;
        }
    }
}

void
running_each(const Browsers *browsers, void (*call)(void *context, const Browser *browser, pid_t pid), void *context)
{
    const Search search = {.browsers = browsers, .call = call, .context = context};
    const struct dirent *entry = NULL;
    DIR *processes = opendir("/proc");
    while (processes != NULL && (entry = readdir(processes)) != NULL) {
        if (isdigit((unsigned char)entry->d_name[0])) {
            AUTOFREE char *process = base_format("/proc/%s", entry->d_name);
            look_for(&search, process, (pid_t)strtol(entry->d_name, NULL, 10));
        }
    }
    if (processes != NULL) {
        closedir(processes);
    }
}
