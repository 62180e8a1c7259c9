/* SPDX-License-Identifier: MIT */
/*
 * line: entry a line at a time.  Invariant: after every answer the record in hand is on
 * disk as a draft or in the book, so whatever ends the conversation, all but the line
 * being typed is there.
 *
 * What is asked: as on the screens, in a sheet the fields that nothing stands in, in a form
 * every field with what stands there in brackets; once something stood in the way of
 * saving, only that.
 */
#include "tui/line.h"

#include <string.h>

#include "tui/app.h"
#include "tui/linepart.h"
#include "tui/today.h"

void
line_keep(struct line *l)
{
	struct err e;

	if (entry_keep(l->en, &e) != 0)
		talk_say(&l->t, "! %s", e.text);
}

const char *
line_number(struct line *l, rid id)
{
	struct arena *a = l->en->arena;

	return rid_node(id) == book_info(l->b)->self
	    ? arena_printf(a, "%llu", (unsigned long long)rid_counter(id))
	    : book_id(l->b, a, id);
}

void
line_start(struct line *l, struct entry *en)
{
	l->en = en;
	l->fixing = false;
	l->every = en->orig != NULL;
	l->back = l->listed = -1;
	l->table = NULL;
	if (en->cell >= 0 && !en->touched)
		entry_goto(en, en->cell);
}

/* The record was saved: the next one, or back to the new one after a correction. */
static void
after_save(struct line *l, bool changed)
{
	const char *said =
	    l->form->layout == LAYOUT_SHEET ? line_summary(l, l->form, l->en->v) : "";

	if (!changed)
		talk_say(&l->t, _("Nothing was changed in %s"), line_number(l, l->en->saved));
	else
		line_say(l,
		    arena_printf(l->en->arena, "%s%s%s",
			arena_printf(l->en->arena, _("Saved %s"), line_number(l, l->en->saved)),
			*said ? ": " : "", said));
	if (changed && l->en->fell)
		talk_say(&l->t, "%s", _("It was approved, and waits to be approved anew"));
	if (l->en == &l->fresh)
		entry_next_record(l->en);
	else if (l->en->saved == l->fresh.saved)
		entry_correct_last(&l->fresh, l->en->v);
	line_start(l, &l->fresh);
}

/* What has to be put right is asked for at its own cell, where the form asks for it at all. */
static void
go_to(struct line *l, const struct finding *f)
{
	if (f->cell >= 0 && !l->form->cell[f->cell].field->compute &&
	    !check_skipped(l->en->arena, l->form, l->en->v, f->cell, &l->en->look))
		entry_goto(l->en, f->cell);
	l->fixing = true;
}

/* All errors the first time, then the one that is asked for; on to the first. */
static void
say_errors(struct line *l)
{
	const struct finding *first = NULL;
	int i;

	for (i = 0; i < l->en->found.n; i++)
		if (l->en->found.f[i].level == LV_ERROR && !check_answerable(&l->en->found.f[i]) &&
		    !(first && l->fixing)) {
			talk_say(&l->t, _("Error: %s"), l->en->found.f[i].text);
			first = first ? first : &l->en->found.f[i];
		}
	if (first)
		go_to(l, first);
}

static void
save(struct line *l)
{
	const struct finding *waiting;
	bool changed = l->en->state == EN_CHANGED || !l->en->orig;
	struct err e;
	int r;

	while ((r = entry_save(l->en, &waiting, &e)) == 1 && waiting) {
		line_keep(l);
		if (strcmp(waiting->rule, "key") == 0) {
			r = line_same(l, l->en->same);
			if (r == 's')
				line_start(l, l->en);
			if (r != 't')
				return;
		} else if (!line_reason(l, waiting)) {
			go_to(l, waiting);
			return;
		}
	}
	if (r == 0) {
		after_save(l, changed);
		return;
	}
	line_keep(l);
	if (r == 1)
		say_errors(l);
	else
		talk_say(&l->t, "! %s", e.text);
}

/* The end of the record: a form is read over before it is saved. */
void
line_finish(struct line *l)
{
	const char *text;

	(void)entry_leave(l->en);
	if (l->form->layout != LAYOUT_SHEET && !l->fixing) {
		line_say(l, line_summary(l, l->form, l->en->v));
		text = talk_ask(
		    &l->t, arena_printf(l->en->arena, "%s ", _("Enter saves, < goes back:")));
		if (!text || *text)
			return;
	}
	save(l);
}

/* On to the next field that is asked for; from the last one to the save. */
void
line_go_on(struct line *l)
{
	enum step step = l->form->layout == LAYOUT_SHEET && !l->every ? STEP_WANTED : STEP_NEXT;
	int back = l->back;

	l->back = -1;
	if (l->fixing)
		line_finish(l);
	else if (back >= 0)
		entry_goto(l->en, back);
	else if (entry_move(l->en, step) != 0)
		line_finish(l);
}

/* What was found at the cell just left; true: it has to be asked for again. */
static bool
say_findings(struct line *l)
{
	struct entry *en = l->en;
	bool again = false;
	int i;

	for (i = 0; i < en->found.n; i++) {
		const struct finding *f = &en->found.f[i];

		if (f->cell != en->left)
			continue;
		again |= f->level == LV_ERROR && !check_answerable(f); /* a reason is asked for at the end */
		talk_say(&l->t, f->level == LV_ERROR ? _("Error: %s") : _("Note: %s"), f->text);
		if (strcmp(f->rule, "known") == 0 && line_like(l, entry_text(en, f->cell)) > 0) {
			talk_say(
			    &l->t, "%s", _("A number takes that one, Enter keeps the new name"));
			again = true;
		}
	}
	return again;
}

static const struct value *
values_now(struct line *l)
{
	size_t n = (size_t)l->form->ncells;
	struct value *v = arena_alloc(l->en->arena, (n + 1) * sizeof *v);

	if (n > 0)
		memcpy(v, l->en->v, n * sizeof *v);
	return v;
}

/* The cell was left and its text read: the second keying, the same record; true: go on. */
static bool
settled(struct line *l, bool typed)
{
	struct entry *en = l->en;
	rid same;
	int answer;

	if (l->verify && typed && l->form->cell[en->left].field->verify && !en->bad[en->left] &&
	    en->v[en->left].kind != V_BLANK) {
		line_keep(l);
		if (!line_again(l, en->left))
			return false;
	}
	if (entry_same_key(en, &same, 1) == 0)
		return true;
	line_keep(l);
	answer = line_same(l, same);
	if (answer == 's')
		line_start(l, en);
	return answer == 't';
}

/* What is put into the cell for text: the choice of that number, the words of those keys. */
static const char *
words_of(struct line *l, const char *text)
{
	const char *picked = line_pick(l, text);

	return picked == text && entry_words(l->en, l->en->cell) ? line_words(l, text) : picked;
}

/* A value for the current cell. */
void
line_take(struct line *l, const char *text)
{
	struct entry *en = l->en;
	const struct value *before = values_now(l);
	char kept[EDIT_MAX * 4 + 1];
	bool typed = *text != '\0';

	en->keys += (int)strlen(text) + 1;
	if (typed) {
		entry_put(en, words_of(l, text));
		if (edit_text(&en->edit, kept, sizeof kept) < strlen(text))
			talk_say(&l->t, _("That was too long and is cut: %s"), kept);
	}
	typed |= en->touched;
	if (entry_leave(en) == 1) {
		talk_say(&l->t, "%s", _("Several begin so: which number?"));
		line_list(l, en->bad[en->cell]);
		return;
	}
	if (typed)
		line_say_read(l, text, before);
	if (!(typed && say_findings(l)) && settled(l, typed))
		line_go_on(l);
	line_keep(l);
}

static void
ask_cell(struct line *l)
{
	const char *text = talk_ask(&l->t, line_prompt(l));

	if (text && !line_order(l, text))
		line_take(l, text);
}

static const char *
setting_name(struct line *l, const char *name)
{
	return arena_printf(l->a, "ui.%s.%s", l->fresh.who, name);
}

static const char *
setting(struct line *l, const char *name)
{
	const char *s = book_setting(l->b, l->a, setting_name(l, name));

	return s ? s : "";
}

void
line_set(struct line *l, const char *name, const char *value)
{
	struct err e;

	if (book_setting_put(l->b, setting_name(l, name), value, &e) != 0)
		talk_say(&l->t, "! %s", e.text);
}

static void
use_language(struct line *l)
{
	const char *lang = setting(l, "lang");

	if (*lang)
		app_language(strcmp(lang, "en") == 0 ? LANG_EN : LANG_VI);
}

/* The operator's draft, where there is one, and what is in it already. */
static int
take_draft(struct line *l, struct err *e)
{
	int r = entry_draft(&l->fresh, e);
	const char *said;

	if (r <= 0)
		return r;
	said = line_summary(l, l->form, l->fresh.v);
	talk_say(&l->t, "%s", _("Your draft is back: go on where you were, or ! drops it"));
	if (*said)
		line_say(l, said);
	return 0;
}

/* The record keyed last today stands above the new one. */
static int
take_last(struct line *l, struct err *e)
{
	struct keyed *k = NULL;
	struct record *r = NULL;
	int i = today_keyed(l->b, l->a, &k, e);

	if (i < 0)
		return -1;
	while (--i >= 0 && (k[i].removed || strcmp(k[i].form, l->form->id) != 0))
		continue;
	if (i >= 0 && (r = book_get(l->b, l->a, k[i].rec, e)) == NULL)
		return -1;
	if (r)
		entry_set_last(&l->fresh, book_values(l->a, r, l->form));
	return 0;
}

static int
begin(struct line *l, const char *who, bool lang_set, struct err *e)
{
	l->a = arena_new();
	l->names = (struct names){ .a = arena_new(), .b = l->b };
	if (!lang_set)
		use_language(l);
	typing_set(&l->typing, setting(l, "typing"), setting(l, "style"), setting(l, "viet"));
	l->verify = strcmp(setting(l, "verify"), "on") == 0;
	l->fresh.sheet = l->old.sheet = l->form->layout == LAYOUT_SHEET;
	l->fresh.by_line = l->old.by_line = true;
	entry_first(&l->fresh);
	talk_say(&l->t, "%s %s  %s  %s", l->form->code, lang_pick(l->form->title), who,
	    typing_word(&l->typing));
	talk_say(&l->t, "%s",
	    _("Enter takes what stands in [ ]; ? lists, ?? helps, < goes back, q leaves"));
	l->en = &l->fresh;
	if (take_last(l, e) != 0 || take_draft(l, e) != 0)
		return -1;
	line_start(l, &l->fresh);
	return 0;
}

/* What is unfinished is a draft, as after leaving a screen. */
static int
leave(struct line *l, struct err *e)
{
	if (l->en->state != EN_CHANGED)
		return 0;
	if (l->en->no_draft)
		talk_say(&l->t, "%s", _("Not saved: another draft of this form waits"));
	else if (entry_keep(l->en, e) != 0)
		return -1;
	else
		talk_say(&l->t, _("Kept as a draft: open %s again to go on"), l->form->code);
	return 0;
}

int
line_run(struct book *b, const char *who, const struct form *f, const struct line_how *how, struct err *e)
{
	struct line l = { .b = b, .form = f };
	int rc = -1;

	talk_open(&l.t);
	l.t.in.idle_secs = how->idle_minutes * 60;
	if (entry_open(&l.fresh, b, f, who, 0, e) == 0 &&
	    entry_open(&l.old, b, f, who, 0, e) == 0 && begin(&l, who, how->lang_set, e) == 0) {
		while (!l.left && !l.t.end && l.en->cell >= 0)
			ask_cell(&l);
		rc = leave(&l, e);
		if (l.t.in.idle)
			talk_say(&l.t, _("soxa ended because nobody touched a key for %d minutes; what was typed is kept as a draft"),
			    how->idle_minutes);
	}
	entry_close(&l.fresh);
	entry_close(&l.old);
	arena_free(l.names.a);
	arena_free(l.a);
	talk_close(&l.t);
	return rc;
}
