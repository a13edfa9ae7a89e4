/* SPDX-License-Identifier: MIT */
#include "url.h"

#include <string.h>

static const char scheme[] = "https://";

/* The percent-encode sets of the URL Standard: what a browser never leaves bare in each part. */
static const char bare_never_in_path[] = " \"#<>?`{}^\\";
static const char bare_never_in_query[] = " \"#<>'";
static const char bare_never_in_fragment[] = " \"<>`";

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_host_byte(char c)
{
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
}

/* The host parser reads a host as IPv4 when its last label is a number or begins 0x. */
static bool
is_name_label(const char *label, size_t length)
{
    bool all_digits = true;
    for (size_t i = 0; i < length; i++) {
        all_digits = all_digits && is_digit(label[i]);
    }
    return !all_digits && !(length >= 2 && label[0] == '0' && label[1] == 'x');
}

/* Of the host's characters, dots aside; at most 63 (RFC 1035). */
static bool
is_label(const char *label, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!is_host_byte(label[i])) {
            return false;
        }
    }
    return length > 0 && length <= 63;
}

/* Two labels or more, the last one a name. */
static bool
is_host(const char *host, size_t length)
{
    const char *end = host + length;
    size_t n_labels = 0;
    size_t label = 0;
    if (length > URL_MAX_HOST) {
        return false;
    }
    for (;; host += label + 1, n_labels++) {
        const char *dot = memchr(host, '.', (size_t)(end - host));
        label = (size_t)((dot != NULL ? dot : end) - host);
        if (!is_label(host, label)) {
            return false;
        }
        if (dot == NULL) {
            return n_labels > 0 && is_name_label(host, label);
        }
    }
}

static bool
is_serialised(const char *text, size_t length, const char *never)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] <= 0x20 || text[i] >= 0x7F || strchr(never, text[i]) != NULL) {
            return false;
        }
    }
    return true;
}

/* "." and "..", also written %2e: a browser has removed them. */
static bool
is_dot_segment(const char *segment, size_t length)
{
    size_t n_dots = 0;
    for (size_t i = 0; i < length; n_dots++) {
        if (segment[i] == '.') {
            i += 1;
        } else if (length - i >= 3 && segment[i] == '%' && segment[i + 1] == '2' && (segment[i + 2] | 0x20) == 'e') {
            i += 3;
        } else {
            return false;
        }
    }
    return n_dots == 1 || n_dots == 2;
}

static bool
has_dot_segment(const char *path, size_t length)
{
    size_t start = 1;
    for (size_t i = 1; i <= length; i++) {
        bool ends_segment = i == length || path[i] == '/';
        if (ends_segment && is_dot_segment(path + start, i - start)) {
            return true;
        }
        start = ends_segment ? i + 1 : start;
    }
    return false;
}

static bool
is_path(const char *path, size_t length)
{
    return is_serialised(path, length, bare_never_in_path) && !has_dot_segment(path, length);
}

static UrlVerdict
read_host(const char *text, size_t length, Url *url)
{
    if (memchr(text, '@', length) != NULL) {
        return URL_USERINFO;
    }
    if (memchr(text, ':', length) != NULL && text[0] != '[') {
        return URL_PORT;
    }
    if (!is_host(text, length)) {
        return URL_HOST;
    }
    memcpy(url->host, text, length);
    url->host[length] = '\0';
    return URL_OK;
}

static UrlVerdict
read_rest(const char *text, Url *url)
{
    url->path = text;
    url->path_length = strcspn(text, "?#");
    text += url->path_length;
    url->query = *text == '?' ? text + 1 : text;
    url->query_length = *text == '?' ? strcspn(url->query, "#") : 0;
    text = url->query + url->query_length;
    url->fragment = *text == '#' ? text + 1 : text;
    url->fragment_length = strlen(url->fragment);
    bool good = url->path_length > 0 && is_path(url->path, url->path_length) &&
                is_serialised(url->query, url->query_length, bare_never_in_query) &&
                is_serialised(url->fragment, url->fragment_length, bare_never_in_fragment);
    return good ? URL_OK : URL_PATH;
}

UrlVerdict
url_parse(const char *text, Url *url)
{
    *url = (Url){0};
    if (strnlen(text, URL_MAX_LENGTH + 1) > URL_MAX_LENGTH) {
        return URL_TOO_LONG;
    }
    if (strncmp(text, scheme, sizeof(scheme) - 1) != 0) {
        return URL_NOT_HTTPS;
    }
    text += sizeof(scheme) - 1;
    size_t host_length = strcspn(text, "/?#");
    UrlVerdict verdict = read_host(text, host_length, url);
    return verdict == URL_OK ? read_rest(text + host_length, url) : verdict;
}

const char *
url_verdict_name(UrlVerdict verdict)
{
    static const char *const names[] = {
        [URL_OK] = "ok",     [URL_TOO_LONG] = "tooLong", [URL_NOT_HTTPS] = "notHttps", [URL_USERINFO] = "userinfo",
        [URL_PORT] = "port", [URL_HOST] = "host",        [URL_PATH] = "path",
    };
    return names[verdict];
}
