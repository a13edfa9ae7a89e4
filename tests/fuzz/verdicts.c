/* SPDX-License-Identifier: MIT
 *
 * For differential_test.mjs: one question a line on standard input, one answer a line. "url <text>" is answered with the verdict and, where it is ok,
 * the four parts; "pathname|search|hash <pattern> <text>" with refused, yes or no. Parts are separated by tabs.
 */
#include "pattern.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
answer_url(const char *text)
{
    Url url;
    UrlVerdict verdict = url_parse(text, &url);
    printf("%s", url_verdict_name(verdict));
    if (verdict == URL_OK) {
        printf("\t%s\t%.*s\t%.*s\t%.*s", url.host, (int)url.path_length, url.path, (int)url.query_length, url.query,
               (int)url.fragment_length, url.fragment);
    }
}

static void
answer_pattern(PatternComponent component, const char *pattern, const char *text)
{
    Error error;
    const char *verdict = pattern_match(pattern, component, text, strlen(text)) ? "yes" : "no";
    printf("%s", pattern_check(pattern, component, &error) ? verdict : "refused");
}

static void
answer(char *line)
{
    static const char *const components[] = {
        [PATTERN_PATHNAME] = "pathname", [PATTERN_SEARCH] = "search", [PATTERN_HASH] = "hash"};
    char *rest = NULL;
    const char *kind = strtok_r(line, "\t", &rest);
    if (kind != NULL && strcmp(kind, "url") == 0) {
        answer_url(rest);
        return;
    }
    char *text = strchr(rest, '\t');
    for (size_t i = 0; kind != NULL && text != NULL && i < N_ELEMENTS(components); i++) {
        if (strcmp(kind, components[i]) == 0) {
            *text = '\0';
            answer_pattern((PatternComponent)i, rest, text + 1);
        }
    }
}

int
main(void)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t length = 0;
    while ((length = getline(&line, &size, stdin)) > 0) {
        line[length - 1] = '\0';
        answer(line);
        putchar('\n');
    }
    free(line);
    return EXIT_SUCCESS;
}
