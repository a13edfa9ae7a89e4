/* SPDX-License-Identifier: MIT */
#include "fixes.h"

#include "buffer.h"
#include "paths.h"

#include <libgen.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_PATH_LINE = PATH_MAX + 2 };

/* ---- the words of the shell ---- */

static bool
is_plain(const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@%,=";
    return strspn(text, plain) == strlen(text);
}

static void
append_quoted(Buffer *word, const char *text)
{
    if (is_plain(text)) {
        buffer_append_text(word, text);
        return;
    }
    buffer_append_text(word, "'");
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            buffer_append_text(word, "'\\''");
        } else {
            buffer_append(word, text, 1);
        }
    }
    buffer_append_text(word, "'");
}

static char *
shell_word(const char *path)
{
    AUTOBUFFER word = {0};
    AUTOFREE char *home = paths_home();
    size_t length = strlen(home);
    if (length > 1 && strncmp(path, home, length) == 0 && path[length] == '/') {
        buffer_append_text(&word, "~/");
        path += length + 1;
    }
    append_quoted(&word, path);
    return buffer_take(&word);
}

/* ---- the commands ---- */

/* Where this program is; yours to free(). */
static char *
own_path(void)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    return base_format("%.*s", length > 0 ? (int)length : 0, program);
}

/* True when "offswitch" means this program to a shell that looks in these directories. */
static bool
is_found_in(const char *directories, const char *program)
{
    for (const char *at = directories; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, ":");
        AUTOFREE char *path = base_format("%.*s/offswitch", (int)length, at);
        if (access(path, X_OK) == 0) {
            char real[PATH_MAX];
            return realpath(path, real) != NULL && strcmp(real, program) == 0;
        }
        at += length + (at[length] == ':' ? 1 : 0);
    }
    return false;
}

/* This program as a word of the shell, yours to free(). */
static char *
this_program(const char *directories)
{
    AUTOFREE char *program = own_path();
    return is_found_in(directories, program) ? base_copy("offswitch") : shell_word(program);
}

static const char *
as_root(void)
{
    return geteuid() == 0 ? "" : "sudo ";
}

/* Where manifests/install came from, as it left it for us; yours to free(), NULL when something else installed this. */
static char *
checkout(void)
{
    char line[MAX_PATH_LINE];
    AUTOFREE char *path = paths_shared("installed-from");
    FILE *file = fopen(path, "re");
    bool has_line = file != NULL && fgets(line, sizeof(line), file) != NULL;
    if (file != NULL) {
        fclose(file);
    }
    line[has_line ? strcspn(line, "\n") : 0] = '\0';
    return has_line ? base_copy(line) : NULL;
}

char *
fixes_install(void)
{
    AUTOFREE char *from = checkout();
    AUTOFREE char *shared = paths_shared("");
    if (from != NULL) {
        AUTOFREE char *script = base_format("%s/manifests/install", from);
        AUTOFREE char *word = shell_word(script);
        return base_format("sh %s%s", word, strncmp(shared, "/usr/", 5) == 0 ? " --system" : "");
    }
    if (strncmp(shared, "/usr/share/", strlen("/usr/share/")) == 0 && access("/usr/bin/apt-get", X_OK) == 0) {
        return base_format("%sapt-get install --reinstall offswitch", as_root());
    }
    return NULL;
}

/* What a running browser was told of its directories and we were not: "NAME=value " for each; yours to free(). */
static char *
its_variables(const Browser *browser)
{
    static const char *const names[] = {"HOME", "XDG_CONFIG_HOME", "CHROME_CONFIG_HOME"};
    AUTOBUFFER text = {0};
    for (size_t i = 0; i < N_ELEMENTS(names); i++) {
        const char *its = browser_variable(browser, names[i]);
        const char *ours = getenv(names[i]);
        if (its != NULL && (ours == NULL || strcmp(its, ours) != 0)) {
            AUTOFREE char *word = shell_word(its);
            AUTOFREE char *assignment = base_format("%s=%s ", names[i], word);
            buffer_append_text(&text, assignment);
        }
    }
    return base_copy(buffer_text(&text));
}

/* Writes the user's manifest of this browser anew. */
static char *
register_user(const Browser *browser)
{
    AUTOFREE char *host = paths_program("offswitch-host");
    AUTOFREE char *program = this_program(getenv("PATH"));
    if (access(host, X_OK) != 0) {
        return fixes_install();
    }
    if (browser->data_directory != NULL) {
        AUTOFREE char *word = shell_word(browser->data_directory);
        return base_format("%s register --browser %s --user-data-dir %s", program, browser->id, word);
    }
    AUTOFREE char *variables = its_variables(browser);
    return base_format("%s%s register --browser %s", variables, program, browser->id);
}

static char *
register_system(const Browser *browser)
{
    AUTOFREE char *program = this_program(geteuid() == 0 ? getenv("PATH") : "/usr/local/bin:/usr/bin");
    return base_format("%s%s register --system --browser %s", as_root(), program, browser->id);
}

char *
fixes_move_away(const char *path)
{
    AUTOFREE char *word = shell_word(path);
    return base_format("mv %s %s.old", word, word);
}

char *
fixes_give_to_user(const char *path)
{
    AUTOFREE char *word = shell_word(path);
    return base_format("%schown -R \"$(id -u):$(id -g)\" %s", as_root(), word);
}

char *
fixes_allow(const char *verb, const char *path)
{
    AUTOFREE char *word = shell_word(path);
    return base_format("%s %s", verb, word);
}

static char *
directory_of(const char *path)
{
    AUTOFREE char *copy = base_copy(path);
    return base_copy(dirname(copy));
}

char *
fixes_manifest(const Browser *browser, bool is_system_only)
{
    struct stat status;
    if (is_system_only) {
        return register_system(browser);
    }
    AUTOFREE char *again = register_user(browser);
    AUTOFREE char *user = again == NULL ? NULL : browser_taken_manifest(browser, SCOPE_USER);
    AUTOFREE char *directory = user == NULL ? NULL : directory_of(user);
    if (user != NULL && stat(user, &status) == 0 && S_ISDIR(status.st_mode)) {
        AUTOFREE char *away = fixes_move_away(user);
        return base_format("%s && %s", away, again);
    }
    if (directory != NULL && access(directory, W_OK) != 0) {
        AUTOFREE char *give = fixes_give_to_user(directory);
        return base_format("%s && %s", give, again);
    }
    return base_steal(&again);
}

/* ---- running them ---- */

static bool
is_agreed(const char *command)
{
    char answer[8] = {0};
    printf("Run \"%s\"? [y/N] ", command);
    fflush(stdout);
    return fgets(answer, sizeof(answer), stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

static void
run(char *command)
{
    pid_t pid = -1;
    int status = -1;
    char shell[] = "sh";
    char option[] = "-c";
    printf("$ %s\n", command);
    fflush(stdout);
    bool is_started = posix_spawn(&pid, "/bin/sh", NULL, NULL, (char *[]){shell, option, command, NULL}, environ) == 0;
    if (!is_started || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        puts("  did not work");
    }
}

void
fixes_run(const Json *commands, bool is_yes)
{
    for (const Json *member = json_first(commands); member != NULL; member = json_next(member)) {
        AUTOFREE char *command = base_copy(json_name(member));
        if (is_yes || is_agreed(command)) {
            run(command);
        }
    }
}
