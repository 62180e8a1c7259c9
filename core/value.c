/* SPDX-License-Identifier: MIT */
/*
 * value: the states every type shares.  What a type adds to them stands in its
 * row of types[].  Invariant: value_parse(value_print(v)) is v, in both styles,
 * for every value the type can hold.
 */
#include "core/value.h"

#include <string.h>

static const char *
content(const struct value *v)
{
	return v->s ? v->s : "";
}

int
value_parse(struct arena *a, enum ftype t, const char *s, int32_t near,
    struct value *out, struct err *e)
{
	size_t n;

	while (*s == ' ')
		s++;
	n = strlen(s);
	while (n > 0 && s[n - 1] == ' ')
		n--;
	out->n = 0;
	out->s = NULL;
	out->kind = V_BLANK;
	if (n == 0)
		return 0;
	if (n == 1 && types[t].spoken && (*s == '-' || *s == '?')) {
		out->kind = *s == '-' ? V_NA : V_UNKNOWN;
		return 0;
	}
	return types[t].parse(a, s[n] ? arena_dup(a, s, n) : s, near, out, e);
}

const char *
value_print(struct arena *a, enum ftype t, const struct value *v, enum style style)
{
	switch (v->kind) {
	case V_NA:
		return "-";
	case V_UNKNOWN:
		return "?";
	case V_TEXT:
		return content(v);
	case V_INT:
		return types[t].print(a, v, style);
	default:
		return "";
	}
}

bool
value_equal(const struct value *x, const struct value *y)
{
	return value_cmp(x, y) == 0;
}

uint64_t
value_hash(uint64_t h, const struct value *v)
{
	const char *s = v->kind == V_TEXT ? content(v) : "";

	h = (h ^ (uint64_t)v->kind) * 0x100000001B3u;
	h = (h ^ (uint64_t)(v->kind == V_INT ? v->n : 0) ^ 0x811C9DC5u) * 0x100000001B3u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001B3u;
	return h;
}

struct value
value_dup(struct arena *a, const struct value *v)
{
	struct value copy = *v;

	if (v->kind == V_TEXT)
		copy.s = arena_strdup(a, v->s);
	return copy;
}

int
value_cmp(const struct value *x, const struct value *y)
{
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->kind == V_INT)
		return x->n < y->n ? -1 : x->n > y->n;
	return x->kind == V_TEXT ? strcmp(content(x), content(y)) : 0;
}
