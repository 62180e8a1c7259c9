/* SPDX-License-Identifier: MIT */
/*
 * choice: what a coded cell may hold.  Invariant: a choice that choice_resolve picks is
 * the only one the text can stand for; where two could be meant the person is asked.
 */
#include "tui/choice.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/text.h"

static bool
begins(const char *s, const char *with)
{
	return strncasecmp(s, with, strlen(with)) == 0;
}

/* How well a query finds what people call a choice; *why as unit_match tells it. */
static int
rank_label(struct arena *a, const struct choice *c, const char *query, const char **why)
{
	*why = NULL;
	return c->nalso ? unit_match(a, query, c->also, c->nalso, why) : text_match(a, query, c->label);
}

/* Codes have no đ, what people say has: ĐTN is keyed for DTN.  NULL when the text has none either. */
static const char *
without_bar(struct arena *a, const char *text)
{
	char *plain = arena_strdup(a, text), *p;
	bool any = false;

	while ((p = strstr(plain, "Đ")) || (p = strstr(plain, "đ"))) {
		*p = 'D';
		memmove(p + 1, p + 2, strlen(p + 2) + 1);
		any = true;
	}
	return any ? plain : NULL;
}

/* A code that begins with the query stands before labels that hold it, without its bar behind. */
static int
rank(struct arena *a, const struct choice *c, const char *query, bool ids, const char **why)
{
	int of_value = ids ? 0 : text_match(a, query, c->value);
	int of_label = rank_label(a, c, query, why);
	const char *plain = ids || of_label > 0 ? NULL : without_bar(a, query);

	if (of_label < of_value)
		of_label = of_value;
	if (of_label == 0 && plain && begins(c->value, plain))
		return 1;
	return !ids && begins(c->value, query) ? 1000000 + of_label : of_label;
}

struct hit { struct chosen chosen; int rank; };

static int
hit_cmp(const void *x, const void *y)
{
	const struct hit *p = x, *q = y;

	return p->rank != q->rank ? (p->rank < q->rank) - (p->rank > q->rank) :
	    p->chosen.index - q->chosen.index;
}

static int
find_hits(struct arena *a, const struct choices *c, const char *query, struct hit *hit)
{
	struct arena *once = arena_new(); /* 40 KB a name, and a list people add to may have thousands */
	const char *why = NULL;
	int i, r, n = 0;

	for (i = 0; i < c->n; i++) {
		r = *query ? rank(c->item[i].nalso ? a : once, &c->item[i], query, c->ids, &why) : 1;
		if (r > 0)
			hit[n++] = (struct hit){ { i, r < 1000000 ? why : NULL }, r };
		arena_reset(once);
	}
	arena_free(once);
	return n;
}

/* How a text is part of a choice: not, the end of its code or a number of its label, or its one number: "Dose 1". */
enum part { PART_NONE, PART_IN, PART_NUMBER };

static enum part
number_of(struct arena *a, const char *label, const char *number)
{
	const char *p = text_fold(a, label);
	int numbers = 0;
	bool in = false, last = false;
	size_t n;

	for (; *p; p += n + (p[n] == ' ')) {
		n = strcspn(p, " ");
		last = n == strlen(number) && strncmp(p, number, n) == 0;
		in |= last;
		numbers += strspn(p, "0123456789") == n;
	}
	return in ? last && numbers == 1 ? PART_NUMBER : PART_IN : PART_NONE;
}

/* One letter alone is the end of too many codes to mean one. */
static enum part
part_of(struct arena *a, const struct choice *c, const char *text)
{
	size_t n = strlen(text), all = strlen(c->value);
	bool number = n > 0 && text[strspn(text, "0123456789")] == '\0';
	enum part part = number ? number_of(a, c->label, text) : PART_NONE;

	if (part == PART_NONE && n < all && (number || n > 1) && strcasecmp(c->value + all - n, text) == 0)
		part = PART_IN;
	return part;
}

/* The only choice with this for its number, else the only one it is part of. */
static int
by_part(struct arena *a, const struct choices *c, const char *text)
{
	int found[3] = { 0 }, n[3] = { 0 }, i;
	enum part part;

	for (i = 0; i < c->n && !c->ids && !c->item[i].nalso; i++) {
		part = part_of(a, &c->item[i], text);
		found[part] = i;
		n[part]++;
	}
	if (n[PART_NUMBER] == 1)
		return found[PART_NUMBER];
	if (n[PART_NUMBER] + n[PART_IN] == 1)
		return found[PART_IN];
	return n[PART_NUMBER] + n[PART_IN] ? CHOICE_MANY : CHOICE_NONE;
}

/* Those that text is part of, for who finds nothing otherwise. */
static int
find_parts(struct arena *a, const struct choices *c, const char *text, struct hit *hit)
{
	int i, n = 0;

	for (i = 0; i < c->n && c->closed && !c->ids && !c->item[i].nalso; i++)
		if (part_of(a, &c->item[i], text) != PART_NONE)
			hit[n++] = (struct hit){ { i, NULL }, 1 };
	return n;
}

int
choice_find(struct arena *a, const struct choices *c, const char *query, struct chosen *out, int max)
{
	struct hit *hit = arena_alloc(a, (size_t)(c->n + 1) * sizeof *hit);
	const char *way[READINGS];
	int i, n = 0, ways = text_readings(a, query, way);

	for (i = 0; i < ways && n == 0; i++)
		n = find_hits(a, c, way[i], hit);
	if (n == 0)
		n = find_parts(a, c, query, hit);
	qsort(hit, (size_t)n, sizeof *hit, hit_cmp);
	for (i = 0; i < n && i < max; i++)
		out[i] = hit[i].chosen;
	return n;
}

/* The value itself, in any case and, in an open list, without the marks where that is one value. */
static int
same_value(struct arena *a, const struct choices *c, const char *text)
{
	int i, found = CHOICE_NONE;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->item[i].value, text) == 0)
			return i;
	for (i = 0; i < c->n; i++) {
		const char *value = c->item[i].value;

		if (strcasecmp(value, text) != 0 && (c->closed || !text_match(a, text, value) ||
		    strcmp(text_fold(a, text), text_fold(a, value)) != 0))
			continue;
		if (found >= 0)
			return CHOICE_MANY;
		found = i;
	}
	return found;
}

enum { OTHER = 99 };

/* Whether a label is the words and no more: 0 it is, else the kind of name that is, or OTHER. */
static int
is_label(struct arena *a, const struct choice *c, const char *folded)
{
	int i, best = OTHER;

	if (strcmp(folded, text_fold(a, c->label)) == 0)
		return 0;
	for (i = 0; i < c->nalso; i++)
		if ((int)c->also[i].by < best && strcmp(folded, text_fold(a, c->also[i].text)) == 0)
			best = (int)c->also[i].by;
	return best;
}

/* The only label that holds the words, or the only one that is them: "Dose 1" and not "Booster 1 (dose 3)". */
static int
by_label(struct arena *a, const struct choices *c, const char *text)
{
	const char *folded = text_fold(a, text), *why;
	int i, by, holds = 0, same = 0, best = OTHER, held = CHOICE_NONE, is = CHOICE_NONE;

	for (i = 0; i < c->n; i++) {
		if (!rank_label(a, &c->item[i], text, &why))
			continue;
		holds++;
		held = i;
		by = is_label(a, &c->item[i], folded);
		if (by > best || by == OTHER)
			continue;
		same = by < best ? 1 : same + 1;
		best = by;
		is = i;
	}
	if (same == 1)
		return is;
	return holds > 1 ? CHOICE_MANY : held;
}

/* The only code that begins so, or the code that is so. */
static int
by_code(const struct choices *c, const char *text)
{
	int i, n = 0, found = CHOICE_NONE;

	for (i = 0; i < c->n && !c->ids; i++)
		if (begins(c->item[i].value, text)) {
			if (strcasecmp(c->item[i].value, text) == 0)
				return i;
			found = i;
			n++;
		}
	return n > 1 ? CHOICE_MANY : found;
}

static int
resolve(struct arena *a, const struct choices *c, const char *text)
{
	int found = same_value(a, c, text);
	const char *plain;

	if (found >= 0)
		return found;
	if (!c->closed)
		return CHOICE_NONE;
	found = by_code(c, text);
	if (found == CHOICE_NONE && text[0] && text[1])
		found = by_label(a, c, text);
	if (found == CHOICE_NONE && (plain = without_bar(a, text)))
		found = by_code(c, plain);
	return found == CHOICE_NONE ? by_part(a, c, text) : found;
}

int
choice_resolve(struct arena *a, const struct choices *c, const char *text)
{
	const char *way[READINGS];
	int i, found = CHOICE_NONE, n = text_readings(a, text, way);

	for (i = 0; i < n && found == CHOICE_NONE; i++)
		found = resolve(a, c, way[i]);
	return found;
}

/* Whether the folded text holds each word of the folded query. */
static bool
holds_words(const char *text, const char *query)
{
	const char *at;
	size_t n;

	for (; *query; query += n + (query[n] == ' ')) {
		n = strcspn(query, " ");
		for (at = text; *at; at += strcspn(at, " "), at += *at == ' ')
			if (strcspn(at, " ") == n && strncmp(at, query, n) == 0)
				break;
		if (!*at)
			return false;
	}
	return true;
}

int
choice_near(struct arena *a, const struct choices *c, const char *text)
{
	const char *query = text_fold(a, text);
	int i, found = CHOICE_NONE, n = 0;

	if (c->closed || !*query || choice_resolve(a, c, text) >= 0)
		return CHOICE_NONE;
	for (i = 0; i < c->n; i++)
		if (holds_words(text_fold(a, c->item[i].value), query)) {
			found = i;
			n++;
		}
	return n == 1 ? found : CHOICE_NONE;
}

const struct choice *
choice_of(const struct choices *c, const char *value)
{
	int i;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->item[i].value, value) == 0)
			return &c->item[i];
	return NULL;
}

const struct code *
choice_code(const struct codes *c, const char *text, size_t n)
{
	const struct code *found = NULL;
	int i, begin = 0;

	for (i = 0; n > 0 && i < c->ncodes; i++) {
		if (strncasecmp(c->code[i].code, text, n) != 0)
			continue;
		if (c->code[i].code[n] == '\0')
			return &c->code[i];
		found = &c->code[i];
		begin++;
	}
	return begin == 1 ? found : NULL;
}

const char *
choice_reason(struct arena *a, const struct codes *reasons, const char *text)
{
	size_t n = strcspn(text, " :,");
	const struct code *c = choice_code(reasons, text, n), *named = NULL;
	const char *way[READINGS];
	int i, k, hits = 0, ways = text_readings(a, text, way);

	if (c)
		return arena_printf(a, "%s%s", c->code, text + n);
	for (k = 0; k < ways && hits == 0 && text[0]; k++)
		for (i = 0; i < reasons->ncodes; i++)
			if (text_match(a, way[k], lang_pick(reasons->code[i].label))) {
				named = &reasons->code[i];
				hits++;
			}
	return hits == 1 ? named->code : NULL;
}
