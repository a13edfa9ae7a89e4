/* SPDX-License-Identifier: MIT */
#include "writer.h"

#include "json.h"
#include "run.h"

#include <string.h>

TEST(commas_are_put_between_and_never_after)
{
    AUTOBUFFER buffer = {0};
    Writer writer = writer_on(&buffer);
    writer_begin_object(&writer, NULL);
    writer_begin_array(&writer, "a");
    writer_end_array(&writer);
    writer_begin_array(&writer, "b");
    writer_integer(&writer, NULL, -1);
    writer_begin_object(&writer, NULL);
    writer_end_object(&writer);
    writer_end_array(&writer);
    writer_flag(&writer, "c", true);
    writer_null(&writer, "d");
    writer_end_object(&writer);
    CU_ASSERT_STRING_EQUAL(buffer_text(&buffer), "{\"a\":[],\"b\":[-1,{}],\"c\":true,\"d\":null}");
}

TEST(a_text_that_is_missing_takes_its_name_with_it)
{
    AUTOBUFFER buffer = {0};
    Writer writer = writer_on(&buffer);
    writer_begin_object(&writer, NULL);
    writer_string(&writer, "a", NULL);
    writer_string(&writer, "b", "");
    writer_end_object(&writer);
    CU_ASSERT_STRING_EQUAL(buffer_text(&buffer), "{\"b\":\"\"}");
}

TEST(what_is_written_reads_back_the_same)
{
    static const char text[] = "\x01\"\\/\b\f\n\r\t\x1f \x7f \xc3\xa9 \xf0\x9f\x94\x92";
    AUTOBUFFER buffer = {0};
    Writer writer = writer_on(&buffer);
    writer_string(&writer, NULL, text);
    JsonVerdict verdict = JSON_OK;
    AUTOJSON *value = json_parse(buffer.data, buffer.length, &verdict, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(value);
    CU_ASSERT_STRING_EQUAL(json_string(value), text);
}

RUN_TESTS("base/writer", {CASE(commas_are_put_between_and_never_after), CASE(a_text_that_is_missing_takes_its_name_with_it),
                          CASE(what_is_written_reads_back_the_same)})
