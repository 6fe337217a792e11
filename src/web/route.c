/*
 * The door's addresses: one row each.  No address becomes a file's name.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/machine.h"

const struct route routes[] = {
	{ .method = METHOD_GET,
	  .path = "/",
	  .page = page_home,
	  .help = "a box to type the code into" },
	{ .method = METHOD_GET,
	  .path = "/S/:code",
	  .page = page_first,
	  .help = "first page of the survey that the link belongs to" },
	{ .method = METHOD_POST,
	  .path = "/S/:code",
	  .page = page_answer,
	  .body_max = BODY_MOST,
	  .help = "all later pages" },
	{ .method = METHOD_GET,
	  .path = "/R/:code",
	  .page = page_room,
	  .help = "a focus group's page for phones, as the room stands" },
	{ .method = METHOD_POST,
	  .path = "/R/:code",
	  .page = page_room_post,
	  .body_max = BODY_MOST,
	  .help = "joins, or sends and changes an answer" },
	{ .method = METHOD_GET,
	  .path = "/privacy",
	  .page = page_privacy,
	  .help = "what is stored and what is not" },
	{ .method = METHOD_GET,
	  .path = "/accessibility",
	  .page = page_accessibility,
	  .help = "the statement that the law asks for" },
	{ .method = METHOD_GET,
	  .path = "/cookies",
	  .page = page_cookies,
	  .help = "none" },
	{ .method = METHOD_GET,
	  .path = "/healthz",
	  .page = page_health,
	  .help = "for a load balancer; no figures" },
};
const size_t route_count = ARRAY_LEN(routes);

/* Whether a path is a row's.  *out_code: what stands for ":code", else "". */
static bool
path_matches(const char *row, const char *path, const char **out_code)
{
	*out_code = "";
	if (!row[1] || !str_same(row + 2, "/:code"))
		return str_same(row, path);
	if (path[0] != '/' || (path[1] & ~0x20) != row[1] || path[2] != '/')
		return false;
	*out_code = path + 3;
	return **out_code && !strchr(*out_code, '/');
}

const struct route *
route_find(enum method method, const char *path, const char **out_code,
	   const char **out_allow)
{
	const struct route *found = NULL;
	bool get = false, post = false;
	const char *code;

	*out_code = "";
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];

		if (!path_matches(r->path, path, &code))
			continue;
		get |= r->method == METHOD_GET;
		post |= r->method == METHOD_POST;
		if (r->method == (method == METHOD_HEAD ? METHOD_GET : method)) {
			found = r;
			*out_code = code;
		}
	}
	*out_allow = get && post ? "GET, HEAD, POST"
		     : get	 ? "GET, HEAD"
		     : post	 ? "POST"
				 : NULL;
	return found;
}
