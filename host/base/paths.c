/* SPDX-License-Identifier: MIT */
#include "paths.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char product[] = "offswitch";

/* The specification: a relative path in these variables is to be ignored. */
static const char *
absolute_variable(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] == '/' ? value : NULL;
}

char *
paths_home(void)
{
    const char *home = absolute_variable("HOME");
    if (home != NULL) {
        return base_copy(home);
    }
    const struct passwd *user = getpwuid(getuid());
    return base_copy(user != NULL ? user->pw_dir : "/nonexistent");
}

static char *
in_directory(const char *variable, const char *otherwise, const char *name)
{
    const char *directory = absolute_variable(variable);
    if (directory != NULL) {
        return base_format("%s/%s/%s", directory, product, name);
    }
    AUTOFREE char *home = paths_home();
    return base_format("%s/%s/%s/%s", home, otherwise, product, name);
}

char *
paths_config(const char *name)
{
    return in_directory("XDG_CONFIG_HOME", ".config", name);
}

char *
paths_data(const char *name)
{
    return in_directory("XDG_DATA_HOME", ".local/share", name);
}

char *
paths_state(const char *name)
{
    return in_directory("XDG_STATE_HOME", ".local/state", name);
}

char *
paths_runtime(const char *name)
{
    const char *directory = absolute_variable("XDG_RUNTIME_DIR");
    return directory == NULL ? paths_state(name) : base_format("%s/%s/%s", directory, product, name);
}

char *
paths_system(const char *name)
{
    return base_format("/etc/%s/%s", product, name);
}

static void
cut_last_part(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
}

static char *
prefix(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
    if (length <= 0) {
        return base_copy("/usr");
    }
    path[length] = '\0';
    cut_last_part(path); /* the program */
    const char *directory = strrchr(path, '/');
    if (directory != NULL && strcmp(directory + 1, product) == 0) {
        cut_last_part(path); /* offswitch, in libexec */
    }
    cut_last_part(path); /* bin or libexec */
    return base_copy(path);
}

char *
paths_program(const char *name)
{
    AUTOFREE char *root = prefix();
    return base_format("%s/libexec/%s/%s", root, product, name);
}

char *
paths_shared(const char *name)
{
    AUTOFREE char *root = prefix();
    return base_format("%s/share/%s/%s", root, product, name);
}

char *
paths_parent(const char *path)
{
    char *parent = base_copy(path);
    cut_last_part(parent);
    return parent;
}

bool
paths_make_parent(const char *path)
{
    AUTOFREE char *partial = base_copy(path);
    for (char *slash = strchr(partial + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(partial, S_IRWXU) != 0 && errno != EEXIST) {
            return false;
        }
        *slash = '/';
    }
    return true;
}
