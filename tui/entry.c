/* SPDX-License-Identifier: MIT */
/*
 * entry: the record in hand, without a screen.  Invariant: nothing a clerk typed is ever
 * thrown away; what is no value of its field stays as text in bad[] until he changes it.
 *
 * Where a record starts.  A clerk keys a stack of papers that differ in a few places: work,
 * people, women, result.  So what the form carries stands there already, what it can offer is
 * offered, and the cursor starts where something must change (changing_key).  A cell with a
 * value in it is fresh: the first letter replaces the whole, End or an arrow goes on with it; only
 * a memo is always gone on with.  Going by STEP_WANTED (Enter in a
 * sheet) passes over everything that stands there already, but for the cell where the cursor
 * started, so that a line costs the letters that changed and one key a field; every cell can
 * still be reached by STEP_NEXT (Tab).
 */
#include "tui/entry.h"

#include <string.h>

#include "core/date.h"
#include "core/operator.h"
#include "core/text.h"
#include "tui/choice.h"
#include "tui/entrycell.h"

enum { TEXT_LETTERS = 120, NUMBER_LETTERS = 15, DATE_LETTERS = 10, DAY_MONTH_LETTERS = 5,
	TIME_LETTERS = 5, CODE_LETTERS = 60 };

static int
max_letters(const struct field *f)
{
	if (f->max_chars > 0 && !types[f->type].numeric)
		return f->max_chars;
	switch (f->type) {
	case T_MEMO:
		return EDIT_MAX;
	case T_COUNT: case T_INT: case T_MONEY:
		return NUMBER_LETTERS;
	case T_DATE:
		return DATE_LETTERS;
	case T_TIME:
		return TIME_LETTERS;
	case T_CODE: case T_LINK: case T_UNIT:
		return CODE_LETTERS;
	default:
		return TEXT_LETTERS;
	}
}

const char *
entry_text(struct entry *en, int cell)
{
	enum ftype t = en->form->cell[cell].field->type;

	if (en->bad[cell])
		return en->bad[cell];
	return value_print(en->arena, t, &en->v[cell], types[t].numeric ? STYLE_DATA : STYLE_PEOPLE);
}

int32_t
entry_today(const struct entry *en)
{
	const struct unit *u = unit_parse(book_schema(en->book), en->unit);
	int32_t today = date_today();

	return u && u->to != DATE_NONE && u->to < today ? u->to : today;
}

int32_t
entry_day(const struct entry *en)
{
	const struct field *date = en->form->date;

	return date && en->v[date->cell].kind == V_INT ? (int32_t)en->v[date->cell].n : entry_today(en);
}

bool
entry_can(struct entry *en, int cell)
{
	const struct field *f = en->form->cell[cell].field;

	if (f->compute || f == en->form->nil || (en->sheet && f->sheet <= 0))
		return false;
	return !check_skipped(en->arena, en->form, en->v, cell, &en->look);
}

/* What the editor starts with: in a narrow column of a sheet a date without its year. */
static const char *
start_text(struct entry *en, int cell)
{
	const struct field *f = en->form->cell[cell].field;
	const char *text = entry_text(en, cell);

	if (en->sheet && f->type == T_DATE && f->sheet < DATE_LETTERS && !en->bad[cell] && *text)
		return arena_printf(en->arena, "%.*s", DAY_MONTH_LETTERS, text);
	return text;
}

void
entry_goto(struct entry *en, int cell)
{
	const struct field *f;

	en->cell = cell;
	en->touched = false;
	if (cell < 0)
		return;
	f = en->form->cell[cell].field;
	edit_start(&en->edit, start_text(en, cell), max_letters(f), f->width > 0 ? f->width :
	    types[f->type].width);
	en->edit.memo = f->type == T_MEMO;
	en->edit.fresh = f->type != T_MEMO;
}

/*
 * True when the cell still waits for the clerk: nothing stands there, or nothing usable.  So does
 * the carried cell where the record began: who goes back from it to change what stands before it
 * has not done with it, and his next letters are meant for it.
 */
static bool
wanted(const struct entry *en, int cell)
{
	return en->how[cell] == HOW_NONE || en->bad[cell] ||
	    (cell == en->start && en->how[cell] == HOW_CARRIED);
}

int
entry_move(struct entry *en, enum step step)
{
	int by = step == STEP_PREV ? -1 : 1, i;

	if (en->cell < 0 || step == STEP_STAY)
		return 1;
	for (i = form_turn_of(en->form, en->cell) + by; i >= 0 && i < en->form->ncells; i += by) {
		int cell = form_turn(en->form, i);

		if (entry_can(en, cell) && (step != STEP_WANTED || wanted(en, cell))) {
			entry_goto(en, cell);
			return 0;
		}
	}
	return 1;
}

void
entry_first(struct entry *en)
{
	int i;

	for (i = 0; i < en->form->ncells && !entry_can(en, form_turn(en->form, i)); i++)
		continue;
	entry_goto(en, i < en->form->ncells ? form_turn(en->form, i) : -1);
}

void
entry_last(struct entry *en)
{
	int i = en->form->ncells - 1;

	while (i >= 0 && !entry_can(en, form_turn(en->form, i)))
		i--;
	entry_goto(en, i < 0 ? i : form_turn(en->form, i));
}

/* Recomputes; offers follow what they are made from, what the clerk emptied stays empty. */
void
entry_fill(struct entry *en)
{
	int i, n = en->form->ncells;

	for (i = 0; i < n; i++)
		if (en->how[i] == HOW_OFFERED)
			en->v[i].kind = V_BLANK;
	check_fill(en->arena, en->form, en->v, &en->look, FILL_DEFAULTS);
	for (i = 0; i < n; i++) {
		if (en->form->cell[i].field->compute)
			continue;
		if (en->how[i] == HOW_CLEARED || en->bad[i])
			en->v[i].kind = V_BLANK;
		else if (en->how[i] == HOW_NONE || en->how[i] == HOW_OFFERED)
			en->how[i] = en->v[i].kind == V_BLANK ? HOW_NONE : HOW_OFFERED;
	}
	check_fill(en->arena, en->form, en->v, &en->look, FILL_COMPUTED);
}

void
entry_offered(struct entry *en)
{
	size_t n = (size_t)en->form->ncells + 1;
	struct value *v = arena_alloc(en->arena, n * sizeof *v), was;
	int i;

	for (i = 0; i < en->form->norder; i++) {
		int cell = en->form->order[i];

		if (!en->form->cell[cell].field->defaults || en->v[cell].kind == V_BLANK)
			continue;
		memcpy(v, en->v, (n - 1) * sizeof *v);
		was = v[cell];
		v[cell].kind = V_BLANK;
		check_fill(en->arena, en->form, v, &en->look, FILL_DEFAULTS);
		if (value_equal(&v[cell], &was))
			en->how[cell] = HOW_OFFERED;
	}
}

/* An empty record in en->arena. */
static void
blank_record(struct entry *en)
{
	size_t n = (size_t)en->form->ncells + 1;

	en->v = arena_alloc(en->arena, n * sizeof *en->v);
	en->how = arena_alloc(en->arena, n * sizeof *en->how);
	en->bad = arena_alloc(en->arena, n * sizeof *en->bad);
	en->orig = en->asked = NULL;
	memset(&en->found, 0, sizeof en->found);
	memset(&en->seen, 0, sizeof en->seen);
	en->state = EN_CLEAN;
	en->rec = 0;
	en->status = ST_DRAFT;
	en->reason = "";
	en->unit = book_info(en->book)->unit;
	en->look = book_look(en->book, en->unit);
	en->cell = en->left = en->start = -1;
	en->conflict = en->unkept = false;
	en->keys = 0;
	en->partly = false;
}

int
entry_open(struct entry *en, struct book *b, const struct form *f, const char *who, rid rec,
    struct err *e)
{
	memset(en, 0, sizeof *en);
	en->book = b;
	en->form = f;
	en->who = who;
	en->arena = arena_new();
	en->before = arena_new();
	return entry_load(en, rec, e);
}

void
entry_close(struct entry *en)
{
	arena_free(en->arena);
	arena_free(en->before);
	en->arena = en->before = NULL;
}

int
entry_read(struct entry *en, rid rec, struct err *e)
{
	struct record *r = book_get(en->book, en->arena, rec, e);
	struct value *copy;
	int i;

	if (!r)
		return -1;
	en->v = book_values(en->arena, r, en->form);
	copy = arena_alloc(en->arena, ((size_t)en->form->ncells + 1) * sizeof *copy);
	for (i = 0; i < en->form->ncells; i++) {
		copy[i] = en->v[i];
		en->how[i] = en->v[i].kind == V_BLANK ? HOW_CLEARED : HOW_TYPED;
	}
	en->orig = copy;
	en->rec = rec;
	en->seen = r->vv;
	en->status = r->status;
	en->unit = r->unit;
	en->look = book_look(en->book, en->unit);
	en->look.self = rec;
	entry_offered(en);
	return 0;
}

/* A record of somebody else or of another day is not even shown unmasked to who may not correct it. */
static int
may_open(struct entry *en, rid rec, struct err *e)
{
	struct operator o;
	int found = operator_find(en->book, en->arena, en->who, &o, e);

	if (found > 0)
		return err_set(e, E_RULE, _("%s is no operator of this book; see `soxa people list`"), en->who);
	return found < 0 ? -1 : operator_may_correct(en->book, &o, rec, e);
}

int
entry_load(struct entry *en, rid rec, struct err *e)
{
	int r = 0;

	arena_reset(en->arena);
	blank_record(en);
	if (rec)
		r = may_open(en, rec, e) ? -1 : entry_read(en, rec, e);
	entry_fill(en);
	entry_first(en);
	return r;
}

void
entry_set_last(struct entry *en, const struct value *v)
{
	struct value *copy;
	int i;

	arena_reset(en->before);
	copy = arena_alloc(en->before, ((size_t)en->form->ncells + 1) * sizeof *copy);
	for (i = 0; i < en->form->ncells; i++)
		copy[i] = value_dup(en->before, &v[i]);
	en->last = copy;
}

/* What cell begins with after the record before: its value, a step further while its max allows. */
static struct value
carried(struct entry *en, int cell)
{
	const struct field *f = en->form->cell[cell].field;
	struct value v = value_dup(en->arena, &en->last[cell]), max;

	if (!f->step || v.kind != V_INT)
		return v;
	max = f->max ? expr_eval(en->arena, f->max, en->v, &en->look) : (struct value){ V_BLANK, 0, NULL };
	if (max.kind != V_INT || v.n + f->step <= max.n)
		v.n += f->step;
	return v;
}

/*
 * Where work begins when the key was carried whole: a record with the key of the one before
 * would be the same record, so something in the key must change.  In a list it is mostly the
 * last column (work); of a form's key it is the first field beside the date (site).  -1 when it
 * has changed by a step.
 */
static int
changing_key(struct entry *en)
{
	int i, best = -1;

	for (i = 0; i < en->form->nkeys; i++) {
		int cell = en->form->key[i]->cell;

		if (en->v[cell].kind == V_BLANK || (en->form->key[i]->step && en->how[cell] == HOW_CARRIED &&
		    !value_equal(&en->v[cell], &en->last[cell])))
			return -1;
		if (en->form->key[i] == en->form->date || !entry_can(en, cell))
			continue;
		if (best < 0 || (en->sheet ? cell > best : cell < best))
			best = cell;
	}
	return best;
}

/* Else the first cell that nothing stands in, else the very first. */
void
entry_start(struct entry *en)
{
	int i, key = changing_key(en);

	en->start = key;
	for (i = 0; key < 0 && i < en->form->ncells; i++)
		if (wanted(en, form_turn(en->form, i)) && entry_can(en, form_turn(en->form, i)))
			key = form_turn(en->form, i);
	if (key >= 0)
		entry_goto(en, key);
	else
		entry_first(en);
}

void
entry_begin(struct entry *en)
{
	int i;

	arena_reset(en->arena);
	blank_record(en);
	for (i = 0; en->carries && i < en->form->ncells; i++)
		if (en->form->cell[i].field->carry && en->last[i].kind != V_BLANK) {
			en->v[i] = carried(en, i);
			en->how[i] = HOW_CARRIED;
		}
	entry_fill(en);
	entry_start(en);
}

void
entry_correct_last(struct entry *en, const struct value *v)
{
	int i;

	entry_set_last(en, v);
	for (i = 0; en->carries && !en->rec && i < en->form->ncells; i++) {
		if (!en->form->cell[i].field->carry || en->bad[i] ||
		    (en->how[i] != HOW_CARRIED && en->how[i] != HOW_NONE))
			continue;
		en->v[i] = carried(en, i);
		en->how[i] = en->v[i].kind == V_BLANK ? HOW_NONE : HOW_CARRIED;
	}
	entry_fill(en);
	en->unkept |= en->state == EN_CHANGED;
	if (!en->touched)
		entry_goto(en, en->cell);
}

void
entry_next_record(struct entry *en)
{
	struct arena *a = en->before;

	en->last = en->v;
	en->before = en->arena;
	en->arena = a;
	en->carries = true;
	entry_begin(en);
}
