/* SPDX-License-Identifier: MIT
 *
 * A constant database made by hand, for tests of its readers: as record.h describes it, with one made-up site.
 */
#pragma once

#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include <cdb.h>

static const char *const fixture_site[][2] = {
    {"meta", "{\"format\": 1, \"revision\": \"r1\", \"sites\": 1, \"controls\": 4}"},
    {"origins", "[\"https://www.example.com/*\"]"},
    {"h:www.example.com", "example"},
    {"h:.example.net", "example"},
    {"s:example",
     "{\"id\": \"example\", \"name\": \"Example\", \"pages\": [{\"id\": \"privacy\", \"title\": {\"en\": \"Privacy\"}, "
     "\"url\": [{\"pathname\": \"/settings/privacy\"}], \"deep_link\": \"https://www.example.com/settings/privacy\", \"controls\": ["
     "{\"id\": \"example/privacy.ads\"}, {\"id\": \"example/privacy.gone\"}, {\"id\": \"example/privacy.who\"}, "
     "{\"id\": \"example/privacy.lead\"}]}]}"},
    {"p:example/privacy",
     "{\"controls\": ["
     "{\"id\": \"example/privacy.ads\", \"title\": {\"en\": \"Ads\"}, \"kind\": \"switch\", \"private\": \"off\", \"concept\": \"ads-personalization\", "
     "\"key\": {\"labelledby\": \"adsKey\"}, \"names\": {\"en\": [\"personalised ads\"], \"de\": [\"personalisierte werbung\"]}, \"not\": {\"en\": "
     "[\"no personalised ads\"]}, \"default\": \"on\", \"applies\": {\"regions\": [\"*\"], \"except\": [\"EU\"]}, \"commit\": \"instant\", "
     "\"why\": {\"en\": \"Because.\"}, \"formerly\": [\"example/old.ads\"], "
     "\"accounts\": {\"en\": \"Free accounts\"}, \"quality\": \"sourced\", \"disputed\": {\"fields\": [\"default\"], \"note\": {\"en\": "
     "\"They disagree.\"}}, \"source\": {\"kind\": \"page\"}, \"seen\": \"2026-02-02\", \"gpc\": {\"regions\": [\"US\"], \"effect\": \"treated-as-off\"}, \"advised\": true, \"review_after\": \"2027-01-01\"},"
     "{\"id\": \"example/privacy.gone\", \"kind\": \"checkbox\", \"private\": \"on\", \"names\": {\"en\": [\"opt out\"]}, \"group\": {\"en\": "
     "[\"research\"]}, \"advised\": true},"
     "{\"id\": \"example/privacy.who\", \"kind\": \"radio\", \"private\": \"nobody\", \"alone\": true, \"names\": {\"en\": [\"who sees you\"]}, "
     "\"options\": [{\"id\": \"nobody\", \"names\": {\"en\": [\"nobody\"]}}, {\"id\": \"all\", \"names\": {\"en\": [\"everyone\"]}}], "
     "\"implied_off_by\": [\"example/privacy.ads\"], \"advised\": true},"
     "{\"id\": \"example/privacy.lead\", \"kind\": \"button\", \"names\": {\"en\": [\"download\"]}, \"advised\": false}]}"},
    {"sites", "{\"example\": 4}"},
    {"g:example/old.ads", "example/privacy.ads"},
    {"f:example", "{\"id\": \"example\"}"},
    {NULL, NULL},
};

/* Writes the pairs, up to the one of NULLs, as a database at `path`. */
static inline bool
fixture_write(const char *path, const char *const pairs[][2])
{
    struct cdb_make make;
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || cdb_make_start(&make, fd) != 0) {
        return false;
    }
    bool good = true;
    for (size_t i = 0; pairs[i][0] != NULL; i++) {
        good = good &&
               cdb_make_add(&make, pairs[i][0], (unsigned)strlen(pairs[i][0]), pairs[i][1], (unsigned)strlen(pairs[i][1])) == 0;
    }
    return cdb_make_finish(&make) == 0 && close(fd) == 0 && good;
}
