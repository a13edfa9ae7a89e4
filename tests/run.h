/* SPDX-License-Identifier: MIT
 *
 * A CUnit program in two lines: TEST(a_sentence_about_behaviour) {...} for each, then RUN_TESTS("layer/module", {...}).
 * TEST=PART in the environment runs only those whose names contain it.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/Basic.h>

#define TEST(name) static void name(void)

/* clang-format off */
#define CASE(name) {#name, name}
/* clang-format on */

typedef struct {
    const char *name;
    CU_TestFunc function;
} TestCase;

static inline int
run_tests(const char *suite_name, const TestCase *cases, size_t n_cases)
{
    const char *part = getenv("TEST");
    if (CU_initialize_registry() != CUE_SUCCESS) {
        return EXIT_FAILURE;
    }
    CU_pSuite suite = CU_add_suite(suite_name, NULL, NULL);
    for (size_t i = 0; i < n_cases; i++) {
        if ((part == NULL || strstr(cases[i].name, part) != NULL) &&
            CU_add_test(suite, cases[i].name, cases[i].function) == NULL) {
            return EXIT_FAILURE;
        }
    }
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    unsigned n_failed = CU_get_number_of_failures();
    CU_cleanup_registry();
    return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define RUN_TESTS(suite_name, ...)                                             \
    int main(void)                                                             \
    {                                                                          \
        static const TestCase cases[] = __VA_ARGS__;                           \
        return run_tests(suite_name, cases, sizeof(cases) / sizeof(cases[0])); \
    }
