/* SPDX-License-Identifier: MIT */
/*
 * finding: the list of what was found, and whether a reason answers a warning.
 * Invariant: errors and warnings count the entries of their level.
 */
#include <string.h>

#include "core/check.h"

static const char spaces[] = " \t\n";

void
findings_add(struct arena *a, struct findings *fs, enum level level, const char *rule, int cell,
    const char *text, const struct codes *reasons)
{
	if (fs->n == fs->cap) {
		struct finding *old = fs->f;

		fs->cap = fs->cap ? 2 * fs->cap : 8;
		fs->f = arena_alloc(a, (size_t)fs->cap * sizeof *fs->f);
		if (fs->n)
			memcpy(fs->f, old, (size_t)fs->n * sizeof *fs->f);
	}
	fs->f[fs->n++] = (struct finding){ level, rule, cell, text, reasons, NULL, 0 };
	fs->errors += level == LV_ERROR;
	fs->warnings += level == LV_WARN;
}

/* Bytes of the rule id that the part of a reason begins with ("rule=", "*="); 0: a plain sentence. */
static size_t
named(const char *part, size_t n)
{
	size_t i;

	for (i = 0; i < n && part[i] != '='; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_*", part[i]))
			return 0;
	return i < n ? i : 0;
}

/* True when the first word of the n bytes at s is a code of c. */
static bool
begins_with_code(const struct codes *c, const char *s, size_t n)
{
	size_t word = 0;
	int i;

	while (word < n && !strchr(" \t\n:,", s[word]))
		word++;
	for (i = 0; i < c->ncodes; i++)
		if (strlen(c->code[i].code) == word && memcmp(c->code[i].code, s, word) == 0)
			return true;
	return false;
}

bool
check_answered(const struct finding *w, const char *reason)
{
	const char *s = reason ? reason : "";
	bool plain = false, names = false;

	for (; *s; s += *s == ';') {
		size_t n, id, text;

		s += strspn(s, spaces);
		n = strcspn(s, ";");
		id = named(s, n);
		text = id ? id + 1 : 0;
		text += strspn(s + text, spaces);
		if (id)
			names = true;
		else
			plain = plain || n > 0;
		if (id && text < n && id == 1 && *s == '*' && w->level != LV_ERROR)
			return true;
		if (id && text < n && strlen(w->rule) == id && memcmp(s, w->rule, id) == 0)
			return !w->reasons || begins_with_code(w->reasons, s + text, n - text);
		s += n;
	}
	return plain && !names && w->level != LV_ERROR;
}

bool
check_answerable(const struct finding *x)
{
	return x->level == LV_WARN || (x->level == LV_ERROR && x->reasons);
}

bool
check_blocks(const struct finding *x, const char *reason)
{
	return x->level != LV_HINT && !(check_answerable(x) && check_answered(x, reason));
}
