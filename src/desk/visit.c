/*
 * What a page may ask for during its visit: the stores, what the person may do and see, a row of
 * the audit log.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "desk/visit.h"

static struct visit *
whole(struct desk_visit *v)
{
	return (struct visit *)v;
}

uint64_t
gate_now(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_BOOTTIME, &now))
		die("there is no clock");
	return (uint64_t)now.tv_sec;
}

void
visit_done(struct visit *visit)
{
	for (size_t i = 0; i < ARRAY_LEN(visit->stores); i++) {
		store_close(visit->stores[i]);
		visit->stores[i] = NULL;
	}
	secret_wipe(&visit->who, sizeof(visit->who));
}

bool
desk_may(const struct desk_visit *v, unsigned roles)
{
	return (v->roles & roles) != 0;
}

struct store *
desk_store(struct desk_visit *v, enum store_role role, struct err *err)
{
	struct store **st = &whole(v)->stores[role];

	if (!*st)
		*st = store_open(v->settings->dir, role, err);
	return *st;
}

struct desk_store *
desk_people(struct desk_visit *v)
{
	return v->desk->people;
}

bool
desk_in_scope(const struct desk_visit *v, const char *name)
{
	const struct person *who = &((const struct visit *)v)->who;

	if (!v->session)
		return false;
	for (size_t i = 0; i < who->scope_count; i++)
		if (str_same(who->scopes[i], name))
			return true;
	return who->scope_count == 0;
}

bool
act_note(struct desk *desk, const char *person, const char *act, const char *subject,
	 const char *words, struct err *err)
{
	struct act_row row = { .at = (int64_t)time(NULL),
			       .person = person,
			       .act = act,
			       .subject = subject,
			       .words = words };

	return act_add(desk->people, &row, err);
}

bool
desk_act(struct desk_visit *v, const char *act, const char *subject, const char *words,
	 struct err *err)
{
	return act_note(v->desk, v->person, act, subject, words, err);
}
