/* SPDX-License-Identifier: MIT */
/*
 * cmd_people: the operators of a book.  Invariant: a PIN is read from the terminal without
 * an echo, or as a line of the input; it stands on no command line and in no output.
 */
#include <string.h>
#include <unistd.h>

#include "core/pin.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/pinask.h"
#include "tui/tab.h"

/* The name in the first argument, as text of the book. */
static int
name_arg(struct cmd *c, struct operator_edit *q, struct err *e)
{
	if (text_clean(c->a, c->arg[0], strlen(c->arg[0]), TEXT_LINE, &q->name, e) < 0)
		return -1;
	if (!*q->name || strlen(q->name) > OPERATOR_NAME)
		return err_set(e, E_USAGE, _("a name has 1 to %d bytes"), OPERATOR_NAME);
	q->who = c->who;
	q->reason = cmd_opt(c, "reason");
	return q->reason ? text_clean(c->a, q->reason, strlen(q->reason), TEXT_LINE, &q->reason, e) : 0;
}

static int
roles_arg(struct cmd *c, struct operator_edit *q, struct err *e)
{
	const char *roles = cmd_opt(c, "role");

	if (!roles)
		return err_set(e, E_USAGE, _("say with --role what %s does: operator, supervisor, auditor, technician, or several"),
		    q->name);
	return operator_duties(roles, &q->duties, e);
}

/* Asks for a PIN, on a terminal twice; its hash is owned by the command. */
static int
new_pin(struct cmd *c, struct operator_edit *q, struct err *e)
{
	char pin[PIN_MOST + 2], again[PIN_MOST + 2], hash[PIN_HASH_BYTES];
	int r = pinask(_("PIN: "), pin, sizeof pin, e);

	if (r == 0 && isatty(STDIN_FILENO)) {
		r = pinask(_("The same once more: "), again, sizeof again, e);
		if (r == 0 && strcmp(pin, again) != 0)
			r = err_set(e, E_INPUT, "%s", _("these were two different PINs; nothing was changed"));
	}
	if (r == 0)
		r = pin_make(pin, hash, e);
	if (r == 0)
		q->pin = arena_strdup(c->a, hash);
	explicit_bzero(pin, sizeof pin);
	explicit_bzero(again, sizeof again);
	return r;
}

int
cmd_people_list(struct cmd *c, struct err *e)
{
	static const char *const key[] = { "name", "roles", "state", "pin", NULL };
	static const char *const head[] = { N_("Name"), N_("Roles"), N_("State"), "PIN" };
	struct operator *o;
	struct tab t;
	int i, n = operator_list(c->book, c->a, &o, e);

	if (n < 0 || tab_begin(&t, c, key, head, e) < 0)
		return -1;
	if (n == 0)
		cmd_say("%s", _("nobody is named, so everybody may do everything; "
		    "`soxa people add NAME --role operator,supervisor,technician` names the first"));
	for (i = 0; i < n; i++) {
		const char *const cell[] = { o[i].name, operator_words(c->a, o[i].duties),
			o[i].closed ? "closed" : "open", *o[i].pin ? "yes" : "" };

		tab_row(&t, cell);
	}
	tab_end(&t);
	return 0;
}

int
cmd_people_add(struct cmd *c, struct err *e)
{
	struct operator_edit q = { .add = true };

	if (name_arg(c, &q, e) < 0 || roles_arg(c, &q, e) < 0 || (cmd_opt(c, "pin") && new_pin(c, &q, e) < 0) ||
	    operator_save(c->book, &q, e) < 0)
		return -1;
	cmd_say(_("%s is an operator of this book now: %s"), q.name, operator_words(c->a, q.duties));
	return 0;
}

int
cmd_people_role(struct cmd *c, struct err *e)
{
	struct operator_edit q = { 0 };

	if (name_arg(c, &q, e) < 0 || roles_arg(c, &q, e) < 0 || operator_save(c->book, &q, e) < 0)
		return -1;
	cmd_say(_("%s is an operator of this book now: %s"), q.name, operator_words(c->a, q.duties));
	return 0;
}

int
cmd_people_pin(struct cmd *c, struct err *e)
{
	struct operator_edit q = { 0 };

	if (name_arg(c, &q, e) < 0)
		return -1;
	if (cmd_opt(c, "none"))
		q.pin = "";
	else if (new_pin(c, &q, e) < 0)
		return -1;
	if (operator_save(c->book, &q, e) < 0)
		return -1;
	cmd_say(*q.pin ? _("%s has a new PIN") : _("%s has no PIN any more"), q.name);
	return 0;
}

int
cmd_people_close(struct cmd *c, struct err *e)
{
	struct operator_edit q = { .close = true };

	if (name_arg(c, &q, e) < 0 || operator_save(c->book, &q, e) < 0)
		return -1;
	cmd_say(_("%s is let in no more"), q.name);
	return 0;
}
