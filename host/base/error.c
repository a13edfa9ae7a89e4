/* SPDX-License-Identifier: MIT */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>

void
error_set(Error *error, const char *format, ...)
{
    if (error == NULL) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof(error->text), format, arguments);
    va_end(arguments);
}

void
error_prefix(Error *error, const char *prefix)
{
    if (error == NULL) {
        return;
    }
    Error inner = *error;
    error_set(error, "%.200s: %.300s", prefix, inner.text);
}
