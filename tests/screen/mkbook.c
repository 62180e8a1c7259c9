/* SPDX-License-Identifier: MIT */
/*
 * mkbook DIR: the fixture's book in DIR, for the tests on a real terminal.  Prints the
 * clock to give to the program.
 */
#include <stdio.h>

#include "tests/screen/fixture.h"

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct schema *s = argc == 2 && argv[1][0] == '/' ? fixture_schema(a) : NULL;
	struct err e = { .text = "mkbook wants one absolute folder" };

	if (!s || fixture_make(argv[1], s, &e) != 0) {
		fprintf(stderr, "mkbook: %s\n", e.text);
		arena_free(a);
		return 1;
	}
	puts(FIXTURE_CLOCK);
	arena_free(a);
	return 0;
}
