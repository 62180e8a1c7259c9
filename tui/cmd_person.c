/* SPDX-License-Identifier: MIT */
/*
 * cmd_person: what a person may ask of who holds data about him: to be shown, corrected, erased.
 * Invariant: a record that is shown here is looked at for a reason that stands in the log; no
 * name stands in that reason, because a reason cannot be erased.
 */
#include <string.h>

#include "core/date.h"
#include "core/erase.h"
#include "core/text.h"
#include "tui/show.h"

struct search {
	struct cmd *c;
	const struct form *form;
	const char *query;
	struct arena *scratch;
	rid *id;
	int n;
};

static bool
is_personal(const struct form *f)
{
	int i;

	for (i = 0; i < f->nfields; i++)
		if (f->field[i].sensitive || f->field[i].person)
			return true;
	return false;
}

static int
look_at(void *arg, struct record *r, struct err *e)
{
	struct search *s = arg;
	const struct value *v = book_values(s->scratch, r, s->form);
	const char **text = arena_alloc(s->scratch, ((size_t)s->form->nfields + 1) * sizeof *text);
	int i, n = 0;

	(void)e;
	for (i = 0; i < s->form->nfields; i++)
		if ((s->form->field[i].sensitive || s->form->field[i].person) && v[s->form->field[i].cell].kind != V_BLANK)
			text[n++] = value_print(s->scratch, s->form->field[i].type, &v[s->form->field[i].cell], STYLE_DATA);
	if (n && text_match_all(s->scratch, s->query, text, n) > 0) {
		s->id = arena_room(s->c->a, s->id, (size_t)s->n, sizeof *s->id);
		s->id[s->n++] = r->id;
	}
	arena_reset(s->scratch);
	return 0;
}

/* Records of all forms with personal fields in which the words stand, removed ones too. */
static int
search_all(struct search *s, struct err *e)
{
	struct query q = { .from = DATE_NONE, .to = DATE_NONE, .removed = true };
	struct arena *slices = arena_new();
	int i, r = 0;

	s->scratch = arena_new();
	for (i = 0; i < s->c->schema->nforms && r == 0; i++) {
		q.form = s->form = s->c->schema->form[i];
		if (is_personal(q.form))
			r = book_query(s->c->book, slices, &q, look_at, s, e);
	}
	arena_free(s->scratch);
	arena_free(slices);
	return r;
}

/* The records meant by the arguments: ids, or together the words of a name. */
static int
who_is_meant(struct search *s, struct err *e)
{
	struct cmd *c = s->c;
	const char *query = "";
	int i;

	for (i = 0; i < c->nargs; i++) {
		rid id = strchr(c->arg[i], '-') ? book_id_parse(c->book, c->arg[i]) : 0;

		if (id) {
			s->id = arena_room(c->a, s->id, (size_t)s->n, sizeof *s->id);
			s->id[s->n++] = id;
		} else
			query = arena_printf(c->a, "%s%s%s", query, *query ? " " : "", c->arg[i]);
	}
	if (!*query)
		return 0;
	if (text_clean(c->a, query, strlen(query), TEXT_LINE, &query, e) < 0)
		return -1;
	s->query = query;
	return search_all(s, e);
}

int
cmd_person_report(struct cmd *c, struct err *e)
{
	const char *reason = cmd_opt(c, "reason");
	struct search s = { .c = c };
	int i;

	if (reason && text_clean(c->a, reason, strlen(reason), TEXT_LINE, &reason, e) < 0)
		return err_wrap(e, "--reason");
	if (who_is_meant(&s, e) < 0)
		return -1;
	for (i = 0; i < s.n; i++) {
		struct record *r = book_get(c->book, c->a, s.id[i], e);

		if (!r || (r->status != ST_ERASED && reveal_record(c->book, s.id[i], c->who,
		    reason ? reason : "person report", e) < 0))
			return -1;
		if (i)
			puts("");
		if (show_record(c, s.id[i], REVEAL, true, e) < 0)
			return -1;
	}
	cmd_say(_("%d records; drafts that nobody has saved yet are not among them"), s.n);
	return 0;
}

int
cmd_person_correct(struct cmd *c, struct err *e)
{
	if (!cmd_opt(c, "reason"))
		return err_set(e, E_USAGE, "%s", _("say why with --reason TEXT; it is written down"));
	return cmd_edit(c, e);
}

/* Whether there is anything in r that can be erased. */
static bool
has_sensitive(const struct record *r)
{
	int i;

	for (i = 0; i < r->shape->ncells; i++)
		if (r->shape->type[i] & SHAPE_SENSITIVE)
			return true;
	return false;
}

int
cmd_person_erase(struct cmd *c, struct err *e)
{
	const char *reason = cmd_opt(c, "reason");
	struct record *r;
	rid id;
	int i;

	if (!reason)
		return err_set(e, E_USAGE, "%s", _("say why with --reason TEXT; it is written down"));
	if (text_clean(c->a, reason, strlen(reason), TEXT_LINE, &reason, e) < 0)
		return err_wrap(e, "--reason");
	for (i = 0; i < c->nargs; i++) {
		id = cmd_rid(c, c->arg[i], e);
		r = id ? book_get(c->book, c->a, id, e) : NULL;
		if (!r)
			return -1;
		if (!has_sensitive(r))
			return err_set(e, E_RULE, _("%s holds no personal field; remove it instead"), c->arg[i]);
		if (erase_record(c->book, id, c->who, reason, e) < 0)
			return -1;
		printf("%s\n", book_id(c->book, c->a, id));
	}
	cmd_say("%s", _("erased here; the hub erases it with the next dump, and backups hold it until the last one made before is gone"));
	return 0;
}
