/* SPDX-License-Identifier: MIT */
#include "talk.h"

#include "base.h"
#include "fixture.h"
#include "run.h"

#include <stdlib.h>

static char directory[] = "/tmp/offswitch-session-XXXXXX";
static char *database;

bool
talk_open(void)
{
    if (mkdtemp(directory) == NULL) {
        return false;
    }
    database = base_format("%s/catalog.cdb", directory);
    return true;
}

void
talk_close(void)
{
    unlink(database);
    rmdir(directory);
    free(database);
}

const char *
talk_database(void)
{
    return database;
}

static void
hear(void *context, const char *text, size_t length)
{
    Talk *talk = context;
    if (talk->n_heard < TALK_MAX_HEARD) {
        talk->heard[talk->n_heard++] = strndup(text, length);
    }
}

static int64_t
some_day(void)
{
    return 1795500000000; /* 2026-11-24 */
}

static int64_t
no_time(void)
{
    return 0;
}

void
talk_begin(Talk *talk, KeyringState state)
{
    *talk = (Talk){0};
    fake_keyring_begin(state, NULL);
    CU_ASSERT_TRUE(fixture_write(database, fixture_site));
    const SessionConfig config = {
        .helper = "", .databases = {database}, .country = "", .now = some_day, .ticks = no_time, .send = hear, .context = talk};
    talk->session = session_new(&config);
}

void
talk_say(Talk *talk, const char *text)
{
    session_receive(talk->session, text, strlen(text));
}

void
talk_introduce(Talk *talk)
{
    talk_say(
        talk,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocol\":{\"min\":1,\"max\":1},\"profile\":\"p\"}}");
}

void
talk_forget_heard(Talk *talk)
{
    while (talk->n_heard > 0) {
        free(talk->heard[--talk->n_heard]);
    }
}

void
talk_end(Talk *talk)
{
    session_free(talk->session);
    talk_forget_heard(talk);
    fake_keyring_end();
}

bool
talk_heard(const Talk *talk, const char *one, const char *other)
{
    for (size_t i = 0; i < talk->n_heard; i++) {
        if (strstr(talk->heard[i], one) != NULL && strstr(talk->heard[i], other) != NULL) {
            return true;
        }
    }
    return false;
}
