/* SPDX-License-Identifier: MIT */
#include "vault.h"

#include <stdlib.h>
#include <string.h>

void
vault_texts_add(VaultTexts *texts, const char *text, size_t length)
{
    char *copy = base_allocate(length + 1, 1);
    if (length > 0 && memchr(text, '\0', length) == NULL) {
        memcpy(copy, text, length);
    }
    texts->texts = base_resize(texts->texts, texts->n_texts + 1, sizeof(*texts->texts));
    texts->texts[texts->n_texts++] = copy;
}

void
vault_texts_finish(VaultTexts *texts)
{
    for (size_t i = 0; i < texts->n_texts; i++) {
        free(texts->texts[i]);
    }
    free(texts->texts);
    *texts = (VaultTexts){0};
}
