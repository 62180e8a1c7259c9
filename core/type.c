/* SPDX-License-Identifier: MIT */
/*
 * type: one row per field type.  Every reader gets text without blanks at its
 * ends that is not empty and not a state of its own; every writer gets a value
 * of the kind the row holds.  A number outside a type's range (only damage brings
 * one) is written as plain digits.
 */
#include <string.h>
#include <utf8proc.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/text.h"
#include "core/value.h"

enum { DIGITS_MAX = 15, MINUTES = 24 * 60, QUOTE_COLS = 40 };

/* s for a sentence: harmless, and not longer than a part of a line. */
static const char *
quoted(struct arena *a, const char *s)
{
	const char *shown = text_show(a, s);
	size_t n = text_cut(shown, QUOTE_COLS);

	return shown[n] ? arena_printf(a, "%.*s...", (int)n, shown) : shown;
}

/* Digits, in groups of three with one sort of '.' or blank between where there are groups. */
static bool
read_number(const char *s, bool sign, int64_t *out)
{
	bool minus = sign && *s == '-';
	int total = 0, group = 0;
	int64_t v = 0;
	char sep = 0;

	for (s += minus; *s; s++) {
		if (*s >= '0' && *s <= '9') {
			v = v * 10 + (*s - '0');
			group++;
			if (++total > DIGITS_MAX)
				return false;
			continue;
		}
		if ((*s != '.' && *s != ' ') || (sep ? *s != sep || group != 3 : group < 1 || group > 3))
			return false;
		sep = *s;
		group = 0;
	}
	*out = minus ? -v : v;
	return group > 0 && (!sep || group == 3);
}

static int
give(struct value *out, int64_t n)
{
	out->kind = V_INT;
	out->n = n;
	return 0;
}

static int
parse_text(struct arena *a, const char *s, int32_t near, struct value *out, struct err *e)
{
	(void)near;
	if (text_clean(a, s, strlen(s), TEXT_LINE, &out->s, e))
		return -1;
	out->kind = *out->s ? V_TEXT : V_BLANK;
	return 0;
}

static int
parse_memo(struct arena *a, const char *s, int32_t near, struct value *out, struct err *e)
{
	(void)near;
	if (text_clean(a, s, strlen(s), TEXT_MEMO, &out->s, e))
		return -1;
	out->kind = *out->s ? V_TEXT : V_BLANK;
	return 0;
}

static int
parse_count(struct arena *a, const char *s, int32_t near, struct value *out, struct err *e)
{
	(void)near;
	if (read_number(s, false, &out->n))
		return give(out, out->n);
	return err_set(e, E_INPUT, _("\"%s\" is not a count; type a whole number such as 1495, "
	    "- for none occurred, or ? for not known yet"), quoted(a, s));
}

static int
parse_int(struct arena *a, const char *s, int32_t near, struct value *out, struct err *e)
{
	(void)near;
	if (read_number(s, true, &out->n))
		return give(out, out->n);
	return err_set(e, E_INPUT, _("\"%s\" is not a whole number; type digits, such as 1495"),
	    quoted(a, s));
}

static int
parse_date(struct arena *a, const char *s, int32_t near, struct value *out, struct err *e)
{
	int32_t day = date_parse_keyed(s, near);

	if (day != DATE_NONE)
		return give(out, day);
	return err_set(e, E_INPUT, _("\"%s\" is not a date; type day, month and year, "
	    "such as 23/11/2021"), quoted(a, s));
}

static int
parse_time(struct arena *a, const char *s, int32_t near, struct value *out, struct err *e)
{
	int minutes = time_parse(s);

	(void)near;
	if (minutes >= 0)
		return give(out, minutes);
	return err_set(e, E_INPUT, _("\"%s\" is not a time of day; type hours and minutes, "
	    "such as 07:30"), quoted(a, s));
}

/* Small letters of s in at most size bytes; "" when they do not fit. */
static void
lower(const char *s, char *out, size_t size)
{
	size_t n = 0;
	uint32_t c;

	while ((c = text_next(&s)) && n + 5 <= size)
		n += text_put(out + n, (uint32_t)utf8proc_tolower((utf8proc_int32_t)c));
	out[c ? 0 : n] = '\0';
}

static int
parse_bool(struct arena *a, const char *s, int32_t near, struct value *out, struct err *e)
{
	static const char *const words[2][8] = {
		{ "0", "k", "n", "false", "khong", "không", "no" },
		{ "1", "c", "y", "true", "co", "có", "yes", "x" },
	};
	const char *clean;
	char word[24];
	int i, j;

	(void)near;
	if (text_clean(a, s, strlen(s), TEXT_LINE, &clean, e))
		return -1;
	lower(clean, word, sizeof word);
	for (i = 0; i < 2; i++)
		for (j = 0; j < 8 && words[i][j]; j++)
			if (strcmp(words[i][j], word) == 0)
				return give(out, i);
	return err_set(e, E_INPUT, _("\"%s\" is neither yes nor no; type c for yes or k for no"),
	    quoted(a, s));
}

/* n in decimal, with '.' between groups of three where grouped. */
static const char *
digits_of(struct arena *a, int64_t n, bool grouped)
{
	char out[32], *p = out + sizeof out;
	uint64_t v = n < 0 ? -(uint64_t)n : (uint64_t)n;
	int i = 0;

	do {
		if (grouped && i > 0 && i % 3 == 0)
			*--p = '.';
		*--p = (char)('0' + v % 10);
		i++;
	} while ((v /= 10));
	if (n < 0)
		*--p = '-';
	return arena_dup(a, p, (size_t)(out + sizeof out - p));
}

static const char *
print_number(struct arena *a, const struct value *v, enum style style)
{
	return digits_of(a, v->n, style == STYLE_PEOPLE);
}

/* Years are integers too: four digits stay together. */
static const char *
print_integer(struct arena *a, const struct value *v, enum style style)
{
	return digits_of(a, v->n, style == STYLE_PEOPLE && (v->n > 9999 || v->n < -9999));
}

static const char *
print_date(struct arena *a, const struct value *v, enum style style)
{
	char out[11];

	if (v->n < date_of(1900, 1, 1) || v->n > date_of(2199, 12, 31))
		return digits_of(a, v->n, false);
	if (style == STYLE_PEOPLE)
		date_local((int32_t)v->n, out);
	else
		date_iso((int32_t)v->n, out);
	return arena_dup(a, out, 10);
}

static const char *
print_time(struct arena *a, const struct value *v, enum style style)
{
	char out[6];

	(void)style;
	if (v->n < 0 || v->n >= MINUTES)
		return digits_of(a, v->n, false);
	time_text((int)v->n, out);
	return arena_dup(a, out, 5);
}

static const char *
print_bool(struct arena *a, const struct value *v, enum style style)
{
	static const char *const words[2][LANG_N] = { { "không", "no" }, { "có", "yes" } };

	if (v->n != 0 && v->n != 1)
		return digits_of(a, v->n, false);
	return style == STYLE_PEOPLE ? lang_pick(words[v->n]) : v->n ? "true" : "false";
}

enum ftype
type_find(const char *name)
{
	int t;

	for (t = 0; t < T_N; t++)
		if (strcmp(types[t].name, name) == 0)
			break;
	return (enum ftype)t;
}

const struct type types[T_N] = {
	/*             name       holds  numeric spoken width parse        print */
	[T_TEXT]  = { "text",    V_TEXT, false, false, 30, parse_text,  print_number },
	[T_MEMO]  = { "memo",    V_TEXT, false, false, 60, parse_memo,  print_number },
	[T_COUNT] = { "count",   V_INT,  true,  true,   6, parse_count, print_number },
	[T_INT]   = { "integer", V_INT,  true,  false, 10, parse_int,   print_integer },
	[T_MONEY] = { "money",   V_INT,  true,  false, 17, parse_int,   print_number },
	[T_DATE]  = { "date",    V_INT,  false, false, 10, parse_date,  print_date },
	[T_TIME]  = { "time",    V_INT,  false, false,  5, parse_time,  print_time },
	[T_BOOL]  = { "yesno",   V_INT,  false, false,  5, parse_bool,  print_bool },
	[T_CODE]  = { "code",    V_TEXT, false, false, 12, parse_text,  print_number },
	[T_LINK]  = { "link",    V_TEXT, false, false, 16, parse_text,  print_number },
	[T_UNIT]  = { "unit",    V_TEXT, false, false, 16, parse_text,  print_number },
};
