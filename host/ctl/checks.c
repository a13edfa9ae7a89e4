/* SPDX-License-Identifier: MIT */
#include "checks.h"

#include "buffer.h"
#include "paths.h"
#include "words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const verdict_names[] = {[CHECK_OK] = "ok", [CHECK_NOTE] = "note", [CHECK_FAILED] = "failed"};

/* Every mention of the home directory; yours to free(), NULL stays NULL. */
static char *
without_home(const char *text)
{
    AUTOFREE char *home = paths_home();
    AUTOBUFFER clean = {0};
    size_t length = strlen(home);
    const char *found = NULL;
    if (text == NULL) {
        return NULL;
    }
    while (length > 1 && (found = strstr(text, home)) != NULL) {
        bool is_whole = strchr("/ :\"'),", found[length]) != NULL;
        buffer_append(&clean, text, (size_t)(found - text));
        buffer_append_text(&clean, is_whole ? "~" : home);
        text = found + length;
    }
    buffer_append_text(&clean, text);
    return buffer_take(&clean);
}

static void
print(const Check *check, const char *sentence)
{
    static const char *const words[] = {[CHECK_OK] = "ok  ", [CHECK_NOTE] = "note", [CHECK_FAILED] = "FAIL"};
    static const WordsColour colours[] = {[CHECK_OK] = WORDS_GREEN, [CHECK_NOTE] = WORDS_YELLOW, [CHECK_FAILED] = WORDS_RED};
    words_coloured(colours[check->verdict], words[check->verdict]);
    printf(" %s: %s", check->subject, sentence);
    if (check->command != NULL) {
        printf(" → run: %s", check->command);
    } else if (check->advice != NULL) {
        printf(" → %s", check->advice);
    }
    putchar('\n');
    fflush(stdout);
}

static void
set_text(Json *entry, const char *name, const char *text)
{
    if (text != NULL) {
        json_set(entry, name, json_new_string(text));
    }
}

static void
keep(Json *list, const Check *check, const char *sentence)
{
    Json *entry = json_new_object();
    set_text(entry, "check", check->check);
    set_text(entry, "subject", check->subject);
    set_text(entry, "code", check->code);
    set_text(entry, "verdict", verdict_names[check->verdict]);
    json_set(entry, "ok", json_new_flag(check->verdict != CHECK_FAILED));
    if (strcmp(check->check, "browser") == 0) {
        json_set(entry, "reaches", json_new_flag(check->reaches));
    }
    set_text(entry, "sentence", sentence);
    set_text(entry, "command", check->command);
    set_text(entry, "advice", check->advice);
    json_append(list, entry);
}

static void
remember(Checks *checks, const Check *check)
{
    checks->n_failed += check->verdict == CHECK_FAILED ? 1 : 0;
    if (check->command != NULL && json_get(checks->commands, check->command) == NULL) {
        json_set(checks->commands, check->command, json_new_flag(true));
    }
}

Checks
checks_new(bool is_json)
{
    return (Checks){.list = is_json ? json_new_array() : NULL, .commands = json_new_object()};
}

void
checks_finish(Checks *checks)
{
    json_free(checks->list);
    json_free(checks->commands);
    *checks = (Checks){0};
}

void
checks_add(Checks *checks, const Check *check, const char *format, ...)
{
    Error text = {0};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text.text, sizeof(text.text), format, arguments);
    va_end(arguments);
    AUTOFREE char *safe = words_safe(text.text);
    AUTOFREE char *sentence = without_home(safe);
    AUTOFREE char *subject = without_home(check->subject);
    AUTOFREE char *command = without_home(check->command);
    Check clean = *check;
    clean.subject = subject;
    clean.command = command;
    remember(checks, &clean);
    if (checks->list != NULL) {
        keep(checks->list, &clean, sentence);
    } else {
        print(&clean, sentence);
    }
}
