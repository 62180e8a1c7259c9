/* SPDX-License-Identifier: MIT */
/*
 * cmd_dump: what goes between an office and its hub, as files.  Invariant: a refused
 * file is an answer (one line, an exit status), never a crash of the batch.
 */
#include <string.h>
#include <unistd.h>

#include "core/date.h"
#include "core/dump.h"
#include "core/enrol.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/facts.h"
#include "tui/rows.h"

int
cmd_request(struct cmd *c, struct err *e)
{
	const char *path, *words, *out = cmd_opt(c, "out");

	if (enrol_request(c->book, c->a, out ? cmd_path(c, out) : NULL, &path, &words, e) < 0)
		return -1;
	printf("%s\n", text_show(c->a, path));
	cmd_say(_("read these words to the hub over the phone: %s"), words);
	return 0;
}

/* Asks a person at the terminal; without one nobody has compared the words. */
static int
words_compared(struct cmd *c, struct err *e)
{
	char answer[16] = "";

	if (cmd_opt(c, "yes"))
		return 0;
	if (!isatty(STDIN_FILENO))
		return err_set(e, E_RULE, _("compare the words with the office first, then say so with --yes"));
	fprintf(stderr, "%s ", _("Are these the words the office reads out? (yes/no)"));
	if (!fgets(answer, sizeof answer, stdin) || !strchr("yYcC", answer[0]) || answer[0] == '\0')
		return err_set(e, E_RULE, _("the office was not enrolled"));
	return 0;
}

/* What people call the office that asks: its own name, else its unit's. */
static const char *
requester(struct cmd *c, const struct request *r)
{
	const struct unit *u = unit_parse(c->schema, r->unit);

	return *r->name || !u ? r->name : u->name;
}

int
cmd_enroll(struct cmd *c, struct err *e)
{
	const char *path, *office, *out = cmd_opt(c, "out");
	struct request r;

	if (enrol_read(c->a, c->arg[0], &r, e) < 0)
		return -1;
	cmd_say(_("%s (%s) asks to be enrolled; its words: %s"), text_show(c->a, requester(c, &r)),
	    text_show(c->a, r.unit), r.words);
	if (!bytes_zero(r.supersedes, NODE_BYTES))
		cmd_say(_("it says that it takes the place of the machine %s, which was lost or moved: ask whether that is so"),
		    hex_of(c->a, r.supersedes, 6));
	if (words_compared(c, e) < 0)
		return -1;
	if (enrol_accept(c->book, c->a, &r, out ? cmd_path(c, out) : NULL, &path, &office, e) < 0)
		return -1;
	printf("%s\n", text_show(c->a, path));
	cmd_say(_("enrolled as %s; the office takes the reply in with `soxa import`"), text_show(c->a, office));
	return 0;
}

int
cmd_dump(struct cmd *c, struct err *e)
{
	const char *path, **before;
	int i, n;

	if (dump_before(c->book, c->a, &before, &n, e) < 0)
		return -1;
	for (i = 0; i < n; i++)
		printf("%s\n", text_show(c->a, before[i]));
	if (dump_write(c->book, c->a, cmd_opt(c, "full") != NULL, &path, e) < 0)
		return -1;
	printf("%s\n", text_show(c->a, path));
	return 0;
}

static const char *const kinds[DK_N] = {
	[DK_DELTA] = "delta", [DK_FULL] = "full", [DK_EMPTY] = "empty", [DK_RECEIPT] = "receipt",
	[DK_BUNDLE] = "bundle", [DK_KEY] = "key", [DK_RETURN] = "return",
};

static const char *
or_empty(const char *s)
{
	return s ? s : "";
}

int
cmd_inspect(struct cmd *c, struct err *e)
{
	const char *verdict;
	struct dump_report r;

	memset(&r, 0, sizeof r);
	if (dump_inspect(c->book, c->a, c->arg[0], &r, e) < 0)
		return -1;
	verdict = r.verdict == E_OK ? "ok" : err_name(r.verdict);
	facts_put(c, (struct fact[]){
	    { "kind", FACT_TEXT, or_empty(kinds[r.head.kind < DK_N ? r.head.kind : DK_DELTA]), 0 },
	    { "office", FACT_TEXT, or_empty(r.head.office), 0 },
	    { "unit", FACT_TEXT, or_empty(r.head.unit), 0 },
	    { "node", FACT_TEXT, hex_of(c->a, r.head.node, NODE_BYTES), 0 },
	    { "sequence", FACT_NUMBER, NULL, r.head.sequence },
	    { "from", FACT_NUMBER, NULL, r.head.from },
	    { "to", FACT_NUMBER, NULL, r.head.to },
	    { "changes", FACT_NUMBER, NULL, r.head.to - r.head.from },
	    { "lines", FACT_NUMBER, NULL, r.head.lines },
	    { "quality", FACT_TEXT, or_empty(r.head.quality), 0 },
	    { "previous", FACT_TEXT, hex_of(c->a, r.head.previous, HASH_BYTES), 0 },
	    { "chain", FACT_TEXT, hex_of(c->a, r.head.chain, HASH_BYTES), 0 },
	    { "plain_bytes", FACT_NUMBER, NULL, r.head.plain },
	    { "packed_bytes", FACT_NUMBER, NULL, r.head.packed },
	    { "bytes", FACT_NUMBER, NULL, r.bytes },
	    { "hash", FACT_TEXT, hex_of(c->a, r.hash, HASH_BYTES), 0 },
	    { "cipher", FACT_TEXT, or_empty(r.head.cipher), 0 },
	    { "signer", FACT_TEXT, r.head.signer, 0 },
	    { "verdict", FACT_TEXT, verdict, 0 },
	    { "why", FACT_TEXT, or_empty(r.verdict == E_OK ? NULL : r.why), 0 } }, 20,
	    cmd_opt(c, "json") ? FACTS_JSON : FACTS_LINES);
	return err_exit(r.verdict);
}

static int
cat_line(void *arg, const char *line, size_t n, struct err *e)
{
	(void)arg;
	(void)e; /* a failed write stays in stdout's error mark */
	fwrite(line, 1, n, stdout);
	if (n == 0 || line[n - 1] != '\n')
		putchar('\n');
	return 0;
}

int
cmd_cat(struct cmd *c, struct err *e)
{
	return dump_cat(c->book, c->a, c->arg[0], cat_line, NULL, e);
}

static const char *const outcomes[] = {
	[OUT_MERGED] = "merged", [OUT_DUPLICATE] = "duplicate", [OUT_WAITING] = "waiting",
	[OUT_PARKED] = "parked", [OUT_REFUSED] = "refused",
};

int
cmd_import(struct cmd *c, struct err *e)
{
	struct arena *a = arena_new();
	struct import im;
	int i, status = 0;

	for (i = 0; i < c->nargs; i++) {
		arena_reset(a);
		memset(&im, 0, sizeof im);
		if (dump_import(c->book, a, c->arg[i], &im, e) < 0) {
			err_wrap(e, "%s", text_show(a, c->arg[i]));
			status = -1;
			break;
		}
		printf("%s: %s", text_show(a, c->arg[i]), outcomes[im.outcome]);
		if (im.outcome == OUT_REFUSED || im.code != E_OK)
			printf(" %s", err_name(im.code));
		if (im.outcome == OUT_MERGED)
			printf(" %llu", (unsigned long long)im.changes);
		printf("\n");
		fflush(stdout);
		if (im.text && *im.text)
			cmd_say("%s: %s", text_show(a, c->arg[i]), text_show(a, im.text));
		if (im.outcome == OUT_REFUSED && status == 0)
			status = err_exit(im.code) ? err_exit(im.code) : err_exit(E_INPUT);
	}
	arena_free(a);
	return status;
}
