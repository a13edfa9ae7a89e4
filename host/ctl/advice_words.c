/* SPDX-License-Identifier: MIT */
#include "advice_words.h"

#include "knowledge.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
text_of(const Json *value, const char *name, const char *otherwise)
{
    const char *text = json_get_string(value, name);
    return text == NULL ? otherwise : text;
}

static bool
is_advice(const Json *advice, const char *kind)
{
    return strcmp(text_of(advice, "advice", ""), kind) == 0;
}

/* ---- what to do ---- */

/* The state that protects, in words: "off", "on", or the option's name. */
static const char *
private_words(const Json *advice)
{
    return text_of(advice, "privateName", text_of(advice, "private", "the private state"));
}

static char *
sentence_for(const Json *advice, bool has_controls)
{
    const char *wanted = private_words(advice);
    const char *state = text_of(advice, "stateName", text_of(advice, "state", "unknown"));
    char day[WORDS_SIZE];
    const Json *choice = json_get(advice, "choice");
    if (is_advice(advice, "turnOff") || is_advice(advice, "turnOn")) {
        return base_format("Turn it %s. It is %s.", wanted, state);
    }
    if (is_advice(advice, "select")) {
        return base_format("Choose \"%s\". It is set to \"%s\".", wanted, state);
    }
    if (is_advice(advice, "alreadyPrivate")) {
        return base_format("Nothing to do: it is %s.", wanted);
    }
    if (is_advice(advice, "coveredBy")) {
        return base_format("Nothing to do here: %s covers it.", text_of(advice, "coveredBy", "another control"));
    }
    if (is_advice(advice, "keptByChoice")) {
        return base_format("Left as it is: that was your decision of %s.", words_day(json_get_string(choice, "at"), day));
    }
    if (is_advice(advice, "later")) {
        return base_format("Not now: you wanted to be asked again on %s.", words_day(json_get_string(choice, "until"), day));
    }
    if (is_advice(advice, "notForYourRegion")) {
        return base_copy("Nothing to do: it does not apply where you live.");
    }
    if (is_advice(advice, "manual")) {
        return base_copy("Only you can do this: there is no switch that could be turned.");
    }
    if (is_advice(advice, "pageChanged") && has_controls) {
        return base_format("It should be %s, but it is not on this page any more: what we know may be out of date.", wanted);
    }
    if (is_advice(advice, "worthALook")) {
        return base_format("Worth a look: it should be %s, but what we know of it is old.", wanted);
    }
    if (!has_controls) {
        return base_format("It should be %s.", wanted);
    }
    return base_format("It should be %s. We cannot tell how it stands: look yourself.", wanted);
}

/* ---- the fields ---- */

static char *
source_words(const Json *source)
{
    const char *url = text_of(source, "url", "");
    return source == NULL ? NULL : base_format("%s %s", knowledge_kind(source), url);
}

static char *
checked_words(const char *seen)
{
    char day[WORDS_SIZE];
    char age[WORDS_SIZE];
    return seen == NULL ? NULL : base_format("%s, %s", words_day(seen, day), words_age(seen, age));
}

static void
print_fields(const Json *advice)
{
    AUTOFREE char *since = knowledge_effective(json_get(advice, "effective"));
    AUTOFREE char *whom = knowledge_applies(json_get(advice, "applies"));
    AUTOFREE char *path = knowledge_list(json_get(advice, "reach"), " › ");
    AUTOFREE char *source = source_words(json_get(advice, "source"));
    AUTOFREE char *checked = checked_words(json_get_string(advice, "seen"));
    const Json *dispute = json_get(advice, "disputed");
    AUTOFREE char *disputed = knowledge_disputed(json_get(dispute, "fields"), json_get_string(dispute, "note"));
    const char *link = json_get_string(advice, "deepLink");
    words_field("Why", text_of(advice, "why", "not known"));
    words_field("Since", since);
    words_field("For whom", whom);
    words_field("Accounts", json_get_string(advice, "accounts"));
    words_field("You lose", text_of(advice, "cost", "not known"));
    words_field("Where", link);
    words_field(link == NULL ? "Where" : "", path);
    words_field("We know from", source);
    words_field("Last checked", checked);
    words_field("Known", knowledge_quality(json_get_string(advice, "quality")));
    words_field("Note", json_get_flag(advice, "destructive", false) ? "this cannot be undone" : NULL);
    words_field("Disputed", disputed);
}

/* ---- one control ---- */

static void
print_went_back(const Json *advice)
{
    const Json *went_back = json_get(advice, "wentBack");
    if (went_back != NULL) {
        char day[WORDS_SIZE];
        AUTOFREE char *text =
            base_format("It went back! You had decided for %s on %s, and the site shows it %s again.", private_words(advice),
                        words_day(json_get_string(went_back, "since"), day), text_of(advice, "state", "exposed"));
        words_print(2, text);
    }
}

static void
print_advice(const Json *result, const Json *advice, bool has_controls)
{
    const char *page = json_get_string(json_get(result, "page"), "title");
    const char *title = text_of(advice, "title", text_of(advice, "control", ""));
    AUTOFREE char *sentence = sentence_for(advice, has_controls);
    putchar('\n');
    if (page == NULL || strcmp(page, title) != 0) {
        words_print(0, title);
    }
    print_went_back(advice);
    words_print(2, sentence);
    if (strcmp(text_of(advice, "certainty", ""), "likely") == 0) {
        words_print(2, "This is probably the control, but not surely: compare the words on the page.");
    }
    if (json_count(json_get(advice, "candidates")) > 1) {
        words_print(2, "More than one control of the page may be it: compare the words.");
    }
    putchar('\n');
    print_fields(advice);
}

/* ---- the site ---- */

static void
print_overview(const Json *result)
{
    const Json *overview = json_get(result, "overview");
    printf("\n%s\n", json_count(overview) == 0 ? "Nothing is left to review here." : "Worth a review:");
    for (const Json *entry = json_first(overview); entry != NULL; entry = json_next(entry)) {
        AUTOFREE char *path = knowledge_list(json_get(entry, "reach"), " › ");
        putchar('\n');
        words_print(2, text_of(entry, "title", text_of(entry, "control", "")));
        words_print(4, text_of(entry, "deepLink", path == NULL ? "" : path));
    }
}

/* ---- a page that we do not know ---- */

static char *
suspicion_words(const Json *suspected)
{
    const char *state = text_of(suspected, "state", "unknown");
    const char *wanted = text_of(suspected, "private", "unknown");
    bool is_told = strcmp(state, "on") == 0 || strcmp(state, "off") == 0;
    if (strcmp(wanted, "unknown") == 0) {
        return base_copy("Which state protects you cannot be told from its words.");
    }
    if (!is_told) {
        return base_format("It would protect you when %s; how it stands could not be read.", wanted);
    }
    return base_format("It is %s, and would protect you when %s.", state, wanted);
}

static void
print_suspected(const Json *suspected)
{
    if (json_count(suspected) > 0) {
        puts("\nBy their words alone, these look as if they shared data. Read them yourself:");
    }
    for (const Json *entry = json_first(suspected); entry != NULL; entry = json_next(entry)) {
        AUTOFREE char *sentence = suspicion_words(entry);
        AUTOFREE char *telling = knowledge_list(json_get(entry, "words"), ", ");
        putchar('\n');
        words_print(2, text_of(entry, "title", ""));
        words_print(4, sentence);
        words_field("Looks like", text_of(entry, "concept", NULL));
        words_field("Words", telling);
    }
}

static void
print_nobody(const Json *result)
{
    const char *refused = json_get_string(result, "refused");
    if (refused != NULL) {
        printf("That is no address as a browser writes it (%s), so it belongs to no site.\n", refused);
    } else {
        puts("Offswitch knows nothing about this site.");
    }
}

void
advice_words_print(const Json *result, bool has_controls)
{
    const char *site = json_get_string(json_get(result, "site"), "name");
    const char *page = json_get_string(json_get(result, "page"), "title");
    if (site == NULL) {
        print_nobody(result);
        print_suspected(json_get(result, "suspected"));
        return;
    }
    AUTOFREE char *title = page == NULL ? base_copy(site) : base_format("%s · %s", site, page);
    words_print(0, title);
    if (json_is_object(json_get(result, "page"))) {
        const Json *advice = json_first(json_get(result, "advice"));
        for (; advice != NULL; advice = json_next(advice)) {
            print_advice(result, advice, has_controls);
        }
    } else {
        print_overview(result);
        print_suspected(json_get(result, "suspected"));
    }
}
