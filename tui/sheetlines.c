/* SPDX-License-Identifier: MIT */
/*
 * sheetlines: lines and columns of a sheet.  Drawing is frugal, it is paid for at every line,
 * and shows what a ledger shows: a carried value that repeats the line above is a ditto mark,
 * what is offered right of the cursor stands there once the cursor has come to it, the name of
 * a code is spelled out while it is new to the clerk, sums are for looking back (an earlier line
 * in hand).  Invariant: before a line is saved from its last cell, every value of it was shown.
 */
#include "tui/sheetlines.h"

#include <string.h>

#include "core/text.h"
#include "tui/today.h"

enum { MARGIN = 2, GAP = 1, NUMBER_COLS = 6, LINES_TODAY = 500 };

static const char DITTO[] = "\"";

struct hand *
sheet_hand(struct sheet *s)
{
	return s->cur == s->n ? &s->fresh : &s->old;
}

static void
note_cell(void *arg, int cell)
{
	(void)cell;
	*(bool *)arg = true;
}

/* Worth a control total: what must be counted, and what is offered from other cells; not a team's number. */
static bool
to_sum(const struct form *form, const struct field *f)
{
	bool reads = false;
	int i;

	if (!types[f->type].numeric)
		return false;
	for (i = 0; i < form->nkeys; i++)
		if (form->key[i] == f)
			return false;
	if (f->defaults)
		expr_cells(f->defaults, note_cell, &reads);
	return f->required || f->compute || reads;
}

void
sheet_columns(struct sheet *s)
{
	const struct form *form = s->fresh.en.form;
	int i, col = MARGIN;

	s->column = arena_alloc(s->v.arena, ((size_t)form->nfields + 1) * sizeof *s->column);
	for (i = 0; i < form->nfields; i++) {
		const struct field *f = &form->field[i];

		if (f->sheet <= 0)
			continue;
		s->column[s->ncolumns++] = (struct column){ f, col, f->sheet, to_sum(form, f) };
		col += f->sheet + GAP;
	}
	s->number_col = col;
}

void
sheet_put_line(struct sheet *s, rid rec, const struct value *v)
{
	int i, k, ncells = s->fresh.en.form->ncells;
	struct value *copy = arena_alloc(s->v.arena, ((size_t)ncells + 1) * sizeof *copy);
	struct line *more;

	for (k = 0; k < ncells; k++)
		copy[k] = value_dup(s->v.arena, &v[k]);
	for (i = 0; i < s->n && s->line[i].rec != rec; i++)
		continue;
	if (i == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		more = arena_alloc(s->v.arena, (size_t)s->cap * sizeof *more);
		if (s->n)
			memcpy(more, s->line, (size_t)s->n * sizeof *more);
		s->line = more;
	}
	s->line[i] = (struct line){ rec, copy };
	if (i < s->n)
		return;
	if (s->cur == s->n)
		s->cur++;       /* still the new line */
	s->n++;
}

int
sheet_read_lines(struct sheet *s, struct err *e)
{
	struct entry *en = &s->fresh.en;
	struct arena *a = arena_new();
	struct keyed *k = NULL;
	struct record *r;
	int i, n = today_keyed(en->book, a, &k, e), skip = today_count(k, n, en->form->id) - LINES_TODAY;

	for (i = 0; i < n; i++) {
		if (k[i].removed || strcmp(k[i].form, en->form->id) != 0 || skip-- > 0)
			continue;
		r = book_get(en->book, a, k[i].rec, e);
		if (!r) {
			n = -1;
			break;
		}
		if (strcmp(r->unit, en->unit) == 0)
			sheet_put_line(s, r->id, book_values(a, r, en->form));
	}
	arena_free(a);
	return n < 0 ? -1 : 0;
}

/* Numbers that are not typed in any more stand under each other's last digit; a date may lose its year. */
static void
put_value(struct grid *g, int row, const struct column *c, const char *text)
{
	if (types[c->field->type].numeric)
		(void)grid_put_right(g, row, c->col, c->cols, A_PLAIN, text);
	else if (c->field->type == T_DATE)
		(void)grid_put(g, row, c->col, c->cols, A_PLAIN, text);
	else
		(void)grid_put_short(g, row, c->col, c->cols, A_PLAIN, text);
}

static void
draw_heads(struct sheet *s, struct grid *g)
{
	int i;

	for (i = 0; i < s->ncolumns; i++) {
		const struct field *f = s->column[i].field;
		const char *brief = lang_pick(f->brief);

		put_value(g, BODY_TOP, &s->column[i], brief && *brief ? brief : lang_pick(f->label));
	}
	(void)grid_put(g, BODY_TOP, s->number_col, NUMBER_COLS, A_PLAIN, _("Saved as"));
}

/* While earlier lines are looked at: their number, and above each summed column what they add up to. */
static void
draw_sums(struct sheet *s, struct grid *g)
{
	int i, k;

	if (s->cur == s->n) { /* words that stay: they are sent once */
		(void)grid_put(g, 1, 0, g->cols, A_PLAIN, s->n ? _("Up: the lines above and their sums") :
		    _("A line is a record: type, then Enter; F1 explains each field"));
		return;
	}
	(void)grid_put(g, 1, 0, g->cols, A_PLAIN, arena_printf(s->scratch, _("%d lines"), s->n));
	for (i = 0; i < s->ncolumns; i++) {
		const struct column *c = &s->column[i];
		int64_t sum = 0;

		for (k = 0; k < s->n && c->sum; k++)
			if (s->line[k].v[c->field->cell].kind == V_INT)
				sum += s->line[k].v[c->field->cell].n;
		if (c->sum && s->n > 0)
			put_value(g, 1, c, arena_printf(s->scratch, "%lld", (long long)sum));
	}
}

static const char *
value_text(struct sheet *s, const struct field *f, const struct value *v)
{
	if (f->type == T_LINK && v->kind == V_TEXT)
		return names_of(&s->names, f, v->s);
	return value_print(s->scratch, f->type, v, types[f->type].numeric ? STYLE_DATA : STYLE_PEOPLE);
}

/*
 * True when a carried column of line no says what the line above it says.  Not below a line in
 * hand, which may change, nor on the first line shown, which has none above.
 */
static bool
repeats(const struct sheet *s, int no, const struct value *v, const struct field *f)
{
	return f->carry && !types[f->type].numeric && no > s->top && s->cur != no - 1 &&
	    v[f->cell].kind != V_BLANK && value_equal(&v[f->cell], &s->line[no - 1].v[f->cell]);
}

/* Of a line that says that nothing occurred: so, where its counts would stand. */
static void
draw_nil(struct sheet *s, struct grid *g, int row, const struct value *v)
{
	const struct form *form = s->fresh.en.form;
	int i;

	for (i = 0; i < s->ncolumns && check_nil(form, v); i++)
		if (check_nil_over(form, s->column[i].field)) {
			(void)grid_put_short(g, row, s->column[i].col, s->number_col - s->column[i].col, A_PLAIN,
			    _("nothing occurred"));
			return;
		}
}

static void
draw_saved(struct sheet *s, struct grid *g, int row, int no)
{
	const struct line *l = &s->line[no];
	int i;

	for (i = 0; i < s->ncolumns; i++) {
		const struct field *f = s->column[i].field;

		put_value(g, row, &s->column[i], repeats(s, no, l->v, f) ? DITTO :
		    value_text(s, f, &l->v[f->cell]));
	}
	draw_nil(s, g, row, l->v);
	(void)grid_put(g, row, s->number_col, NUMBER_COLS, A_PLAIN,
	    hand_number(&s->fresh, s->scratch, l->rec));
}

/* What a cell of a line in hand shows while it is not typed in. */
static const char *
open_text(struct sheet *s, const struct hand *h, const struct field *f)
{
	const struct entry *en = &h->en;
	int cell = f->cell;

	if (en->bad[cell])
		return en->bad[cell];
	if (h == &s->fresh && en->how[cell] == HOW_CARRIED && repeats(s, s->n, en->v, f))
		return DITTO;
	if (h == &s->fresh && cell > s->reached && (f->compute || en->how[cell] == HOW_OFFERED))
		return "";
	return value_text(s, f, &en->v[cell]);
}

/* Numbers grow from the right, so that they stand where they stay; true when this one fits so. */
static bool
draw_number(struct grid *g, int row, const struct column *c, const struct edit *edit, const char *text)
{
	int used = text_cols(text);

	if (!types[c->field->type].numeric || used > c->cols)
		return false;
	put_value(g, row, c, text);
	grid_cursor(g, row, c->col + c->cols - (used > 0 ? used - edit->cur : 1));
	return true;
}

/* A ditto mark stays until the first letter takes its place. */
static void
draw_current(struct sheet *s, struct grid *g, int row, const struct column *c)
{
	struct hand *h = sheet_hand(s);
	struct edit *edit = &h->en.edit;
	const char *text = open_text(s, h, c->field);
	char typed[EDIT_MAX * 4 + 1];

	edit->cols = c->cols;
	(void)edit_text(edit, typed, sizeof typed);
	if (!h->en.touched && edit->fresh && strcmp(text, DITTO) == 0) {
		put_value(g, row, c, text);
		grid_cursor(g, row, c->col);
	} else if (!draw_number(g, row, c, edit, typed)) {
		edit_show(edit, g, row, c->col);
		if (edit->n == 0)
			grid_fill(g, row, c->col, 1, ' '); /* the cursor is enough */
	}
}

/*
 * The line in hand, or a new line that waits: the current cell under the cursor, '!' at cells
 * with an error, '*' not saved.  The new line has its '>' in that nothing stands below it.
 */
static void
draw_open(struct sheet *s, struct grid *g, int row, struct hand *h)
{
	struct entry *en = &h->en;
	bool current = h == sheet_hand(s);
	int i;

	view_mark(g, row, 0, current && h == &s->old);
	for (i = 0; i < s->ncolumns; i++) {
		const struct column *c = &s->column[i];
		const struct finding *f = entry_finding(en, c->field->cell);

		if (f && f->level == LV_ERROR)
			grid_fill(g, row, c->col - 1, 1, '!');
		if (current && c->field->cell == en->cell)
			draw_current(s, g, row, c);
		else
			put_value(g, row, c, open_text(s, h, c->field));
	}
	draw_nil(s, g, row, en->v);
	if (en->state == EN_CHANGED && (!current || en->rec))
		(void)grid_put(g, row, s->number_col, 1, A_PLAIN, "*"); /* a new line in hand has none yet */
	else if (en->rec)
		(void)grid_put(g, row, s->number_col, NUMBER_COLS, A_PLAIN,
		    hand_number(h, s->scratch, en->rec));
}

/* A label without what it says in brackets. */
static const char *
brief_label(struct sheet *s, const struct code *c)
{
	const char *label = lang_pick(c->label), *bracket = strstr(label, " (");

	return bracket ? arena_printf(s->scratch, "%.*s", (int)(bracket - label), label) : label;
}

/* The codes of the line in hand, spelled out, of a new line those the clerk never keyed; each has its place. */
static void
draw_names(struct sheet *s, struct grid *g, int row)
{
	struct entry *en = &sheet_hand(s)->en;
	int i, n = 0, k = 0;

	for (i = 0; i < s->ncolumns; i++)
		n += s->column[i].field->codes != NULL;
	for (i = 0; i < s->ncolumns; i++) {
		const struct field *f = s->column[i].field;
		const struct value *v = &en->v[f->cell];
		const struct code *c = f->codes && v->kind == V_TEXT ? codes_find(f->codes, v->s) : NULL;
		int cols = n ? (g->cols - MARGIN) / n : 0;

		if (c && (en == &s->old.en || !known_code(&s->known, f, c->code)))
			(void)grid_put_short(g, row, MARGIN + k * cols, cols - MARGIN, A_PLAIN,
			    arena_printf(s->scratch, "%s %s", c->code, brief_label(s, c)));
		k += f->codes != NULL;
	}
}

/* Lines carried fields that have no column, such as the paper they come from. */
static const char *
carried(struct sheet *s)
{
	struct entry *en = &sheet_hand(s)->en;
	const char *text = "";
	int i;

	for (i = 0; i < en->form->nfields; i++) {
		const struct field *f = &en->form->field[i];

		if (f->carry && f->sheet <= 0 && !f->rows && en->v[f->cell].kind != V_BLANK)
			text = arena_printf(s->scratch, "%s%s: %s", *text ? arena_printf(s->scratch,
			    "%s  ", text) : "", lang_pick(f->label), value_text(s, f, &en->v[f->cell]));
	}
	return text;
}

/* By half a screen: moving all lines costs the same for one line as for many. */
static void
scroll(struct sheet *s)
{
	if (s->cur < s->top)
		s->top = s->cur;
	if (s->cur >= s->top + s->visible)
		s->top = s->cur - s->visible / 2;
}

/* How far the cursor came in the new line. */
static void
note_reached(struct sheet *s)
{
	const struct entry *en = &s->fresh.en;

	if (en->state == EN_CLEAN)
		s->reached = -1;
	if (s->cur == s->n && en->cell > s->reached)
		s->reached = en->cell;
}

/* A new line is new until it is saved: a word that came and went would be sent with every line. */
static const char *
line_state(struct sheet *s, struct app *app)
{
	if (s->cur < s->n)
		return hand_state(&s->old, app, s->scratch);
	return arena_printf(s->scratch, "%s  %s", app_head(app), _("new"));
}

void
sheet_draw(struct view *v, struct app *app, struct grid *g)
{
	struct sheet *s = (struct sheet *)v;
	const struct form *form = s->fresh.en.form;
	int i, last = BODY_TOP + body_rows(g) - 1;

	arena_reset(s->scratch);
	s->visible = body_rows(g) - 3;
	scroll(s);
	note_reached(s);
	view_frame(g, arena_printf(s->scratch, "%s %s", form->code, lang_pick(form->title)),
	    line_state(s, app), "");
	draw_sums(s, g);
	draw_heads(s, g);
	for (i = s->top; i <= s->n && i < s->top + s->visible; i++) {
		int row = BODY_TOP + 1 + i - s->top;

		if (i == s->cur || i == s->n)
			draw_open(s, g, row, i == s->cur ? sheet_hand(s) : &s->fresh);
		else
			draw_saved(s, g, row, i);
	}
	(void)grid_put(g, last - 1, MARGIN, g->cols - MARGIN, A_PLAIN, carried(s));
	draw_names(s, g, last);
	if (sheet_hand(s)->notice)
		(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN, app_both(app, sheet_hand(s)->notice));
}
