/*
 * What the desk looks for in a request's header: its own cookie, where a form was sent from, what
 * a small script has already seen.  Pure: bytes in, a verdict out.
 *
 * What is not of its shape is as good as absent; a header that comes twice is trusted neither time.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "web/console_http.h"

static bool
is_named(const char *name, size_t len, const char *want)
{
	return len == strlen(want) && !strncasecmp(name, want, len);
}

/* A copy; "" if it does not fit. */
static void
keep(char *to, size_t size, const char *value, size_t len)
{
	if (len >= size)
		len = 0;
	memcpy(to, value, len);
	to[len] = '\0';
}

/* ---- the cookie --------------------------------------------------------------- */

static bool
is_cookie_value(const char *value, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = value[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= 'a' && c <= 'z') && c != '-' && c != '_')
			return false;
	}
	return len > 0 && len <= CONSOLE_COOKIE;
}

static void
take_cookie(struct console_facts *facts, const char *pair, size_t len)
{
	const char *want = facts->secure ? "__Host-desk" : "desk";
	size_t name = strlen(want);

	if (len <= name || memcmp(pair, want, name) || pair[name] != '=')
		return;
	facts->cookies++;
	facts->cookie[0] = '\0';
	/* Somebody who can plant a second one, from a neighbouring host, gets nothing by it. */
	if (facts->cookies == 1 && is_cookie_value(pair + name + 1, len - name - 1))
		keep(facts->cookie, sizeof(facts->cookie), pair + name + 1,
		     len - name - 1);
}

static void
take_cookies(struct console_facts *facts, const char *value, size_t len)
{
	const char *at = value, *end = value + len;

	while (at < end) {
		const char *stop = memchr(at, ';', (size_t)(end - at));

		stop = stop ? stop : end;
		while (at < stop && *at == ' ')
			at++;
		take_cookie(facts, at, (size_t)(stop - at));
		at = stop + 1;
	}
}

/* ---- all that is looked at ---------------------------------------------------- */

void
console_look(struct console_facts *facts, const char *name, size_t name_len,
	     const char *value, size_t value_len)
{
	while (value_len && (value[value_len - 1] == ' ' || value[value_len - 1] == '\t'))
		value_len--;
	if (is_named(name, name_len, "cookie")) {
		take_cookies(facts, value, value_len);
	} else if (is_named(name, name_len, "host")) {
		keep(facts->host, sizeof(facts->host), value, value_len);
	} else if (is_named(name, name_len, "origin")) {
		facts->origins++;
		keep(facts->origin, sizeof(facts->origin), value, value_len);
	} else if (is_named(name, name_len, "sec-fetch-site")) {
		facts->sites++;
		keep(facts->site, sizeof(facts->site), value, value_len);
	} else if (is_named(name, name_len, "if-none-match")) {
		keep(facts->match, sizeof(facts->match), value, value_len);
	}
}

static bool
is_our_origin(const struct console_facts *facts)
{
	const char *scheme = facts->secure ? "https://" : "http://";

	return facts->host[0] && str_starts(facts->origin, scheme) &&
	       !strcasecmp(facts->origin + strlen(scheme), facts->host);
}

/*
 * Our pages bear Referrer-Policy: no-referrer, and then a browser says "Origin: null" of their
 * forms, too.  Only Sec-Fetch-Site tells these apart from a stranger's, so where it is absent
 * a null is refused.
 */
bool
console_from_us(const struct console_facts *facts)
{
	if (facts->origins > 1 || facts->sites > 1)
		return false;
	if (!facts->sites)
		return facts->origins && is_our_origin(facts);
	if (!str_same(facts->site, "same-origin") && !str_same(facts->site, "none"))
		return false;
	return !facts->origins || str_same(facts->origin, "null") || is_our_origin(facts);
}

bool
console_unchanged(const struct console_facts *facts, const char *etag)
{
	char quoted[CONSOLE_ETAG + 3];
	int len = snprintf(quoted, sizeof(quoted), "\"%s\"", etag);

	return len > 2 && len < (int)sizeof(quoted) && strstr(facts->match, quoted);
}
