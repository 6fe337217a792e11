/*
 * One request's target and header, checked before anything of its body is read.  What could be
 * read in two ways, by us and by a proxy in front, is refused; nothing is mended.
 *
 * Pure: bytes in, a status out.  No header's name or value outlives the call that shows it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "web/machine.h"

/* ---- hosts ----------------------------------------------------------------------- */

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void
hosts_add(struct host_list *list, const char *name, unsigned port)
{
	char *to;

	if (list->count == ALL_HOSTS || !*name)
		return;
	to = list->names[list->count];
	if (port)
		snprintf(to, sizeof(list->names[0]), "%s:%u", name, port);
	else
		snprintf(to, sizeof(list->names[0]), "%s", name);
	for (; *to; to++)
		*to = small(*to);
	list->count++;
}

/* Adds the host of "https://host:port/path", as a browser sends it. */
static void
hosts_add_url(struct host_list *list, const char *url)
{
	const char *at = strstr(url, "://");
	char host[128];
	size_t len;

	at = at ? at + 3 : url;
	len = strcspn(at, "/?#");
	if (!len || len >= sizeof(host))
		return;
	memcpy(host, at, len);
	host[len] = '\0';
	hosts_add(list, host, 0);
}

void
hosts_fill(struct host_list *list, const struct door_settings *settings, unsigned port)
{
	list->count = 0;
	hosts_add_url(list, settings->url);
	if (strchr(settings->address, ':')) { /* IPv6 stands in brackets */
		char bracketed[100];

		snprintf(bracketed, sizeof(bracketed), "[%s]", settings->address);
		hosts_add(list, bracketed, port);
	} else {
		hosts_add(list, settings->address, port);
	}
	hosts_add(list, "localhost", port);
	hosts_add(list, "127.0.0.1", port);
	if (port == 80) { /* browsers leave the usual port out */
		hosts_add(list, settings->address, 0);
		hosts_add(list, "localhost", 0);
		hosts_add(list, "127.0.0.1", 0);
	}
	for (size_t i = 0; i < settings->host_count; i++)
		hosts_add(list, settings->hosts[i], 0);
}

bool
host_known(const struct host_list *list, const char *host, size_t len)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *name = list->names[i];
		size_t at = 0;

		while (at < len && name[at] && small(host[at]) == name[at])
			at++;
		if (at == len && !name[at])
			return true;
	}
	return false;
}

/* ---- header fields --------------------------------------------------------------- */

/* A token of RFC 9110, section 5.6.2. */
static bool
is_token(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			    (c >= 'a' && c <= 'z');

		if (!word && (!c || !strchr("!#$%&'*+-.^_`|~", c)))
			return false;
	}
	return len > 0;
}

static bool
named(const char *name, size_t len, const char *want)
{
	return len == strlen(want) && !strncasecmp(name, want, len);
}

/* CR, LF and NUL end a value for some readers and not for others; none of the rest is needed. */
static bool
has_controls(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return true;
	}
	return false;
}

/* "application/x-www-form-urlencoded", alone or before a parameter. */
static bool
is_form_type(const char *value, size_t len)
{
	static const char want[] = "application/x-www-form-urlencoded";
	size_t most = sizeof(want) - 1;

	if (len < most || strncasecmp(value, want, most))
		return false;
	return len == most || value[most] == ';' || value[most] == ' ' ||
	       value[most] == '\t';
}

/* Only digits count: libmicrohttpd refuses the rest itself, and would not hand it on. */
static uint64_t
length_read(const char *value, size_t len)
{
	uint64_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned digit = (unsigned char)value[i] - '0';

		if (digit > 9 || n > (UINT64_MAX - digit) / 10)
			return UINT64_MAX;
		n = n * 10 + digit;
	}
	return len ? n : UINT64_MAX;
}

void
header_look(struct header_facts *facts, const struct host_list *hosts, const char *name,
	    size_t name_len, const char *value, size_t value_len)
{
	/* Blanks at a value's end are no part of it (RFC 9110, section 5.5). */
	while (value_len &&
	       (value[value_len - 1] == ' ' || value[value_len - 1] == '\t'))
		value_len--;
	facts->fields++;
	if (!is_token(name, name_len) || has_controls(value, value_len))
		facts->broken = true;
	if (named(name, name_len, "content-length")) {
		facts->lengths++;
		facts->length = length_read(value, value_len);
	} else if (named(name, name_len, "transfer-encoding")) {
		facts->chunked = true;
	} else if (named(name, name_len, "host")) {
		facts->hosts++;
		facts->known_host = host_known(hosts, value, value_len);
	} else if (named(name, name_len, "content-type")) {
		facts->form_type = is_form_type(value, value_len);
	}
}

unsigned
header_verdict(const struct header_facts *facts, enum method method, size_t body_max)
{
	if (facts->fields > HEADER_FIELDS)
		return 431;
	if (facts->broken || facts->lengths > 1 || facts->hosts != 1 ||
	    (facts->chunked && facts->lengths))
		return 400;
	if (facts->chunked)
		return method == METHOD_POST ? 411 : 400;
	if (!facts->known_host)
		return 421;
	if (method != METHOD_POST)
		return facts->lengths && facts->length ? 400 : 0;
	if (!facts->lengths)
		return 411;
	if (facts->length > body_max)
		return 413;
	return facts->form_type ? 0 : 415;
}

bool
method_read(const char *word, enum method *out)
{
	if (str_same(word, "GET"))
		*out = METHOD_GET;
	else if (str_same(word, "HEAD"))
		*out = METHOD_HEAD;
	else if (str_same(word, "POST"))
		*out = METHOD_POST;
	else
		return false;
	return true;
}

/* ---- the target ------------------------------------------------------------------ */

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = small(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes a path; 0 or a status.  A '+' is a plus sign here. */
static unsigned
path_read(const char *from, size_t len, char *path, size_t most)
{
	size_t at = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)from[i];

		if (c == '%') {
			int high = i + 1 < len ? hex_value(from[i + 1]) : -1;
			int low = i + 2 < len ? hex_value(from[i + 2]) : -1;

			if (high < 0 || low < 0)
				return 400;
			c = (unsigned char)(high * 16 + low);
			i += 2;
		}
		if (c < 0x20 || c == 0x7f)
			return 400;
		if (at == most)
			return 414;
		path[at++] = (char)c;
	}
	path[at] = '\0';
	return at && path[0] == '/' && utf8_valid(path, at) ? 0 : 400;
}

unsigned
target_read(const char *target, size_t len, char *path, struct pairs *query,
	    struct arena *a)
{
	return target_read_within(target, len, path, PATH_MOST, query, QUERY_MOST, a);
}

unsigned
target_read_within(const char *target, size_t len, char *path, size_t path_most,
		   struct pairs *query, size_t query_most, struct arena *a)
{
	const char *mark = memchr(target, '?', len);
	size_t path_len = mark ? (size_t)(mark - target) : len;
	size_t query_len = mark ? len - path_len - 1 : 0;
	unsigned status = path_read(target, path_len, path, path_most);

	*query = (struct pairs){ 0 };
	if (status)
		return status;
	if (query_len > query_most)
		return 414;
	if (!query_len)
		return 0;
	switch (pairs_read(query, mark + 1, query_len, a)) {
	case PAIRS_OK:
		return 0;
	case PAIRS_BROKEN:
		return 400;
	case PAIRS_LARGE:
		return 414;
	}
	return 400;
}
