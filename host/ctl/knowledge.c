/* SPDX-License-Identifier: MIT */
#include "knowledge.h"

#include "buffer.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

char *
knowledge_list(const Json *list, const char *between)
{
    AUTOBUFFER text = {0};
    for (const Json *item = json_first(list); item != NULL; item = json_next(item)) {
        buffer_append_text(&text, text.length == 0 ? "" : between);
        buffer_append_text(&text, json_string(item) == NULL ? "" : json_string(item));
    }
    return text.length == 0 ? NULL : buffer_take(&text);
}

char *
knowledge_effective(const Json *effective)
{
    AUTOBUFFER text = {0};
    char day[WORDS_SIZE];
    for (const Json *entry = json_first(effective); entry != NULL; entry = json_next(entry)) {
        AUTOFREE char *regions = words_regions(json_get(entry, "regions"));
        buffer_append_text(&text, text.length == 0 ? "" : "; ");
        buffer_append_text(&text, words_day(json_get_string(entry, "date"), day));
        bool is_everywhere = strcmp(regions, "everywhere") == 0;
        buffer_append_text(&text, regions[0] == '\0' ? "" : is_everywhere ? " " : " in ");
        buffer_append_text(&text, is_everywhere && json_count(effective) > 1 ? "everywhere else" : regions);
    }
    return text.length == 0 ? NULL : buffer_take(&text);
}

char *
knowledge_applies(const Json *applies)
{
    AUTOFREE char *regions = words_regions(json_get(applies, "regions"));
    AUTOFREE char *except = words_regions(json_get(applies, "except"));
    const char *you = json_get_string(applies, "you");
    bool is_known = you != NULL && strcmp(you, "unknown") != 0;
    const char *verdict = !is_known ? "" : strcmp(you, "yes") == 0 ? " (you too)" : " (not you)";
    if (regions[0] == '\0') {
        return NULL;
    }
    bool is_everywhere = strcmp(regions, "everywhere") == 0;
    return base_format("%s%s%s%s%s", is_everywhere ? "everyone" : "people in ", is_everywhere ? "" : regions,
                       except[0] == '\0' ? "" : " except in ", except, verdict);
}

char *
knowledge_disputed(const Json *fields, const char *note)
{
    AUTOFREE char *list = knowledge_list(fields, ", ");
    return list == NULL ? NULL : base_format("sources disagree (%s): %s", list, note == NULL ? "" : note);
}

static const char *
find_words(const char *const words[][2], size_t n_words, const char *name)
{
    for (size_t i = 0; name != NULL && i < n_words; i++) {
        if (strcmp(words[i][0], name) == 0) {
            return words[i][1];
        }
    }
    return name;
}

const char *
knowledge_quality(const char *quality)
{
    static const char *const words[][2] = {
        {"verified", "a person saw the page, the name and the effect"},
        {"sourced", "from sources; nobody of us has tried it"},
        {"lead", "too thin to advise: listed only"},
    };
    return find_words(words, N_ELEMENTS(words), quality);
}

const char *
knowledge_kind(const Json *source)
{
    static const char *const words[][2] = {
        {"page", "a web page"},
        {"code", "code that works with the site"},
        {"observed", "seen on the page"},
        {"press", "the press"},
    };
    const char *kind = find_words(words, N_ELEMENTS(words), json_get_string(source, "kind"));
    return kind == NULL ? "" : kind;
}
