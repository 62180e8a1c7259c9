/* SPDX-License-Identifier: MIT */
/*
 * cmd_filter: lines in, lines out; no book.  Each line is answered as soon as the input
 * has no more waiting, so that a program may talk to them.
 */
#include <string.h>
#include <unistd.h>

#include "core/ime.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/input.h"
#include "tui/rows.h"

struct filter;

/* Appends the answer to the clean line s. */
typedef void answer(struct arena *a, struct buf *out, const char *s, const struct filter *f);

struct filter {
	answer *fn;
	bool keeps_blanks;      /* at both ends of a line */
	enum sort_mode mode;
	struct ime_how how;
};

static void
sortkey_of(struct arena *a, struct buf *out, const char *s, const struct filter *f)
{
	const uint8_t *key;
	size_t i, n;

	key = text_sortkey(a, s, f->mode, &n);
	for (i = 0; i < n; i++)
		buf_printf(out, "%02x", key[i]);
}

static void
fold_of(struct arena *a, struct buf *out, const char *s, const struct filter *f)
{
	(void)f; /* the search form is one */
	buf_printf(out, "%s", text_show(a, text_fold(a, s)));
}

static void
typed(struct arena *a, struct buf *out, const char *s, const struct filter *f)
{
	ime_type(a, out, &f->how, s);
}

/* text_clean without its trimming: between full stops no blank is at an end. */
static int
clean_whole(struct arena *a, const char *s, size_t n, const char **out, struct err *e)
{
	const char *stopped;
	struct buf b = { 0 };
	int got;

	buf_u8(&b, '.');
	buf_put(&b, s, n);
	buf_u8(&b, '.');
	got = text_clean(a, (const char *)b.p, b.n, TEXT_LINE, &stopped, e);
	buf_free(&b);
	if (got < 0)
		return -1;
	*out = arena_dup(a, stopped + 1, strlen(stopped) - 2);
	return 0;
}

static int
one_line(struct input *in, struct arena *a, struct buf *out, const struct filter *f, struct err *e)
{
	const char *s, *clean;
	size_t n;
	int got = input_line(in, &s, &n, e);

	if (got <= 0)
		return got;
	arena_reset(a);
	got = f->keeps_blanks ? clean_whole(a, s, n, &clean, e) :
	    text_clean(a, s, n, TEXT_LINE, &clean, e);
	if (got < 0)
		return err_wrap(e, _("line %u"), in->line);
	f->fn(a, out, clean, f);
	buf_u8(out, '\n');
	return 1;
}

static int
filter(const struct filter *f, struct err *e)
{
	struct arena *a = arena_new();
	struct input in = { .fd = STDIN_FILENO };
	struct buf out = { 0 };
	int got;

	do {
		got = one_line(&in, a, &out, f, e);
		if (got == 0 && in.eof)
			break;
		if (got == 0) {
			row_flush(&out);
			fflush(stdout); /* a failed write stays in its error mark; main looks */
			got = input_fill(&in, WAIT, e);
		}
	} while (got >= 0);
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
			return filter(&(struct filter){ .fn = sortkey_of, .mode = (enum sort_mode)i }, e);
	return err_set(e, E_USAGE, _("--mode takes dictionary, cldr or person"));
}

int
cmd_fold(struct cmd *c, struct err *e)
{
	(void)c;
	return filter(&(struct filter){ .fn = fold_of }, e);
}

int
cmd_type(struct cmd *c, struct err *e)
{
	const char *method = cmd_opt(c, "method"), *style = cmd_opt(c, "style");
	struct filter f = { .fn = typed, .keeps_blanks = true, .how = { .method = IME_TELEX } };

	if (method && strcmp(method, "vni") == 0)
		f.how.method = IME_VNI;
	else if (method && strcmp(method, "telex") != 0)
		return err_set(e, E_USAGE, _("--method takes telex or vni"));
	f.how.new_style = style && strcmp(style, "new") == 0;
	if (style && !f.how.new_style && strcmp(style, "old") != 0)
		return err_set(e, E_USAGE, _("--style takes old or new"));
	return filter(&f, e);
}
