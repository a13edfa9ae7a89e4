/* SPDX-License-Identifier: MIT
 *
 * JSON, strictly. The only file that knows cJSON and makes up for what it lets through: bad UTF-8, control characters, NUL, text
 * cut at \u0000, names that differ in case, trailing bytes. Has never heard of JSON-RPC or of what the objects mean.
 */
#pragma once

#include "base.h"
#include "error.h"
#include "scan.h"

enum { JSON_MAX_DEPTH = 32 };

typedef struct cJSON Json;

#define AUTOJSON BASE_CLEANUP(json_cleanup) Json

/* Reads exactly one value from `length` bytes (text[length] must be readable and is not looked at); blanks around it are fine.
 * The value is yours (json_free); NULL with the reason in *verdict otherwise. `offset`, if given, is set to the byte where reading
 * stopped making sense. */
Json *json_parse(const char *text, size_t length, JsonVerdict *verdict, size_t *offset) MUST_USE;

/* Reads a whole file of at most `limit` bytes. An error names the path and the line. */
Json *json_read_file(const char *path, size_t limit, Error *error) MUST_USE;

/* The line of a text, from 1, on which this byte is. */
size_t json_line(const char *text, size_t length, size_t offset);

void json_free(Json *value);
void json_cleanup(Json **value);

/* Reading. A missing member and a member of another type both read as NULL or false; the returned text and values are borrowed from
 * `value`. `value` itself may be NULL and reads as empty. */
const Json *json_get(const Json *value, const char *name);
const char *json_get_string(const Json *value, const char *name);
bool json_get_integer(const Json *value, const char *name, int64_t *number);
bool json_get_flag(const Json *value, const char *name, bool otherwise);
bool json_is_object(const Json *value);
bool json_is_array(const Json *value);
bool json_is_string(const Json *value);
bool json_is_flag(const Json *value);
bool json_is_null(const Json *value);
const char *json_string(const Json *value);
bool json_flag(const Json *value);
bool json_integer(const Json *value, int64_t *number);
size_t json_count(const Json *value);

/* Walking an array or an object: for (c = json_first(v); c != NULL; c = json_next(c)). json_name: the member's name, or NULL. */
const Json *json_first(const Json *value);
const Json *json_next(const Json *value);
const char *json_name(const Json *value);

/* The same, whatever the order of members; NULL is the same as NULL only. */
bool json_equal(const Json *one, const Json *other);

/* Making. Every `child` becomes the property of `value`; json_set replaces a member of that name. */
Json *json_new_object(void);
Json *json_new_array(void);
Json *json_new_string(const char *text);
Json *json_new_integer(int64_t number);
Json *json_new_flag(bool flag);
Json *json_new_null(void);
Json *json_copy(const Json *value);
void json_set(Json *value, const char *name, Json *child);
void json_append(Json *array, Json *child);
void json_remove(Json *value, const char *name);

/* For changing a member in place; NULL when it is missing. */
Json *json_get_mutable(Json *value, const char *name);

/* The last element of an array, for changing it in place; NULL when there is none. */
Json *json_last_mutable(Json *array);

/* One line, or indented for people. Yours to free(). */
char *json_print(const Json *value);
char *json_print_pretty(const Json *value);
