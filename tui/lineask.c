/* SPDX-License-Identifier: MIT */
/*
 * lineask: the questions of entry by line.  Invariant: an empty answer goes back and
 * changes nothing, as leaving a popup does on the screens.
 */
#include "tui/linepart.h"

#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"
#include "tui/handask.h"

enum { PAGE = 15, SENTENCE = 3 };

const char *
line_words(struct line *l, const char *text)
{
	char words[EDIT_MAX * 4 + 1];
	struct edit e;
	const char *p;
	uint32_t c;

	for (p = text; (c = text_next(&p)) != 0;)
		if (typing_heard(&l->typing, c))
			talk_say(&l->t, "%s", _("Your computer types Vietnamese itself: ours is off, ~ turns it on"));
	edit_start(&e, "", EDIT_MAX, 1);
	e.ime = &l->typing.how;
	for (p = text; (c = text_next(&p)) != 0;)
		if (edit_key(&e, &(struct event){ .key = K_CHAR, .c = c }) != 1)
			return text; /* too long for the line editor: as it was typed */
	(void)edit_end(&e);
	(void)edit_text(&e, words, sizeof words);
	return arena_strdup(l->en->arena, words);
}

/* Reads the list of the current cell and what query finds in it. */
static int
search(struct line *l, const char *query)
{
	const struct field *f = l->form->cell[l->en->cell].field;
	struct err e;

	arena_reset(l->a);
	l->listed = l->en->cell;
	l->nhits = l->shown = 0;
	if (choice_list(l->a, l->b, f, entry_day(l->en), &l->list, &e) != 0) {
		talk_say(&l->t, "! %s", e.text);
		return 0;
	}
	l->hit = arena_alloc(l->a, ((size_t)l->list.n + 1) * sizeof *l->hit);
	l->nhits = choice_find(l->a, &l->list, query, l->hit, l->list.n);
	return l->nhits;
}

/* A page of what was found. */
static void
say_page(struct line *l)
{
	int end;

	for (end = l->shown + PAGE; l->shown < l->nhits && l->shown < end; l->shown++) {
		const struct chosen *h = &l->hit[l->shown];
		const struct choice *c = &l->list.item[h->index];

		talk_say(&l->t, "%3d %s%s%s%s%s%s%s%s", l->shown + 1, l->list.ids ? "" : c->value,
		    *c->label && !l->list.ids ? "  " : "", c->label, *c->extra ? "  " : "",
		    c->extra, h->why ? "  [" : "", h->why ? h->why : "", h->why ? "]" : "");
	}
	if (l->shown < l->nhits)
		talk_say(&l->t, _("%d more: ? shows them"), l->nhits - l->shown);
}

int
line_like(struct line *l, const char *query)
{
	if (search(l, query) > 0)
		say_page(l);
	return l->nhits;
}

void
line_list(struct line *l, const char *query)
{
	const struct field *f = l->form->cell[l->en->cell].field;

	if (f->type != T_CODE && f->type != T_LINK && f->type != T_UNIT)
		talk_say(&l->t, _("%s has no list: type the value"), lang_pick(f->label));
	else if ((!*query && l->listed == l->en->cell && l->shown < l->nhits) ||
	    search(l, query) > 0)
		say_page(l);
	else
		talk_say(&l->t, "%s",
		    l->list.n ? _("Nothing in the list is like that; change what is typed")
			      : _("The list is empty so far: type the name"));
}

const char *
line_pick(struct line *l, const char *text)
{
	long n = strtol(text, NULL, 10);

	if (l->listed != l->en->cell || text[strspn(text, "0123456789")] || n < 1 || n > l->shown ||
	    strlen(text) > 4 || choice_of(&l->list, text))
		return text;
	return l->list.item[l->hit[n - 1].index].value;
}

/* An answer to a question of ours; NULL: none is given. */
static const char *
answer(struct line *l, const char *prompt)
{
	const char *text = talk_ask(&l->t, prompt);

	l->left = text && strcmp(text, "q") == 0;
	return text && *text && !l->left ? text : NULL;
}

const char *
line_choose(struct line *l, const char *question, const struct codes *c)
{
	struct arena *a = l->en->arena;
	const char *prompt = question, *text;
	const struct code *found;
	int i;

	for (i = 0; i < c->ncodes; i++)
		prompt = arena_printf(a, "%s%s%s %s", prompt, i ? ", " : " ", c->code[i].code,
		    lang_pick(c->code[i].label));
	prompt = arena_printf(a, "%s: ", prompt);
	while ((text = answer(l, prompt)) != NULL) {
		found = choice_code(c, text, strlen(text));
		if (found)
			return found->code;
		talk_say(&l->t, "%s", _("Type one of the letters shown; Enter alone goes back"));
	}
	return NULL;
}

static void
say_reasons(struct line *l, const struct codes *reasons)
{
	int i;

	for (i = 0; reasons && i < reasons->ncodes; i++)
		talk_say(
		    &l->t, "  %s  %s", reasons->code[i].code, lang_pick(reasons->code[i].label));
}

static int
letters_of(const char *s)
{
	int n = 0;

	while (text_next(&s))
		n++;
	return n;
}

bool
line_reason(struct line *l, const struct finding *w)
{
	const char *text, *reason;

	talk_say(&l->t, _("Note: %s"), w->text);
	say_reasons(l, w->reasons);
	while ((text = answer(l, arena_printf(l->en->arena, "%s ", _("Reason:")))) != NULL) {
		reason = w->reasons                ? choice_reason(l->en->arena, w->reasons, text)
		    : letters_of(text) >= SENTENCE || (*text && strcmp(w->rule, "paper") == 0) ? text
						   : NULL;
		if (reason) {
			entry_answer(l->en, w->rule, reason);
			return true;
		}
		talk_say(&l->t, "%s",
		    w->reasons ? _("Type the code of a reason, then more words if you like; Enter "
				   "alone goes back")
			       : _("Type why in a few words; Enter alone goes back"));
	}
	if (!l->t.end)
		talk_say(&l->t, "%s", _("Not saved: the warning needs a reason"));
	return false;
}

/* The record as the book has it. */
static void
view(struct line *l, rid id)
{
	struct arena *a = l->en->arena;
	struct err e;
	struct record *r = book_get(l->b, a, id, &e);

	if (r)
		line_say(l, line_summary(l, l->form, book_values(a, r, l->form)));
	else
		talk_say(&l->t, "%s", e.text);
}

int
line_same(struct line *l, rid same)
{
	struct entry *en = l->en;
	const char *question = arena_printf(
		       en->arena, _("This record exists already (%s):"), line_number(l, same)),
		   *answer;
	struct err e;

	while ((answer = line_choose(l, question, &same_choice)) != NULL && *answer == 'x')
		view(l, same);
	if (!answer)
		return 0;
	if (*answer == 't')
		entry_answer(en, "key", lang_pick(same_choice.code[2].label));
	else if (entry_drop(en, &e) != 0 || entry_load(en, same, &e) != 0)
		talk_say(&l->t, "%s", e.text);
	return *answer;
}

bool
line_again(struct line *l, int cell)
{
	const struct field *f = l->form->cell[cell].field;
	struct entry *en = l->en;
	const char *text = talk_ask(&l->t,
	    arena_printf(en->arena,
		"%s: ", arena_printf(en->arena, _("%s, once more"), lang_pick(f->label))));
	struct value again;
	struct err e;

	if (text && value_parse(en->arena, f->type, text, date_today(), &again, &e) == 0 &&
	    value_equal(&again, &en->v[cell]))
		return true;
	if (text)
		talk_say(&l->t, _("%s: %s the first time, %s the second; look at the paper"),
		    lang_pick(f->label), entry_text(en, cell), text);
	entry_goto(en, cell);
	entry_put(en, entry_text(en, cell)); /* asked again when it is left again */
	return false;
}

/* Rows of a table, or (NULL) the fields, as things to choose from by code or label. */
static void
names_in(struct line *l, const struct field *table, struct choices *c)
{
	int i, n = table ? table->rows->ncodes : l->form->nfields - (l->form->nil != NULL);
	struct choice *item = arena_alloc(l->t.a, ((size_t)n + 1) * sizeof *item);

	*c = (struct choices){ .n = n, .item = item, .closed = true };
	for (i = 0; i < n; i++)
		item[i] = table ? (struct choice){ .value = table->rows->code[i].code,
			.label = lang_pick(table->rows->code[i].label), .extra = "" }
				: (struct choice){ .value = l->form->field[i].id,
					  .label = lang_pick(l->form->field[i].label), .extra = "" };
}

static int
row_cell(struct line *l, const struct field *table, const char *text)
{
	struct choices c;
	int i, row;

	names_in(l, table, &c);
	row = choice_resolve(l->t.a, &c, text);
	for (i = table->cell; row >= 0 && i < table->cell + table->ncells; i++)
		if (l->form->cell[i].row == &table->rows->code[row])
			return i;
	return -1;
}

int
line_find_cell(struct line *l, const char *text)
{
	const struct field *here = l->form->cell[l->en->cell].field;
	struct choices c;
	int i, cell = here->rows ? row_cell(l, here, text) : -1;

	if (cell >= 0)
		return cell;
	names_in(l, NULL, &c);
	i = choice_resolve(l->t.a, &c, text); /* "_nil" comes last and is not among them */
	if (i >= 0)
		return l->form->field[i].cell;
	for (i = 0; i < l->form->nfields && cell < 0; i++)
		if (l->form->field[i].rows)
			cell = row_cell(l, &l->form->field[i], text);
	return cell;
}
