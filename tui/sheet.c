/* SPDX-License-Identifier: MIT */
/*
 * sheet: a line a record.  Lines keyed today, and those since, stand above the new line;
 * any of them can be gone to and corrected.  Invariant: a line is saved before another is
 * taken in hand; only the new line may wait as a draft while an earlier one is looked at.
 *
 * Keys (B11).  A clerk copies a list: day, hamlet and force repeat; work, people, women and
 * result differ.  A new line has what the form carries and offers; the cursor starts at the
 * last column of the key, because a line with the key of the line above would be the same
 * record: something in the key must change, and it is mostly the last.  Whatever stands
 * there is fresh: typing replaces it.  Enter goes to the next cell that nothing stands in (for
 * who went left of where the line started, to that cell first), and from the last of them saves
 * the line and starts the next; Tab goes to the next column; Ctrl-D repeats the cell above and
 * goes on.  So a typical line costs the letters that changed and one key for each field changed.
 */
#include "tui/sheetlines.h"

#include <string.h>

#include "core/text.h"
#include "tui/formview.h"
#include "tui/handask.h"
#include "tui/views.h"

static void
to_new_line(struct sheet *s, struct app *app)
{
	s->cur = s->n;
	hand_goto(&s->fresh, app, s->fresh.en.cell);
}

static void
to_old_line(struct sheet *s, struct app *app, int line, int cell)
{
	struct err e;

	if (entry_load(&s->old.en, s->line[line].rec, &e) != 0) {
		app_say(app, SAY_ERROR, "%s", e.text);
		return;
	}
	s->cur = line;
	s->old.en.no_draft = s->fresh.en.state == EN_CHANGED;
	s->old.en.last = line > 0 ? s->line[line - 1].v : NULL;
	if (cell >= 0 && entry_can(&s->old.en, cell))
		entry_goto(&s->old.en, cell);
	s->old.notice = NULL;
	hand_tell_other(&s->old);
}

/* What was saved becomes a line; the new line is followed by the next. */
static void
put_saved(struct sheet *s)
{
	struct hand *h = sheet_hand(s);

	sheet_put_line(s, h->en.saved, h->en.v);
	known_record(&s->known, h->en.form, h->en.v);
	if (h == &s->fresh)
		entry_next_record(&h->en);
	else if (s->line[s->n - 1].rec == h->en.saved) /* the line above the new one */
		entry_correct_last(&s->fresh.en, s->line[s->n - 1].v);
}

/* The end of the line in hand: saved when it holds something, then on with the new line. */
static void
end_line(struct sheet *s, struct app *app)
{
	struct hand *h = sheet_hand(s);

	(void)entry_leave(&h->en);
	if (h->en.state == EN_CHANGED) {
		if (hand_save(h, app) != DID_SAVE)
			return;
		put_saved(s);
	}
	if (s->cur != s->n)
		to_new_line(s, app);
}

/* An earlier line cannot be left with an error: it is corrected, or its change dropped. */
static void
say_stuck(struct hand *h, struct app *app)
{
	const struct finding *f = entry_finding(&h->en, h->en.cell);

	if (h->wait == WAIT_NONE && f && f->level == LV_ERROR && !check_answerable(f))
		app_say(app, SAY_ERROR, _("%s  (F8 drops the change)"), f->text);
}

/* True at the last cell of the line that can be typed in. */
static bool
at_last(struct entry *en)
{
	const struct form *f = en->form;
	int i = en->cell < 0 ? f->ncells : form_turn_of(f, en->cell) + 1;

	while (i < f->ncells && !entry_can(en, form_turn(f, i)))
		i++;
	return i >= f->ncells;
}

/*
 * A new line left upwards before its last cell is half a thought, though it could be saved: it
 * waits as a draft while another line is looked at, as one with errors does.  Others are saved.
 */
static bool
may_leave(struct sheet *s, struct app *app)
{
	struct hand *h = sheet_hand(s);
	const struct finding *waiting;
	struct err e;

	(void)entry_leave(&h->en);
	if (h->en.state != EN_CHANGED)
		return true;
	if (h == &s->old) {
		if (hand_save(h, app) != DID_SAVE) {
			say_stuck(h, app);
			return false;
		}
		put_saved(s);
		return true;
	}
	if (at_last(&h->en) && entry_save(&h->en, &waiting, &e) == 0)
		put_saved(s);
	else if (entry_keep(&h->en, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	return true;
}

static void
go_line(struct sheet *s, struct app *app, int by)
{
	int line = s->cur + by, cell = sheet_hand(s)->en.cell;

	if (line > s->n && s->cur == s->n) {
		end_line(s, app);
		return;
	}
	line = line < 0 ? 0 : line > s->n ? s->n : line;
	if (line == s->cur)
		return;
	if (sheet_hand(s)->said) /* it was about this line */
		app_say(app, SAY_INFO, NULL);
	sheet_hand(s)->said = false;
	if (!may_leave(s, app))
		return;
	if (line >= s->n)
		to_new_line(s, app);
	else
		to_old_line(s, app, line, cell);
}

static void
came_of(struct sheet *s, struct app *app, enum did did)
{
	if (did == DID_END) {
		s->at_end = true;
		end_line(s, app);
	} else if (did == DID_SAVE) {
		put_saved(s);
		if (s->at_end && s->cur != s->n)
			to_new_line(s, app);
	}
}

/* The first error in a cell that has no column here, -1 when there is none. */
static int
hidden_error(const struct entry *en)
{
	int i;

	for (i = 0; i < en->found.n; i++)
		if (en->found.f[i].level == LV_ERROR && !check_answerable(&en->found.f[i]) && en->found.f[i].cell >= 0 &&
		    en->form->cell[en->found.f[i].cell].field->sheet <= 0)
			return en->found.f[i].cell;
	return -1;
}

/* All fields of the line, as a form; where the sheet could not show an error, at it. */
static void
whole(struct sheet *s, struct app *app)
{
	struct hand *h = sheet_hand(s);

	(void)hand_step(h, app, STEP_STAY);
	if (h->wait != WAIT_NONE)
		return;
	h->en.sheet = false;
	h->enter = STEP_NEXT;
	s->in_form = true;
	if (hidden_error(&h->en) >= 0)
		hand_goto(h, app, hidden_error(&h->en));
	app_push(app, form_over(app, h));
}

static void
sheet_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct sheet *s = (struct sheet *)v;

	s->at_end = false;
	hand_count(sheet_hand(s), app);
	if (ac == AC_BACK)
		hand_back(s->old.en.state == EN_CHANGED || s->fresh.en.state != EN_CHANGED ? sheet_hand(s) :
		    &s->fresh, app);
	else if (ac == AC_EDIT)
		whole(s, app);
	else if (ev->key == K_UP || ev->key == K_DOWN)
		go_line(s, app, ev->key == K_UP ? -1 : 1);
	else if (ac == AC_NEXT_REC || ac == AC_PREV_REC)
		go_line(s, app, ac == AC_NEXT_REC ? s->visible : -s->visible);
	else
		came_of(s, app, hand_act(sheet_hand(s), app, ac, ev));
}

static void
sheet_suspend(struct view *v, struct app *app)
{
	struct sheet *s = (struct sheet *)v;

	if (s->cur != s->n)
		hand_suspend(&s->old, app);
	hand_suspend(&s->fresh, app);
}

/* A popup or the whole form was closed. */
static void
sheet_resume(struct view *v, struct app *app)
{
	struct sheet *s = (struct sheet *)v;
	struct hand *h = sheet_hand(s);
	struct entry *en = &h->en;

	if (!s->in_form) {
		came_of(s, app, hand_resume(h, app));
		return;
	}
	s->in_form = false;
	h->enter = STEP_WANTED;
	en->sheet = true;
	if (en->state == EN_SAVED)
		put_saved(s);
	else if (en->cell < 0 || !entry_can(en, en->cell))
		entry_first(en);
}

static void
sheet_close(struct view *v)
{
	struct sheet *s = (struct sheet *)v;

	hand_close(&s->fresh);
	hand_close(&s->old);
	arena_free(s->scratch);
}

static const struct view_ops sheet_ops = { .name = "sheet", .where = IN_SHEET, .draw = sheet_draw,
	.act = sheet_act, .suspend = sheet_suspend, .resume = sheet_resume, .close = sheet_close, .right = RIGHT_ENTER };

/* Both hands, the lines keyed today, and rec as the line in hand when there is one. */
static int
open_sheet(struct sheet *s, struct app *app, const struct form *form, rid rec)
{
	struct err e;
	int i;

	if (hand_start(&s->old, app, form, 0) != 0 || hand_open(&s->fresh, app, form, 0) != 0)
		return -1;
	s->fresh.en.sheet = s->old.en.sheet = true;
	s->fresh.enter = s->old.enter = STEP_WANTED;
	sheet_columns(s);
	if (sheet_read_lines(s, &e) != 0)
		s->fresh.notice = arena_strdup(s->v.arena, e.text);
	if (s->n > 0)
		entry_set_last(&s->fresh.en, s->line[s->n - 1].v);
	s->cur = s->n;
	if (!entry_can(&s->fresh.en, s->fresh.en.cell < 0 ? 0 : s->fresh.en.cell))
		entry_first(&s->fresh.en);
	else if (!s->fresh.en.touched) /* a draft's text half typed stays */
		entry_goto(&s->fresh.en, s->fresh.en.cell);
	if (!rec)
		return 0;
	if (entry_load(&s->old.en, rec, &e) != 0) {
		app_say(app, SAY_ERROR, "%s", e.text);
		return -1;
	}
	sheet_put_line(s, rec, s->old.en.v);
	for (i = 0; i < s->n && s->line[i].rec != rec; i++)
		continue;
	to_old_line(s, app, i, -1);
	return 0;
}

struct view *
sheet_view(struct app *app, const struct form *form, rid rec)
{
	struct view *v = view_new(&sheet_ops, sizeof(struct sheet));
	struct sheet *s = (struct sheet *)v;

	s->scratch = arena_new();
	s->names = (struct names){ .a = v->arena, .b = app_book(app) };
	s->known = (struct known){ .a = v->arena, .b = app_book(app), .who = app_who(app) };
	s->visible = 1;
	if (open_sheet(s, app, form, rec) == 0)
		return v;
	sheet_close(v);
	arena_free(v->arena);
	return NULL;
}
