/* SPDX-License-Identifier: MIT */
/*
 * duty: which roles hold which right, and which right a kind of change takes.  Invariant:
 * these tables are the only place that says so; a right nobody holds is nobody's.
 */
#include <stdio.h>
#include <string.h>

#include "core/lang.h"
#include "core/operator.h"

enum {
	PERSON_AT_WORK = DUTY_OPERATOR | DUTY_SUPERVISOR,
	READER = PERSON_AT_WORK | DUTY_AUDITOR,
	EVERYBODY = READER | DUTY_TECHNICIAN | DUTY_HOUSE
};

static const unsigned holders[RIGHT_N] = {
	[RIGHT_ANY] = EVERYBODY,
	[RIGHT_READ] = READER,
	[RIGHT_SEE] = DUTY_SUPERVISOR,
	[RIGHT_REVEAL] = PERSON_AT_WORK,
	[RIGHT_ENTER] = PERSON_AT_WORK,
	[RIGHT_CORRECT] = DUTY_SUPERVISOR,
	[RIGHT_APPROVE] = DUTY_SUPERVISOR,
	[RIGHT_RESOLVE] = DUTY_SUPERVISOR,
	[RIGHT_EXPORT] = DUTY_SUPERVISOR,
	[RIGHT_PERSON] = DUTY_SUPERVISOR,
	[RIGHT_AUDIT] = DUTY_SUPERVISOR | DUTY_AUDITOR,
	[RIGHT_STATE] = EVERYBODY,
	[RIGHT_SEND] = DUTY_SUPERVISOR | DUTY_TECHNICIAN | DUTY_HOUSE,
	[RIGHT_BACKUP] = DUTY_TECHNICIAN | DUTY_HOUSE,
	[RIGHT_KEYS] = DUTY_TECHNICIAN,
	[RIGHT_PEOPLE] = DUTY_TECHNICIAN,
};

/* What a change asks for at least; a record of others or of another day asks for RIGHT_CORRECT. */
static const enum right kinds[CH_N] = {
	[CH_CREATE] = RIGHT_ENTER,
	[CH_SET] = RIGHT_ENTER,
	[CH_COMPLETE] = RIGHT_ENTER,
	[CH_APPROVE] = RIGHT_APPROVE,
	[CH_LOCK] = RIGHT_APPROVE,
	[CH_UNLOCK] = RIGHT_APPROVE,
	[CH_CORRECT] = RIGHT_CORRECT,
	[CH_REMOVE] = RIGHT_ENTER,
	[CH_RESTORE] = RIGHT_ENTER,
	[CH_ERASE] = RIGHT_PERSON,
	[CH_RESOLVE] = RIGHT_RESOLVE,
	[CH_REVEAL] = RIGHT_REVEAL,
};

static const struct {
	const char *word, *name; /* as commands take it, as people read it */
} words[] = { /* by bit */
	{ "operator", N_("data entry") },
	{ "supervisor", N_("supervisor") },
	{ "auditor", N_("auditor") },
	{ "technician", N_("technician") },
	{ "house", N_("the account of the book") },
};

enum { NWORDS = sizeof words / sizeof *words, NDUTIES = NWORDS - 1 /* house is nobody's to give */ };

bool
operator_holds(const struct operator *o, enum right r)
{
	return r < RIGHT_N && (holders[r] & o->duties) != 0;
}

/* The names of roles, for people: "supervisor, technician". */
static void
names(unsigned duties, char *out, size_t size)
{
	size_t n = 0;
	int i;

	out[0] = '\0';
	for (i = 0; i < NDUTIES && n < size; i++)
		if (duties & 1u << i)
			n += (size_t)snprintf(out + n, size - n, "%s%s", n ? ", " : "", _(words[i].name));
}

int
operator_may(const struct operator *o, enum right r, struct err *e)
{
	char who[256];

	if (operator_holds(o, r))
		return 0;
	names(r < RIGHT_N ? holders[r] : 0, who, sizeof who);
	if (!*who)
		return err_set(e, E_RULE, _("%s may not do this: no role has the right to it"), o->name);
	return err_set(e, E_RULE, _("%s may not do this; it is the task of: %s (see `soxa people list`)"),
	    o->name, who);
}

int
operator_may_change(const struct operator *o, enum change_kind kind, struct err *e)
{
	return operator_may(o, kind > 0 && kind < CH_N ? kinds[kind] : RIGHT_UNSAID, e);
}

bool
operator_enters(enum change_kind kind)
{
	return kind > 0 && kind < CH_N && kinds[kind] == RIGHT_ENTER;
}

int
operator_duties(const char *s, unsigned *out, struct err *e)
{
	size_t n;
	int i;

	for (*out = 0; *s; s += n + (s[n] == ',')) {
		n = strcspn(s, ",");
		for (i = 0; i < NDUTIES; i++)
			if (strlen(words[i].word) == n && memcmp(words[i].word, s, n) == 0)
				break;
		if (i == NDUTIES)
			return err_set(e, E_USAGE, _("--role takes operator, supervisor, auditor, technician, "
			    "or several of them with a comma between"));
		*out |= 1u << i;
	}
	return *out ? 0 : err_set(e, E_USAGE, _("--role takes operator, supervisor, auditor, technician, "
	    "or several of them with a comma between"));
}

const char *
operator_words(struct arena *a, unsigned duties)
{
	const char *s = "";
	int i;

	for (i = 0; i < NWORDS; i++)
		if (duties & 1u << i)
			s = arena_printf(a, "%s%s%s", s, *s ? "," : "", words[i].word);
	return s;
}
