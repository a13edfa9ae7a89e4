/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "file.h"
#include "json.h"
#include "paths.h"
#include "run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[] = "/tmp/offswitch-files-XXXXXX";

static char *
in_directory(const char *name)
{
    return base_format("%s/%s", directory, name);
}

TEST(a_file_is_replaced_with_exactly_its_mode)
{
    AUTOFREE char *path = in_directory("mode");
    Error error = {0};
    struct stat status = {0};
    CU_ASSERT_TRUE(file_replace(path, "one", 3, 0644, &error));
    CU_ASSERT_TRUE(file_replace(path, "two", 3, 0600, &error));
    CU_ASSERT_EQUAL(stat(path, &status), 0);
    CU_ASSERT_EQUAL(status.st_mode & 07777, 0600);
    CU_ASSERT_EQUAL(status.st_size, 3);
}

TEST(a_planted_link_is_replaced_and_its_target_untouched)
{
    AUTOFREE char *target = in_directory("target");
    AUTOFREE char *link = in_directory("link");
    Error error = {0};
    struct stat status = {0};
    CU_ASSERT_TRUE(file_replace(target, "precious", 8, 0644, &error));
    CU_ASSERT_EQUAL(symlink(target, link), 0);
    CU_ASSERT_TRUE(file_replace(link, "x", 1, 0644, &error));
    CU_ASSERT_EQUAL(stat(target, &status), 0);
    CU_ASSERT_EQUAL(status.st_size, 8);
    CU_ASSERT_EQUAL(lstat(link, &status), 0);
    CU_ASSERT_TRUE(S_ISREG(status.st_mode));
}

TEST(a_directory_that_is_missing_is_an_error_with_the_path)
{
    AUTOFREE char *path = in_directory("missing/file");
    Error error = {0};
    CU_ASSERT_FALSE(file_replace(path, "x", 1, 0644, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.text, path));
}

TEST(a_broken_file_is_named_with_its_line)
{
    AUTOFREE char *path = in_directory("broken.json");
    Error error = {0};
    CU_ASSERT_TRUE(file_replace(path, "{\n\"a\": 1,\n\"b\": }\n", 17, 0644, &error));
    CU_ASSERT_PTR_NULL(json_read_file(path, 1024, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.text, "broken.json:3:"));
    CU_ASSERT_PTR_NULL(json_read_file(path, 10, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.text, "File too large"));
}

TEST(a_file_is_added_whole_or_not_at_all)
{
    AUTOFREE char *path = in_directory("long");
    AUTOFREE char *missing = in_directory("missing");
    AUTOFREE char *bytes = base_allocate(200000, 1);
    AUTOBUFFER read = {0};
    Error error = {0};
    buffer_append_text(&read, "before");
    CU_ASSERT_TRUE(file_replace(path, bytes, 200000, 0600, &error));
    CU_ASSERT_TRUE(file_read(path, 200000, &read));
    CU_ASSERT_EQUAL(read.length, 200006);
    CU_ASSERT_FALSE(file_read(path, 199999, &read));
    CU_ASSERT_EQUAL(errno, EFBIG);
    CU_ASSERT_FALSE(file_read(missing, 1, &read));
    CU_ASSERT_EQUAL(errno, ENOENT);
}

TEST(a_pipe_in_place_of_a_file_holds_nobody_up)
{
    AUTOFREE char *path = in_directory("pipe");
    Error error = {0};
    CU_ASSERT_EQUAL(mkfifo(path, 0600), 0);
    CU_ASSERT_PTR_NULL(json_read_file(path, 1024, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.text, "not JSON"));
}

TEST(a_configuration_keeps_what_a_newer_version_wrote)
{
    AUTOFREE char *path = paths_config("config.json");
    Error error = {0};
    Config config;
    CU_ASSERT_TRUE(config_read(&config, &error));
    CU_ASSERT_EQUAL(config.store, CONFIG_STORE_KEYRING);
    CU_ASSERT_TRUE(paths_make_parent(path));
    CU_ASSERT_TRUE(file_replace(path, "{\"future\": 1, \"region\": \"DE\"}", 29, 0600, &error));
    CU_ASSERT_TRUE(config_read(&config, &error));
    CU_ASSERT_STRING_EQUAL(config.region, "DE");
    config.store = CONFIG_STORE_FILE;
    CU_ASSERT_TRUE(config_write(&config, &error));
    AUTOJSON *written = json_read_file(path, 1024, &error);
    int64_t future = 0;
    CU_ASSERT_TRUE(json_get_integer(written, "future", &future));
    CU_ASSERT_STRING_EQUAL(json_get_string(written, "store"), "file");
}

TEST(a_configuration_that_makes_no_sense_is_refused_and_harmless)
{
    AUTOFREE char *path = paths_config("config.json");
    Error error = {0};
    Config config;
    CU_ASSERT_TRUE(file_replace(path, "{\"region\": \"Germany\"}", 21, 0600, &error));
    CU_ASSERT_FALSE(config_read(&config, &error));
    CU_ASSERT_EQUAL(config.store, CONFIG_STORE_KEYRING);
    CU_ASSERT_STRING_EQUAL(config.region, "");
}

int
main(void)
{
    static const TestCase cases[] = {
        CASE(a_file_is_replaced_with_exactly_its_mode),
        CASE(a_planted_link_is_replaced_and_its_target_untouched),
        CASE(a_directory_that_is_missing_is_an_error_with_the_path),
        CASE(a_broken_file_is_named_with_its_line),
        CASE(a_file_is_added_whole_or_not_at_all),
        CASE(a_pipe_in_place_of_a_file_holds_nobody_up),
        CASE(a_configuration_keeps_what_a_newer_version_wrote),
        CASE(a_configuration_that_makes_no_sense_is_refused_and_harmless),
    };
    if (mkdtemp(directory) == NULL || setenv("XDG_CONFIG_HOME", directory, 1) != 0) {
        return EXIT_FAILURE;
    }
    int code = run_tests("base/files", cases, N_ELEMENTS(cases));
    AUTOFREE char *remove = base_format("rm -r '%s'", directory);
    return system(remove) == 0 ? code : EXIT_FAILURE; /* NOLINT(cert-env33-c): our own directory */
}
