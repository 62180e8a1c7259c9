/* SPDX-License-Identifier: MIT */
/*
 * fuzz_text: any bytes as a query, a NUL, and a text.  Folding stays valid and folds to
 * itself, a text is found by itself and by its folded words, its key does not hang on how it
 * is composed, and nothing reads outside.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/schema.h"
#include "core/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
	if (!holds)
		abort();
}

static void
same_keys(struct arena *a, const char *x, const char *y)
{
	struct order_key p, q;
	int mode;

	for (mode = SORT_DICTIONARY; mode <= SORT_PERSON; mode++) {
		p.p = text_sortkey(a, x, (enum sort_mode)mode, &p.n);
		q.p = text_sortkey(a, y, (enum sort_mode)mode, &q.n);
		must(order_compare(&p, &q) == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	const char *query = arena_dup(a, data, size), *way[READINGS], *fold, *clean;
	const char *text = strlen(query) < size ? query + strlen(query) + 1 : "";
	const char *texts[3] = { text, query, "" };
	struct err e;
	size_t n;
	int i, ways;

	fold = text_fold(a, text);
	must(text_valid(fold, strlen(fold)) && strcmp(text_fold(a, fold), fold) == 0);
	for (i = SORT_DICTIONARY; i <= SORT_PERSON; i++)
		must(text_sortkey(a, text, (enum sort_mode)i, &n) != NULL && n > 0);
	ways = text_readings(a, query, way);
	for (i = 0; i < ways; i++) {
		(void)text_match(a, way[i], text);
		(void)text_match_all(a, way[i], texts, 3);
	}
	must(text_match_all(a, text, texts, 3) || !*fold);
	(void)unit_bare(text);
	if (text_clean(a, text, strlen(text), TEXT_MEMO, &clean, &e) == 0) {
		utf8proc_uint8_t *nfd = utf8proc_NFD((const utf8proc_uint8_t *)clean);

		must(strcmp(text_fold(a, clean), text_fold(a, (const char *)nfd)) == 0);
		must(text_match(a, clean, (const char *)nfd) > 0);
		must(text_match(a, text_fold(a, clean), clean) > 0);
		same_keys(a, clean, (const char *)nfd);
		free(nfd);
	}
	arena_free(a);
	return 0;
}
