/*
 * All addresses of the desk, and who may ask for each.  A row reads
 *
 *   ROW(method, path, page, roles, scope, how, help)
 *
 * where each ":" of the path stands for a part of an address, and how is 0, AGAIN or QUIET.
 * A row that names no role, or no scope, does not compile.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/page.h"

#define AGAIN 1u
#define QUIET 2u

#define ROW(method_, path_, page_, roles_, scope_, how_, help_)       \
	_Static_assert((roles_) != 0, "a row without roles: " path_); \
	_Static_assert((scope_) != 0, "a row without a scope: " path_);
#include "desk/routes_coding.rows"
#include "desk/routes_people.rows"
#include "desk/routes_release.rows"
#include "desk/routes_rooms.rows"
#include "desk/routes_surveys.rows"
#undef ROW

#define ROW(method_, path_, page_, roles_, scope_, how_, help_) \
	{ .method = (method_),                                  \
	  .path = (path_),                                      \
	  .page = (page_),                                      \
	  .roles = (roles_),                                    \
	  .scope = (scope_),                                    \
	  .again = ((how_)&AGAIN) != 0,                         \
	  .quiet = ((how_)&QUIET) != 0,                         \
	  .help = (help_) },
const struct desk_route desk_routes[] = {
#include "desk/routes_people.rows"
#include "desk/routes_surveys.rows"
#include "desk/routes_coding.rows"
#include "desk/routes_release.rows"
#include "desk/routes_rooms.rows"
};
const size_t desk_route_count = ARRAY_LEN(desk_routes);

static const char *
scope_name(enum scope scope)
{
	switch (scope) {
	case SCOPE_SURVEY:
		return "survey";
	case SCOPE_ROOM:
		return "room";
	case SCOPE_NONE:
		break;
	}
	return "none";
}

void
desk_routes_list(struct buf *out)
{
	for (const struct desk_route *r = desk_routes; r < desk_routes + desk_route_count;
	     r++) {
		buf_printf(out, "%s\t%s\t", r->method == METHOD_POST ? "POST" : "GET",
			   r->path);
		if (r->roles & MAY_ANYONE)
			buf_puts(out, "anyone");
		else
			desk_role_words(r->roles, out);
		buf_printf(out, "\t%s\t%s\t%s\n", scope_name(r->scope),
			   r->again	? "again"
			   : r->quiet ? "quiet"
				      : "plain",
			   r->help);
	}
}
