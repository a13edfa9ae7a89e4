/* SPDX-License-Identifier: MIT */
#include "checks.h"

#include "buffer.h"
#include "paths.h"
#include "words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every mention of the home directory; yours to free(). */
static char *
without_home(const char *text)
{
    AUTOFREE char *home = paths_home();
    AUTOBUFFER clean = {0};
    size_t length = strlen(home);
    const char *found = NULL;
    while (text != NULL && length > 1 && (found = strstr(text, home)) != NULL) {
        bool is_whole = strchr("/ :\"'),", found[length]) != NULL;
        buffer_append(&clean, text, (size_t)(found - text));
        buffer_append_text(&clean, is_whole ? "~" : home);
        text = found + length;
    }
    buffer_append_text(&clean, text == NULL ? "" : text);
    return buffer_take(&clean);
}

static void
print(const Check *check, const char *sentence, const char *fix)
{
    static const char *const words[] = {[CHECK_OK] = "ok  ", [CHECK_NOTE] = "note", [CHECK_FAILED] = "FAIL"};
    printf("%s %s: %s%s%s\n", words[check->verdict], check->subject, sentence, fix == NULL ? "" : " → ", fix == NULL ? "" : fix);
    fflush(stdout);
}

static void
keep(Json *list, const Check *check, const char *sentence, const char *fix)
{
    Json *entry = json_new_object();
    json_set(entry, "check", json_new_string(check->check));
    json_set(entry, "subject", json_new_string(check->subject));
    json_set(entry, "code", json_new_string(check->code));
    json_set(entry, "ok", json_new_flag(check->verdict != CHECK_FAILED));
    json_set(entry, "sentence", json_new_string(sentence));
    if (fix != NULL) {
        json_set(entry, "fix", json_new_string(fix));
    }
    json_append(list, entry);
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
    AUTOFREE char *fix = check->fix == NULL ? NULL : without_home(check->fix);
    checks->n_failed += check->verdict == CHECK_FAILED ? 1 : 0;
    if (checks->list != NULL) {
        keep(checks->list, check, sentence, fix);
    } else {
        print(check, sentence, fix);
    }
}
