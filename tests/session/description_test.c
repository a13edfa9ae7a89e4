/* SPDX-License-Identifier: MIT */
#include "description.h"

#include "run.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *message;
    const char *words;
} Said;

static const Said said[] = {
    {"{\"method\":\"match\",\"params\":{\"url\":\"https://secret.example/\"}}", "match, "},
    {"{\"method\":\"changed\",\"params\":{\"what\":\"catalog\"}}", "changed catalog, "},
    {"{\"method\":\"changed\",\"params\":{\"what\":\"https://secret.example/\"}}", "changed, "},
    {"{\"method\":\"https://secret.example/\"}", "unknown method, "},
    {"{\"error\":{\"data\":{\"reason\":\"notSaved\"}}}", "refused: notSaved, "},
    {"{\"error\":{\"data\":{\"reason\":\"https://secret.example/\"}}}", "refused: unknown reason, "},
    {"{\"result\":{\"site\":\"secret\"}}", "answer, "},
    {"https://secret.example/", "no JSON, "},
};

TEST(a_log_says_words_of_the_protocol_and_no_other)
{
    for (size_t i = 0; i < N_ELEMENTS(said); i++) {
        AUTOFREE char *words = description_of(said[i].message, strlen(said[i].message));
        AUTOFREE char *expected = base_format("%s%zu bytes", said[i].words, strlen(said[i].message));
        CU_ASSERT_STRING_EQUAL(words, expected);
    }
}

int
main(void)
{
    static const TestCase cases[] = {CASE(a_log_says_words_of_the_protocol_and_no_other)};
    return run_tests("session/description", cases, N_ELEMENTS(cases));
}
