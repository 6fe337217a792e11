/*
 * Fuzz target: a request's target and header lines, at the door and at the desk.  The first line
 * is the method and target, the others are header fields, up to an empty line.
 *
 * What is accepted must be an address that cannot mislead anybody: no control byte, no NUL, valid
 * UTF-8, short; and a header from which there is one way to read the body's length.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "web/console_http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static struct host_list hosts;

static void
hosts_once(void)
{
	struct door_settings settings = { .address = "127.0.0.1",
					  .url = "https://survey.example/x",
					  .hosts = { "second.example:8080" },
					  .host_count = 1 };

	if (!hosts.count)
		hosts_fill(&hosts, &settings, 8080);
}

static void
check_path(const char *path)
{
	size_t len = strlen(path);

	if (path[0] != '/' || len > PATH_MOST || !utf8_valid(path, len))
		die("a path that should have been refused");
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)path[i] < 0x20 || path[i] == 0x7f)
			die("a control byte in a path");
}

static void
try_target(const char *line, size_t len)
{
	struct arena *a = arena_new(0);
	const char *code, *allow;
	struct pairs query;
	char path[PATH_MOST + 1];
	unsigned status = target_read(line, len, path, &query, a);

	if (status && status != 400 && status != 414)
		die("a status of its own: %u", status);
	if (!status) {
		const struct route *route = route_find(METHOD_GET, path, &code, &allow);

		check_path(path);
		if (strlen(code) > PATH_MOST || strchr(code, '/') || (route && !allow))
			die("a route of its own");
	}
	arena_free(a);
}

/* The desk's longer ones. */
static void
try_desk_target(const char *line, size_t len)
{
	struct arena *a = arena_new(0);
	char path[CONSOLE_PATH + 1];
	struct pairs query;
	unsigned status = target_read_within(line, len, path, CONSOLE_PATH, &query,
					     CONSOLE_QUERY, a);

	if (status && status != 400 && status != 414)
		die("a status of its own: %u", status);
	if (!status && (path[0] != '/' || strlen(path) > CONSOLE_PATH ||
			!utf8_valid(path, strlen(path))))
		die("a path that should have been refused");
	arena_free(a);
}

/* What the desk has taken from a header is of its shape, whatever stood there. */
static void
check_desk(const struct console_facts *facts)
{
	static const char shape[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz-_";
	size_t len = strlen(facts->cookie);

	if (len > CONSOLE_COOKIE || strspn(facts->cookie, shape) != len)
		die("a cookie that should have been refused");
	if (facts->cookies > 1 && len)
		die("one of two cookies");
	if (console_from_us(facts) && !facts->sites && !facts->origins)
		die("a form from nowhere");
	(void)console_unchanged(facts, "0123456789abcdef");
}

struct line {
	const char *at;
	size_t len;
};

static struct line
next_line(const char **at, const char *end)
{
	struct line line = { *at, 0 };

	while (line.at + line.len < end && line.at[line.len] != '\n')
		line.len++;
	*at = line.at + line.len < end ? line.at + line.len + 1 : end;
	return line;
}

static void
check_accepted(const struct header_facts *facts, enum method method)
{
	if (facts->broken || facts->chunked || facts->hosts != 1 || !facts->known_host ||
	    facts->lengths > 1 || facts->fields > HEADER_FIELDS)
		die("a header that should have been refused");
	if (method == METHOD_POST
		    ? !facts->form_type || facts->length > BODY_MOST || !facts->lengths
		    : facts->length > 0)
		die("a body that should have been refused");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *at = (const char *)data, *end = at + len;
	struct header_facts facts = { 0 };
	struct console_facts desk = { .secure = len % 2 };
	enum method method = METHOD_GET;
	struct line line;
	unsigned status;

	hosts_once();
	line = next_line(&at, end);
	if (line.len && line.at[0] == 'P')
		method = METHOD_POST;
	try_target(line.len ? line.at + 1 : line.at, line.len ? line.len - 1 : 0);
	try_desk_target(line.len ? line.at + 1 : line.at, line.len ? line.len - 1 : 0);
	for (line = next_line(&at, end); line.len; line = next_line(&at, end)) {
		const char *colon = memchr(line.at, ':', line.len);
		size_t name = colon ? (size_t)(colon - line.at) : line.len;
		size_t value = colon ? name + 1 : name;

		while (value < line.len && line.at[value] == ' ')
			value++;
		header_look(&facts, &hosts, line.at, name, line.at + value,
			    line.len - value);
		console_look(&desk, line.at, name, line.at + value, line.len - value);
	}
	check_desk(&desk);
	status = header_verdict(&facts, method, BODY_MOST);
	if (!status)
		check_accepted(&facts, method);
	else if (status < 400 || status > 431)
		die("a status of its own: %u", status);
	return 0;
}
