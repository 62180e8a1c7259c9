/* SPDX-License-Identifier: MIT */
/*
 * removal: the questions before a record is removed, and the removal.  Invariant: the
 * record that goes is read at that moment, so nothing locked meanwhile goes without a paper.
 */
#include "tui/removal.h"

#include <string.h>

#include "core/correct.h"
#include "core/lang.h"
#include "tui/views.h"

/* Removes the record; paper NULL: it was not locked when the reason was asked for. */
static int
take_away(struct app *app, rid id, const char *why, const char *paper, struct err *e)
{
	struct book *b = app_book(app);
	struct arena *a = arena_new();
	struct save s = { .kind = CH_REMOVE, .rec = id, .who = app_who(app),
		.reason = paper ? correct_reason(a, why, paper, "") : why };
	struct record *r = book_get(b, a, id, e);
	int rc = -1;

	if (!r)
		goto out;
	s.form = schema_form(book_schema(b), r->shape->form);
	if (!s.form) {
		err_set(e, E_INPUT, _("The form %s of this record is not installed; ask for the form set that has it"),
		    r->shape->form);
		goto out;
	}
	if (r->status == ST_LOCKED && !correct_ready(s.reason)) {
		err_set(e, E_RULE, "%s", _("Not removed: it is locked, and goes only with a reason and the number of a paper; F8 asks for both"));
		goto out;
	}
	s.v = book_values(a, r, s.form);
	s.seen = &r->vv;
	s.unit = r->unit;
	rc = book_save(b, &s, 1, e);
out:
	arena_free(a);
	return rc;
}

static bool
is_locked(struct app *app, rid id)
{
	struct arena *a = arena_new();
	struct err e;
	struct record *r = book_get(app_book(app), a, id, &e);
	bool locked = r && r->status == ST_LOCKED;

	arena_free(a);
	return locked;
}

void
removal_ask(struct removal *m, struct app *app, rid id)
{
	char question[200];

	*m = (struct removal){ .id = id, .locked = is_locked(app, id) };
	snprintf(question, sizeof question, m->locked ?
	    _("Record %llu is locked. Remove it? Give the reason; Esc Esc keeps it") :
	    _("Remove record %llu? Give the reason; Esc Esc keeps it"), (unsigned long long)rid_counter(id));
	app_push(app, reason_view(app, question, NULL));
}

void
removal_answer(struct removal *m, struct app *app, struct arena *a)
{
	const char *said = app_answer(app);
	struct removal done = *m;
	struct err e;

	if (m->id && said && *said && m->locked && !m->why) {
		m->why = arena_strdup(a, said);
		app_push(app, paper_view(app, _("Number of the paper that the removal rests on")));
		return;
	}
	*m = (struct removal){ 0 };
	if (!done.id || !said || !*said)
		return;
	if (take_away(app, done.id, done.why ? done.why : said, done.why ? said : NULL, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	else
		app_say(app, SAY_INFO, _("Removed %llu; its history stays"), (unsigned long long)rid_counter(done.id));
}
