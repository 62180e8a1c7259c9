/* SPDX-License-Identifier: MIT */
/*
 * fixture: what every test of a suite begins with and ends without, in one line:
 * FIXTURE(bookfix, x) is a struct bookfix x with the setup and teardown of a checked fixture.
 */
#ifndef TESTS_UNIT_FIXTURE_H
#define TESTS_UNIT_FIXTURE_H

#define FIXTURE(kind, name) \
	static struct kind name; \
	static void setup(void) { kind##_make(&name); } \
	static void teardown(void) { kind##_free(&name); }

/* An arena. */
#define FIXTURE_ARENA(name) \
	static struct arena *name; \
	static void setup(void) { name = arena_new(); } \
	static void teardown(void) { arena_free(name); name = NULL; }

#endif
