/* SPDX-License-Identifier: MIT */
#include "base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *
need(void *memory)
{
    if (memory == NULL) {
        abort();
    }
    return memory;
}

void *
base_allocate(size_t n_elements, size_t size)
{
    return need(calloc(n_elements > 0 ? n_elements : 1, size));
}

void *
base_resize(void *memory, size_t n_elements, size_t size)
{
    return need(reallocarray(memory, n_elements > 0 ? n_elements : 1, size));
}

char *
base_copy(const char *text)
{
    return text == NULL ? NULL : need(strdup(text));
}

char *
base_format(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = NULL;
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    return need(length < 0 ? NULL : text);
}

void *
base_steal(void *variable)
{
    void *pointer = NULL;
    memcpy(&pointer, variable, sizeof(pointer));
    memset(variable, 0, sizeof(pointer));
    return pointer;
}

void
base_cleanup_memory(void *variable)
{
    free(base_steal(variable));
}

void
base_cleanup_descriptor(const int *fd)
{
    if (*fd >= 0) {
        close(*fd);
    }
}
