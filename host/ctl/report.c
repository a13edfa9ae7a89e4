/* SPDX-License-Identifier: MIT
 *
 * The whole picture, for the terminal, for programs, and as a page to keep.
 */
#include "report.h"

#include "ask.h"
#include "clock.h"
#include "command.h"
#include "file.h"
#include "options.h"
#include "words.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char help[] = "usage: offswitch report [--site SITE] [--json | --html FILE]\n"
                           "\n"
                           "Shows where everything stands: what went back on, what is exposed, unknown, not checked,\n"
                           "private, and what you kept. Of the sites about which you decided or saw anything. Exit code 1\n"
                           "when your choices cannot be read.\n"
                           "\n"
                           "  --site SITE  all of one site, e.g. linkedin\n"
                           "  --json       {\"controls\": [...], \"keyring\": {\"state\"}}\n"
                           "  --html FILE  one page without scripts, worth keeping as a record\n"
                           "\n"
                           "  offswitch report\n"
                           "  offswitch report --site linkedin --html ~/offswitch.html\n";

const ReportStatus report_statuses[] = {
    {"wentBack", "Went back on", "You had decided for private, it was seen private, and the site shows it sharing again."},
    {"exposed", "Exposed", "Last seen sharing."},
    {"unknown", "Unknown", "The page did not tell."},
    {"notChecked", "Not checked", "No page of yours has shown it yet."},
    {"later", "Later", "You wanted to be asked again."},
    {"kept", "Kept", "You decided to leave it as the site has it."},
    {"private", "Private", "Last seen private."},
};

const size_t report_n_statuses = N_ELEMENTS(report_statuses);

const Json *
report_find(const Json *control, const ReportStatus *status)
{
    while (control != NULL && strcmp(json_get_string(control, "status"), status->word) != 0) {
        control = json_next(control);
    }
    return control;
}

const char *
report_proof(const Json *control)
{
    static const char *const words[][2] = {{"read", "read on the page"},
                                           {"click", "read back after Offswitch's click"},
                                           {"reload", "read again on a later visit"},
                                           {"press", "changed on the page by hand"}};
    const char *proof = json_get_string(json_get(control, "seen"), "proof");
    for (size_t i = 0; proof != NULL && i < N_ELEMENTS(words); i++) {
        if (strcmp(words[i][0], proof) == 0) {
            return words[i][1];
        }
    }
    return "";
}

char *
report_seen(const Json *control)
{
    const Json *seen = json_get(control, "seen");
    const char *at = json_get_string(seen, "at");
    char day[WORDS_SIZE];
    char age[WORDS_SIZE];
    if (at == NULL) {
        return NULL;
    }
    return base_format("%s on %s (%s), %s", json_get_string(seen, "state"), words_day(at, day), words_age(at, age),
                       report_proof(control));
}

char *
report_went_back(const Json *control)
{
    const Json *back = json_get(control, "wentBack");
    const char *exposed = json_get_string(back, "exposed");
    char first[WORDS_SIZE];
    char last[WORDS_SIZE];
    if (exposed == NULL) {
        return NULL;
    }
    return base_format("last private on %s, sharing since %s", words_day(json_get_string(back, "lastPrivate"), last),
                       words_day(exposed, first));
}

char *
report_choice(const Json *control)
{
    const Json *choice = json_get(control, "choice");
    const char *until = json_get_string(choice, "until");
    const char *at = json_get_string(choice, "at");
    char day[WORDS_SIZE];
    char end[WORDS_SIZE];
    if (at == NULL) {
        return NULL;
    }
    return base_format("%s, on %s%s%s", json_get_string(choice, "choice"), words_day(at, day),
                       until != NULL ? "; ask again on " : "", until != NULL ? words_day(until, end) : "");
}

static void
print_control(const Json *control)
{
    const char *title = json_get_string(control, "title");
    AUTOFREE char *seen = report_seen(control);
    AUTOFREE char *back = report_went_back(control);
    AUTOFREE char *choice = report_choice(control);
    words_print(2, title != NULL ? title : json_get_string(control, "control"));
    words_field("  Control", json_get_string(control, "control"));
    words_field("  Went back", back);
    words_field("  Last seen", seen);
    words_field("  Decided", choice);
    words_field("  Page", json_get_string(control, "deepLink"));
}

static void
print_status(const Json *controls, const ReportStatus *status)
{
    const Json *control = report_find(json_first(controls), status);
    if (control == NULL) {
        return;
    }
    printf("%s: %s\n", status->heading, status->meaning);
    for (; control != NULL; control = report_find(json_next(control), status)) {
        print_control(control);
    }
    putchar('\n');
}

static int
print_report(const Json *controls)
{
    for (size_t i = 0; i < report_n_statuses; i++) {
        print_status(controls, &report_statuses[i]);
    }
    puts(json_count(controls) == 0 ? "Nothing was decided or seen yet. Open a settings page of a site, or name one with --site."
                                   : "This is what pages showed in your browsers, not what the companies do.");
    return EXIT_FINE;
}

static int
write_page(const Json *result, const char *path)
{
    Error error = {0};
    char now[CLOCK_STAMP_SIZE];
    clock_stamp(clock_now(), now);
    AUTOFREE char *page = report_html(json_get(result, "controls"), now);
    if (!file_replace(path, page, strlen(page), S_IRUSR | S_IWUSR, &error)) {
        return command_fails("report", &error);
    }
    AUTOFREE char *place = words_path(path);
    printf("wrote %s\n", place);
    return EXIT_FINE;
}

static int
show(const char *site, const char *path, bool is_json)
{
    Error error = {0};
    Json *params = json_new_object();
    if (site != NULL) {
        json_set(params, "site", json_new_string(site));
    }
    AUTOASKER *asker = asker_new(&error);
    AUTOJSON *result = ask_all(asker, "report", "controls", params, &error);
    if (result == NULL) {
        return command_fails("report", &error);
    }
    if (is_json) {
        command_prints(result);
    }
    if (!command_reads_choices(result, &error)) {
        return command_fails("report", &error);
    }
    return is_json ? EXIT_FINE : path != NULL ? write_page(result, path) : print_report(json_get(result, "controls"));
}

int
report_main(int n_arguments, char **arguments)
{
    int code = EXIT_FINE;
    bool is_json = false;
    const char *site = NULL;
    const char *path = NULL;
    const Option options[] = {
        {.name = "json", .flag = &is_json}, {.name = "site", .value = &site}, {.name = "html", .value = &path}};
    const Usage usage = {.name = "report", .help = help, .options = options, .n_options = N_ELEMENTS(options)};
    if (!options_read(&usage, &n_arguments, arguments, &code)) {
        return code;
    }
    return is_json && path != NULL ? usage_error(&usage, "give --json or --html, not both") : show(site, path, is_json);
}
