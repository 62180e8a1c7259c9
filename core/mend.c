/* SPDX-License-Identifier: MIT */
/*
 * mend: recovery of files that are no open store: a copy of a book, or a book whose tables are
 * put back.  Invariant: the library runs in a child that can be stopped, and leaves no
 * regions behind.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/recover.h"
#include "core/store_int.h"

enum { CACHE = 8 << 20 };

struct mend {
	struct store s;         /* no gate: who calls is alone with the files */
	enum recovery how;
};

static int
mend_body(void *arg, struct err *e)
{
	struct mend *m = arg;

	return env_recover(&m->s, m->how, e);
}

/* Regions of an environment nobody has open: they hold nothing that is not in the files. */
static void
drop_regions(const char *dir)
{
	char path[PATH_MAX + 300];
	struct dirent *d;
	DIR *env;

	snprintf(path, sizeof path, "%s/env", dir);
	env = opendir(path);
	while (env && (d = readdir(env)) != NULL) {
		if (strncmp(d->d_name, "__db.", 5) != 0)
			continue;
		snprintf(path, sizeof path, "%s/env/%s", dir, d->d_name);
		(void)unlink(path); /* recovery makes them anew anyway */
	}
	if (env)
		closedir(env);
}

int
store_recover(const char *dir, enum recovery how, struct err *e)
{
	struct mend m;
	int r;

	memset(&m, 0, sizeof m);
	snprintf(m.s.dir, sizeof m.s.dir, "%s", dir);
	m.s.cache_bytes = CACHE;
	m.s.gate.fd = -1;
	m.how = how;
	r = recover_run(dir, mend_body, &m, e);
	drop_regions(dir);
	return r;
}

int
store_doors(const char *dir, struct err *e)
{
	char path[PATH_MAX + 8];
	int fd;

	snprintf(path, sizeof path, "%s/gate", dir);
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0660);
	if (fd < 0)
		return err_set(e, errno == ENOSPC || errno == EDQUOT ? E_SPACE : E_BUSY,
		    _("%s: cannot be made: %s"), path, strerror(errno));
	close(fd);
	return 0;
}

void
store_strip(const char *dir)
{
	char path[PATH_MAX + 8];

	drop_regions(dir);
	snprintf(path, sizeof path, "%s/gate", dir);
	(void)unlink(path); /* left behind it only makes the next opening recover */
}
