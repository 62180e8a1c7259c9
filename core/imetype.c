/* SPDX-License-Identifier: MIT */
/*
 * imetype: a whole line of keys through the input method, as in a field that was empty:
 * what the command `type` does, and what the tables of examples are checked with.
 */
#include <string.h>

#include "core/ime.h"
#include "core/text.h"

struct line {
	const struct ime_how *how;
	struct ime word;
	uint32_t *c;            /* the text; the word in hand is its last shown letters */
	int n, shown;
};

static void
show_word(struct line *l)
{
	l->n -= l->shown;
	l->shown = ime_text(&l->word, l->c + l->n);
	l->n += l->shown;
}

static void
end_word(struct line *l)
{
	if (ime_end(&l->word, l->how))
		show_word(l);
	ime_start(&l->word);
	l->shown = 0;
}

static void
press(struct line *l, uint32_t key)
{
	if (ime_key(&l->word, l->how, key)) {
		show_word(l);
	} else {
		end_word(l);
		l->c[l->n++] = key;
	}
}

static void
backspace(struct line *l)
{
	if (ime_backspace(&l->word, l->how))
		show_word(l);
	else if (l->n > 0)
		l->n--;
}

void
ime_type(struct arena *a, struct buf *out, const struct ime_how *how, const char *keys)
{
	static const char bs[] = "<BS>";
	struct line l = { .how = how };
	char utf8[4];
	int i;

	l.c = arena_alloc(a, (strlen(keys) + IME_MAX) * sizeof *l.c);
	while (*keys)
		if (strncmp(keys, bs, sizeof bs - 1) == 0) {
			keys += sizeof bs - 1;
			backspace(&l);
		} else {
			press(&l, text_next(&keys));
		}
	for (i = 0; i < l.n; i++)
		buf_put(out, utf8, text_put(utf8, l.c[i]));
}
