/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

/* Integers beyond this are not exact in a double, which is all JSON (and cJSON) promises. */
static const double largest_integer = 9007199254740991.0;

static bool
is_blank(const char *text, const char *end)
{
    for (; text < end; text++) {
        if (strchr(" \t\r\n", *text) == NULL) {
            return false;
        }
    }
    return true;
}

Json *
json_parse(const char *text, size_t length, JsonVerdict *verdict, size_t *offset)
{
    size_t stopped = 0;
    *verdict = scan_json(text, length, JSON_MAX_DEPTH, &stopped);
    if (offset != NULL) {
        *offset = stopped;
    }
    if (*verdict != JSON_OK) {
        return NULL;
    }
    const char *end = text;
    Json *value = cJSON_ParseWithLengthOpts(text, length, &end, false);
    if (value == NULL || !is_blank(end, text + length)) {
        *verdict = JSON_NOT_JSON;
        if (offset != NULL) {
            *offset = (size_t)(end - text);
        }
        json_free(value);
        return NULL;
    }
    return value;
}

void
json_free(Json *value)
{
    cJSON_Delete(value);
}

void
json_cleanup(Json **value)
{
    json_free(*value);
}

const Json *
json_get(const Json *value, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(value, name);
}

Json *
json_get_mutable(Json *value, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(value, name);
}

const char *
json_get_string(const Json *value, const char *name)
{
    return json_string(json_get(value, name));
}

bool
json_get_integer(const Json *value, const char *name, int64_t *number)
{
    return json_integer(json_get(value, name), number);
}

bool
json_get_flag(const Json *value, const char *name, bool otherwise)
{
    const Json *flag = json_get(value, name);
    return cJSON_IsBool(flag) ? cJSON_IsTrue(flag) != 0 : otherwise;
}

bool
json_is_object(const Json *value)
{
    return cJSON_IsObject(value);
}

bool
json_is_array(const Json *value)
{
    return cJSON_IsArray(value);
}

bool
json_is_string(const Json *value)
{
    return cJSON_IsString(value);
}

bool
json_is_flag(const Json *value)
{
    return cJSON_IsBool(value);
}

bool
json_is_null(const Json *value)
{
    return cJSON_IsNull(value);
}

const char *
json_string(const Json *value)
{
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

bool
json_flag(const Json *value)
{
    return cJSON_IsTrue(value) != 0;
}

bool
json_integer(const Json *value, int64_t *number)
{
    if (!cJSON_IsNumber(value) || !(fabs(value->valuedouble) <= largest_integer) ||
        floor(value->valuedouble) < value->valuedouble) {
        return false;
    }
    *number = (int64_t)value->valuedouble;
    return true;
}

size_t
json_count(const Json *value)
{
    return json_is_array(value) || json_is_object(value) ? (size_t)cJSON_GetArraySize(value) : 0;
}

const Json *
json_first(const Json *value)
{
    return json_is_array(value) || json_is_object(value) ? value->child : NULL;
}

const Json *
json_next(const Json *value)
{
    return value->next;
}

const char *
json_name(const Json *value)
{
    return value->string;
}

static Json *
need(Json *value)
{
    if (value == NULL) {
        abort();
    }
    return value;
}

bool
json_equal(const Json *one, const Json *other)
{
    if (one == NULL || other == NULL) {
        return one == other;
    }
    AUTOFREE char *text = json_print(one);
    AUTOFREE char *other_text = json_print(other);
    return strcmp(text, other_text) == 0 || cJSON_Compare(one, other, true) != 0; /* which is slow on large objects */
}

Json *
json_new_object(void)
{
    return need(cJSON_CreateObject());
}

Json *
json_new_array(void)
{
    return need(cJSON_CreateArray());
}

Json *
json_new_string(const char *text)
{
    return need(cJSON_CreateString(text));
}

Json *
json_new_integer(int64_t number)
{
    return need(cJSON_CreateNumber((double)number));
}

Json *
json_new_flag(bool flag)
{
    return need(cJSON_CreateBool(flag));
}

Json *
json_new_null(void)
{
    return need(cJSON_CreateNull());
}

Json *
json_copy(const Json *value)
{
    return need(cJSON_Duplicate(value, true));
}

void
json_set(Json *value, const char *name, Json *child)
{
    json_remove(value, name);
    cJSON_AddItemToObject(value, name, child);
}

void
json_append(Json *array, Json *child)
{
    cJSON_AddItemToArray(array, child);
}

void
json_remove(Json *value, const char *name)
{
    cJSON_DeleteItemFromObjectCaseSensitive(value, name);
}

static char *
owned(char *text)
{
    if (text == NULL) {
        abort();
    }
    return text;
}

char *
json_print(const Json *value)
{
    return owned(cJSON_PrintUnformatted(value));
}

char *
json_print_pretty(const Json *value)
{
    return owned(cJSON_Print(value));
}

Json *
json_last_mutable(Json *array)
{
    return cJSON_GetArrayItem(array, cJSON_GetArraySize(array) - 1);
}
