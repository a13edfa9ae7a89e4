/* SPDX-License-Identifier: MIT
 *
 * A URL: whatever passes, its parts put together again are the text, and its host is a plain lower-case name. That a browser would agree is tried
 * against real parsers by tests/fuzz/differential_test.mjs.
 */
#include "fuzz.h"
#include "url.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Url url;
    AUTOFREE char *text = fuzz_text(bytes, length);
    UrlVerdict verdict = url_parse(text, &url);
    promise(strlen(url_verdict_name(verdict)) > 0);
    if (verdict != URL_OK) {
        return 0;
    }
    promise(url.path == text + strlen("https://") + strlen(url.host));
    promise(strncmp(text + strlen("https://"), url.host, strlen(url.host)) == 0);
    promise(strspn(url.host, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == strlen(url.host));
    promise(url.path[0] == '/' && url.query >= url.path + url.path_length && url.fragment >= url.query + url.query_length);
    promise(url.fragment + url.fragment_length == text + strlen(text));
    return 0;
}
