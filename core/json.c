/* SPDX-License-Identifier: MIT */
/*
 * json: jansson for reading, a small writer of our own.  Invariant: what json_put
 * writes is ASCII-safe wherever text_show would change a letter, and reads back as
 * the same letters.
 */
#include "core/json.h"

#include <jansson.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"

static int
one_member(struct arena *a, const char *key, json_t *v, struct jmember *m, struct err *e)
{
	m->key = arena_strdup(a, key);
	switch (json_typeof(v)) {
	case JSON_NULL:
		m->kind = J_NULL;
		return 0;
	case JSON_TRUE:
	case JSON_FALSE:
		m->kind = json_is_true(v) ? J_TRUE : J_FALSE;
		return 0;
	case JSON_INTEGER:
		m->kind = J_INT;
		m->n = json_integer_value(v);
		return 0;
	case JSON_STRING:
		m->kind = J_TEXT;
		m->s = arena_strdup(a, json_string_value(v));
		return 0;
	case JSON_REAL:
		return err_set(e, E_INPUT, _("%s: numbers are whole here, without a point or an exponent"),
		    text_show(a, key));
	default:
		return err_set(e, E_INPUT, _("%s: a value is a number, a text, true, false or null; "
		    "cells of a grid are written as \"%s.CODE\""), text_show(a, key), text_show(a, key));
	}
}

int
json_members(struct arena *a, const char *s, size_t n, struct jmember **out, struct err *e)
{
	json_error_t why;
	json_t *root = json_loadb(s, n, JSON_REJECT_DUPLICATES, &why);
	const char *key;
	json_t *v;
	int count = -1, i = 0;

	if (!root)
		return err_set(e, E_INPUT, _("this is not a JSON object: %s (letter %d)"),
		    text_show(a, why.text), why.column);
	if (!json_is_object(root)) {
		err_set(e, E_INPUT, _("each line must be one JSON object"));
		goto out;
	}
	*out = arena_alloc(a, (json_object_size(root) + 1) * sizeof **out);
	json_object_foreach(root, key, v)
		if (one_member(a, key, v, &(*out)[i++], e) < 0)
			goto out;
	count = i;
out:
	json_decref(root);
	return count;
}

/* Whether the letter c, of the n bytes at s, must be escaped: all that text_show would replace. */
static bool
hidden(struct arena *a, const char *s, size_t n)
{
	char one[8] = "";

	memcpy(one, s, n);
	return strcmp(text_show(a, one), one) != 0;
}

static void
put_unicode(struct buf *b, uint32_t c)
{
	if (c >= 0x10000) {
		c -= 0x10000;
		buf_printf(b, "\\u%04X", 0xD800u + (unsigned)(c >> 10));
		c = 0xDC00 + (c & 0x3FF);
	}
	buf_printf(b, "\\u%04X", (unsigned)c);
}

/* The letters beyond ASCII, one by one. */
static void
put_careful(struct buf *b, const char *s)
{
	struct arena *scratch = arena_new();
	bool fine = text_show(scratch, s) == s;
	const char *from;
	uint32_t c;

	while (*s) {
		from = s;
		c = text_next(&s);
		if (c == '"' || c == '\\') {
			buf_u8(b, '\\');
			buf_u8(b, (uint8_t)c);
		} else if (c == '\n') {
			buf_put(b, "\\n", 2);
		} else if (c == 0xFFFD || c < 32 || (!fine && hidden(scratch, from, (size_t)(s - from)))) {
			put_unicode(b, c);
		} else {
			buf_put(b, from, (size_t)(s - from));
		}
	}
	arena_free(scratch);
}

void
json_put(struct buf *b, const char *s)
{
	size_t n = strlen(s), i;

	buf_u8(b, '"');
	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] < 32 || (unsigned char)s[i] > 126 || s[i] == '"' || s[i] == '\\')
			break;
	if (i == n)
		buf_put(b, s, n);
	else
		put_careful(b, s);
	buf_u8(b, '"');
}

void
json_key(struct buf *b, const char *key)
{
	if (b->n > 0 && b->p[b->n - 1] != '{')
		buf_u8(b, ',');
	json_put(b, key);
	buf_u8(b, ':');
}
