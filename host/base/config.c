/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file.h"
#include "json.h"
#include "paths.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILE_SIZE = 64 * 1024 };

static const char *const store_names[CONFIG_N_STORES] = {
    [CONFIG_STORE_KEYRING] = "keyring",
    [CONFIG_STORE_FILE] = "file",
};

const char *
config_store_name(ConfigStore store)
{
    return store_names[store];
}

bool
config_store_read(const char *name, ConfigStore *store)
{
    for (size_t i = 0; name != NULL && i < CONFIG_N_STORES; i++) {
        if (strcmp(name, store_names[i]) == 0) {
            *store = (ConfigStore)i;
            return true;
        }
    }
    return false;
}

static Json *
read_file(const char *path, Error *error)
{
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return json_new_object();
    }
    return json_read_file(path, MAX_FILE_SIZE, error);
}

static bool
is_region(const char *text)
{
    return strlen(text) == 2 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2;
}

bool
config_read(Config *config, Error *error)
{
    *config = (Config){0};
    AUTOFREE char *path = paths_config("config.json");
    AUTOJSON *file = read_file(path, error);
    if (file == NULL) {
        return false;
    }
    const char *store = json_get_string(file, "store");
    const char *region = json_get_string(file, "region");
    if ((store != NULL && !config_store_read(store, &config->store)) || (region != NULL && !is_region(region))) {
        *config = (Config){0};
        error_set(error, "%s: \"store\" is keyring or file, \"region\" two capital letters", path);
        return false;
    }
    if (region != NULL) {
        memcpy(config->region, region, 2);
    }
    return true;
}

bool
config_write(const Config *config, Error *error)
{
    AUTOFREE char *path = paths_config("config.json");
    AUTOJSON *file = read_file(path, error);
    if (file == NULL) {
        return false;
    }
    if (!paths_make_parent(path)) {
        error_set(error, "%s: %s", path, strerror(errno));
        return false;
    }
    json_set(file, "store", json_new_string(config_store_name(config->store)));
    json_remove(file, "region");
    if (config->region[0] != '\0') {
        json_set(file, "region", json_new_string(config->region));
    }
    AUTOFREE char *text = json_print_pretty(file);
    return file_replace(path, text, strlen(text), S_IRUSR | S_IWUSR, error);
}
