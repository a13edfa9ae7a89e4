/* SPDX-License-Identifier: MIT */
#include "words.h"

#include "buffer.h"
#include "clock.h"
#include "paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 80, LABEL_WIDTH = 13 };

static bool
read_day(const char *date, struct tm *day)
{
    char text[CLOCK_DATE_SIZE] = {0};
    *day = (struct tm){0};
    if (date == NULL || strlen(date) < 10) {
        return false;
    }
    memcpy(text, date, 10);
    return clock_is_date(text) && strptime(text, "%Y-%m-%d", day) != NULL;
}

const char *
words_day(const char *date, char words[static WORDS_SIZE])
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    struct tm day;
    if (read_day(date, &day)) {
        snprintf(words, WORDS_SIZE, "%d %s %d", day.tm_mday, months[day.tm_mon], day.tm_year + 1900);
    } else {
        snprintf(words, WORDS_SIZE, "%s", date == NULL ? "" : date);
    }
    return words;
}

const char *
words_age(const char *date, char words[static WORDS_SIZE])
{
    struct tm day;
    words[0] = '\0';
    if (!read_day(date, &day)) {
        return words;
    }
    int64_t days = (clock_now() / 1000 - (int64_t)timegm(&day)) / 86400;
    if (days < 1) {
        snprintf(words, WORDS_SIZE, "today");
    } else if (days < 60) {
        snprintf(words, WORDS_SIZE, "%d %s ago", (int)days, days == 1 ? "day" : "days");
    } else {
        snprintf(words, WORDS_SIZE, "%d months ago", (int)(days / 30));
    }
    return words;
}

static const char *
region_name(const char *code)
{
    static const char *const names[][2] = {
        {"*", "everywhere"}, {"EU", "the EU"},       {"EEA", "the EEA"},  {"GB", "the UK"},      {"CH", "Switzerland"},
        {"US", "the US"},    {"CA", "Canada"},       {"HK", "Hong Kong"}, {"CN", "China"},       {"AU", "Australia"},
        {"BR", "Brazil"},    {"IN", "India"},        {"JP", "Japan"},     {"KR", "South Korea"}, {"NZ", "New Zealand"},
        {"TR", "Turkey"},    {"ZA", "South Africa"},
    };
    for (size_t i = 0; i < N_ELEMENTS(names); i++) {
        if (strcmp(names[i][0], code) == 0) {
            return names[i][1];
        }
    }
    return code;
}

char *
words_regions(const Json *regions)
{
    AUTOBUFFER text = {0};
    size_t left = json_count(regions);
    for (const Json *region = json_first(regions); region != NULL; region = json_next(region), left--) {
        const char *code = json_string(region);
        buffer_append_text(&text, text.length == 0 ? "" : left == 1 ? " and " : ", ");
        buffer_append_text(&text, code == NULL ? "?" : region_name(code));
    }
    return buffer_take(&text);
}

char *
words_count(size_t n, const char *noun)
{
    return base_format("%zu %s%s", n, noun, n == 1 ? "" : "s");
}

char *
words_path(const char *path)
{
    AUTOFREE char *home = paths_home();
    size_t length = strlen(home);
    bool is_within = length > 1 && strncmp(path, home, length) == 0 && (path[length] == '/' || path[length] == '\0');
    return is_within ? base_format("~%s", path + length) : base_copy(path);
}

static int
count_columns(const char *text, size_t length)
{
    int n_columns = 0;
    for (size_t i = 0; i < length; i++) {
        n_columns += ((unsigned char)text[i] & 0xc0U) != 0x80U ? 1 : 0;
    }
    return n_columns;
}

char *
words_safe(const char *text)
{
    AUTOBUFFER safe = {0};
    for (const unsigned char *byte = (const unsigned char *)text; *byte != '\0'; byte++) {
        bool is_c1 = byte[0] == 0xc2U && byte[1] >= 0x80U && byte[1] < 0xa0U;
        bool is_blank = *byte == '\n' || *byte == '\t';
        bool is_control = is_c1 || *byte < ' ' || *byte == 0x7fU;
        buffer_append(&safe, is_blank ? " " : is_control ? "?" : (const char *)byte, 1);
        byte += is_c1 ? 1 : 0;
    }
    return buffer_take(&safe);
}

/* Goes on in a line of which `indent` columns are written, each further one as far in. */
static void
print_from(int indent, const char *raw)
{
    AUTOFREE char *safe = words_safe(raw);
    int column = indent;
    for (const char *text = safe + strspn(safe, " "); *text != '\0'; text += strspn(text, " ")) {
        size_t length = strcspn(text, " ");
        int n_columns = count_columns(text, length);
        if (column > indent && column + 1 + n_columns > WIDTH) {
            printf("\n%*s", indent, "");
            column = indent;
        }
        printf("%s%.*s", column > indent ? " " : "", (int)length, text);
        column += n_columns + (column > indent ? 1 : 0);
        text += length;
    }
    putchar('\n');
}

void
words_print(int indent, const char *text)
{
    printf("%*s", indent, "");
    print_from(indent, text);
}

void
words_field(const char *label, const char *text)
{
    if (text != NULL) {
        printf("  %-*s", LABEL_WIDTH, label);
        print_from(2 + LABEL_WIDTH, text);
    }
}

static bool
shows_colours(void)
{
    const char *none = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && (none == NULL || none[0] == '\0') && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

void
words_coloured(WordsColour colour, const char *word)
{
    static const int numbers[] = {[WORDS_GREEN] = 32, [WORDS_YELLOW] = 33, [WORDS_RED] = 31};
    if (shows_colours()) {
        printf("\033[%dm%s\033[0m", numbers[colour], word);
    } else {
        fputs(word, stdout);
    }
}
