/* SPDX-License-Identifier: MIT */
#include "checks.h"
#include "url.h"

#include <string.h>

#include <libpsl.h>

static bool
is_host(const char *host)
{
    Url url;
    AUTOFREE char *href = base_format("https://%s/", host);
    return url_parse(href, &url) == URL_OK && strcmp(url.host, host) == 0;
}

/* A wildcard over "co.uk" or "github.io" would be a wildcard over other people's sites. */
static void
check_host(Check *check, const Json *value)
{
    const char *host = json_string(value);
    bool is_wildcard = host[0] == '.';
    if (!is_host(is_wildcard ? host + 1 : host) && !(is_wildcard && strchr(host + 1, '.') == NULL)) {
        mistake(check, value, "badHost", "\"%s\" is no host: write www.example.com, or .example.com for all below it", host);
    } else if (is_wildcard && psl_is_public_suffix(psl_builtin(), host + 1)) {
        mistake(check, value, "publicSuffix", "\"%s\" reaches over a public suffix, so over sites of others", host);
    }
}

bool
site_has_host(const Json *site, const char *host)
{
    for (const Json *entry = json_first(json_get(site, "hosts")); entry != NULL; entry = json_next(entry)) {
        const char *known = json_string(entry);
        size_t length = strlen(known);
        size_t host_length = strlen(host);
        bool ends_alike = known[0] == '.' && host_length > length && strcmp(host + host_length - length, known) == 0;
        if (ends_alike || strcmp(known, host) == 0) {
            return true;
        }
    }
    return false;
}

void
check_site(Check *check)
{
    const Json *id = json_get(check->file->json, "id");
    if (strcmp(json_string(id), check->file->id) != 0) {
        mistake(check, id, "badId", "the site's id must be the file's name, \"%s\"", check->file->id);
    }
    for (const Json *host = json_first(json_get(check->file->json, "hosts")); host != NULL; host = json_next(host)) {
        check_host(check, host);
    }
}
