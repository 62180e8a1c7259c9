/* SPDX-License-Identifier: MIT */
/*
 * periodmove: what is asked before a period is moved on, and what is told after.
 * Invariant: the period moved is the one that was asked about.
 */
#include "tui/periodmove.h"

#include <stdio.h>
#include <string.h>

#include "core/approve.h"
#include "core/date.h"
#include "core/lang.h"
#include "tui/handask.h"
#include "tui/rows.h"
#include "tui/views.h"

void
period_ask(struct period_move *m, struct app *app)
{
	char day[11], question[300];

	if (book_info(app_book(app))->role == ROLE_HUB) {
		m->kind = 0;
		app_say(app, SAY_INFO, "%s", _("The office approves and locks its records; the hub sees it"));
		return;
	}
	date_local(m->span.to, day);
	snprintf(question, sizeof question, m->kind == CH_UNLOCK ?
	    _("Unlock %s, %s? Give the reason; Esc Esc keeps it locked") : m->kind == CH_LOCK ?
	    _("Lock %s, %s? From then on a change is a correction.") : _("Approve %s, %s?"),
	    m->form->code, day);
	app_push(app, m->kind == CH_UNLOCK ? reason_view(app, question, NULL) :
	    ask_view(app, question, &sure_choice));
}

/* What came of it; what stands in the way comes first. */
static void
say_status(struct app *app, enum change_kind kind, const struct approve_sum *sum)
{
	if (sum->conflicts)
		app_say(app, SAY_WARN, _("%d records: %s; %d are in conflict and stay as they are"), sum->moved,
		    row_change_label(kind), sum->conflicts);
	else if (kind == CH_UNLOCK && sum->moved == 0)
		app_say(app, SAY_INFO, "%s", _("Nothing of this period is locked"));
	else if (sum->held && kind == CH_LOCK)
		app_say(app, SAY_WARN, _("%d records: %s; %d are not approved: approve them, then lock again"),
		    sum->moved, row_change_label(kind), sum->held);
	else if (sum->drafts)
		app_say(app, SAY_WARN, _("%d records: %s; a draft of this period waits to be saved"), sum->moved,
		    row_change_label(kind));
	else
		app_say(app, SAY_INFO, _("%d records: %s"), sum->moved, row_change_label(kind));
}

static void
move(const struct period_move *m, struct app *app, const char *reason)
{
	struct approve_ask q = { .kind = m->kind, .form = m->form, .unit = m->unit, .from = m->span.from,
		.to = m->span.to, .who = app_who(app), .reason = reason };
	struct approve_sum sum;
	struct err e;

	if (approve_period(app_book(app), &q, &sum, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	else
		say_status(app, m->kind, &sum);
}

void
period_answer(struct period_move *m, struct app *app)
{
	const char *answer = app_answer(app);

	if (m->kind == CH_UNLOCK && answer && *answer)
		move(m, app, answer);
	else if (m->kind && m->kind != CH_UNLOCK && answer && strcmp(answer, "c") == 0)
		move(m, app, "");
	m->kind = 0;
}
