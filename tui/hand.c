/* SPDX-License-Identifier: MIT */
/*
 * hand: what each action does to the record in hand.  Invariant: no question traps: every
 * popup can be left, and leaving it leaves the cell, the text and the draft as they were.
 */
#include "tui/hand.h"

#include <string.h>

#include "core/text.h"
#include "tui/choice.h"
#include "tui/handask.h"
#include "tui/rows.h"
#include "tui/views.h"

const char *
hand_number(struct hand *h, struct arena *a, rid id)
{
	if (rid_node(id) == book_info(h->en.book)->self)
		return arena_printf(a, "%llu", (unsigned long long)rid_counter(id));
	return book_id(h->en.book, a, id);
}

const char *
hand_state(struct hand *h, struct app *app, struct arena *a)
{
	const char *state = _("new");

	if (h->en.state == EN_CHANGED)
		state = _("draft");
	else if (h->en.rec)
		state = arena_printf(a, _("saved %s"), hand_number(h, a, h->en.rec));
	if (h->en.status == ST_APPROVED || h->en.status == ST_LOCKED)
		state = arena_printf(a, "%s, %s", state, row_status_label(h->en.status));
	if (check_nil(h->en.form, h->en.v))
		state = arena_printf(a, "%s, %s", _("NOTHING OCCURRED"), state);
	return arena_printf(a, "%s  %s", app_head(app), state);
}

int
hand_start(struct hand *h, struct app *app, const struct form *f, rid rec)
{
	struct err e;

	memset(h, 0, sizeof *h);
	h->advance = strcmp(app_setting(app, "advance"), "auto") == 0;
	h->verify = strcmp(app_setting(app, "verify"), "on") == 0;
	(void)app_keys(app); /* of the screens before */
	if (entry_open(&h->en, app_book(app), f, app_who(app), rec, &e) != 0) {
		app_say(app, SAY_ERROR, "%s", e.text);
		return -1;
	}
	h->en.ime = app_typing(app);
	return 0;
}

int
hand_open(struct hand *h, struct app *app, const struct form *f, rid rec)
{
	int r;

	if (hand_start(h, app, f, rec) != 0)
		return -1;
	r = entry_draft(&h->en, &h->undrafted);
	if (r < 0)
		h->notice = h->undrafted.text;
	else if (r > 0)
		h->notice = _("Your draft is back: go on where you were, or F8 to drop it");
	else if (h->en.no_draft)
		h->notice = _("Another draft of this form waits: this one is kept only when you save it");
	hand_tell_other(h);
	return 0;
}

void
hand_close(struct hand *h)
{
	entry_close(&h->en);
}

/* What to say of a finding; of a new name also the one in the list that it may stand for. */
static const char *
text_of(struct hand *h, const struct finding *f)
{
	struct entry *en = &h->en;
	struct choices c;
	struct err e;
	struct chosen hit;

	if (strcmp(f->rule, "known") != 0 || choice_list(en->arena, en->book,
	    en->form->cell[f->cell].field, entry_day(en), &c, &e) != 0 ||
	    choice_find(en->arena, &c, entry_text(en, f->cell), &hit, 1) < 1)
		return f->text;
	return arena_printf(en->arena, _("%s; or is it %s? Shift-Tab, then F4"), f->text, c.item[hit.index].value);
}

/* The keys a finding names are keys where the sentence is ours: to a form F1 is a contact of a case. */
static void
say_finding(struct hand *h, struct app *app, const struct finding *f)
{
	const char *text = f ? text_of(h, f) : NULL;

	if (f)
		app_say(app, f->level == LV_ERROR ? SAY_ERROR : SAY_WARN, "%s",
		    text != f->text || strcmp(f->rule, "code") == 0 ? app_both(app, text) : text);
	else if (h->said)
		app_say(app, SAY_INFO, NULL);
	h->said = f != NULL;
	h->notice = NULL;
}

/* What was found at the cell left, else at the one come to. */
static void
tell(struct hand *h, struct app *app)
{
	const struct finding *f = entry_finding(&h->en, h->en.left);

	say_finding(h, app, f ? f : entry_finding(&h->en, h->en.cell));
}

static void
keep(struct hand *h, struct app *app)
{
	struct err e;

	if (entry_keep(&h->en, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
}

void
hand_goto(struct hand *h, struct app *app, int cell)
{
	entry_goto(&h->en, cell);
	keep(h, app);
	tell(h, app);
}

enum did
hand_move(struct hand *h, struct app *app, enum step step)
{
	int end = entry_move(&h->en, step);

	keep(h, app);
	tell(h, app);
	return end && step != STEP_STAY && step != STEP_PREV ? DID_END : DID_NOTHING;
}

/* A count that was typed and is to be keyed twice, by who chose to. */
static bool
to_verify(const struct hand *h, bool typed)
{
	return h->verify && typed && h->en.left >= 0 && h->en.form->cell[h->en.left].field->verify &&
	    !h->en.bad[h->en.left] && h->en.v[h->en.left].kind != V_BLANK;
}

/* After the text of the cell is read: the key of the record, the second keying, then on. */
enum did
hand_go_on(struct hand *h, struct app *app, bool typed)
{
	const struct field *f = h->en.left < 0 ? NULL : h->en.form->cell[h->en.left].field;

	if (typed && hand_ask_near(h, app))
		return DID_NOTHING;
	if (h->step != STEP_PREV && h->step != STEP_STAY &&
	    entry_same_key(&h->en, &h->same, 1) > 0)
		return hand_ask_same(h, app);
	if (f && to_verify(h, typed))
		return hand_ask_again(h, app, f);
	return hand_move(h, app, h->step);
}

static enum did
open_lookup(struct hand *h, struct app *app, const char *query)
{
	const struct field *f;

	if (h->en.cell < 0)
		return DID_NOTHING;
	f = h->en.form->cell[h->en.cell].field;
	if (f->type != T_CODE && f->type != T_LINK && f->type != T_UNIT) {
		app_say(app, SAY_INFO, _("%s has no list: type the value"), lang_pick(f->label));
		h->said = true;
		return DID_NOTHING;
	}
	return hand_wait(h, app, WAIT_CODE, lookup_view(app, f, query, entry_day(&h->en)));
}

enum did
hand_step(struct hand *h, struct app *app, enum step step)
{
	bool typed = h->en.touched;

	h->step = step;
	if (entry_leave(&h->en) == 1)
		return open_lookup(h, app, h->en.bad[h->en.cell]);
	return hand_go_on(h, app, typed);
}

static const struct finding *
first_error(const struct entry *en)
{
	int i;

	for (i = 0; i < en->found.n; i++)
		if (en->found.f[i].level == LV_ERROR && !check_answerable(&en->found.f[i]))
			return &en->found.f[i];
	return NULL;
}

/* The first error; where a sheet has no column for its cell, with the way to it. */
static void
say_error(struct hand *h, struct app *app)
{
	const struct finding *f = first_error(&h->en);

	say_finding(h, app, f);
	if (f && h->en.sheet && f->cell >= 0 && h->en.form->cell[f->cell].field->sheet <= 0)
		app_say(app, SAY_ERROR, _("%s; F3 shows all fields"), f->text);
}

enum did
hand_save(struct hand *h, struct app *app)
{
	const struct finding *waiting;
	struct err e;
	int r = entry_save(&h->en, &waiting, &e);

	if (r < 0 && hand_ask_sides(h, app)) {
		keep(h, app);
	} else if (r < 0) {
		app_say(app, SAY_ERROR, "%s", e.text);
		h->said = true;
	} else if (r == 0) {
		if (h->en.fell)
			app_say(app, SAY_WARN, _("Saved %s: it was approved, and waits to be approved anew"),
			    hand_number(h, h->en.arena, h->en.saved));
		else if (h->en.sheet) /* the same words each time: they are sent once */
			app_say(app, SAY_INFO, "%s", _("Saved; the line has its number at its end"));
		else
			app_say(app, SAY_INFO, _("Saved %s"), hand_number(h, h->en.arena, h->en.saved));
		h->said = false;
		h->notice = NULL;
		return DID_SAVE;
	} else if (waiting && strcmp(waiting->rule, "key") == 0) {
		h->same = h->en.same;
		(void)hand_ask_same(h, app);
		h->saving = true;
	} else if (waiting) {
		h->rule = waiting->rule;
		(void)hand_wait(h, app, WAIT_REASON, strcmp(h->rule, "paper") == 0 ? paper_view(app, waiting->text) :
		    reason_view(app, waiting->text, waiting->reasons));
	} else {
		keep(h, app);
		say_error(h, app);
	}
	return DID_NOTHING;
}

void
hand_suspend(struct hand *h, struct app *app)
{
	if (h->en.state == EN_CHANGED)
		keep(h, app);
}

void
hand_back(struct hand *h, struct app *app)
{
	bool changed = h->en.state == EN_CHANGED;

	if (h->en.sheet)
		app_say(app, SAY_INFO, NULL); /* of lines that are no more on the screen */
	app_pop(app);           /* h stays until the event ends */
	if (changed)
		app_say(app, SAY_INFO, h->en.no_draft ?
		    _("Not saved: another draft of this form waits") :
		    _("Kept as a draft: open %s again to go on"), h->en.form->code);
}

/* Actions, a row each; a NULL function moves by step. */
struct hand_row { enum action ac; enum did (*fn)(struct hand *h, struct app *app); enum step step; };

static enum did
do_ditto(struct hand *h, struct app *app)
{
	if (entry_ditto(&h->en) == 0)
		return hand_step(h, app, h->enter);
	app_say(app, SAY_INFO, "%s", _("There is nothing above to repeat here"));
	h->said = true;
	return DID_NOTHING;
}

static enum did
do_copy(struct hand *h, struct app *app)
{
	if (entry_copy(&h->en) != 0) {
		app_say(app, SAY_INFO, "%s", _("No record was keyed before this one"));
		h->said = true;
	}
	keep(h, app);
	return DID_NOTHING;
}

static enum did
do_nil(struct hand *h, struct app *app)
{
	const char *why = entry_nil(&h->en);

	keep(h, app);
	h->said = true;
	app_say(app, why ? SAY_WARN : SAY_INFO, "%s", why ? why : check_nil(h->en.form, h->en.v) ?
	    _("Nothing occurred: F2 or Ctrl-S saves it, Ctrl-O takes it back") :
	    _("Not said any more: nothing occurred"));
	return DID_NOTHING;
}

static enum did
do_lookup(struct hand *h, struct app *app)
{
	char text[EDIT_MAX * 4 + 1] = "";

	if (h->en.cell >= 0 && h->en.touched) {
		(void)edit_end(&h->en.edit);
		(void)edit_text(&h->en.edit, text, sizeof text);
	}
	h->step = STEP_STAY;
	return open_lookup(h, app, text);
}

static enum did
do_undo(struct hand *h, struct app *app)
{
	const struct event undo = { .key = K_CTRL, .c = 'z' };

	(void)app;
	(void)entry_type(&h->en, &undo);
	return DID_NOTHING;
}

static enum did
do_clear(struct hand *h, struct app *app)
{
	(void)app;
	entry_put(&h->en, "");
	return DID_NOTHING;
}

static enum did
do_first(struct hand *h, struct app *app)
{
	(void)hand_step(h, app, STEP_STAY);
	if (h->wait == WAIT_NONE) {
		entry_first(&h->en);
		hand_goto(h, app, h->en.cell);
	}
	return DID_NOTHING;
}

static enum did
do_last(struct hand *h, struct app *app)
{
	(void)hand_step(h, app, STEP_STAY);
	if (h->wait == WAIT_NONE) {
		entry_last(&h->en);
		hand_goto(h, app, h->en.cell);
	}
	return DID_NOTHING;
}

static enum did
do_help(struct hand *h, struct app *app)
{
	(void)hand_step(h, app, STEP_STAY);
	if (h->wait == WAIT_NONE)
		app_push(app, help_view(app, h->en.sheet ? IN_SHEET : IN_FORM, h->en.form, h->en.cell));
	return DID_NOTHING;
}

static enum did
do_drop(struct hand *h, struct app *app)
{
	if (h->en.state == EN_CHANGED)
		return hand_ask_drop(h, app);
	app_say(app, SAY_INFO, h->en.rec ?
	    _("Nothing changed here to drop; F8 in the list (F10) removes a saved record") :
	    _("Nothing is typed here to drop"));
	h->said = true;
	return DID_NOTHING;
}

static const struct hand_row rows[] = {
	{ AC_SAVE, hand_save, 0 },
	{ AC_DITTO, do_ditto, 0 },
	{ AC_COPY, do_copy, 0 },
	{ AC_LOOKUP, do_lookup, 0 },
	{ AC_NIL, do_nil, 0 },
	{ AC_UNDO, do_undo, 0 },
	{ AC_CLEAR, do_clear, 0 },
	{ AC_FIRST, do_first, 0 },
	{ AC_LAST, do_last, 0 },
	{ AC_HELP, do_help, 0 },
	{ AC_DELETE, do_drop, 0 },
	{ AC_NEXT, NULL, STEP_NEXT },
	{ AC_PREV, NULL, STEP_PREV },
};

static enum did
type_text(struct hand *h, struct app *app, const struct event *ev)
{
	bool first = h->en.rec && h->en.state != EN_CHANGED;

	(void)entry_type(&h->en, ev);
	if (first)
		keep(h, app); /* from the first key on others are told that the record is being changed */
	if (h->en.cell >= 0 && h->en.edit.full)
		hand_say_full(h, app);
	if (h->advance && (ev->key == K_CHAR) && entry_full(&h->en))
		return hand_step(h, app, h->enter);
	return DID_NOTHING;
}

void
hand_count(struct hand *h, struct app *app)
{
	h->en.keys += app_keys(app);
}

enum did
hand_act(struct hand *h, struct app *app, enum action ac, const struct event *ev)
{
	size_t i;

	hand_count(h, app);
	h->wait = WAIT_NONE;
	if (h->en.edit.full)
		app_say(app, SAY_INFO, NULL); /* said again while it is so */
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].ac != ac)
			continue;
		if (rows[i].fn)
			return rows[i].fn(h, app);
		return hand_step(h, app, ev->key == K_ENTER ? h->enter : rows[i].step);
	}
	return ac == AC_NONE ? type_text(h, app, ev) : DID_NOTHING;
}
