/*
 * canvass user list: people at the desk, their roles and what they may see.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/user.h"
#include "store/desk.h"

static const char *
state_of(const struct person *p)
{
	if (p->disabled)
		return "disabled";
	if (p->enrolled)
		return "can sign in";
	return p->invite_until >= day_today() ? "invited" : "invitation over";
}

static void
put_row(struct buf *out, const struct person *p)
{
	buf_printf(out, "%s\t", p->name);
	desk_role_words(p->roles, out);
	buf_puts(out, "\t");
	if (!p->scope_count)
		buf_puts(out, "all");
	for (size_t i = 0; i < p->scope_count; i++)
		buf_printf(out, "%s%s", i ? ", " : "", p->scopes[i]);
	buf_printf(out, "\t%s\n", state_of(p));
}

static void
put_json(struct buf *out, const struct person *p)
{
	bool any = false;

	buf_puts(out, out->len ? ",\n{\"name\":" : "[{\"name\":");
	json_put(out, p->name);
	buf_puts(out, ",\"roles\":[");
	for (unsigned bit = 1; bit && bit <= p->roles; bit <<= 1)
		if (p->roles & bit) {
			SCOPED(buf) role = { 0 };

			desk_role_words(bit, &role);
			buf_puts(out, any ? "," : "");
			json_put(out, role.data);
			any = true;
		}
	buf_puts(out, "],\"for\":");
	buf_puts(out, p->scope_count ? "[" : "null");
	for (size_t i = 0; i < p->scope_count; i++) {
		buf_puts(out, i ? "," : "");
		json_put(out, p->scopes[i]);
	}
	buf_puts(out, p->scope_count ? "]" : "");
	buf_printf(out, ",\"state\":\"%s\"}", state_of(p));
}

bool
cmd_user_list(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct desk_store *d = desk_store_open(call->dir, err);
	struct person *people;
	size_t count;
	SCOPED(buf) out = { 0 };
	bool good = d && person_all(d, &people, &count, a, err);

	for (size_t i = 0; good && i < count; i++)
		(call->json ? put_json : put_row)(&out, &people[i]);
	if (good && call->json)
		buf_puts(&out, out.len ? "]\n" : "[]\n");
	good = good && output_put(&out, err);
	desk_store_close(d);
	arena_free(a);
	return good;
}
