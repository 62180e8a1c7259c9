/* SPDX-License-Identifier: MIT */
/*
 * safe: whether what the program wrote can harm who reads it.  Knows nothing of the program's
 * own text policy: its decoder and its tables are its own, so that one mistake is not made twice.
 *
 *	safe KIND FILE...
 *
 * KIND: text, pages (form feeds too), csv, json, html, roff, name (a line a file name).
 * Exit: 0 all harmless; 1 and a line for the first harm of each file.
 */
#include <ctype.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
	const char *name;
	char *s;
	size_t n;
};

static const struct { uint32_t from, to; } harmful[] = {
	{ 0x00, 0x09 }, { 0x0B, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x34F, 0x34F }, { 0x61C, 0x61C },
	{ 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F }, { 0x200B, 0x200F }, { 0x2028, 0x202E },
	{ 0x2060, 0x206F }, { 0x3164, 0x3164 }, { 0xD800, 0xF8FF }, { 0xFDD0, 0xFDEF }, { 0xFE00, 0xFE0F },
	{ 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB }, { 0xFFFE, 0xFFFF }, { 0x1FFFE, 0x1FFFF },
	{ 0xE0000, 0x10FFFF },
}, marks[] = {
	{ 0x300, 0x36F }, { 0x483, 0x489 }, { 0x591, 0x5BD }, { 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF },
	{ 0x20D0, 0x20FF }, { 0xFE20, 0xFE2F },
};

static int
harm(const struct file *f, size_t at, const char *what, unsigned long c)
{
	printf("%s: byte %zu: %s %lX: %.60s\n", f->name, at, what, c, f->s + (at < 20 ? 0 : at - 20));
	return 1;
}

/* Bytes of the letter at s of n bytes, 0 for none. */
static size_t
letter(const unsigned char *s, size_t n, uint32_t *c)
{
	size_t len = *s < 0x80 ? 1 : *s >> 5 == 6 ? 2 : *s >> 4 == 14 ? 3 : *s >> 3 == 30 ? 4 : 0, i;

	*c = len == 1 ? *s : *s & (0x7Fu >> len);
	for (i = 1; i < len && i < n; i++)
		*c = s[i] >> 6 == 2 ? *c << 6 | (s[i] & 63) : 0xFFFFFFFF;
	if (len > n || *c > 0x10FFFF || (len > 1 && *c < 0x80) || (len > 2 && *c < 0x800) ||
	    (len > 3 && *c < 0x10000))
		return 0;
	return len;
}

/* What no output may hold; allow: controls of its format. */
static int
letters(const struct file *f, size_t from, const char *allow)
{
	size_t i, k, len;
	int run = 0;
	bool mark;
	uint32_t c;

	for (i = from; i < f->n; i += len) {
		len = letter((const unsigned char *)f->s + i, f->n - i, &c);
		if (!len)
			return harm(f, i, "no UTF-8", (unsigned char)f->s[i]);
		if (c && c < 0x80 && strchr(allow, (int)c))
			continue;
		for (k = 0; k < sizeof harmful / sizeof *harmful; k++)
			if (c >= harmful[k].from && c <= harmful[k].to)
				return harm(f, i, "letter", c);
		for (mark = false, k = 0; k < sizeof marks / sizeof *marks; k++)
			mark |= c >= marks[k].from && c <= marks[k].to;
		run = mark ? run + 1 : 0;
		if (run > 4)
			return harm(f, i, "marks in a row", c);
	}
	return 0;
}

static int
check_text(const struct file *f)
{
	return letters(f, 0, "");
}

static int
check_pages(const struct file *f)
{
	return letters(f, 0, "\f");
}

/* A line of a cell that a spreadsheet would compute; a number is none. */
static bool
formula(const char *s, size_t n, bool whole)
{
	size_t i = 0, k;

	while (i < n && (s[i] == ' ' || (n - i > 1 && memcmp(s + i, "\xC2\xA0", 2) == 0)))
		i += s[i] == ' ' ? 1 : 2;
	if (i == n || !strchr("=+-@\t\r", s[i]))
		return false;
	k = whole && i == 0 && *s == '-' ? 1 : n;
	while (k < n && isdigit((unsigned char)s[k]))
		k++;
	return !(whole && n > 1 && i == 0 && *s == '-' && k == n);
}

/* Each line of the n bytes of a cell. */
static bool
formulas(const char *s, size_t n)
{
	const char *nl = memchr(s, '\n', n);

	if (!nl)
		return formula(s, n, true);
	for (; nl; s = nl + 1, nl = n ? memchr(s, '\n', n) : NULL) {
		if (formula(s, (size_t)(nl - s), false))
			return true;
		n -= (size_t)(nl - s) + 1;
	}
	return formula(s, n, false);
}

static int
check_csv(const struct file *f)
{
	size_t i = f->n > 3 && memcmp(f->s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, cells = 0, want = 0, k;
	char *cell = malloc(f->n + 1);
	int bad = letters(f, i, "\r");

	while (!bad && cell && i < f->n) {
		bool quoted = f->s[i] == '"';

		for (k = 0, i += quoted; i < f->n; i++) {
			if (quoted && f->s[i] == '"' && f->s[++i] != '"')
				break;
			if (!quoted && strchr(",\r\n", f->s[i]))
				break;
			if (!quoted && f->s[i] == '"')
				bad = harm(f, i, "stray quote", 0);
			cell[k++] = f->s[i];
		}
		if (formulas(cell, k))
			bad = harm(f, i, "formula", 0);
		cells++;
		if (f->s[i] == ',')
			i++;
		else if (f->s[i] == '\r' && f->s[i + 1] == '\n') {
			want = want ? want : cells;
			bad |= cells != want ? harm(f, i, "cells", cells) : 0;
			cells = 0;
			i += 2;
		} else
			bad = harm(f, i, "no end of a cell", (unsigned char)f->s[i]);
	}
	free(cell);
	return bad;
}

/* Texts inside a value; a line feed may be there. */
static int
in_json(const struct file *f, json_t *j)
{
	struct file text = { .name = f->name };
	const char *key;
	json_t *v;
	size_t i;
	int bad = 0;

	if (json_is_string(j)) {
		text.n = json_string_length(j);
		text.s = (char *)(uintptr_t)json_string_value(j);
		return letters(&text, 0, "");
	}
	json_array_foreach(j, i, v)
		bad |= in_json(f, v);
	json_object_foreach(j, key, v)
		bad |= in_json(f, v);
	return bad;
}

static int
check_json(const struct file *f)
{
	const char *s = f->s, *nl;
	int bad = letters(f, 0, "");
	json_error_t why;
	json_t *j;

	for (; !bad && *s; s = nl + 1) {
		nl = strchr(s, '\n');
		j = nl ? json_loadb(s, (size_t)(nl - s), JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why) : NULL;
		if (!j)
			return harm(f, (size_t)(s - f->s), nl ? why.text : "no line end", 0);
		bad = in_json(f, j);
		json_decref(j);
	}
	return bad;
}

static bool
one_of(const char *list, const char *s, size_t n)
{
	const char *p;

	for (p = list; *p; p += strcspn(p, " ") + (p[strcspn(p, " ")] == ' '))
		if (strcspn(p, " ") == n && memcmp(p, s, n) == 0)
			return true;
	return false;
}

/* A tag at s behind its '<'; the length up to its '>', 0 when it is none of ours. */
static size_t
tag(const char *s, const char **name, size_t *n)
{
	static const char ours[] = "html head meta title style body p h1 table thead tbody tr th td div svg rect "
	    "text b i br";
	static const char attrs[] = "lang charset class colspan xmlns viewBox font-size x y text-anchor width "
	    "height fill";
	const char *p = s + (*s == '/');

	*name = p;
	*n = strspn(p, "abcdefghijklmnopqrstuvwxyz1");
	if (!one_of(ours, p, *n))
		return 0;
	for (p += *n; *p == ' ';) {
		size_t len = strcspn(++p, "= >");

		if (*s == '/' || !one_of(attrs, p, len) || p[len] != '=' || p[len + 1] != '"')
			return 0;
		p += len + 2;
		p += strcspn(p, "\"<>&");
		if (*p++ != '"')
			return 0;
	}
	p += *p == '/';
	return *p == '>' ? (size_t)(p - s) : 0;
}

static int
check_html(const struct file *f)
{
	static const char start[] = "<!DOCTYPE html>\n";
	struct { const char *s; size_t n; } open[64];
	size_t i = sizeof start - 1, len, n;
	const char *name;
	int depth = 0, bad = letters(f, 0, "");

	if (strncmp(f->s, start, i) != 0)
		return harm(f, 0, "no DOCTYPE", 0);
	for (; !bad && i < f->n; i++) {
		if (f->s[i] == '&' && !one_of("amp lt gt quot", f->s + i + 1, strcspn(f->s + i + 1, ";")))
			bad = harm(f, i, "bare &", 0);
		if (f->s[i] == '>')
			bad = harm(f, i, "bare >", 0);
		if (f->s[i] != '<')
			continue;
		len = tag(f->s + i + 1, &name, &n);
		if (!len)
			return harm(f, i, "tag", 0);
		if (f->s[i + 1] == '/') {
			if (!depth || open[depth - 1].n != n || memcmp(open[depth - 1].s, name, n) != 0)
				bad = harm(f, i, "end tag", 0);
			depth--;
		} else if (!one_of("meta br rect", name, n)) {
			if (depth == 64)
				return harm(f, i, "depth", 0);
			open[depth].s = name;
			open[depth++].n = n;
		}
		i += len + 1;
		if (n == 5 && memcmp(name, "style", n) == 0 && name[-1] == '<') /* ours, of no data */
			i += strcspn(f->s + i + 1, "<");
	}
	return bad || (depth ? harm(f, f->n, "open tags", (unsigned long)depth) : 0);
}

/* Lines are text or macros of mdoc; an escape is one of the letters that mean a letter. */
static int
check_roff(const struct file *f)
{
	static const char macros[] = "Dd Dt Os Sh Ss Nm Nd Pq Li Bl It El Pp Sy Xr br";
	const char *s = f->s, *nl, *p;
	int bad = letters(f, 0, "");

	for (; !bad && *s; s = nl + 1) {
		nl = strchr(s, '\n');
		if (!nl)
			return harm(f, (size_t)(s - f->s), "no line end", 0);
		if (strncmp(s, ".\\\"", 3) == 0)
			continue;
		if (*s == '\'' || (*s == '.' && !one_of(macros, s + 1, strcspn(s + 1, " \n"))))
			bad = harm(f, (size_t)(s - f->s), "request", 0);
		for (p = s; p < nl && (p = memchr(p, '\\', (size_t)(nl - p))); p += 2)
			if (!strchr("e&-", p[1]) && strncmp(p, "\\(dq", 4) != 0)
				bad = harm(f, (size_t)(p - f->s), "escape", (unsigned char)p[1]);
	}
	return bad;
}

static int
check_name(const struct file *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (!isalnum((unsigned char)f->s[i]) && !strchr("._/-\n", f->s[i]))
			return harm(f, i, "letter of a name", (unsigned char)f->s[i]);
	return strstr(f->s, "..") ? harm(f, 0, "a way up", 0) : 0;
}

static const struct { const char *name; int (*check)(const struct file *f); } kinds[] = {
	{ "text", check_text }, { "pages", check_pages }, { "csv", check_csv }, { "json", check_json },
	{ "html", check_html }, { "roff", check_roff }, { "name", check_name },
};

static int
read_all(const char *path, struct file *out)
{
	FILE *f = fopen(path, "rb");
	size_t room = 1 << 16, got = 1;

	out->name = path;
	out->n = 0;
	for (out->s = malloc(room); f && out->s && got; out->n += got) {
		if (out->n + 1 >= room)
			out->s = realloc(out->s, room *= 2);
		got = out->s ? fread(out->s + out->n, 1, room - out->n - 1, f) : 0;
	}
	if (!f || !out->s)
		return -1;
	out->s[out->n] = '\0';
	return fclose(f);
}

int
main(int argc, char **argv)
{
	struct file f;
	size_t k;
	int i, bad = argc < 3;

	for (k = 0; argc > 1 && k < sizeof kinds / sizeof *kinds && strcmp(kinds[k].name, argv[1]) != 0; k++)
		;
	if (bad || k == sizeof kinds / sizeof *kinds) {
		fprintf(stderr, "safe text|pages|csv|json|html|roff|name FILE...\n");
		return 2;
	}
	for (i = 2; i < argc; i++) {
		if (read_all(argv[i], &f) != 0) {
			perror(argv[i]);
			return 2;
		}
		if (f.n && strlen(f.s) != f.n)
			bad |= harm(&f, strlen(f.s), "letter", 0);
		else
			bad |= kinds[k].check(&f);
		free(f.s);
	}
	return bad;
}
