/* SPDX-License-Identifier: MIT */
/*
 * lineorder: answers that are no values: back, on, lists, help, drop, correct, leave.
 * Invariant: an order never changes a value but by the entry model's own functions.
 */
#include <string.h>

#include "tui/handask.h"
#include "tui/linepart.h"
#include "tui/rows.h"

static void
do_back(struct line *l, const char *text)
{
	if (text[1] == '<')
		entry_first(l->en);
	else if (entry_move(l->en, STEP_PREV) != 0)
		talk_say(&l->t, "%s", _("This is the first field"));
}

/* Past the table in hand, or the rest of the record; or to the field that is named. */
static void
do_skip(struct line *l, const char *text)
{
	const struct field *f = l->form->cell[l->en->cell].field;
	int cell, from = l->en->cell;

	text += 1 + strspn(text + 1, " ");
	if (!*text && f->rows) {
		entry_goto(l->en, f->cell + f->ncells - 1);
		line_go_on(l);
	} else if (!*text || *text == '>') {
		line_finish(l);
	} else if ((cell = line_find_cell(l, text)) < 0) {
		talk_say(&l->t, _("No field or row here is called \"%s\", or several are"), text);
	} else if (l->form->cell[cell].field->compute ||
	    check_skipped(l->en->arena, l->form, l->en->v, cell, &l->en->look)) {
		talk_say(&l->t, _("%s is not asked for here"), line_label(l, cell));
	} else {
		l->back = l->form->cell[cell].field == f ? l->back : l->back < 0 ? from : l->back;
		entry_goto(l->en, cell);
	}
}

static void
do_list(struct line *l, const char *text)
{
	if (text[1] == '?')
		line_help(l, l->en->cell);
	else
		line_list(l, line_words(l, text + 1 + strspn(text + 1, " ")));
}

static void
do_ditto(struct line *l, const char *text)
{
	if (text[1] ? entry_copy(l->en) != 0 : entry_ditto(l->en) != 0)
		talk_say(&l->t, "%s", _("There is nothing above to repeat here"));
	else if (!text[1])
		line_take(l, "");
	else {
		l->every = true;
		line_keep(l);
	}
}

static void
do_clear(struct line *l, const char *text)
{
	(void)text;
	entry_put(l->en, "");
	line_take(l, "");
}

static void
do_rest(struct line *l, const char *text)
{
	(void)text;
	if (entry_remainder(l->en) != 0)
		talk_say(&l->t, "%s", _("No balance misses anything here"));
	else
		line_take(l, "");
}

static void
do_correct(struct line *l, const char *text)
{
	rid id = text[1] ? book_id_parse(l->b, text + 1) : l->fresh.saved;
	struct record *r = NULL;
	const char *other;
	int64_t when;
	struct err e;

	if (l->en == &l->old) {
		talk_say(
		    &l->t, "%s", _("Finish this record first: >> saves it, ! drops the change"));
		return;
	}
	if (id)
		r = book_get(l->b, l->t.a, id, &e);
	if (!text[1] && !id) {
		talk_say(&l->t, "%s", _("There is no record saved before this one"));
		return;
	}
	if (!r || r->status >= ST_REMOVED || strcmp(r->shape->form, l->form->id) != 0) {
		talk_say(&l->t, _("There is no record %s of %s"), text + 1, l->form->code);
		return;
	}
	if (entry_load(&l->old, id, &e) != 0) {
		talk_say(&l->t, "! %s", e.text);
		return;
	}
	l->old.no_draft = l->fresh.state == EN_CHANGED;
	talk_say(&l->t, _("Correcting %s; >> saves it, ! goes back to the new record"),
	    line_number(l, id));
	if (book_draft_other(l->old.book, l->t.a, l->old.who, l->form, id, &other, &when, &e) > 0)
		talk_say(&l->t, _("! %s is changing this record too (draft of %s)"), other,
		    row_moment(l->t.a, (uint64_t)when << 16));
	line_start(l, &l->old);
}

static void
do_drop(struct line *l, const char *text)
{
	bool changed = l->en->state == EN_CHANGED;
	const char *answer =
	    changed ? line_choose(l, _("Drop what is typed here?"), &drop_choice) : "c";
	struct err e;

	(void)text;
	if (!answer || *answer != 'c')
		return;
	if (changed && entry_drop(l->en, &e) != 0)
		talk_say(&l->t, "! %s", e.text);
	if (!changed && l->en == &l->fresh)
		talk_say(&l->t, "%s", _("Nothing is typed here to drop"));
	line_start(l, &l->fresh);
}

static void
do_nil(struct line *l, const char *text)
{
	const char *why = entry_nil(l->en);

	(void)text;
	line_keep(l);
	if (why)
		talk_say(&l->t, "%s", why);
	else if (!check_nil(l->form, l->en->v))
		talk_say(&l->t, "%s", _("Not said any more: nothing occurred"));
	else
		line_finish(l);
}

/* Remembered, as F9 is: who wants it off today wants it off tomorrow. */
static void
do_typing(struct line *l, const char *text)
{
	(void)text;
	typing_toggle(&l->typing);
	line_set(l, "viet", l->typing.how.method == IME_OFF ? "off" : "on");
	talk_say(&l->t, "= %s", typing_word(&l->typing));
}

static void
do_leave(struct line *l, const char *text)
{
	(void)text;
	l->left = true;
}

/* Answers that are no values, a row each; whole: nothing may follow the sign. */
static const struct order {
	const char *sign;
	bool whole;
	void (*fn)(struct line *l, const char *text);
} orders[] = {
	{ "q", true, do_leave },
	{ "<", true, do_back },
	{ "<<", true, do_back },
	{ ">", false, do_skip },
	{ "?", false, do_list },
	{ "\"", true, do_ditto },
	{ "\"\"", true, do_ditto },
	{ ".", true, do_clear },
	{ "-", true, do_clear },
	{ "--", true, do_nil },
	{ "=", true, do_rest },
	{ "#", false, do_correct },
	{ "!", true, do_drop },
	{ "~", true, do_typing },
};

bool
line_order(struct line *l, const char *text)
{
	const struct type *t = &types[l->form->cell[l->en->cell].field->type];
	size_t i;

	if (l->t.literal || (t->spoken && (strcmp(text, "-") == 0 || strcmp(text, "?") == 0)))
		return false;
	for (i = 0; i < sizeof orders / sizeof *orders; i++) {
		const struct order *o = &orders[i];

		if (o->whole ? strcmp(text, o->sign) == 0
			     : strncmp(text, o->sign, strlen(o->sign)) == 0) {
			o->fn(l, text);
			return true;
		}
	}
	return false;
}
