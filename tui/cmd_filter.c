/* SPDX-License-Identifier: MIT */
/*
 * cmd_filter: lines in, lines out; no book.  Each line is answered as soon as the input
 * has no more waiting, so that a program may talk to them.
 */
#include <string.h>
#include <unistd.h>

#include "core/text.h"
#include "tui/cmd.h"
#include "tui/input.h"
#include "tui/rows.h"

/* Appends the answer to the clean line s. */
typedef void answer(struct arena *a, struct buf *out, const char *s, enum sort_mode mode);

static void
sortkey_of(struct arena *a, struct buf *out, const char *s, enum sort_mode mode)
{
	const uint8_t *key;
	size_t i, n;

	key = text_sortkey(a, s, mode, &n);
	for (i = 0; i < n; i++)
		buf_printf(out, "%02x", key[i]);
}

static void
fold_of(struct arena *a, struct buf *out, const char *s, enum sort_mode mode)
{
	(void)mode; /* the search form has no order */
	buf_printf(out, "%s", text_show(a, text_fold(a, s)));
}

static int
one_line(struct arena *a, struct buf *out, const struct input *in, const char *s, size_t n,
    answer *fn, enum sort_mode mode, struct err *e)
{
	const char *clean;

	arena_reset(a);
	if (text_clean(a, s, n, TEXT_LINE, &clean, e) < 0)
		return err_wrap(e, _("line %u"), in->line);
	fn(a, out, clean, mode);
	buf_u8(out, '\n');
	return 0;
}

static int
filter(answer *fn, enum sort_mode mode, struct err *e)
{
	struct arena *a = arena_new();
	struct input in = { .fd = STDIN_FILENO };
	struct buf out = { 0 };
	const char *s;
	size_t n;
	int got = 0;

	for (;;) {
		got = input_line(&in, &s, &n, e);
		if (got > 0)
			got = one_line(a, &out, &in, s, n, fn, mode, e);
		else if (got == 0 && in.eof)
			break;
		else if (got == 0) {
			row_flush(&out);
			fflush(stdout); /* a failed write stays in its error mark; main looks */
			got = input_fill(&in, WAIT, e);
		}
		if (got < 0)
			break;
	}
	row_flush(&out);
	buf_free(&out);
	buf_free(&in.buf);
	arena_free(a);
	return got < 0 ? -1 : 0;
}

int
cmd_sortkey(struct cmd *c, struct err *e)
{
	static const char *const names[] = {
		[SORT_DICTIONARY] = "dictionary", [SORT_CLDR] = "cldr", [SORT_PERSON] = "person",
	};
	const char *s = cmd_opt(c, "mode");
	int i;

	for (i = 0; i < 3; i++)
		if (strcmp(s ? s : "dictionary", names[i]) == 0)
			return filter(sortkey_of, (enum sort_mode)i, e);
	return err_set(e, E_USAGE, _("--mode takes dictionary, cldr or person"));
}

int
cmd_fold(struct cmd *c, struct err *e)
{
	(void)c;
	return filter(fold_of, SORT_DICTIONARY, e);
}
