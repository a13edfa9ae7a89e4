/* SPDX-License-Identifier: MIT
 *
 * The process offswitch-keyring as the host sees it: started, spoken to, listened to, ended. Waits for nothing. Knows frames (message.h), not what they mean.
 */
#pragma once

#include "launcher.h"
#include "message.h"

typedef struct {
    Launcher launcher;
    int fd; /* our end of a socket pair; -1 when there is no process */
    Buffer input;
    Buffer output;
    size_t heard; /* bytes of input that helper_hear has handed out */
} Helper;

/* Starts nothing yet, but can from now on, whatever this process gives up. */
Helper helper_new(const char *program);

/* Closes our end: a healthy helper finishes its write and leaves. */
void helper_free(Helper *helper);

/* False with errno set. */
bool helper_start(Helper *helper) MUST_USE;

/* Sends it as soon as there is room. To one that is gone nothing is sent, and the next helper_receive says so. */
void helper_say(Helper *helper, const Message *message);

/* Sends what waited for room, never with SIGPIPE. */
void helper_flush(Helper *helper);
bool helper_waits_for_room(const Helper *helper);

/* Takes in what has come, at most 2 MiB at a time. False when the helper is gone; what it had said can still be heard. */
bool helper_receive(Helper *helper) MUST_USE;

/* The next message; its text is borrowed until the next call. */
MessageVerdict helper_hear(Helper *helper, Message *message) MUST_USE;

/* SIGKILL: harmless to the provider, where cancelling a call is not. What was not heard yet, and what waited for room, is dropped. */
void helper_kill(Helper *helper);
