/* SPDX-License-Identifier: MIT */
/*
 * flip: one bit of one file of a book is wrong, each file in turn (promise P2).  The program must say
 * so, or show what it showed before; never other data, never nothing, and in good time.
 * flip SOXA PRELOAD DIR FLIPS SEED [PART]: so many bits a file, of files whose name holds PART
 */
#include <fcntl.h>
#include <ftw.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/crash/cut.h"
#include "tests/crash/fix.h"

enum { FILES = 200, TRIES = 64, FULL = 7 };

static struct {
	char name[300];
	off_t size;
} files[FILES]; /* nftw has no argument for it */
static int nfiles;

struct flip {
	struct fix x;
	struct cut *cut;
	char *before;
	unsigned pool, same, told, wrong;
};

static int
note_file(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	(void)w;
	if (kind != FTW_F || st->st_size == 0 || strstr(path, "/reserve"))
		return 0;
	if (nfiles == FILES)
		child_die("too many files");
	snprintf(files[nfiles].name, sizeof files->name, "%s", path);
	files[nfiles++].size = st->st_size;
	return 0;
}

/* Turns a bit over, rather one of what is written than one of the zeros behind; where. */
static off_t
turn_over(struct flip *f, const char *path, off_t size)
{
	int fd = open(path, O_RDWR | O_CLOEXEC), tries;
	unsigned char c = 0;
	off_t at = 0;

	for (tries = 0; tries < TRIES && c == 0; tries++) {
		at = (off_t)child_random(&f->pool, (unsigned)size);
		if (pread(fd, &c, 1, at) != 1)
			child_die("%s: cannot be read", path);
	}
	c ^= (unsigned char)(1u << child_random(&f->pool, 8));
	if (pwrite(fd, &c, 1, at) != 1)
		child_die("%s: cannot be written", path);
	close(fd);
	return at;
}

/* Whether the last one told something. */
static bool
told(struct flip *f)
{
	return f->x.last.exit > 0 && f->x.last.exit <= FULL && f->x.last.err[0] != '\0';
}

/* What leaves the office: a wrong dump is no dump, and the next one must be good. */
static const char *
look_dumps(struct flip *f, const char *path, bool *said)
{
	bool sealed = strstr(path, ".soxa") != NULL;

	if (sealed && FIX(&f->x, f->x.hub, NULL, "import", path) == 0)
		return "a wrong dump was taken in";
	*said |= sealed && told(f);
	if (FIX(&f->x, f->x.book, NULL, "dump") != 0) {
		*said |= told(f);
		return told(f) ? NULL : "makes no dump and does not say why";
	}
	return NULL;
}

static const char *
wrong_with(struct flip *f, const char *path, bool *said)
{
	int n = fix_count(&f->x, f->x.book);
	const char *wrong = NULL;

	if (n < 0 && !told(f))
		return f->x.last.late    ? "hung"
		    : f->x.last.exit < 0 ? "crashed"
					 : "refuses without a word";
	if (n >= 0 && strcmp(f->x.last.out, f->before) != 0)
		return "shows other data and says nothing";
	*said |= n < 0;
	if (FIX(&f->x, f->x.book, NULL, "verify") != 0) {
		*said = true;
		if (f->x.last.exit < 0)
			return f->x.last.late ? "verify hung" : "verify crashed";
	}
	if (strstr(path, "/out/") || strstr(path, "/keys/") || strstr(path, "/sent/"))
		wrong = look_dumps(f, path, said);
	return wrong;
}

static void
try(struct flip *f, const char *path, off_t size)
{
	const struct cut_ask as_was = { .same_boot = 1 };
	const char *wrong;
	bool said = false;
	off_t at;

	cut_make(f->cut, &as_was);
	chmod(path, 0600);
	at = turn_over(f, path, size);
	if (strstr(path, ".key"))
		chmod(path, 0400);
	wrong = wrong_with(f, path, &said);
	f->wrong += wrong != NULL;
	f->told += !wrong && said;
	f->same += !wrong && !said;
	if (wrong)
		printf("%s at %ld: %s: %.300s\n", path + strlen(f->x.dir) + 1, (long)at, wrong,
		    f->x.last.err);
}

int
main(int argc, char **argv)
{
	struct flip f = { .x = { .soxa = argv[1], .preload = argv[2] } };
	int i, k;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc < 6)
		child_die("flip SOXA PRELOAD DIR FLIPS SEED [PART]");
	f.pool = (unsigned)atoi(argv[5]);
	fix_make(&f.x, argv[3], 2, true);
	if (fix_count(&f.x, f.x.book) != 2 * FIX_BASE)
		child_die("list: %s", f.x.last.err);
	f.before = strdup(f.x.last.out);
	f.cut = cut_new(f.x.book);
	if (nftw(f.x.book, note_file, 16, FTW_PHYS))
		child_die("%s: cannot be read", f.x.book);
	for (i = 0; i < nfiles; i++) {
		unsigned was[3] = { f.same, f.told, f.wrong };

		if (argc > 6 && !strstr(files[i].name, argv[6]))
			continue;
		for (k = 0; k < atoi(argv[4]); k++)
			try(&f, files[i].name, files[i].size);
		if (k > 1)
			printf("flip: %s: %u harmless, %u told, %u wrong\n",
			    files[i].name + strlen(f.x.book) + 1, f.same - was[0], f.told - was[1],
			    f.wrong - was[2]);
	}
	printf("flip: %u bits in %d files: %u harmless, %u told, %u wrong\n",
	    f.same + f.told + f.wrong, nfiles, f.same, f.told, f.wrong);
	cut_free(f.cut);
	return f.wrong != 0;
}
