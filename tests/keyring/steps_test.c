/* SPDX-License-Identifier: MIT
 *
 * What can happen at any step of a read and a write: each fault before each call to the keyring, one after the other, until there is no such call any
 * more. Whatever the answer, what was acknowledged stays, nothing becomes older again, and the next try works.
 */
#include "client.h"
#include "daemon.h"
#include "run.h"
#include "stored.h"
#include "tripwire.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 100, MAX_TRIES = 30 };

/* A fault and what it may be called by whoever meets it. */
typedef struct {
    Fault fault;
    KeyringState names[3];
} Trial;

static unsigned n_changes;

/* Newer than every change before it. Yours to free(). */
static char *
next_stamp(void)
{
    n_changes++;
    return base_format("2026-11-24T05:%02u:%02u.000Z", n_changes / 60, n_changes % 60);
}

static KeyringState
decide(Client *client, const char *stamp)
{
    static uint64_t tag;
    AUTOFREE char *change = base_format("{\"records\": {\"a/b.c\": {\"choice\": \"keep\", \"at\": \"%s\"}}}", stamp);
    return client_update(client, change, ++tag);
}

/* As the extension does with what is said to be unsaved. */
static bool
insist(Client *client, const char *stamp)
{
    KeyringState state = KEYRING_OPENING;
    for (unsigned n_tries = 0; state != KEYRING_READY && n_tries < MAX_TRIES; n_tries++) {
        state = decide(client, stamp);
    }
    return state == KEYRING_READY;
}

static pid_t provider;

static void
recover(Fault fault)
{
    if (fault == FAULT_PROVIDER_STOPPED) {
        kill(provider, SIGCONT);
    } else if (fault == FAULT_PROVIDER_KILLED) {
        keyring_daemon_kill(); /* the bus may not have noticed yet */
        keyring_daemon_start("");
        provider = keyring_daemon_pid();
    }
}

static void
expect_stored(const char *stamp)
{
    CU_ASSERT_TRUE(await_stored(stamp, 1));
}

static bool
is_named(const Trial *trial, KeyringState state)
{
    bool is_named = state == KEYRING_READY;
    for (size_t i = 0; i < N_ELEMENTS(trial->names); i++) {
        is_named = is_named || (state != KEYRING_OPENING && state == trial->names[i]);
    }
    return is_named;
}

static bool
is_hang(Fault fault)
{
    return fault == FAULT_PROVIDER_STOPPED || fault == FAULT_HELPER_STOPPED || fault == FAULT_BUS_DEAF ||
           fault == FAULT_CALL_HELD;
}

/* What comes of reading, and, if nothing happened to that, of deciding. */
static KeyringState
meet(Client *client, const Trial *trial, const char *stamp)
{
    client_heed(is_hang(trial->fault) ? tripwire_descriptor() : -1);
    tripwire_enter();
    client_open(client);
    tripwire_leave();
    KeyringState state = tripwire_is_sprung() ? client->state : decide(client, stamp);
    client_heed(-1);
    return state;
}

/* What another one reads, whatever the item says meanwhile. */
static void
expect_known(const char *stamp)
{
    Client client;
    client_open(&client);
    CU_ASSERT_EQUAL(client.state, KEYRING_READY);
    CU_ASSERT_EQUAL(count_records(client.text), 1);
    CU_ASSERT_TRUE(client.text != NULL && strstr(client.text, stamp) != NULL);
    client_close(&client);
}

/* The person has changed their mind and is heard before the call that was held. */
static void
decide_before_release(Client *client)
{
    AUTOFREE char *stamp = next_stamp();
    CU_ASSERT_TRUE(insist(client, stamp));
    tripwire_disarm();
    expect_known(stamp);
}

/* With the trap at this call; whoever meets it has changed their mind when it is over. True while there is such a call. */
static bool
try_step(const Trial *trial, unsigned step)
{
    Client client;
    AUTOFREE char *before = next_stamp();
    let_journal_mature(); /* a keyring that needs rest has had it */
    tripwire_set(trial->fault, step, provider);
    CU_ASSERT_TRUE(is_named(trial, meet(&client, trial, before)));
    bool is_sprung = tripwire_is_sprung();
    if (is_sprung && trial->fault == FAULT_CALL_HELD) {
        decide_before_release(&client);
    }
    tripwire_disarm();
    if (is_sprung) {
        recover(trial->fault);
    }
    AUTOFREE char *stamp = next_stamp();
    CU_ASSERT_TRUE(insist(&client, stamp));
    client_close(&client);
    expect_stored(stamp);
    return is_sprung;
}

/* All with one provider; with the others, which take longer, and for what is the same everywhere, some of them will do, unless EVERY_STEP is asked for. */
static unsigned
stride_of(Fault fault)
{
    bool is_alike = fault == FAULT_HELPER_STOPPED || fault == FAULT_BUS_DEAF || fault == FAULT_BUS_CLOSED;
    return getenv("EVERY_STEP") == NULL && (is_alike || !provider_is("gnome-keyring")) ? 3 : 1;
}

static void
try_steps(const Trial *trial, bool is_first_write)
{
    unsigned step = 1;
    bool is_sprung = true;
    tripwire_start();
    for (; is_sprung && step < MAX_STEPS; step += stride_of(trial->fault)) {
        if (is_first_write) {
            forget_everything();
        }
        is_sprung = try_step(trial, step);
    }
    tripwire_end();
    CU_ASSERT_TRUE(step > 5 && step < MAX_STEPS);
}

static void
try_first_and_later_writes(const Trial *trial)
{
    provider = keyring_daemon_pid();
    try_steps(trial, true);
    try_steps(trial, false);
}

/* libsecret itself waits for ever for one that died under a prompt, which all but gnome-keyring have for everything: then the deadline says so. */
TEST(a_provider_may_die_at_every_step)
{
    bool prompts_always = !provider_is("gnome-keyring");
    try_first_and_later_writes(
        &(Trial){FAULT_PROVIDER_KILLED, {KEYRING_LOST, KEYRING_NO_PROVIDER, prompts_always ? KEYRING_TIMEOUT : KEYRING_LOST}});
}

TEST(a_provider_may_hang_at_every_step_and_write_late)
{
    try_first_and_later_writes(&(Trial){FAULT_PROVIDER_STOPPED, {KEYRING_TIMEOUT}});
}

TEST(a_call_that_is_late_at_any_step_makes_no_newer_choice_older)
{
    try_first_and_later_writes(&(Trial){FAULT_CALL_HELD, {KEYRING_TIMEOUT}});
}

TEST(a_helper_may_die_at_every_step)
{
    try_first_and_later_writes(&(Trial){FAULT_HELPER_KILLED, {KEYRING_LOST}});
}

TEST(a_helper_may_hang_at_every_step)
{
    try_first_and_later_writes(&(Trial){FAULT_HELPER_STOPPED, {KEYRING_TIMEOUT}});
}

TEST(a_bus_may_fall_silent_at_every_step)
{
    try_first_and_later_writes(&(Trial){FAULT_BUS_DEAF, {KEYRING_TIMEOUT}});
}

TEST(a_bus_may_end_at_every_step)
{
    try_first_and_later_writes(&(Trial){FAULT_BUS_CLOSED, {KEYRING_LOST}});
}

RUN_TESTS("keyring/steps",
          {CASE(a_provider_may_die_at_every_step), CASE(a_provider_may_hang_at_every_step_and_write_late),
           CASE(a_call_that_is_late_at_any_step_makes_no_newer_choice_older), CASE(a_helper_may_die_at_every_step),
           CASE(a_helper_may_hang_at_every_step), CASE(a_bus_may_fall_silent_at_every_step), CASE(a_bus_may_end_at_every_step)})
