/* SPDX-License-Identifier: MIT */
/*
 * visit: who may be inside the store, and when (rules S3, S5, S9, S13, S16).  Invariant:
 * store_txn holds the only begin and the only commit of the program, and nobody is inside
 * when a function of this file returns.
 */
#include "core/store.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/recover.h"
#include "core/space.h"
#include "core/store_int.h"

/*
 * A checkpoint every 5 minutes (S13) or 4 MiB of log.  S13 says 512 KiB, but a batch of 1,000
 * lines writes 1 MiB, so that each would sync every file: 10,000 lines took 1.4 times as long
 * with 512 KiB.  Recovery of 4 MiB takes some 80 ms (53 ms and 7 ms a MiB, measured).
 */
enum { FORMAT = 1, CKP_KIB = 4096, CKP_MINUTES = 5 };

static int
recover_body_of(void *arg, struct err *e)
{
	return env_recover(arg, RECOVER_LAST, e);
}

static int
recover_join(struct store *s, struct err *e)
{
	env_forget(s);
	s->broken = false;
	space_release(s->dir);
	if (recover_trim(s->dir, e) || (s->gate.mark == GATE_MISTRUSTED && recover_rewrite(s->dir, e)))
		return -1;
	if (recover_run(s->dir, recover_body_of, s, e))
		return -1;
	s->recoveries++;
	return env_join(s, e);
}

static int
enter(struct store *s, struct err *e)
{
	int r = 0;

	assert(!s->inside); /* a visit inside a visit would wait for itself */
	if (gate_enter(&s->gate, s->o.wait_ms, e))
		return -1;
	if (s->gate.mark != GATE_SOUND && !s->o.create) {
		r = recover_join(s, e);
	} else {
		if (s->env && s->generation != s->gate.generation)
			env_forget(s);
		if (s->env == NULL && env_join(s, e)) /* regions lost or full: make them anew */
			r = gate_raise(&s->gate, e) || recover_join(s, e) ? -1 : 0;
	}
	if (r) {
		env_forget(s);
		gate_abandon(&s->gate, GATE_MISTRUSTED);
		return -1;
	}
	s->generation = s->gate.generation;
	s->inside = true;
	return 0;
}

static void
leave(struct store *s)
{
	s->inside = false;
	if (!s->broken) {
		gate_leave(&s->gate);
		return;
	}
	s->broken = false;
	env_forget(s);
	gate_abandon(&s->gate, GATE_MISTRUSTED);
}

int
store_visit(struct store *s, store_body *body, void *arg, struct err *e)
{
	int r;

	if (enter(s, e))
		return -1;
	s->txn.s = s;
	s->txn.id = NULL;
	r = body(arg, &s->txn, e);
	leave(s);
	return r;
}

int
store_txn(struct store *s, store_body *body, void *arg, struct err *e)
{
	struct err second;
	int r;

	if (enter(s, e))
		return -1;
	s->txn.s = s;
	if (env_begin(s, e)) {
		leave(s);
		return -1;
	}
	r = body(arg, &s->txn, e) ? -1 : 0;
	if (r) {
		(void)env_abort(s, &second); /* the first reason is told */
	} else if (env_commit(s, e)) {
		r = -1;
	} else {
		s->wrote = true;
		(void)env_checkpoint(s, CKP_KIB, CKP_MINUTES, &second); /* what was committed stands */
	}
	if (r)
		s->aborts++;
	leave(s);
	return r;
}

/* Every table is made at once: opening one later never has to write. */
static int
make_tables(struct store *s, struct err *e)
{
	int r;

	if (enter(s, e))
		return -1;
	r = env_tables(s, e);
	leave(s);
	return r;
}

static int
format_put(void *arg, struct txn *t, struct err *e)
{
	const uint8_t format[2] = { FORMAT >> 8, FORMAT & 0xFF };

	(void)arg;
	return txn_put(t, TB_META, "format", 6, format, sizeof format, e);
}

static int
format_check(void *arg, struct txn *t, struct err *e)
{
	struct store *s = arg;
	const void *v;
	size_t n;
	int r = txn_get(t, TB_META, "format", 6, &v, &n, e);
	int format;

	if (r < 0)
		return -1;
	if (r > 0 || n != 2)
		return err_set(e, E_DAMAGE, _("%s: the book was never finished or has lost its "
		    "table meta; restore the last good backup"), s->dir);
	format = ((const uint8_t *)v)[0] << 8 | ((const uint8_t *)v)[1];
	if (format > FORMAT)
		return err_set(e, E_BUSY, _("%s: was written by a newer soxa (format %d, this one "
		    "knows %d); install the newer program"), s->dir, format, FORMAT);
	return 0;
}

/* What rules S3 and S6 demand of a place and of the settings. */
static int
place_check(struct store *s, const char *dir, struct err *e)
{
	static const char *const where[] = { "", "env/", "log/" };
	char path[PATH_MAX + 16];
	size_t i;

	if (dir[0] != '/' || strlen(dir) >= sizeof s->dir)
		return err_set(e, E_BUSY, _("%s: the book must be named by its whole path, "
		    "beginning with /"), dir);
	snprintf(s->dir, sizeof s->dir, "%s", dir);
	if (space_local(dir, e))
		return -1;
	for (i = 0; i < sizeof where / sizeof *where; i++) {
		snprintf(path, sizeof path, "%s/%sDB_CONFIG", dir, where[i]);
		if (access(path, F_OK) == 0)
			return err_set(e, E_BUSY, _("%s: this file was not made by soxa and could "
			    "change how the book is kept; move it away"), path);
	}
	return 0;
}

static int
make_folders(struct store *s, struct err *e)
{
	static const char *const folders[] = { "env", "log" };
	char path[PATH_MAX + 8];
	size_t i;

	for (i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", s->dir, folders[i]);
		if (mkdir(path, 02770) && errno != EEXIST)
			return err_set(e, errno == ENOSPC ? E_SPACE : E_BUSY,
			    _("%s: cannot be made: %s"), path, strerror(errno));
	}
	return 0;
}

/* A setting of the process, as the hours of due.c: made once, before the book is opened. */
static uint32_t cache_mib = 8;

void
store_cache(uint32_t mib)
{
	cache_mib = mib;
}

struct store *
store_open(const char *dir, const struct store_opts *opts, struct err *e)
{
	struct store *s = calloc(1, sizeof *s);
	char path[PATH_MAX + 8];

	if (s == NULL)
		abort();
	s->gate.fd = -1;
	s->o = *opts;
	if (s->o.page_bytes == 0)
		s->o.page_bytes = 4096;
	s->cache_bytes = cache_mib << 20;
	if (s->o.wait_ms == 0)
		s->o.wait_ms = 5000;
	if (place_check(s, dir, e) || (opts->create && make_folders(s, e)))
		goto failed;
	snprintf(path, sizeof path, "%s/gate", dir);
	if (gate_open(&s->gate, path, opts->create, e))
		goto failed;
	if (opts->create ? make_tables(s, e) || store_txn(s, format_put, NULL, e)
	    : store_visit(s, format_check, s, e))
		goto failed;
	s->o.create = false;
	if (!s->o.copy)
		space_reserve(dir);
	return s;
failed:
	store_close(s);
	return NULL;
}

void
store_close(struct store *s)
{
	struct err e;

	if (s == NULL)
		return;
	if (s->env && enter(s, &e) == 0) {
		if (s->wrote)
			(void)env_checkpoint(s, 0, 0, &e); /* else the log holds it all */
		if (!s->broken && env_close(s))
			s->broken = true;
		leave(s);
	}
	gate_close(&s->gate);
	room_free(&s->got);
	room_free(&s->put);
	room_free(&s->bulk);
	free(s);
}

struct txn *
store_inside(struct store *s)
{
	return s->inside ? &s->txn : NULL;
}

int
store_verify(struct store *s, struct err *e)
{
	int tb, r = 0;

	for (tb = 0; tb < TB_N && r == 0; tb++) {
		if (enter(s, e))
			return -1;
		r = env_checkpoint(s, 0, 0, e) || env_verify(s, (enum table)tb, e) ? -1 : 0;
		leave(s);
	}
	return r;
}

unsigned
store_aborts(const struct store *s)
{
	return s->aborts;
}

unsigned
store_recoveries(const struct store *s)
{
	return s->recoveries;
}
