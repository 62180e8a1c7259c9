/* SPDX-License-Identifier: MIT */
/*
 * views: every screen there is, by its constructor.  A constructor makes a view with
 * its own arena; app_push puts it on the stack, app_pop ends it.  NULL: it could not
 * be made and app_say has told why.
 */
#ifndef TUI_VIEWS_H
#define TUI_VIEWS_H

#include "core/span.h"
#include "tui/app.h"

/* Name and PIN; locked: who was at work, NULL at the start, when it is the bottom of the stack. */
struct view *login_view(struct app *app, const char *locked);

/* The change log, newest first: who did what. */
struct view *audit_view(struct app *app);

/* The forms by the directive's paragraphs, as the menu; bottom of every stack. */
struct view *home_view(struct app *app);

/* The records of a form, newest first: filter, search, paging. */
struct view *list_view(struct app *app, const struct form *f);

/* Those of them behind one row of a report, which must outlive the view. */
struct report_part;
struct list_part { struct report_part *of; int32_t from, to; const char *what; };
struct view *part_view(struct app *app, const struct form *f, const struct list_part *part);

/* The reports there are, to choose one; a report as a table with bars. */
struct view *reports_view(struct app *app);
struct view *report_view(struct app *app, const struct report *r);

/* The same in a period; a report of several parts, a line a part. */
struct view *report_view_of(struct app *app, const struct report *r, enum span span, int32_t day);
struct view *parts_view(struct app *app, const struct report *r);

/* The records of f of a unit (NULL: all) on those days. */
struct view *list_of_days(struct app *app, const struct form *f, const char *unit, int32_t from,
    int32_t to);

/* What is due, late and missing in a month, as a map: forms by days, at the hub communes by days. */
struct view *calendar_view(struct app *app);

/* What does not fit together among the records of the last month, and days that are missing. */
struct view *check_view(struct app *app);

/* What was corrected after the lock: of form f (NULL: all), a unit (NULL: all), the days days[0] ... days[1] (NULL: all). */
struct view *corrections_view(struct app *app, const struct form *f, const char *unit,
    const int32_t days[2]);

/* Records of all forms that hold the words of query (may be ""). */
struct view *search_view(struct app *app, const char *query);

/* One record and all that was done to it. */
struct view *record_view(struct app *app, rid id);

/* Keys valid in a view of kind where; with f and a cell >= 0 first the field itself. */
struct view *help_view(struct app *app, unsigned where, const struct form *f, int cell);

/* Language and habits of this operator. */
struct view *settings_view(struct app *app);

/* Keys a record, for each form keyed here. */
struct view *keys_view(struct app *app);

/* What each key sends here, and keys taught to be others. */
struct view *keypage_view(struct app *app);

/* Asks in the message row whether Vietnamese letters can be read here; no view comes of it: NULL. */
struct view *letters_view(struct app *app);
const char *letters_question(void);

/* The key after the question: true when it was the answer, else it is a key like any. */
bool letters_takes(struct app *app, const struct event *ev);

/* Shows letters without marks from now on and says what would help. */
void letters_missing(struct app *app);

/* Entry: rec 0 starts a new record.  entry_view picks by the form's layout. */
struct view *form_view(struct app *app, const struct form *f, rid rec);
struct view *sheet_view(struct app *app, const struct form *f, rid rec);
struct view *entry_view(struct app *app, const struct form *f, rid rec);

/*
 * Popups; each leaves its answer in app_answer for the view below (NULL: none was given).
 * lookup: a value of the coded field f valid on day, query being what was typed so far.
 * ask: one code of choices (a single letter picks at once), or a line of text (NULL).
 */
struct view *lookup_view(struct app *app, const struct field *f, const char *query, int32_t day);
struct view *ask_view(struct app *app, const char *question, const struct codes *choices);

/*
 * What another person saved of the record in hand, side by side with what is in hand; answers "save"
 * when the choice is made.  en must outlive it.
 */
struct entry;
struct view *sides_view(struct app *app, struct entry *en);

/* The number of a paper, typed by the operator's method. */
struct view *paper_view(struct app *app, const char *question);

/* The reason for keeping what a warning doubts: a code of reasons and words, or a sentence (NULL). */
struct view *reason_view(struct app *app, const char *warning, const struct codes *reasons);

#endif
