/*
 * Every row of the routes table on a real socket: status, headers, HEAD, connections that stay
 * open, and sizes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>
#include <unistd.h>

#include "web/web.h"

#include "tests/tap.h"
#include "tests/web/site.h"

#define HOST "Host: survey.example\r\n"

static struct heard
ask(const struct site *s, const char *method, const char *path)
{
	char bytes[400];
	int len = snprintf(bytes, sizeof(bytes),
			   "%s %s HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n", method,
			   path);

	return site_say(s, bytes, (size_t)len, 3000);
}

/* ---- headers --------------------------------------------------------------------- */

static const struct {
	const char *name, *want; /* want: the whole value; NULL: see check_headers */
} wanted[] = {
	{ "Cache-Control", "no-store" },
	{ "Referrer-Policy", "no-referrer" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
};

static bool
policy_is_strict(const struct heard *h)
{
	const char *policy = heard_header(h, "Content-Security-Policy");

	return policy && str_starts(policy, "default-src 'none';") &&
	       !strstr(policy, "unsafe") && !strstr(policy, "script-src") &&
	       strstr(policy, "form-action 'self'") &&
	       strstr(policy, "base-uri 'none'") &&
	       strstr(policy, "frame-ancestors 'none'");
}

static void
check_headers(const struct heard *h, const char *name)
{
	const char *missing = NULL;
	const char *got;

	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		got = heard_header(h, wanted[i].name);
		if (!got || !str_same(got, wanted[i].want))
			missing = wanted[i].name;
	}
	got = heard_header(h, "Permissions-Policy");
	if (!got || !strstr(got, "camera=()") || !strstr(got, "geolocation=()"))
		missing = "Permissions-Policy";
	if (!policy_is_strict(h))
		missing = "Content-Security-Policy";
	is_str(missing, NULL, "%s: all headers are there", name);
	ok(!heard_header(h, "Set-Cookie"), "%s: no cookie", name);
}

static void
path_of(const struct route *route, const struct site *s, char *out, size_t size)
{
	const char *code = strstr(route->path, ":code");

	if (code)
		snprintf(out, size, "%.*s%s", (int)(code - route->path), route->path,
			 s->code);
	else
		snprintf(out, size, "%s", route->path);
}

static void
test_routes(const struct site *s)
{
	char path[100], bytes[1000], length[20];
	struct heard h;

	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];

		if (r->path[1] == 'R') /* room.t has a room */
			continue;
		path_of(r, s, path, sizeof(path));
		if (r->method == METHOD_POST) {
			size_t len =
				post_spell(bytes, sizeof(bytes), s->code,
					   "ticket=00000000000000000000000000&go=next");

			h = site_say(s, bytes, len, 300);
			is_int(h.status, 200, "POST %s", r->path);
			check_headers(&h, "POST");
			continue;
		}
		h = ask(s, "GET", path);
		is_int(h.status, 200, "GET %s", r->path);
		check_headers(&h, r->path);
		ok(h.len <= 14600, "%s: %zu bytes with headers", r->path, h.len);
		str_fit(length, sizeof(length), heard_header(&h, "Content-Length"));
		is_int((long long)strtoul(length, NULL, 10),
		       (long long)(h.text + h.len - h.body),
		       "%s: its length is its length", r->path);
		h = ask(s, "HEAD", path);
		is_int(h.status, 200, "HEAD %s", r->path);
		is_str(h.body, "", "HEAD %s has no body", r->path);
		is_str(heard_header(&h, "Content-Length"), length,
		       "HEAD %s tells its length", r->path);
	}
}

static void
test_allow(const struct site *s)
{
	struct heard h = ask(s, "PUT", "/");

	is_str(heard_header(&h, "Allow"), "GET, HEAD, POST",
	       "an unknown method is told ours");
	check_headers(&h, "405");
	h = site_say(s, "POST / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", 61, 300);
	is_int(h.status, 405, "POST / is not allowed");
	is_str(heard_header(&h, "Allow"), "GET, HEAD", "and the reply says what is");
}

/* ---- hosts ----------------------------------------------------------------------- */

static void
test_hosts(const struct site *s)
{
	static const struct {
		const char *host;
		unsigned status;
	} hosts[] = {
		{ "survey.example", 200 }, { "SURVEY.Example", 200 },
		{ "second.example", 200 }, { "localhost:%u", 200 },
		{ "127.0.0.1:%u", 200 },   { "localhost", 421 },
		{ "third.example", 421 },  { "127.0.0.1", 421 },
		{ "127.0.0.2:%u", 421 },
	};

	for (size_t i = 0; i < ARRAY_LEN(hosts); i++) {
		char bytes[300], host[60];
		const char *mark = strchr(hosts[i].host, '%');
		int len;

		if (mark)
			snprintf(host, sizeof(host), "%.*s%u",
				 (int)(mark - hosts[i].host), hosts[i].host, s->port);
		else
			snprintf(host, sizeof(host), "%s", hosts[i].host);
		len = snprintf(bytes, sizeof(bytes),
			       "GET /healthz HTTP/1.1\r\nHost: %s\r\n\r\n", host);
		is_int(site_say(s, bytes, (size_t)len, 200).status, hosts[i].status,
		       "Host %s", hosts[i].host);
	}
}

/* ---- codes ----------------------------------------------------------------------- */

static void
test_codes(const struct site *s)
{
	char path[60], low[CODE_CHARS + 1], unknown[CODE_CHARS + 1],
		spoilt[CODE_CHARS + 1];
	size_t closed, absent, wrong;
	struct heard h;

	for (size_t i = 0; i <= CODE_CHARS; i++)
		low[i] = s->code[i] >= 'A' ? (char)(s->code[i] + 32) : s->code[i];
	snprintf(path, sizeof(path), "/s/%s", low);
	is_int(ask(s, "GET", path).status, 200, "a code in small letters");
	code_new(unknown);
	memcpy(spoilt, s->code, sizeof(spoilt));
	spoilt[0] = spoilt[0] == '2' ? '3' : '2';
	snprintf(path, sizeof(path), "/S/%s", s->closed);
	h = ask(s, "GET", path);
	is_int(h.status, 410, "a closed link");
	check_headers(&h, "410");
	closed = h.len;
	snprintf(path, sizeof(path), "/S/%s", unknown);
	h = ask(s, "GET", path);
	is_int(h.status, 404, "an unknown code");
	check_headers(&h, "404");
	absent = h.len;
	snprintf(path, sizeof(path), "/S/%s", spoilt);
	h = ask(s, "GET", path);
	is_int(h.status, 404, "a mistyped code");
	wrong = h.len;
	is_int((long long)closed, (long long)absent,
	       "unknown and closed are of one size on the wire, status line included");
	is_int((long long)wrong, (long long)absent, "so is a mistyped one");
}

/* ---- connections ----------------------------------------------------------------- */

static void
test_connections(const struct site *s)
{
	char bytes[2000], ticket[TICKET_CHARS + 1];
	int fd = site_connect(s);
	struct heard h;
	size_t len;

	ticket_new(ticket);
	len = answer_spell(bytes, sizeof(bytes), s, ticket, "Something");
	send_whole(fd, bytes, len);
	h = site_hear(fd, 3000);
	ok(is_thanked(&h), "an answer of one post is thanked");
	ok(heard_header(&h, "Clear-Site-Data"), "and the browser told to forget");
	check_headers(&h, "sent");
	send_whole(fd, bytes, len);
	h = site_hear(fd, 3000);
	ok(is_thanked(&h), "the same again, on the same connection, is thanked too");
	send_whole(fd, bytes, len);
	send_whole(fd, bytes, len);
	h = site_hear(fd, 3000);
	ok(h.status == 200 && !h.closed, "two at once are answered in turn");
	close(fd);

	/* A request that comes byte by byte is the same request. */
	fd = site_connect(s);
	for (size_t i = 0; i < len; i++)
		send_whole(fd, bytes + i, 1);
	h = site_hear(fd, 3000);
	ok(is_thanked(&h), "a post in pieces of one byte");
	close(fd);
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };
	struct site s;

	site_begin(argc, argv);
	site_make(&s, 64);
	if (!site_start(&s, 0, &err))
		die("%s", err.text);
	test_routes(&s);
	test_allow(&s);
	test_hosts(&s);
	test_codes(&s);
	test_connections(&s);
	is_int(site_stop(&s, SIGTERM), 0, "the door ends well");
	site_free(&s);
	return tap_done();
}
