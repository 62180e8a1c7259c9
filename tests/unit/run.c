/* SPDX-License-Identifier: MIT */
/*
 * run: all suites in one runner, each test in a child process.  Names given as
 * arguments run only those suites.  Check's own closing line is the last output.
 */
#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SUITE(name) Suite *name##_suite(void);
#include "tests/unit/suites.h"
#undef SUITE

static const struct {
	const char *name;
	Suite *(*make)(void);
} suites[] = {
#define SUITE(name) { #name, name##_suite },
#include "tests/unit/suites.h"
#undef SUITE
};

static int
wanted(int argc, char **argv, const char *name)
{
	int i;

	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return 1;
	return argc == 1;
}

int
main(int argc, char **argv)
{
	SRunner *sr = srunner_create(NULL);
	size_t i;
	int failed;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (access("/dev/shm", W_OK) == 0)
		(void)setenv("TMPDIR", "/dev/shm", 0); /* books in memory: durability has tests of its own */
	(void)setenv("CK_DEFAULT_TIMEOUT", "60", 0); /* seconds: an office disk syncs 50 times slower */
	for (i = 0; i < sizeof suites / sizeof *suites; i++)
		if (wanted(argc, argv, suites[i].name))
			srunner_add_suite(sr, suites[i].make());
	srunner_run_all(sr, CK_NORMAL);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
