/* SPDX-License-Identifier: MIT */
/*
 * entrycell: what happens in one cell of the record in hand: typing, the short keys of a
 * count, reading the text on leaving, findings.  Invariant: after entry_leave either the
 * value of the cell is what its text says, or bad[] holds the text and an ERROR names it.
 */
#include "tui/entrycell.h"

#include <string.h>
#include <strings.h>

#include "core/date.h"
#include "core/text.h"
#include "tui/choice.h"

enum { TEXT_BYTES = EDIT_MAX * 4 + 1, YEAR = 366, HALF_YEAR = 183 };

static enum ftype
type_of(const struct entry *en, int cell)
{
	return en->form->cell[cell].field->type;
}

static const char *
label_of(const struct entry *en, int cell)
{
	const struct cell *c = &en->form->cell[cell];

	return lang_pick(c->row ? c->row->label : c->field->label);
}

void
entry_changed(struct entry *en)
{
	en->state = EN_CHANGED;
	en->unkept = true;
}

void
entry_put(struct entry *en, const char *text)
{
	if (en->cell < 0)
		return;
	edit_set(&en->edit, text);
	en->edit.fresh = type_of(en, en->cell) != T_MEMO;
	en->touched = true;
	entry_changed(en);
}

/* The keys that are a whole value of a count: '-' and '?', and '=' for what is missing. */
static bool
short_key(struct entry *en, const struct event *ev)
{
	char text[2] = { (char)ev->c, '\0' };
	const struct type *t = &types[type_of(en, en->cell)];

	if (ev->key != K_CHAR)
		return false;
	if (t->spoken && (ev->c == '-' || ev->c == '?')) {
		entry_put(en, text);
		return true;
	}
	if (!t->numeric || ev->c != '=')
		return false;
	(void)entry_remainder(en); /* nothing missing, nothing typed */
	return true;
}

/* Never one with a pattern, which is a number or a sign of some kind. */
bool
entry_words(const struct entry *en, int cell)
{
	const struct field *f = en->form->cell[cell].field;

	if (f->as_typed || f->pattern)
		return false;
	return f->type == T_TEXT || f->type == T_MEMO || (f->type == T_CODE && !f->codes);
}

int
entry_type(struct entry *en, const struct event *ev)
{
	bool moving = ev->key == K_LEFT || ev->key == K_RIGHT || ev->key == K_HOME ||
	    ev->key == K_END;
	int r;

	if (en->cell < 0)
		return -1;
	if (short_key(en, ev))
		return 1;
	en->edit.ime = entry_words(en, en->cell) ? en->ime : NULL;
	r = edit_key(&en->edit, ev);
	if (r == 1 && !moving) {
		en->touched = true;
		entry_changed(en);
	}
	return r;
}

static bool
digits(const char *s)
{
	return s[strspn(s, "0123456789")] == '\0';
}

/* True when text is one code of the list and the beginning of no other. */
static bool
whole_code(const struct codes *list, const char *text)
{
	size_t n = strlen(text);
	int i, same = 0, longer = 0;

	for (i = 0; i < list->ncodes; i++)
		if (strncasecmp(list->code[i].code, text, n) == 0) {
			same += list->code[i].code[n] == '\0';
			longer += list->code[i].code[n] != '\0';
		}
	return same == 1 && longer == 0;
}

bool
entry_full(const struct entry *en)
{
	char text[TEXT_BYTES];
	const struct field *f;
	size_t n;

	if (en->cell < 0 || !en->touched || en->edit.cur != en->edit.n || en->edit.n == 0)
		return false;
	f = en->form->cell[en->cell].field;
	n = edit_text(&en->edit, text, sizeof text);
	switch (f->type) {
	case T_DATE:
		return n == 10 || (n == 8 && digits(text));
	case T_COUNT:
		return strcmp(text, "-") == 0 || strcmp(text, "?") == 0 ||
		    (digits(text) && f->width > 0 && n >= (size_t)f->width);
	case T_CODE:
		return f->codes && whole_code(f->codes, text);
	default:
		return false;
	}
}

/* Dates without a year take it from what stood there, else from the record before or today. */
static int32_t
near_day(const struct entry *en, int cell)
{
	const struct field *date = en->form->date;

	if (type_of(en, cell) == T_DATE && en->v[cell].kind == V_INT)
		return (int32_t)en->v[cell].n;
	if (date && en->last && en->last[date->cell].kind == V_INT)
		return (int32_t)en->last[date->cell].n;
	return entry_today(en);
}

static void
refuse(struct entry *en, int cell, const char *rule, const char *text, const char *why)
{
	en->bad[cell] = text;
	en->v[cell] = (struct value){ V_BLANK, 0, NULL };
	findings_add(en->arena, &en->found, LV_ERROR, rule, cell, why, NULL);
}

/*
 * A day without its year that would lie ahead is of the year before, when that is not long ago:
 * in January 31/12 is, in November 25/12 is a slip and is told.  In the book of a unit that has
 * closed it is of its last year.
 */
static bool
read_last_year(struct entry *en, const char *text, struct value *v)
{
	int32_t today = entry_today(en), day = date_parse_keyed(text, en->near - YEAR);

	if (date_parse_keyed(text, DATE_NONE) != DATE_NONE || strlen(text) < 3 || v->kind != V_INT ||
	    v->n <= today || day == DATE_NONE || (today == date_today() && day < today - HALF_YEAR))
		return false;
	*v = (struct value){ V_INT, day, NULL };
	return true;
}

static void
read_plain(struct entry *en, int cell, const char *text)
{
	struct err e;

	if (type_of(en, cell) == T_DATE && value_parse(en->arena, T_DATE, text, en->near, &en->v[cell], &e) == 0 &&
	    read_last_year(en, text, &en->v[cell]))
		return;
	if (value_parse(en->arena, type_of(en, cell), text, en->near, &en->v[cell], &e) != 0)
		refuse(en, cell, "type", text, arena_strdup(en->arena, e.text));
}

/* A record of the linked form named by its number alone. */
static bool
read_id(struct entry *en, int cell, const struct choices *c, const char *text)
{
	rid id = type_of(en, cell) == T_LINK ? book_id_parse(en->book, text) : 0;
	const char *value = id ? book_id(en->book, en->arena, id) : "";

	if (!choice_of(c, value))
		return false;
	en->v[cell] = (struct value){ V_TEXT, 0, value };
	return true;
}

/* 1: the text could be several codes. */
static int
read_coded(struct entry *en, int cell, const char *text)
{
	const struct field *f = en->form->cell[cell].field;
	struct choices c;
	struct err e;
	int i;

	if (choice_list(en->arena, en->book, f, entry_day(en), &c, &e) != 0) {
		refuse(en, cell, "code", text, arena_strdup(en->arena, e.text));
		return 0;
	}
	i = choice_resolve(en->arena, &c, text);
	if (i >= 0)
		en->v[cell] = (struct value){ V_TEXT, 0, arena_strdup(en->arena, c.item[i].value) };
	else if (!c.closed)
		read_plain(en, cell, text);
	else if (!read_id(en, cell, &c, text))
		refuse(en, cell, "code", text, arena_printf(en->arena, i == CHOICE_MANY ? en->by_line ?
		    _("%s: several codes begin so; ? shows them") : _("%s: several codes begin so; F4 shows them") :
		    en->by_line ? _("%s: not in the list; ? shows it") : _("%s: not in the list; F4 shows it"),
		    label_of(en, cell)));
	return i == CHOICE_MANY && en->bad[cell];
}

static int
read_cell(struct entry *en, int cell, const char *text)
{
	enum ftype t = type_of(en, cell);

	en->near = near_day(en, cell);
	en->bad[cell] = NULL;
	en->v[cell] = (struct value){ V_BLANK, 0, NULL };
	text += strspn(text, " ");
	if (*text == '\0')
		return 0;
	if (t == T_CODE || t == T_LINK || t == T_UNIT)
		return read_coded(en, cell, text);
	read_plain(en, cell, text);
	return 0;
}

/* Findings of the cells that had some and of the one just left; a bad text keeps its own. */
static void
recheck(struct entry *en, int cell)
{
	struct findings old = en->found;
	bool *done = arena_alloc(en->arena, (size_t)en->form->ncells + 1);
	int i;

	memset(&en->found, 0, sizeof en->found);
	for (i = 0; i < old.n; i++) {
		const struct finding *f = &old.f[i];

		if (f->cell < 0 || done[f->cell])
			continue;
		if (en->bad[f->cell])
			findings_add(en->arena, &en->found, f->level, f->rule, f->cell, f->text, NULL);
		else
			check_cell(en->arena, en->form, en->v, f->cell, &en->look, &en->found);
		done[f->cell] = true;
	}
	if (!done[cell] && !en->bad[cell])
		check_cell(en->arena, en->form, en->v, cell, &en->look, &en->found);
}

/* Takes away what was found at a cell, before its new text is read. */
static void
forget(struct findings *fs, int cell)
{
	int i, n = 0;

	for (i = 0; i < fs->n; i++)
		if (fs->f[i].cell != cell)
			fs->f[n++] = fs->f[i];
	fs->n = n;
}

int
entry_leave(struct entry *en)
{
	char text[TEXT_BYTES];
	int cell = en->cell, several;

	en->left = cell;
	if (cell < 0 || !en->touched)
		return 0;
	(void)edit_end(&en->edit);
	(void)edit_text(&en->edit, text, sizeof text);
	forget(&en->found, cell);
	several = read_cell(en, cell, arena_strdup(en->arena, text));
	en->how[cell] = en->v[cell].kind == V_BLANK && !en->bad[cell] ? HOW_CLEARED : HOW_TYPED;
	entry_fill(en);
	recheck(en, cell);
	entry_changed(en);
	entry_goto(en, cell);
	return several;
}

int
entry_ditto(struct entry *en)
{
	enum ftype t;

	if (en->cell < 0 || !en->last || en->last[en->cell].kind == V_BLANK || en->form->cell[en->cell].field->mask)
		return 1; /* what is masked is nobody else's, and may be that of a record he must not see */
	t = type_of(en, en->cell);
	entry_put(en, value_print(en->arena, t, &en->last[en->cell],
	    types[t].numeric ? STYLE_DATA : STYLE_PEOPLE));
	return 0;
}

int
entry_copy(struct entry *en)
{
	int i;

	if (!en->last)
		return 1;
	for (i = 0; i < en->form->ncells; i++) {
		if (en->form->cell[i].field->compute || en->form->cell[i].field->mask || en->bad[i] || en->how[i] == HOW_TYPED ||
		    en->last[i].kind == V_BLANK)
			continue;
		en->v[i] = value_dup(en->arena, &en->last[i]);
		en->how[i] = HOW_CARRIED;
	}
	entry_offered(en);
	entry_fill(en);
	entry_changed(en);
	if (!en->touched)
		entry_goto(en, en->cell);
	return 0;
}

int
entry_remainder(struct entry *en)
{
	const struct balance *b = en->cell < 0 ? NULL : check_balance_of(en->form, en->cell);
	struct value was, rest;
	bool holds;

	if (!b)
		return 1;
	was = en->v[en->cell];
	en->v[en->cell] = (struct value){ V_BLANK, 0, NULL };
	rest = check_balance(en->form, b, en->v, &holds);
	en->v[en->cell] = was;
	if (rest.kind != V_INT || rest.n < 0)
		return 1;
	entry_put(en, value_print(en->arena, type_of(en, en->cell), &rest, STYLE_DATA));
	return 0;
}

const struct finding *
entry_finding(const struct entry *en, int cell)
{
	const struct finding *worst = NULL;
	int i;

	for (i = 0; i < en->found.n; i++)
		if (en->found.f[i].cell == cell && (!worst || en->found.f[i].level < worst->level))
			worst = &en->found.f[i];
	return worst;
}

/* The first cell that holds what a record of nothing has no place for, -1 none. */
static int
filled_cell(const struct entry *en)
{
	int i;

	for (i = 0; i < en->form->ncells; i++)
		if (check_nil_over(en->form, en->form->cell[i].field) &&
		    (en->v[i].kind != V_BLANK || en->bad[i]))
			return i;
	return -1;
}

const char *
entry_nil(struct entry *en)
{
	const struct field *nil = en->form->nil;
	bool on = check_nil(en->form, en->v);
	int filled;

	if (!nil)
		return _("This form cannot say that nothing occurred");
	(void)entry_leave(en);
	filled = on ? -1 : filled_cell(en);
	if (filled >= 0)
		return arena_printf(en->arena, _("%s is filled in: empty it first, or drop all with F8"),
		    check_label(en->arena, en->form, filled));
	en->v[nil->cell] = (struct value){ on ? V_BLANK : V_INT, 1, NULL };
	en->how[nil->cell] = on ? HOW_CLEARED : HOW_TYPED;
	entry_changed(en);
	entry_fill(en);
	entry_start(en);
	return NULL;
}
