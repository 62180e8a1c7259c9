/* SPDX-License-Identifier: MIT */
/*
 * fuzz_keys: any bytes of a keyboard in any pieces, late or in time.  Every byte is used
 * by one event in its order, whole letters come out as they went in, and what events
 * came as can be taught and read back.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/keyin.h"
#include "tui/taught.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool what)
{
	if (!what)
		abort();
}

/* What an event came as is spelled by the bytes fed, from at on; where the next begins. */
static size_t
look(const struct event *ev, const uint8_t *data, size_t at, size_t fed)
{
	must(ev->nraw <= KEY_RAW_MAX);
	must(at + ev->nraw <= fed);
	while (at + ev->nraw <= fed && memcmp(data + at, ev->raw, ev->nraw) != 0)
		at++; /* pastes and long sequences stand between */
	must(at + ev->nraw <= fed);
	if (ev->key == K_CHAR)
		must(ev->c >= 0x20 && ev->c != 0x7F);
	if (ev->key == K_PASTE)
		must(strlen(ev->text) <= ev->len);
	return at + ev->nraw;
}

static void
learn(struct taught *t, const struct event *ev)
{
	char text[TAUGHT_TEXT], again[TAUGHT_TEXT];
	struct taught u;
	struct event turned = *ev;

	if (taught_put(t, ev, K_F1 + (ev->c + ev->nraw) % 10) != 0)
		return;
	taught_text(t, text);
	taught_read(&u, text);
	taught_text(&u, again);
	must(strcmp(text, again) == 0);
	taught_turn(t, &turned);
	must(turned.key >= K_F1 && turned.key <= K_F10);
}

/* The first byte says in what pieces, the rest is what comes. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t piece = size ? data[0] % 7 + 1u : 1, i, n, at = 1;
	bool often_late = size && data[0] & 0x80;
	struct taught t = { 0 };
	struct keyin in;
	struct event ev;
	int late;

	keyin_init(&in);
	keyin_define(&in, "\033t", K_F5);
	for (i = 1; i < size; i += n) {
		n = size - i < piece ? size - i : piece;
		keyin_feed(&in, data + i, n);
		for (late = 0; late <= often_late; late++)
			while (keyin_next(&in, late, &ev)) {
				at = look(&ev, data, at, i + n);
				learn(&t, &ev);
			}
	}
	keyin_free(&in);
	return 0;
}
