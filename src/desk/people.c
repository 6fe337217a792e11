/*
 * Names, roles and invitations; commands come here too.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "desk/people.h"

const char *const role_names[ROLE__COUNT] = {
	[ROLE_EVALUATOR] = "evaluator",
	[ROLE_SECOND] = "second evaluator",
	[ROLE_FACILITATOR] = "facilitator",
	[ROLE_LEAD] = "visiting lead",
};

bool
desk_role_named(const char *name, unsigned *out_bit, struct err *err)
{
	for (unsigned i = 0; i < ROLE__COUNT; i++)
		if (str_same(role_names[i], name)) {
			*out_bit = 1u << i;
			return true;
		}
	return err_set(
		err, ERR_USAGE,
		"\"%.40s\" is no role: evaluator, second evaluator, facilitator or "
		"visiting lead",
		name);
}

void
desk_role_words(unsigned roles, struct buf *out)
{
	bool any = false;

	for (unsigned i = 0; i < ROLE__COUNT; i++)
		if (roles & 1u << i) {
			buf_puts(out, any ? ", " : "");
			buf_puts(out, role_names[i]);
			any = true;
		}
}

/* ---- invitations --------------------------------------------------------------------- */

static bool
name_good(const char *name)
{
	size_t len = strlen(name);

	if (!len || len >= PERSON_NAME || *name == '.' || *name == '-')
		return false;
	return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") == len;
}

static bool
invite_check(const char *name, unsigned roles, const char *const *scopes,
	     size_t scope_count, struct err *err)
{
	if (!name_good(name))
		return err_set(err, ERR_USAGE,
			       "\"%.60s\" cannot be a name at the desk: small letters, "
			       "digits, . and -, at most 40, a letter or digit first",
			       name);
	if ((roles & MAY_BOTH) == MAY_BOTH)
		return err_set(err, ERR_USAGE,
			       "nobody can be evaluator and second evaluator: the second "
			       "looks at what the first did");
	if (scope_count > PERSON_SCOPES)
		return err_set(err, ERR_USAGE, "at most %d surveys and rooms a person",
			       PERSON_SCOPES);
	for (size_t i = 0; i < scope_count; i++)
		if (!*scopes[i] || strlen(scopes[i]) >= SURVEY_NAME)
			return err_set(err, ERR_USAGE,
				       "\"%.60s\" is no name of a survey or room",
				       scopes[i]);
	return true;
}

void
invite_hash(const char *token, unsigned char out[SEAL_HASH])
{
	seal_hash(out, token, strlen(token), NULL, 0);
}

/* The same name twice says nothing more than once. */
static void
scopes_take(struct person *p, const char *const *scopes, size_t count)
{
	p->scope_count = 0;
	for (size_t i = 0; i < count; i++) {
		bool there = false;

		for (size_t k = 0; k < p->scope_count; k++)
			there |= str_same(p->scopes[k], scopes[i]);
		if (!there)
			p->scopes[p->scope_count++] = scopes[i];
	}
}

static bool
person_invite(struct desk_store *d, const char *name, unsigned roles,
	      const char *const *scopes, size_t scope_count, bool again,
	      const unsigned char hash[SEAL_HASH], struct arena *a, struct err *err)
{
	struct person p = { 0 };

	if (again) { /* role and scopes stay; all that lets somebody in goes */
		if (!person_get(d, name, &p, a, err))
			return false;
		if (p.disabled)
			return err_set(err, ERR_INPUT,
				       "%s is disabled: `canvass user add` takes another "
				       "name",
				       name);
	} else {
		str_fit(p.name, sizeof(p.name), name);
		p.roles = roles;
		scopes_take(&p, scopes, scope_count);
	}
	p.password = "";
	p.enrolled = false;
	p.totp_last = 0;
	memset(p.totp, 0, sizeof(p.totp));
	memcpy(p.invite, hash, sizeof(p.invite));
	p.invite_until = day_today() + DESK_INVITE_DAYS;
	return again ? person_put(d, &p, err) : person_add(d, &p, err);
}

/* What was done by a command is told too; who gave it is not known. */
static bool
command_note(struct desk_store *d, const char *act, const char *name, unsigned roles,
	     struct err *err)
{
	SCOPED(buf) words = { 0 };
	struct act_row row = { .at = (int64_t)time(NULL),
			       .person = "command line",
			       .act = act,
			       .subject = name };

	desk_role_words(roles, &words);
	row.words = words.data;
	return act_add(d, &row, err);
}

bool
desk_invite(const char *dir, const char *name, unsigned roles, const char *const *scopes,
	    size_t scope_count, bool again, struct buf *out_path, struct err *err)
{
	unsigned char random[32], hash[SEAL_HASH];
	char token[INVITE_TEXT];
	struct arena *a;
	struct desk_store *d;
	bool good;

	if (!invite_check(name, roles, scopes, scope_count, err))
		return false;
	if (!again && !roles)
		return err_set(err, ERR_USAGE, "%s needs a role: --role", name);
	d = desk_store_open(dir, err);
	if (!d)
		return false;
	a = arena_new(0);
	rand_bytes(random, sizeof(random));
	base64_encode(token, sizeof(token), random, sizeof(random));
	invite_hash(token, hash);
	good = person_invite(d, name, roles, scopes, scope_count, again, hash, a, err) &&
	       command_note(d, again ? "invited anew" : "invited", name, roles, err);
	if (good)
		buf_printf(out_path, "/invite/%s", token);
	secret_wipe(random, sizeof(random));
	secret_wipe(token, sizeof(token));
	desk_store_close(d);
	arena_free(a);
	return good;
}

bool
desk_disable(const char *dir, const char *name, struct err *err)
{
	struct desk_store *d = desk_store_open(dir, err);
	struct arena *a;
	struct person p;
	bool good;

	if (!d)
		return false;
	a = arena_new(0);
	good = person_get(d, name, &p, a, err);
	if (good) {
		p.disabled = true;
		memset(p.invite, 0, sizeof(p.invite));
		p.invite_until = 0;
		good = person_put(d, &p, err) &&
		       command_note(d, "disabled", name, 0, err);
	}
	desk_store_close(d);
	arena_free(a);
	return good;
}
