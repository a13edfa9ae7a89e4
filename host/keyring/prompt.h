/* SPDX-License-Identifier: MIT
 *
 * One prompt of the Secret Service, run to its end: the provider shows its dialog, or does without one. Never dismissed: gnome-keyring dies of that. Knows no
 * collection and no item.
 */
#pragma once

#include <gio/gio.h>

typedef struct Prompt Prompt;

/* Runs the prompt at `path`; `call` is called once from the caller's main context when it has completed, or its provider is gone. Not called after
 * prompt_free, which leaves a dialog where it is. */
Prompt *prompt_new(GDBusConnection *bus, const char *path, void (*call)(void *context), void *context);
void prompt_free(Prompt *prompt);

/* Runs one that is known to open no dialog, and waits for it. */
void prompt_run_silently(GDBusConnection *bus, const char *path);
