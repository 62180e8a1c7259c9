/* SPDX-License-Identifier: MIT */
/*
 * env: the environment of Berkeley DB 5.3, its tables and its transaction (rule S1; store.c
 * reads and writes the rows).  A handle whose generation is over is forgotten, never closed:
 * its regions may hold the mutex of a dead process.  When trust in the environment goes,
 * store.broken is set and visit.c acts on it.
 */
#include "core/env.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"

static const char *const tables[TB_N] = {
	[TB_META] = "meta",
	[TB_CHANGES] = "changes",
	[TB_RECORDS] = "records",
	[TB_KEY] = "by_key",
	[TB_DATE] = "by_date",
	[TB_WORDS] = "words",
	[TB_DRAFTS] = "drafts",
	[TB_PEERS] = "peers",
	[TB_RECEIPTS] = "receipts",
};

/*
 * Environments of a generation that is over.  They may be neither used nor closed, and are
 * kept here only so that a leak checker sees who holds them.  Changed only under the gate.
 */
static struct env *forgotten;

static void
on_error(const DB_ENV *env, const char *prefix, const char *text)
{
	struct store *s = env->app_private;

	(void)prefix;
	if (s)
		snprintf(s->said, sizeof s->said, "%s", text);
}

int
env_fail(struct store *s, int r, enum table tb, struct err *e)
{
	if (r == ENOSPC || r == EDQUOT)
		return err_set(e, E_SPACE, _("%s: the disk is full, nothing was saved; "
		    "free some space, then save again"), s->dir);
	s->broken = true;
	if (r == DB_RUNRECOVERY)
		return err_set(e, E_DAMAGE, _("%s: the store stopped after a fault (%s) and is "
		    "repaired at the next try; look whether your last entry is there"),
		    s->dir, s->said);
	return err_set(e, r == EACCES || r == EPERM ? E_BUSY : E_DAMAGE,
	    _("%s: the table %s cannot be used: %s %s"), s->dir, tables[tb], db_strerror(r), s->said);
}

/* Opens the environment with the settings that every opening must share. */
static int
env_open(struct store *s, uint32_t more, DB_ENV **out)
{
	char env[PATH_MAX + 8], log[PATH_MAX + 8];
	DB_ENV *x;
	int r = db_env_create(&x, 0);

	if (r)
		return r;
	snprintf(env, sizeof env, "%s/env", s->dir);
	snprintf(log, sizeof log, "%s/log", s->dir);
	x->app_private = s;
	x->set_errcall(x, on_error);
	if ((r = x->set_cachesize(x, 0, s->o.cache_bytes, 1)) ||
	    (r = x->set_lg_dir(x, log)) ||
	    (r = x->set_lg_bsize(x, 256 << 10)) ||
	    (r = x->set_lg_max(x, 4 << 20)) ||
	    (r = x->log_set_config(x, DB_LOG_ZERO, 1)) || /* a commit then never makes a file longer */
	    (r = x->set_flags(x, DB_REGION_INIT, 1)) ||
	    (r = x->open(x, env, DB_CREATE | DB_INIT_TXN | DB_INIT_LOG | DB_INIT_MPOOL | more,
	    0660))) {
		(void)x->close(x, 0); /* the first failure is the one to tell */
		return r;
	}
	*out = x;
	return 0;
}

int
env_recover(struct store *s, struct err *e)
{
	DB_ENV *x;
	int r = env_open(s, DB_RECOVER, &x);

	if (r == 0)
		r = x->close(x, 0);
	return r ? env_fail(s, r, TB_META, e) : 0;
}

int
env_join(struct store *s, struct err *e)
{
	DB_ENV *x;
	int r = env_open(s, 0, &x);

	if (r)
		return env_fail(s, r, TB_META, e);
	s->env = calloc(1, sizeof *s->env);
	if (s->env == NULL)
		abort(); /* as the arena does: drafts are on disk */
	s->env->dbenv = x;
	return 0;
}

void
env_forget(struct store *s)
{
	if (s->env == NULL)
		return;
	s->env->dbenv->app_private = NULL;
	s->env->next = forgotten;
	forgotten = s->env;
	s->env = NULL;
}

int
env_close(struct store *s)
{
	int tb, r;

	for (tb = 0; tb < TB_N; tb++) {
		DB *db = s->env->db[tb];

		s->env->db[tb] = NULL;
		if (db && (r = db->close(db, DB_NOSYNC)) != 0)
			return r;
	}
	r = s->env->dbenv->close(s->env->dbenv, 0);
	free(s->env);
	s->env = NULL;
	return r;
}

static int
db_open(struct store *s, enum table tb, uint32_t flags)
{
	char file[32];
	DB *db;
	int r = db_create(&db, s->env->dbenv, 0);

	if (r)
		return r;
	snprintf(file, sizeof file, "%s.db", tables[tb]);
	if ((r = db->set_flags(db, DB_CHKSUM)) ||
	    ((flags & DB_CREATE) && (r = db->set_pagesize(db, s->o.page_bytes))) ||
	    (r = db->open(db, NULL, file, NULL, DB_BTREE, flags | DB_AUTO_COMMIT, 0660))) {
		(void)db->close(db, DB_NOSYNC);
		return r;
	}
	s->env->db[tb] = db;
	return 0;
}

DB *
env_db(struct txn *t, enum table tb, struct err *e)
{
	struct store *s = t->s;
	int r;

	assert(s->inside);
	if (s->env->db[tb] == NULL && (r = db_open(s, tb, 0))) {
		env_fail(s, r, tb, e);
		return NULL;
	}
	return s->env->db[tb];
}

int
env_tables(struct store *s, struct err *e)
{
	int tb, r;

	for (tb = 0; tb < TB_N; tb++)
		if ((r = db_open(s, (enum table)tb, DB_CREATE)) != 0)
			return env_fail(s, r, tb, e);
	return 0;
}

int
env_checkpoint(struct store *s, unsigned kib, unsigned minutes, struct err *e)
{
	int r = s->env->dbenv->txn_checkpoint(s->env->dbenv, kib, minutes, 0);

	return r ? env_fail(s, r, TB_META, e) : 0;
}

int
env_begin(struct store *s, struct err *e)
{
	DB_TXN *id;
	int r = s->env->dbenv->txn_begin(s->env->dbenv, NULL, &id, 0);

	if (r)
		return env_fail(s, r, TB_CHANGES, e);
	s->txn.id = id;
	return 0;
}

/* A failing commit may have reached the disk or not; only want of space leaves trust. */
int
env_commit(struct store *s, struct err *e)
{
	DB_TXN *id = s->txn.id;
	int r = id->commit(id, 0);

	s->txn.id = NULL;
	return r ? env_fail(s, r, TB_CHANGES, e) : 0;
}

int
env_abort(struct store *s, struct err *e)
{
	DB_TXN *id = s->txn.id;
	int r = id->abort(id);

	s->txn.id = NULL;
	return r ? env_fail(s, r, TB_CHANGES, e) : 0;
}

/*
 * Looks at the file itself, through no environment: a bad page must not stop the people
 * who work in other tables.
 */
int
env_verify(struct store *s, enum table tb, struct err *e)
{
	char path[PATH_MAX + 32];
	DB *db;
	int r;

	snprintf(path, sizeof path, "%s/env/%s.db", s->dir, tables[tb]);
	r = db_create(&db, NULL, 0);
	if (r == 0) {
		db->set_errcall(db, on_error);
		r = db->verify(db, path, NULL, NULL, 0);
	}
	if (r)
		return err_set(e, E_DAMAGE, _("%s: the table is damaged (%s); restore the last "
		    "good backup"), path, db_strerror(r));
	return 0;
}

const char *
store_table_name(enum table tb)
{
	return tables[tb];
}
