/* SPDX-License-Identifier: MIT */
#include "store.h"

#include "buffer.h"
#include "file.h"
#include "fixture.h"
#include "run.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>

static char directory[] = "/tmp/offswitch-store-XXXXXX";
static char *path;
static char *next_path;

static Store *
open_fixture(const char *const pairs[][2])
{
    const char *const paths[STORE_MAX_DATABASES + 1] = {path};
    CU_ASSERT_TRUE(fixture_write(path, pairs));
    return store_new(paths);
}

static void
replace_with(const char *const pairs[][2])
{
    CU_ASSERT_TRUE(fixture_write(next_path, pairs));
    CU_ASSERT_EQUAL(rename(next_path, path), 0);
}

TEST(a_host_is_found_exactly_or_by_its_suffix)
{
    Store *store = open_fixture(fixture_site);
    CU_ASSERT_PTR_NOT_NULL(store_find_host(store, "www.example.com"));
    CU_ASSERT_PTR_NOT_NULL(store_find_host(store, "a.b.example.net"));
    CU_ASSERT_PTR_EQUAL(store_find_host(store, "www.example.com"), store_find_host(store, "a.example.net"));
    CU_ASSERT_PTR_NULL(store_find_host(store, "example.com"));
    CU_ASSERT_PTR_NULL(store_find_host(store, "evil-www.example.com"));
    CU_ASSERT_PTR_NULL(store_find_host(store, "www.example.com.evil.org"));
    CU_ASSERT_PTR_NULL(store_find_host(store, "notexample.net"));
    CU_ASSERT_PTR_NULL(store_find_host(store, "example.net"));
    store_free(store);
}

TEST(a_control_is_found_by_its_id)
{
    ControlPlace place;
    Store *store = open_fixture(fixture_site);
    CU_ASSERT_TRUE(store_find_control(store, "example/privacy.who", &place));
    CU_ASSERT_EQUAL(place.control->kind, KIND_RADIO);
    CU_ASSERT_STRING_EQUAL(place.page->id, "privacy");
    CU_ASSERT_FALSE(store_find_control(store, "example/privacy.nothing", &place));
    CU_ASSERT_FALSE(store_find_control(store, "other/privacy.who", &place));
    CU_ASSERT_FALSE(store_find_control(store, "example", &place));
    CU_ASSERT_FALSE(store_find_control(store, "", &place));
    store_free(store);
}

TEST(a_gone_control_is_the_one_in_its_place)
{
    ControlPlace place;
    Store *store = open_fixture(fixture_site);
    CU_ASSERT_TRUE(store_find_control(store, "example/old.ads", &place));
    CU_ASSERT_STRING_EQUAL(place.control->id, "example/privacy.ads");
    CU_ASSERT_STRING_EQUAL(json_string(json_first(place.control->formerly)), "example/old.ads");
    store_free(store);
}

TEST(a_replaced_database_is_noticed_and_read_anew)
{
    const char *const other[][2] = {{"meta", "{\"format\": 1, \"revision\": \"r2\"}"}, {NULL, NULL}};
    Store *store = open_fixture(fixture_site);
    struct pollfd watch = {.fd = store_descriptor(store), .events = POLLIN};
    CU_ASSERT_FALSE(store_refresh(store));
    replace_with(other);
    CU_ASSERT_EQUAL(poll(&watch, 1, 5000), 1);
    CU_ASSERT_TRUE(store_refresh(store));
    CU_ASSERT_STRING_EQUAL(store_revision(store), "r2");
    CU_ASSERT_PTR_NULL(store_find_host(store, "www.example.com"));
    store_free(store);
}

static bool
is_noticed(const Store *store)
{
    struct pollfd watch = {.fd = store_descriptor(store), .events = POLLIN};
    return poll(&watch, 1, 5000) == 1;
}

/* A user's first catalog lies in a directory that did not exist when the host started. */
TEST(a_database_in_a_new_directory_is_noticed)
{
    AUTOFREE char *above = base_format("%s/above", directory);
    AUTOFREE char *below = base_format("%s/below", above);
    AUTOFREE char *late = base_format("%s/catalog.cdb", below);
    Store *store = store_new((const char *const[STORE_MAX_DATABASES + 1]){late});
    CU_ASSERT_PTR_NULL(store_revision(store));
    CU_ASSERT_TRUE(mkdir(above, 0700) == 0 && is_noticed(store) && !store_refresh(store));
    CU_ASSERT_TRUE(mkdir(below, 0700) == 0 && is_noticed(store) && !store_refresh(store));
    CU_ASSERT_TRUE(fixture_write(next_path, fixture_site));
    CU_ASSERT_TRUE(rename(next_path, late) == 0 && is_noticed(store) && store_refresh(store));
    CU_ASSERT_PTR_NOT_NULL(store_find_host(store, "www.example.com"));
    CU_ASSERT_TRUE(unlink(late) == 0 && is_noticed(store) && store_refresh(store));
    CU_ASSERT_PTR_NULL(store_find_host(store, "www.example.com"));
    store_free(store);
    rmdir(below);
    rmdir(above);
}

TEST(a_broken_replacement_leaves_the_last_good_one_in_use)
{
    const char *const newer[][2] = {{"meta", "{\"format\": 2}"}, {NULL, NULL}};
    Error error = {0};
    Store *store = open_fixture(fixture_site);
    CU_ASSERT_TRUE(file_replace(path, "no catalog", 10, 0644, &error));
    CU_ASSERT_FALSE(store_refresh(store));
    CU_ASSERT_PTR_NOT_NULL(store_find_host(store, "www.example.com"));
    CU_ASSERT_PTR_NOT_NULL(strstr(store_problem(store), path));
    replace_with(newer);
    CU_ASSERT_FALSE(store_refresh(store));
    CU_ASSERT_PTR_NOT_NULL(store_find_host(store, "www.example.com"));
    replace_with(fixture_site);
    CU_ASSERT_TRUE(store_refresh(store));
    CU_ASSERT_PTR_NULL(store_problem(store));
    store_free(store);
}

static void
list(void *context, const char *text)
{
    buffer_append_text(context, text);
    buffer_append_text(context, " ");
}

TEST(a_site_of_an_earlier_database_wins)
{
    const char *const own[][2] = {{"meta", "{\"format\": 1, \"revision\": \"own\", \"sites\": 1}"},
                                  {"origins", "[\"https://www.example.com/*\", \"https://own.example.com/*\"]"},
                                  {"sites", "{\"example\": 0, \"mine\": 7}"},
                                  {"h:www.example.com", "example"},
                                  {"s:example", "{\"id\": \"example\", \"name\": \"Mine\", \"pages\": []}"},
                                  {NULL, NULL}};
    const char *const paths[STORE_MAX_DATABASES + 1] = {next_path, "/nonexistent/catalog.cdb", path};
    CU_ASSERT_TRUE(fixture_write(path, fixture_site));
    CU_ASSERT_TRUE(fixture_write(next_path, own));
    Store *store = store_new(paths);
    CU_ASSERT_STRING_EQUAL(store_find_host(store, "www.example.com")->name, "Mine");
    CU_ASSERT_PTR_NULL(store_problem(store));
    CU_ASSERT_EQUAL(store_count_sites(store), 2);
    CU_ASSERT_EQUAL(store_count_controls(store), 7);
    CU_ASSERT_STRING_EQUAL(store_revision(store), "own+r1");
    Buffer listed = {0};
    store_each_origin(store, list, &listed);
    store_each_site(store, list, &listed);
    CU_ASSERT_STRING_EQUAL(buffer_text(&listed), "https://www.example.com/* https://own.example.com/* example mine ");
    buffer_finish(&listed);
    CU_ASSERT_PTR_NULL(store_read_file(store, "example"));
    store_free(store);
}

TEST(records_of_another_shape_are_none)
{
    const char *const damaged[][2] = {
        {"meta", "{\"format\": 1}"},
        {"h:a.example.com", "a"},
        {"s:a", "{\"id\": \"a\", \"name\": 3}"},
        {"h:b.example.com", "b"},
        {"s:b", "not json"},
        {"h:c.example.com", "c"},
        {"s:c", "{\"id\": \"c\", \"name\": \"C\", \"pages\": [{\"id\": \"p\", \"url\": [], \"controls\": []}]}"},
        {"p:c/p", "{\"controls\": [{\"id\": \"c/p.x\", \"kind\": \"lever\"}]}"},
        {NULL, NULL}};
    Store *store = open_fixture(damaged);
    CU_ASSERT_PTR_NULL(store_find_host(store, "a.example.com"));
    CU_ASSERT_PTR_NULL(store_find_host(store, "b.example.com"));
    const SiteRecord *site = store_find_host(store, "c.example.com");
    CU_ASSERT_TRUE(site != NULL && store_find_page(store, site, &site->pages[0]) == NULL);
    store_free(store);
}

int
main(void)
{
    static const TestCase cases[] = {
        CASE(a_host_is_found_exactly_or_by_its_suffix),     CASE(a_control_is_found_by_its_id),
        CASE(a_gone_control_is_the_one_in_its_place),       CASE(a_database_in_a_new_directory_is_noticed),
        CASE(a_replaced_database_is_noticed_and_read_anew), CASE(a_broken_replacement_leaves_the_last_good_one_in_use),
        CASE(a_site_of_an_earlier_database_wins),           CASE(records_of_another_shape_are_none),
    };
    if (mkdtemp(directory) == NULL) {
        return EXIT_FAILURE;
    }
    path = base_format("%s/catalog.cdb", directory);
    next_path = base_format("%s/next.cdb", directory);
    int code = run_tests("catalog/store", cases, N_ELEMENTS(cases));
    unlink(path);
    unlink(next_path);
    rmdir(directory);
    free(path);
    free(next_path);
    return code;
}
