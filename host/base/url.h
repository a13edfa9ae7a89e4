/* SPDX-License-Identifier: MIT
 *
 * Takes a URL apart only when it is written the way a browser serialises it (WHATWG URL Standard), https, without userinfo or port. Repairs
 * nothing: other parsers read https://evil.example\@www.linkedin.com/ as linkedin.com. Has never heard of the catalog.
 */
#pragma once

#include "base.h"

enum { URL_MAX_LENGTH = 8192, URL_MAX_HOST = 253 };

/* Why a URL was refused; the names on the wire are url_verdict_name's. */
typedef enum {
    URL_OK,
    URL_TOO_LONG,
    URL_NOT_HTTPS,
    URL_USERINFO,
    URL_PORT,
    URL_HOST, /* no host a settings page can have: IP literal, trailing dot, upper case, bad label */
    URL_PATH, /* a dot segment, or a byte a browser would have encoded */
} UrlVerdict;

typedef struct {
    char host[URL_MAX_HOST + 1];
    const char *path; /* begins with '/'; these three are borrowed from the text, not NUL-terminated */
    size_t path_length;
    const char *query; /* after '?', empty when there is none */
    size_t query_length;
    const char *fragment; /* after '#', empty when there is none */
    size_t fragment_length;
} Url;

UrlVerdict url_parse(const char *text, Url *url) MUST_USE;

const char *url_verdict_name(UrlVerdict verdict);
