/* SPDX-License-Identifier: MIT */
/*
 * exprlex: the letters of an expression to tokens, and the sentence that names a
 * place in them.  Invariant: p->pos never passes the closing NUL of the source.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/exprtree.h"
#include "core/text.h"

/* Bytes of at most max letters of s. */
static size_t
letters(const char *s, int max)
{
	const char *q = s;

	while (*q && max-- > 0)
		text_next(&q);
	return (size_t)(q - s);
}

int
xp_fail(struct xparse *p, int at, const char *fmt, ...)
{
	char what[400];
	const char *s = p->src + at, *q;
	va_list ap;
	int col = 1;

	if (p->failed)
		return -1;
	p->failed = true;
	va_start(ap, fmt);
	vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	for (q = p->src; q < s; col++)
		text_next(&q);
	if (!*s)
		return err_set(p->e, E_INPUT, _("%s (at the end of \"%s\")"), what,
		    text_show(p->a, arena_dup(p->a, p->src, letters(p->src, 60))));
	return err_set(p->e, E_INPUT, _("%s (character %d, \"%s\")"), what, col,
	    text_show(p->a, arena_dup(p->a, s, letters(s, 24))));
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
is_name(char c)
{
	return is_letter(c) || is_digit(c);
}

static size_t
digits(const char *s)
{
	size_t n = 0;

	while (is_digit(s[n]))
		n++;
	return n;
}

/* A name with its parts: "age", "age.A12", "target.*.total". */
static void
lex_name(struct xparse *p)
{
	const char *s = p->src + p->at, *q = s;

	do {
		if (*q == '.')
			q++;
		if (*q == '*') {
			q++;
			continue;
		}
		while (is_name(*q))
			q++;
	} while (*q == '.' && (is_name(q[1]) || (q[1] == '*' && q[2] == '.')));
	p->tok = TK_NAME;
	p->s = arena_dup(p->a, s, (size_t)(q - s));
	p->pos = p->at + (int)(q - s);
}

/* The number that n digits are. */
static int64_t
number_of(const char *s, size_t n)
{
	int64_t x = 0;

	while (n--)
		x = x * 10 + (*s++ - '0');
	return x;
}

/* 2021-11-23 and 07:30: 1 taken, 0 it is another thing, -1 failed. */
static int
lex_moment(struct xparse *p)
{
	const char *s = p->src + p->at;
	size_t n = digits(s);

	if (n == 4 && s[4] == '-' && digits(s + 5) == 2 && s[7] == '-' && digits(s + 8) == 2) {
		p->n = date_parse(s, 10);
		p->type = ET_DATE;
		p->pos = p->at + 10;
		if (p->n == DATE_NONE)
			return xp_fail(p, p->at, _("there is no such date"));
		return 1;
	}
	if (n >= 1 && n <= 2 && s[n] == ':' && digits(s + n + 1) == 2) {
		int64_t h = number_of(s, n), m = number_of(s + n + 1, 2);

		p->n = h * 60 + m;
		p->type = ET_TIME;
		p->pos = p->at + (int)n + 3;
		if (h > 23 || m > 59)
			return xp_fail(p, p->at, _("there is no such time of day"));
		return 1;
	}
	return 0;
}

static void
lex_number(struct xparse *p)
{
	const char *s = p->src + p->at;
	size_t n = digits(s), f = 0, i;
	int what = lex_moment(p);

	p->tok = TK_CONST;
	if (what == 0) {
		p->type = ET_NUM;
		if (s[n] == '.')
			f = digits(s + n + 1);
		if (n > 15 || f > 3 || (s[n] == '.' && f == 0))
			(void)xp_fail(p, p->at, _("a number has at most 15 digits and 3 decimals"));
		if (p->failed)
			return;
		p->n = number_of(s, n);
		for (i = 1; i <= 3; i++)
			p->n = p->n * 10 + (i <= f ? s[n + i] - '0' : 0);
		p->pos = p->at + (int)(f ? n + 1 + f : n);
	}
	if (!p->failed && is_name(p->src[p->pos]))
		(void)xp_fail(p, p->at, _("a name does not begin with a digit"));
}

static void
lex_text(struct xparse *p)
{
	const char *s = p->src + p->at, *q = strchr(s + 1, *s);

	if (!q) {
		(void)xp_fail(p, p->at, _("the text has no closing quote"));
		return;
	}
	p->tok = TK_TEXT;
	p->s = arena_dup(p->a, s + 1, (size_t)(q - s - 1));
	p->pos = p->at + (int)(q - s) + 1;
}

void
xp_lex(struct xparse *p)
{
	const char *s;

	if (p->failed)
		return;
	while (p->src[p->pos] && strchr(" \t\n", p->src[p->pos]))
		p->pos++;
	p->at = p->pos;
	s = p->src + p->at;
	if (!*s) {
		p->tok = TK_END;
	} else if (is_letter(*s)) {
		lex_name(p);
	} else if (is_digit(*s)) {
		lex_number(p);
	} else if (*s == '\'' || *s == '"') {
		lex_text(p);
	} else if (strchr("+-*/%(),=<>!", *s)) {
		bool two = (strchr("<>!", *s) && s[1] == '=') || (*s == '<' && s[1] == '>');

		snprintf(p->op, sizeof p->op, "%.*s", two ? 2 : 1, s);
		p->tok = TK_OP;
		p->pos = p->at + (two ? 2 : 1);
	} else {
		(void)xp_fail(p, p->at, _("this sign has no meaning here"));
	}
}
