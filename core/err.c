/* SPDX-License-Identifier: MIT */
/*
 * err: error values.  Invariant: text is always a terminated, whole sentence
 * (cut at the end of the buffer, never inside a UTF-8 letter).
 */
#include "core/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	enum err_code code;
	int exit;
	const char *name;
} names[] = {
	{ E_OK, 0, "E_OK" },
	{ E_USAGE, 1, "E_USAGE" },
	{ E_INPUT, 2, "E_INPUT" },
	{ E_DAMAGE, 3, "E_DAMAGE" },
	{ E_CRYPTO, 4, "E_CRYPTO" },
	{ E_RULE, 5, "E_RULE" },
	{ E_BUSY, 6, "E_BUSY" },
	{ E_SPACE, 7, "E_SPACE" },
	{ E_MAGIC, 3, "E_MAGIC" },
	{ E_VERSION, 3, "E_VERSION" },
	{ E_TRUNCATED, 3, "E_TRUNCATED" },
	{ E_HASH, 3, "E_HASH" },
	{ E_FRAME, 3, "E_FRAME" },
	{ E_SIG, 4, "E_SIG" },
	{ E_KEY_UNKNOWN, 4, "E_KEY_UNKNOWN" },
	{ E_KEY_REVOKED, 4, "E_KEY_REVOKED" },
	{ E_UNIT, 5, "E_UNIT" },
	{ E_GAP, 5, "E_GAP" },
	{ E_FORK, 5, "E_FORK" },
	{ E_ROLLBACK, 5, "E_ROLLBACK" },
	{ E_LIMIT, 3, "E_LIMIT" },
	{ E_BOMB, 3, "E_BOMB" },
	{ E_JSON, 3, "E_JSON" },
	{ E_UTF8, 3, "E_UTF8" },
	{ E_FIELD, 3, "E_FIELD" },
	{ E_SCHEMA, 5, "E_SCHEMA" },
	{ E_CLOCK, 5, "E_CLOCK" },
	{ E_REPLAY, 0, "E_REPLAY" },
};

static size_t
row_of(enum err_code code)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].code == code)
			return i;
	return 2;
}

/* Ends text at the last whole UTF-8 letter when it was cut. */
static void
end_whole(char *text, size_t size)
{
	size_t n = strlen(text);

	if (n < size - 1)
		return;
	while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)text[n - 1] >= 0xC0)
		n--;
	text[n] = '\0';
}

#undef err_set

int
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	e->code = code;
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof e->text, fmt, ap);
	va_end(ap);
	end_whole(e->text, sizeof e->text);
	return -1;
}

int
err_wrap(struct err *e, const char *fmt, ...)
{
	char old[sizeof e->text], what[256];
	va_list ap;

	memcpy(old, e->text, sizeof old);
	va_start(ap, fmt);
	vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	snprintf(e->text, sizeof e->text, "%.255s: %.500s", what, old);
	end_whole(e->text, sizeof e->text);
	return -1;
}

int
err_exit(enum err_code code)
{
	return names[row_of(code)].exit;
}

const char *
err_name(enum err_code code)
{
	return names[row_of(code)].name;
}
