/* SPDX-License-Identifier: MIT
 *
 * What every module leans on: memory that is never missing, and cleanup at the end of a scope. Has never heard of anything
 * Offswitch does.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Runs `function` on the variable's address when it goes out of scope (GCC and clang). */
#define BASE_CLEANUP(function) __attribute__((cleanup(function)))
#define AUTOFREE               BASE_CLEANUP(base_cleanup_memory)
#define AUTOCLOSE              BASE_CLEANUP(base_cleanup_descriptor)
#define MUST_USE               __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a)      __attribute__((format(printf, f, a)))

#define N_ELEMENTS(array) (sizeof(array) / sizeof((array)[0]))

/* Zeroed memory, yours to free(). Ends the process when there is none: nobody checks. */
void *base_allocate(size_t n_elements, size_t size) __attribute__((returns_nonnull));

/* A larger array at a new address; the added part is not zeroed. Ends the process when there is no memory. */
void *base_resize(void *memory, size_t n_elements, size_t size) __attribute__((returns_nonnull));

/* A copy, yours to free(); NULL stays NULL. */
char *base_copy(const char *text);

/* printf into fresh memory, yours to free(). */
char *base_format(const char *format, ...) PRINTF_LIKE(1, 2) __attribute__((returns_nonnull));

/* Takes the pointer out of the variable and leaves NULL, so that its cleanup does nothing. `variable` is the address of a pointer. */
void *base_steal(void *variable);

void base_cleanup_memory(void *variable);
void base_cleanup_descriptor(const int *fd);
