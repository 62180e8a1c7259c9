/* SPDX-License-Identifier: MIT */
/*
 * formset: a stamp of the form files.  A schema is read once; a form that is dropped in
 * later is there from the next start on, and people are told.  Invariant: nothing is read
 * but times and sizes, so that it may be asked at every return to the menu.
 */
#include "tui/formset.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* As FNV-1a, over the state of what is at path; nothing there is a state too. */
static void
add(uint64_t *stamp, const char *path)
{
	struct stat st;
	uint64_t state[3] = { 0, 0, 0 };
	size_t i;

	if (stat(path, &st) == 0) {
		state[0] = (uint64_t)st.st_mtim.tv_sec;
		state[1] = (uint64_t)st.st_mtim.tv_nsec;
		state[2] = (uint64_t)st.st_size;
	}
	for (i = 0; i < sizeof state / sizeof *state; i++)
		*stamp = (*stamp ^ state[i]) * UINT64_C(1099511628211);
}

/* The folder that path is in. */
static void
add_folder(uint64_t *stamp, struct arena *a, const char *path)
{
	char *folder = arena_strdup(a, path), *slash = strrchr(folder, '/');

	if (slash)
		*slash = '\0';
	add(stamp, slash ? folder : ".");
}

uint64_t
formset_stamp(const struct book *b)
{
	const struct schema *s = book_schema(b);
	struct arena *a = arena_new();
	uint64_t stamp = UINT64_C(14695981039346656037);
	int i;

	for (i = 0; i < s->nforms; i++) {
		add(&stamp, s->form[i]->file);
		add_folder(&stamp, a, s->form[i]->file);
	}
	add(&stamp, arena_printf(a, "%s/forms", book_info(b)->dir));
	arena_free(a);
	return stamp;
}
