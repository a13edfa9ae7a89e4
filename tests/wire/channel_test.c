/* SPDX-License-Identifier: MIT */
#include "channel.h"

#include "run.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    int to_channel;
    int from_channel;
    int in;
    int out;
    Channel *channel;
} Ends;

static Ends
open_ends(void)
{
    int in[2];
    int out[2];
    if (pipe(in) != 0 || pipe(out) != 0) {
        abort();
    }
    return (Ends){.to_channel = in[1], .from_channel = out[0], .in = in[0], .out = out[1], .channel = channel_new(in[0], out[1])};
}

static void
close_ends(Ends *ends)
{
    channel_free(ends->channel);
    close(ends->in);
    close(ends->out);
    if (ends->to_channel >= 0) {
        close(ends->to_channel);
    }
    if (ends->from_channel >= 0) {
        close(ends->from_channel);
    }
}

static void
write_frame(const Ends *ends, const char *payload)
{
    AUTOBUFFER frame = {0};
    frame_append(&frame, payload, strlen(payload));
    CU_ASSERT_EQUAL(write(ends->to_channel, frame.data, frame.length), (ssize_t)frame.length);
}

static bool
next_is(const Ends *ends, const char *expected)
{
    const char *payload = NULL;
    size_t length = 0;
    return channel_next(ends->channel, &payload, &length) && length == strlen(expected) && memcmp(payload, expected, length) == 0;
}

TEST(two_frames_in_one_write_are_two_messages)
{
    Ends ends = open_ends();
    write_frame(&ends, "one");
    write_frame(&ends, "two");
    channel_fill(ends.channel);
    CU_ASSERT_TRUE(next_is(&ends, "one"));
    CU_ASSERT_TRUE(next_is(&ends, "two"));
    CU_ASSERT_FALSE(next_is(&ends, ""));
    close_ends(&ends);
}

TEST(a_frame_may_come_byte_by_byte)
{
    Ends ends = open_ends();
    AUTOBUFFER frame = {0};
    frame_append(&frame, "slow", 4);
    for (size_t i = 0; i < frame.length; i++) {
        CU_ASSERT_FALSE(next_is(&ends, "slow"));
        CU_ASSERT_EQUAL(write(ends.to_channel, frame.data + i, 1), 1);
        channel_fill(ends.channel);
    }
    CU_ASSERT_TRUE(next_is(&ends, "slow"));
    close_ends(&ends);
}

TEST(the_end_between_frames_is_told_from_the_end_inside_one)
{
    Ends ends = open_ends();
    write_frame(&ends, "last");
    close(ends.to_channel);
    ends.to_channel = -1;
    channel_fill(ends.channel);
    CU_ASSERT_TRUE(next_is(&ends, "last"));
    channel_fill(ends.channel);
    CU_ASSERT_EQUAL(channel_state(ends.channel), CHANNEL_ENDED);
    close_ends(&ends);

    ends = open_ends();
    CU_ASSERT_EQUAL(write(ends.to_channel, "\x08\0\0\0half", 8), 8);
    close(ends.to_channel);
    ends.to_channel = -1;
    channel_fill(ends.channel);
    CU_ASSERT_FALSE(next_is(&ends, "half"));
    channel_fill(ends.channel);
    CU_ASSERT_EQUAL(channel_state(ends.channel), CHANNEL_CUT);
    close_ends(&ends);
}

TEST(nothing_is_read_behind_a_frame_that_is_too_large)
{
    Ends ends = open_ends();
    CU_ASSERT_EQUAL(write(ends.to_channel, "\xff\xff\xff\xff{}", 6), 6);
    channel_fill(ends.channel);
    CU_ASSERT_FALSE(next_is(&ends, "{}"));
    CU_ASSERT_EQUAL(channel_state(ends.channel), CHANNEL_TOO_LARGE);
    CU_ASSERT_EQUAL(channel_wants_in(ends.channel), 0);
    close_ends(&ends);
}

TEST(a_reader_that_does_not_read_stops_the_reading)
{
    static char payload[FRAME_MAX_OUT];
    Ends ends = open_ends();
    memset(payload, 'x', sizeof(payload));
    channel_send(ends.channel, payload, sizeof(payload));
    CU_ASSERT_EQUAL(channel_wants_in(ends.channel), POLLIN);
    CU_ASSERT_EQUAL(channel_wants_out(ends.channel), POLLOUT);
    channel_send(ends.channel, payload, sizeof(payload));
    CU_ASSERT_EQUAL(channel_wants_in(ends.channel), 0);
    size_t n_read = 0;
    while (n_read < 2 * (sizeof(payload) + FRAME_HEADER_SIZE)) {
        static char sink[65536];
        ssize_t n = read(ends.from_channel, sink, sizeof(sink));
        CU_ASSERT_FATAL(n > 0);
        n_read += (size_t)n;
        channel_output_ready(ends.channel, POLLOUT);
    }
    CU_ASSERT_EQUAL(channel_wants_out(ends.channel), 0);
    CU_ASSERT_EQUAL(channel_wants_in(ends.channel), POLLIN);
    close_ends(&ends);
}

TEST(a_reader_that_has_gone_breaks_the_channel)
{
    Ends ends = open_ends();
    close(ends.from_channel);
    ends.from_channel = -1;
    channel_send(ends.channel, "x", 1);
    CU_ASSERT_EQUAL(channel_state(ends.channel), CHANNEL_BROKEN);
    close_ends(&ends);
}

int
main(void)
{
    static const TestCase cases[] = {
        CASE(two_frames_in_one_write_are_two_messages),
        CASE(a_frame_may_come_byte_by_byte),
        CASE(the_end_between_frames_is_told_from_the_end_inside_one),
        CASE(nothing_is_read_behind_a_frame_that_is_too_large),
        CASE(a_reader_that_does_not_read_stops_the_reading),
        CASE(a_reader_that_has_gone_breaks_the_channel),
    };
    signal(SIGPIPE, SIG_IGN);
    return run_tests("wire/channel", cases, N_ELEMENTS(cases));
}
