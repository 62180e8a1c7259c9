/* SPDX-License-Identifier: MIT */
/*
 * cmd_status: what waits to be sent, what was sent last, what is whole and what is not.
 */
#include <string.h>

#include "core/backup.h"
#include "core/date.h"
#include "core/dump_int.h"
#include "core/space.h"
#include "tui/cmd.h"
#include "tui/facts.h"

static int
read_plan(void *arg, struct txn *t, struct err *e)
{
	return dump_plan_get(t, arg, e);
}

static struct fact
moment(struct cmd *c, const char *name, uint64_t clock)
{
	int64_t minutes = (int64_t)(clock >> 16) / 60000 + 7 * 60;
	char day[11], hour[6];

	if (clock == 0)
		return (struct fact){ name, FACT_NONE, NULL, 0 };
	date_iso((int32_t)(minutes / 1440), day);
	time_text((int)(minutes % 1440), hour);
	return (struct fact){ name, FACT_TEXT, arena_printf(c->a, "%s %s", day, hour), 0 };
}

static struct fact
last_backup(struct cmd *c)
{
	struct backup_note note[2];

	backup_notes(c->a, c->dir, note);
	if (note[0].made == 0)
		return (struct fact){ "last_verified_backup", FACT_NONE, NULL, 0 };
	return (struct fact){ "last_verified_backup", FACT_TEXT, backup_when(c->a, note[0].made), 0 };
}

int
cmd_status(struct cmd *c, struct err *e)
{
	static const char *const space[] = { "enough", "low", "refused" };
	const struct book_info *info = book_info(c->book);
	uint8_t link[HASH_BYTES];
	uint64_t head, free_bytes;
	struct dump_plan plan;
	int room;

	memset(&plan, 0, sizeof plan);
	if (book_head(c->book, info->self, &head, link, e) < 0)
		return -1;
	if (store_visit(book_store(c->book), read_plan, &plan, e) < 0)
		return -1;
	room = store_space(info->dir, &free_bytes);
	facts_put(c, (struct fact[]){
	    { "role", FACT_TEXT, info->role == ROLE_HUB ? "hub" : "office", 0 },
	    { "unit", FACT_TEXT, info->unit, 0 },
	    { "name", FACT_TEXT, info->name, 0 },
	    { "node", FACT_TEXT, hex_of(c->a, info->node, NODE_BYTES), 0 },
	    { "office", *info->office ? FACT_TEXT : FACT_NONE, info->office, 0 },
	    { "training", FACT_TEXT, info->training ? "yes" : "no", 0 },
	    { "changes", FACT_NUMBER, NULL, head },
	    { "unsent_changes", FACT_NUMBER, NULL, head - (plan.state == PLAN_SEALED ? plan.to : plan.from) },
	    { "last_dump", plan.sequence ? FACT_NUMBER : FACT_NONE, NULL, plan.sequence },
	    moment(c, "last_dump_at", plan.clock),
	    { "last_receipt", FACT_NONE, NULL, 0 },
	    last_backup(c),
	    { "free_bytes", FACT_NUMBER, NULL, free_bytes },
	    { "space", FACT_TEXT, space[room < 0 || room > 2 ? 2 : room], 0 } }, 14,
	    cmd_opt(c, "json") ? FACTS_JSON : FACTS_LINES);
	return 0;
}
