/* SPDX-License-Identifier: MIT */
#include "item.h"

#include <string.h>

#include <glib.h>

char *
item_escape(const char *text)
{
    return g_uri_escape_string(text, " !\"#$&'()*+,/:;<=>?@[\\]^`|", TRUE);
}

char *
item_unescape(const char *secret, size_t length)
{
    if (length > 0 && secret[0] == '{') {
        return memchr(secret, '\0', length) == NULL ? g_strndup(secret, length) : NULL;
    }
    return g_uri_unescape_segment(secret, secret + length, NULL);
}
