/* SPDX-License-Identifier: MIT */
#include "tests/unit/loadfix.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const shipped[] = { "forms/data" };

void
loadfix_make(struct loadfix *x)
{
	x->a = arena_new();
	snprintf(x->dir, sizeof x->dir, "/tmp/soxa-load-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(x->dir));
}

void
loadfix_free(struct loadfix *x)
{
	char command[96];

	snprintf(command, sizeof command, "rm -r %s", x->dir);
	ck_assert_int_eq(system(command), 0);
	arena_free(x->a);
}

const char *
loadfix_put(struct loadfix *x, const char *name, const char *text, size_t n)
{
	const char *path = arena_printf(x->a, "%s/%s", x->dir, name);
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text, 1, n, f), n);
	fclose(f);
	return path;
}

struct loaded
loadfix_one(struct loadfix *x, const char *name, const char *text)
{
	const char *path = loadfix_put(x, name, text, strlen(text));
	struct loaded l;

	forms_load_files(x->a, NULL, 0, &path, 1, &l);
	return l;
}

struct loaded
loadfix_shipped(struct loadfix *x, const char *name, const char *text)
{
	const char *path = name ? loadfix_put(x, name, text, strlen(text)) : NULL;
	struct loaded l;

	forms_load_files(x->a, shipped, 1, &path, name != NULL, &l);
	return l;
}

void
loadfix_clean(const struct loaded *l)
{
	ck_assert_msg(l->nproblems == 0, "%s", l->nproblems ? l->problem[0].text : "");
	ck_assert_ptr_nonnull(l->schema);
}

bool
loadfix_told(const struct loaded *l, const char *want)
{
	int i;

	for (i = 0; i < l->nproblems; i++)
		if (!l->problem[i].warning && strstr(l->problem[i].text, want))
			return true;
	return false;
}
