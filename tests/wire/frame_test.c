/* SPDX-License-Identifier: MIT */
#include "frame.h"

#include "run.h"

#include <string.h>

TEST(a_frame_comes_back_as_it_was_put_in)
{
    AUTOBUFFER buffer = {0};
    const char *payload = NULL;
    size_t length = 0;
    frame_append(&buffer, "{}", 2);
    CU_ASSERT_EQUAL(frame_next(buffer.data, buffer.length, &payload, &length), FRAME_READY);
    CU_ASSERT_EQUAL(length, 2);
    CU_ASSERT_NSTRING_EQUAL(payload, "{}", 2);
}

TEST(every_beginning_of_a_frame_is_pending)
{
    AUTOBUFFER buffer = {0};
    const char *payload = NULL;
    size_t length = 0;
    frame_append(&buffer, "{}", 2);
    for (size_t i = 0; i < buffer.length; i++) {
        CU_ASSERT_EQUAL(frame_next(buffer.data, i, &payload, &length), FRAME_PENDING);
    }
}

TEST(an_empty_frame_is_a_frame)
{
    const char *payload = NULL;
    size_t length = 1;
    CU_ASSERT_EQUAL(frame_next("\0\0\0\0", 4, &payload, &length), FRAME_READY);
    CU_ASSERT_EQUAL(length, 0);
}

TEST(a_length_above_the_limit_is_refused_before_the_payload_is_there)
{
    const char *payload = NULL;
    size_t length = 0;
    uint32_t announced = FRAME_MAX_IN;
    CU_ASSERT_EQUAL(frame_next((const char *)&announced, 4, &payload, &length), FRAME_PENDING);
    announced++;
    CU_ASSERT_EQUAL(frame_next((const char *)&announced, 4, &payload, &length), FRAME_TOO_LARGE);
    CU_ASSERT_EQUAL(frame_next("\xff\xff\xff\xff", 4, &payload, &length), FRAME_TOO_LARGE);
}

RUN_TESTS("wire/frame", {CASE(a_frame_comes_back_as_it_was_put_in), CASE(every_beginning_of_a_frame_is_pending),
                         CASE(an_empty_frame_is_a_frame), CASE(a_length_above_the_limit_is_refused_before_the_payload_is_there)})
