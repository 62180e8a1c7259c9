/* SPDX-License-Identifier: MIT */
/*
 * fuzz_ime: any keys and Backspaces through the input method, into an empty word or one
 * gone back into.  What stands there is always NFC, never more letters than keys, and
 * gone when each letter is deleted; a word ended is the keys or what stood there.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/ime.h"
#include "core/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool what)
{
	if (!what)
		abort();
}

/* The text of the word in NFC, each letter one code point. */
static int
look(const struct ime *w, int keys)
{
	uint32_t c[IME_MAX];
	char s[4 * IME_MAX + 1];
	utf8proc_uint8_t *nfc;
	const int n = ime_text(w, c);
	size_t len = 0;
	int i;

	must(n >= 0 && n <= IME_MAX && n <= keys);
	for (i = 0; i < n; i++)
		len += text_put(s + len, c[i]);
	s[len] = '\0';
	must(text_valid(s, len));
	nfc = utf8proc_NFC((const utf8proc_uint8_t *)s);
	must(nfc && strcmp((const char *)nfc, s) == 0);
	free(nfc);
	return n;
}

/* A key from the bytes: mostly ASCII and Vietnamese, at times any code point. */
static uint32_t
next_key(const uint8_t **p, const uint8_t *end)
{
	uint32_t c = *(*p)++;

	if (c < 0x80)
		return c;
	if (*p < end)
		c = (c & 0x7F) << 8 | *(*p)++;
	if (c < 0x4000)
		return c;
	return *p < end ? (c & 0x1FFF) << 8 | *(*p)++ : c;
}

static void
end_word(struct ime *w, const struct ime_how *how, int keys)
{
	uint32_t before[IME_MAX], after[IME_MAX];
	const int n = ime_text(w, before);
	const bool changed = ime_end(w, how);

	look(w, keys);
	must(ime_text(w, after) == n || changed);
	must(changed || memcmp(before, after, sizeof *after * (size_t)n) == 0);
	must(!ime_end(w, how));
}

static void
whole_line(const uint8_t *data, size_t size, const struct ime_how *how)
{
	struct arena *a = arena_new();
	struct buf b = { 0 };
	const char *line;

	if (text_clean(a, (const char *)data, size, TEXT_LINE, &line, &(struct err){ 0 }) == 0) {
		ime_type(a, &b, how, line);
		must(text_valid((const char *)b.p, b.n));
	}
	buf_free(&b);
	arena_free(a);
}

static int
gone_back(struct ime *w, const struct ime_how *how, const uint8_t **p, const uint8_t *end)
{
	uint32_t c[IME_MAX + 1], got[IME_MAX];
	int n = 0, want;

	for (want = *(*p)++ % (IME_MAX + 2); n < want && *p < end; n++)
		c[n] = next_key(p, end);
	if (!ime_load(w, how, c, n)) {
		must(ime_text(w, got) == 0);
		return 0;
	}
	must(look(w, n) == n);
	must(ime_text(w, got) == n && memcmp(got, c, sizeof *c * (size_t)n) == 0);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *p = data, *end = data + size;
	struct ime_how how = { 0 };
	struct ime w;
	int keys = 0, n;

	if (size < 2)
		return 0;
	how.method = *p & 1 ? IME_VNI : IME_TELEX;
	how.new_style = *p & 2;
	how.no_brackets = *p & 4;
	how.no_restore = *p & 8;
	if (*p & 16)
		whole_line(p + 1, size - 1, &how);
	ime_start(&w);
	if (*p++ & 32)
		keys = gone_back(&w, &how, &p, end);
	while (p < end) {
		uint32_t key = next_key(&p, end);

		if (key == 8) {
			n = look(&w, keys);
			must(ime_backspace(&w, &how) == (n > 0) && (n == 0 || look(&w, keys) == n - 1));
		} else if (key == '\n' || !ime_key(&w, &how, key)) {
			end_word(&w, &how, keys);
			ime_start(&w);
			keys = 0;
		} else {
			look(&w, ++keys);
		}
	}
	for (n = look(&w, keys); n > 0; n--)
		must(look(&w, keys) == n && ime_backspace(&w, &how));
	must(look(&w, 0) == 0 && !ime_backspace(&w, &how));
	return 0;
}
