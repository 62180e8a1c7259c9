/* SPDX-License-Identifier: MIT */
/*
 * label: what says of a copy whose it is, and of a book where its copies are.  Two small text
 * files that a person can read.  Invariant: a folder without a whole label is no copy.
 */
#include "core/backup.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/file.h"
#include "core/lang.h"
#include "core/text.h"

enum { LABEL_MAX = 8192 };

static const char magic[] = "SOXA BACKUP 1\n";

const char *
backup_when(struct arena *a, int64_t ms)
{
	int64_t minutes = ms / 60000 + 7 * 60;
	char day[11], hour[6];

	date_iso((int32_t)(minutes / 1440), day);
	time_text((int)(minutes % 1440), hour);
	return arena_printf(a, "%s %s", day, hour);
}

int
backup_label_write(const char *copy, const struct backup_label *l, struct err *e)
{
	struct arena *a = arena_new();
	struct buf b = { NULL, 0, 0 };
	struct file_bytes f = { NULL, 0, 0660, FILE_NEW };
	int r;

	buf_printf(&b, "%sbook %s\nnode %s\nunit %s\nname %s\noffice %s\nhub %d\ntraining %d\n", magic,
	    l->book, hex_of(a, l->node, NODE_BYTES), l->unit, l->name, l->office, l->hub, l->training);
	buf_printf(&b, "counter %llu\nlink %s\nlogs %u %u\nnumber %llu\nms %lld\nmade %s\nprogram %s\nend\n",
	    (unsigned long long)l->counter, hex_of(a, l->link, HASH_BYTES), l->first_log, l->last_log,
	    (unsigned long long)l->number, (long long)l->made, backup_when(a, l->made), l->program);
	f.p = b.p;
	f.n = b.n;
	r = file_write(arena_printf(a, "%s/BACKUP", copy), &f, e);
	buf_free(&b);
	arena_free(a);
	return r;
}

/* The rest of the line that begins with the word; NULL when there is none. */
static const char *
word_of(struct arena *a, const char *text, const char *word)
{
	size_t n = strlen(word);
	const char *p = text, *end;

	while (p && *p) {
		end = strchr(p, '\n');
		if (strncmp(p, word, n) == 0 && p[n] == ' ' && end)
			return arena_dup(a, p + n + 1, (size_t)(end - p) - n - 1);
		p = end ? end + 1 : NULL;
	}
	return NULL;
}

static uint64_t
number_of(struct arena *a, const char *text, const char *word)
{
	const char *s = word_of(a, text, word);

	return s ? strtoull(s, NULL, 10) : 0;
}

int
backup_label_read(struct arena *a, const char *copy, struct backup_label *out, struct err *e)
{
	const char *path = arena_printf(a, "%s/BACKUP", copy), *node, *link, *logs;
	char *next;
	uint8_t *p;
	size_t n;

	memset(out, 0, sizeof *out);
	if (file_read(a, path, LABEL_MAX, &p, &n, e))
		return err_set(e, E_INPUT, _("%s: is no backup of soxa: there is no file BACKUP in it"),
		    text_show(a, copy));
	out->book = word_of(a, (char *)p, "book");
	out->unit = word_of(a, (char *)p, "unit");
	out->name = word_of(a, (char *)p, "name");
	out->office = word_of(a, (char *)p, "office");
	out->program = word_of(a, (char *)p, "program");
	node = word_of(a, (char *)p, "node");
	link = word_of(a, (char *)p, "link");
	logs = word_of(a, (char *)p, "logs");
	if (strncmp((char *)p, magic, sizeof magic - 1) != 0 || n < 5 || strcmp((char *)p + n - 5, "\nend\n") != 0 ||
	    !out->book || !out->unit || !out->name || !out->office || !out->program || !node || !link ||
	    !logs || hex_parse(node, out->node, NODE_BYTES) || hex_parse(link, out->link, HASH_BYTES))
		return err_set(e, E_DAMAGE, _("%s: what says whose backup this is is damaged"),
		    text_show(a, path));
	out->hub = number_of(a, (char *)p, "hub") != 0;
	out->training = number_of(a, (char *)p, "training") != 0;
	out->counter = number_of(a, (char *)p, "counter");
	out->number = number_of(a, (char *)p, "number");
	out->made = (int64_t)number_of(a, (char *)p, "ms");
	out->first_log = (unsigned)strtoul(logs, &next, 10);
	out->last_log = (unsigned)strtoul(next, NULL, 10);
	return 0;
}

static int
newer_first(const void *x, const void *y)
{
	uint64_t p = ((const struct backup_copy *)x)->label.number, q = ((const struct backup_copy *)y)->label.number;

	return (p < q) - (p > q);
}

int
backup_list(struct arena *a, const char *dir, const uint8_t *node, struct backup_copy **out)
{
	struct backup_copy *good = NULL, x;
	struct dirent *d;
	struct err e;
	DIR *all = opendir(dir);
	size_t n = 0;

	while (all && (d = readdir(all)) != NULL) {
		if (strncmp(d->d_name, "good-", 5) != 0)
			continue;
		x.path = arena_printf(a, "%s/%s", dir, d->d_name);
		if (backup_label_read(a, x.path, &x.label, &e) ||
		    (node && memcmp(x.label.node, node, NODE_BYTES) != 0))
			continue;
		good = arena_room(a, good, n, sizeof *good);
		good[n++] = x;
	}
	if (all)
		closedir(all);
	if (n)
		qsort(good, n, sizeof *good, newer_first);
	*out = good;
	return (int)n;
}

void
backup_notes(struct arena *a, const char *book, struct backup_note out[2])
{
	const char *path = arena_printf(a, "%s/backups", book);
	unsigned long long made, counter;
	struct err e;
	uint8_t *p;
	size_t n;
	char *line, *end;
	int at, i = 0;

	memset(out, 0, 2 * sizeof *out);
	if (file_read(a, path, LABEL_MAX, &p, &n, &e))
		return;
	for (line = (char *)p; i < 2 && (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		at = 0;
		/* NOLINTNEXTLINE(cert-err34-c): a line that is not ours has no path behind it */
		if (sscanf(line, "%llu %llu %u %n", &made, &counter, &out[i].first_log, &at) != 3 || !line[at])
			continue;
		out[i].made = (int64_t)made;
		out[i].counter = counter;
		out[i++].path = line + at;
	}
}

int
backup_notes_put(const char *book, const struct backup_note note[2], struct err *e)
{
	struct arena *a = arena_new();
	struct buf b = { NULL, 0, 0 };
	struct file_bytes f = { NULL, 0, 0660, FILE_REPLACE };
	int i, r;

	for (i = 0; i < 2 && note[i].made; i++)
		buf_printf(&b, "%lld %llu %u %s\n", (long long)note[i].made,
		    (unsigned long long)note[i].counter, note[i].first_log, note[i].path);
	f.p = b.p;
	f.n = b.n;
	r = file_write(arena_printf(a, "%s/backups", book), &f, e);
	buf_free(&b);
	arena_free(a);
	return r;
}
