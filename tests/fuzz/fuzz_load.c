/* SPDX-License-Identifier: MIT */
/*
 * fuzz_load: any bytes as a form file (the first byte chooses the kind).  What is
 * accepted must be accepted again, with the same hash, and no beginning of it may be.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "forms/bytes.h"
#include "forms/load.h"
#include "forms/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static const char *const endings[] = { "form", "codes", "units", "report" };

static void
must(bool what)
{
	if (!what)
		abort();
}

static void
load(struct arena *a, const char *path, struct loaded *l)
{
	forms_load_files(a, NULL, 0, &path, 1, l);
	must(l->schema || l->nproblems > 0);
}

/* The file without its last byte must have a broken shape. */
static void
cut(struct arena *a, const uint8_t *p, size_t n)
{
	struct loaded out = { 0 };
	struct gather g = { .a = a, .out = &out, .file = "cut" };
	char *text = bytes_check(&g, arena_dup(a, p, n - 1), n - 1);

	must(!text || !scan_file(&g, text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a;
	struct loaded one, two;
	char path[64];
	FILE *f;

	if (n < 2)
		return 0;
	snprintf(path, sizeof path, "/tmp/fuzz-load-%d.%s", (int)getpid(), endings[p[0] % 4]);
	f = fopen(path, "w");
	if (!f || fwrite(p + 1, 1, n - 1, f) != n - 1 || fclose(f) != 0)
		return 0;
	a = arena_new();
	load(a, path, &one);
	if (one.schema) {
		load(a, path, &two);
		must(two.schema && memcmp(one.schema->hash, two.schema->hash, 32) == 0);
		cut(a, p + 1, n - 1);
	}
	arena_free(a);
	(void)unlink(path);
	return 0;
}
