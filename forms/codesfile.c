/* SPDX-License-Identifier: MIT */
/*
 * codesfile: 'CODE|label vi|label en|from|to|column|...' to struct code.  A code may
 * stand in several rows when their days do not overlap: its meaning changed.
 */
#include "forms/codesfile.h"

#include <string.h>

#include "core/date.h"

enum { P_CODE, P_VI, P_EN, P_FROM, P_TO, P_FIRST, COLUMNS_MAX = 24, LIST_TITLE = 60 };

int
row_split(struct arena *a, const char *row, const char **out, int max)
{
	int n = 0, i;
	size_t len;

	for (;; row += len + 1) {
		len = strcspn(row, "|");
		if (n < max)
			out[n] = arena_dup(a, row, len);
		n++;
		if (!row[len] || n > max)
			break;
	}
	for (i = n; i < max; i++)
		out[i] = "";
	return n;
}

int32_t
row_day(struct gather *g, int line, const char *s)
{
	int32_t day = *s ? date_parse(s, strlen(s)) : DATE_NONE;

	if (*s && day == DATE_NONE)
		gather_error(g, line, NULL, _("\"%s\" is not a date such as 2021-11-23"), s);
	return day;
}

static bool
is_code(const char *s)
{
	return s[0] &&
	    strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") ==
	    strlen(s) &&
	    strlen(s) < ID_MAX;
}

/* True when two spans of days have a day in common. */
static bool
overlap(const struct code *x, const struct code *y)
{
	return (x->to == DATE_NONE || y->from == DATE_NONE || y->from <= x->to) &&
	    (y->to == DATE_NONE || x->from == DATE_NONE || x->from <= y->to);
}

static void
check_code(struct gather *g, const struct codes *c, const struct code *k, int line)
{
	int i;

	if (!is_code(k->code))
		gather_error(g, line, NULL,
		    _("\"%s\" is not a code: letters, digits and _, at most 31"), k->code);
	if (!*k->label[LANG_VI])
		gather_error(g, line, k->code, _("the code has no label"));
	if (k->from != DATE_NONE && k->to != DATE_NONE && k->to < k->from)
		gather_error(g, line, k->code, _("its last day stands before its first"));
	for (i = 0; i < c->ncodes; i++)
		if (strcmp(c->code[i].code, k->code) == 0 && overlap(&c->code[i], k)) {
			gather_error(
			    g, line, k->code, _("the code stands here twice for the same days"));
			break;
		}
}

static void
read_row(struct build *b, struct source *src, struct codes *c, const char *row, int line)
{
	const char *part[P_FIRST + COLUMNS_MAX];
	struct code *k = &c->code[c->ncodes];
	int i, n = row_split(b->a, row, part, P_FIRST + COLUMNS_MAX);

	if (n > P_FIRST + c->ncolumns) {
		gather_error(&src->g, line, NULL,
		    _("the row has more parts than code|label|label "
		      "en|from|to and the columns of the list"));
		return;
	}
	k->code = part[P_CODE];
	k->label[LANG_VI] = attr_text(&src->g, line, k->code, part[P_VI]);
	k->label[LANG_EN] = attr_text(&src->g, line, k->code, part[P_EN]);
	k->from = row_day(&src->g, line, part[P_FROM]);
	k->to = row_day(&src->g, line, part[P_TO]);
	k->column = arena_alloc(b->a, (size_t)c->ncolumns * sizeof *k->column + 1);
	for (i = 0; i < c->ncolumns; i++)
		k->column[i] = attr_text(&src->g, line, k->code, part[P_FIRST + i]);
	check_code(&src->g, c, k, line);
	c->ncodes++;
}

static void
read_columns(struct source *src, struct codes *c, const struct item *it)
{
	int i;

	c->ncolumns = it->nvalues < COLUMNS_MAX ? it->nvalues : COLUMNS_MAX;
	c->columns = it->value;
	if (it->nvalues > COLUMNS_MAX)
		gather_error(
		    &src->g, it->line, NULL, _("a list has at most %d columns"), COLUMNS_MAX);
	for (i = 0; i < c->ncolumns; i++)
		if (!attr_is_id(c->columns[i]))
			gather_error(&src->g, it->value_line[i], NULL,
			    _("\"%s\" is not a name: small letters, "
			      "digits and _, at most 31, a letter first"),
			    c->columns[i]);
}

struct codes *
codes_build(struct build *b, struct source *src)
{
	struct codes *c = arena_alloc(b->a, sizeof *c);
	struct target t = { b, &src->g, src->top, &codes_grammar, c, NULL, NULL };
	const struct item *columns = sect_item(src->top, "columns"),
			  *rows = sect_item(src->top, "rows");
	int i;

	c->id = src->top->title;
	attr_read(&t, PASS_ALONE);
	if (columns && columns->list)
		read_columns(src, c, columns);
	if (!rows || !rows->list)
		return c;
	c->code = arena_alloc(b->a, (size_t)rows->nvalues * sizeof *c->code + 1);
	for (i = 0; i < rows->nvalues; i++)
		read_row(b, src, c, rows->value[i], rows->value_line[i]);
	if (c->ncodes == 0)
		gather_error(&src->g, rows->line, NULL, _("the list has no rows"));
	return c;
}

#define AT(member) offsetof(struct codes, member)

static const struct attr attrs[] = {
	{ "version", A_INT, A_MUST, AT(version), 1, 9999, NULL, "a new number with every change" },
	{ "title", A_TEXT, A_MUST, AT(title[LANG_VI]), 0, LIST_TITLE, NULL,
	    "its name, in Vietnamese" },
	{ "title-en", A_TEXT, A_MAY, AT(title[LANG_EN]), 0, LIST_TITLE, NULL,
	    "its name in English" },
	{ "columns", A_TEXTS, A_MAY, 0, 0, 0, NULL, "names of the columns behind the days" },
	{ "rows", A_TEXTS, A_MUST, 0, 0, 0, NULL, "'CODE|label|label en|from|to|column|...'" },
};

const struct grammar codes_grammar = { "codes", attrs, sizeof attrs / sizeof *attrs, NULL, 0, 0 };
