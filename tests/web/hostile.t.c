/*
 * Requests that no browser sends: each gets its status, the connection is cut where the request
 * could be read in two ways, and nothing that stands behind it runs.
 *
 * Behind every request of the table a second one follows on the same connection.  If it is
 * answered, the first was read as shorter than a proxy would have read it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>
#include <unistd.h>

#include "base/base.h"
#include "tests/tap.h"

#include "tests/web/site.h"

#define HOST   "Host: survey.example\r\n"
#define GET    "GET / HTTP/1.1\r\n" HOST
#define FORM   "Content-Type: application/x-www-form-urlencoded\r\n"
#define POST   "POST /S/%s HTTP/1.1\r\n" HOST FORM
#define END    "\r\n"
#define BEHIND "GET /healthz HTTP/1.1\r\n" HOST END

struct hostile {
	const char *name;
	const char *bytes; /* %s: the code; a 0x01 stands for a NUL byte */
	unsigned status,
		or_status; /* or_status: libmicrohttpd's own word, where it comes first */
};

static const struct hostile table[] = {
	{ "a length and chunks",
	  POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n" END "0\r\n\r\n", 400,
	  0 },
	{ "chunks and a length",
	  POST "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n" END "0\r\n\r\n", 400,
	  0 },
	{ "two lengths", POST "Content-Length: 3\r\nContent-Length: 5\r\n" END "abc", 400,
	  0 },
	{ "two equal lengths",
	  POST "Content-Length: 3\r\nContent-Length: 3\r\n" END "abc", 400, 0 },
	{ "a list of lengths", POST "Content-Length: 3, 3\r\n" END "abc", 400, 413 },
	{ "a length with a plus", POST "Content-Length: +5\r\n" END "abcde", 400, 413 },
	{ "a length below nought", POST "Content-Length: -1\r\n" END "abcde", 400, 413 },
	{ "a length with a letter", POST "Content-Length: 5x\r\n" END "abcde", 400, 413 },
	{ "a length in hex", POST "Content-Length: 0x5\r\n" END "abcde", 400, 413 },
	{ "a length of 2^64", POST "Content-Length: 18446744073709551616\r\n" END "abcde",
	  413, 400 },
	{ "a length of 2^64-2",
	  POST "Content-Length: 18446744073709551614\r\n" END "abcde", 413, 0 },
	{ "an empty length", POST "Content-Length:\r\n" END "abcde", 400, 413 },
	{ "a blank before the colon", POST "Content-Length : 3\r\n" END "abc", 400, 0 },
	{ "a tab before the colon", POST "Content-Length\t: 3\r\n" END "abc", 400, 0 },
	{ "a blank before the name", GET " X-Odd: 1\r\n" END, 400, 0 },
	{ "a folded line", GET "X-Odd: 1\r\n\ttwo\r\n" END, 400, 0 },
	{ "no name", GET ": 1\r\n" END, 400, 0 },
	{ "no name in front of a body", POST "Content-Length: 3\r\n:\r\n" END "abc", 400,
	  0 },
	{ "a folded length", POST "Content-Length: 3\r\n 5\r\n" END "abc", 400, 0 },
	{ "folded chunks", GET "Transfer-Encoding:\r\n chunked\r\n" END "0\r\n\r\n", 400,
	  0 },
	{ "a folded Host", GET "Host: survey\r\n .example\r\n" END, 400, 0 },
	{ "a NUL at a value's end", GET "X-Odd: a\x01\r\nX-More: 1\r\n" END, 400, 0 },
	{ "a NUL as first byte of a line", GET "\x01X-Odd: a\r\n" END, 400, 0 },
	{ "a lone CR in a value", GET "X-Odd: a\rb: c\r\n" END, 400, 0 },
	{ "a lone LF as line end", GET "X-Odd: a\nX-More: c\r\n" END, 400, 0 },
	{ "lone LFs all over", "GET / HTTP/1.1\nHost: survey.example\n\n", 400, 0 },
	{ "no colon", GET "X-Odd\r\n" END, 400, 0 },
	{ "a name with a blank", GET "X Odd: 1\r\n" END, 400, 0 },
	{ "a name with a letter of two bytes", GET "X-\xc3\xa4: 1\r\n" END, 400, 0 },
	{ "a NUL in a value",
	  GET "X-Odd: a\x01"
	      "b\r\n" END,
	  400, 0 },
	{ "a NUL in a name",
	  GET "X-O\x01"
	      "dd: 1\r\n" END,
	  400, 0 },
	{ "chunks", POST "Transfer-Encoding: chunked\r\n" END "3\r\nabc\r\n0\r\n\r\n",
	  411, 0 },
	{ "chunks in capitals", POST "TRANSFER-ENCODING: CHUNKED\r\n" END "0\r\n\r\n",
	  411, 0 },
	{ "chunks, oddly", POST "Transfer-Encoding: xchunked\r\n" END "0\r\n\r\n", 411,
	  0 },
	{ "gzip and chunks", POST "Transfer-Encoding: gzip, chunked\r\n" END "0\r\n\r\n",
	  411, 0 },
	{ "a bad chunk size", POST "Transfer-Encoding: chunked\r\n" END "zz\r\n", 411,
	  400 },
	{ "chunks with a GET", GET "Transfer-Encoding: chunked\r\n" END "0\r\n\r\n", 400,
	  0 },
	{ "a GET with a body", GET "Content-Length: 5\r\n" END "abcde", 400, 0 },
	{ "no length", POST END, 411, 0 },
	{ "%00 in the path", "GET /%%00 HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "%00 behind a path", "GET /healthz%%00 HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "a NUL in the path", "GET /healthz\x01x HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "%00 in the query", "GET /?code=a%%00b HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "a NUL in the query",
	  "GET /?code=a\x01"
	  "b HTTP/1.1\r\n" HOST END,
	  400, 0 },
	{ "%00 in a field", POST "Content-Length: 13\r\n" END "ticket=a%%00bc", 400, 0 },
	{ "a NUL in a field",
	  POST "Content-Length: 10\r\n" END "ticket=a\x01"
	       "b",
	  400, 0 },
	{ "a control byte in the path", "GET /%%1b HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "folders upward", "GET /../../etc/passwd HTTP/1.1\r\n" HOST END, 404, 0 },
	{ "folders upward, escaped",
	  "GET /%%2e%%2e%%2fetc%%2fpasswd HTTP/1.1\r\n" HOST END, 404, 0 },
	{ "folders behind a code", "GET /S/../../canvass.db HTTP/1.1\r\n" HOST END, 404,
	  0 },
	{ "a bad percent", "GET /%%zz HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "a short percent", "GET /%%4 HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "a percent alone", "GET /%% HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "a bad percent in the query", "GET /?code=%%zz HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "a bad percent in a field", POST "Content-Length: 8\r\n" END "role=%%zz", 400,
	  0 },
	{ "no UTF-8 in the path", "GET /%%ff HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "overlong UTF-8", "GET /%%c0%%af HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "raw bytes that are no UTF-8", "GET /\xfe\xff HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "no UTF-8 in a field", POST "Content-Length: 8\r\n" END "role=%%ff", 400, 0 },
	{ "no Host", "GET / HTTP/1.1\r\n" END, 400, 0 },
	{ "no Host in HTTP/1.0", "GET / HTTP/1.0\r\n" END, 400, 0 },
	{ "two Hosts", GET HOST END, 400, 0 },
	{ "a strange Host", "GET / HTTP/1.1\r\nHost: evil.example\r\n" END, 421, 0 },
	{ "an empty Host", "GET / HTTP/1.1\r\nHost:\r\n" END, 421, 400 },
	{ "the right Host with a strange port",
	  "GET / HTTP/1.1\r\nHost: survey.example:81\r\n" END, 421, 0 },
	{ "a Host that begins right",
	  "GET / HTTP/1.1\r\nHost: survey.example.evil\r\n" END, 421, 0 },
	{ "a strange Host on a POST",
	  "POST /S/%s HTTP/1.1\r\nHost: x\r\n" FORM "Content-Length: 3\r\n" END "a=b",
	  421, 0 },
	{ "a whole address as target", "GET http://survey.example/ HTTP/1.1\r\n" HOST END,
	  400, 0 },
	{ "TRACE", "TRACE / HTTP/1.1\r\n" HOST END, 405, 0 },
	{ "OPTIONS", "OPTIONS * HTTP/1.1\r\n" HOST END, 405, 0 },
	{ "PUT", "PUT / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n" END "abc", 405, 0 },
	{ "DELETE with a body",
	  "DELETE / HTTP/1.1\r\n" HOST "Content-Length: 3\r\n" END "abc", 405, 0 },
	{ "CONNECT", "CONNECT survey.example:443 HTTP/1.1\r\n" HOST END, 405, 0 },
	{ "helloGET", "helloGET / HTTP/1.1\r\n" HOST END, 405, 0 },
	{ "get in small letters", "get / HTTP/1.1\r\n" HOST END, 405, 0 },
	{ "HTTP/2.0", "GET / HTTP/2.0\r\n" HOST END, 400, 505 },
	{ "HTTP/1.2", "GET / HTTP/1.2\r\n" HOST END, 400, 505 },
	{ "HTTP/9", "GET / HTTP/9\r\n" HOST END, 400, 505 },
	{ "no version", "GET /\r\n" HOST END, 400, 505 },
	{ "two blanks in the line", "GET  / HTTP/1.1\r\n" HOST END, 400, 0 },
	{ "a blank in the path", "GET /a b HTTP/1.1\r\n" HOST END, 0, 400 },
	{ "a blank behind the version", "GET / HTTP/1.1 \r\n" HOST END, 0, 400 },
	{ "a tab in the line", "GET\t/ HTTP/1.1\r\n" HOST END, 0, 400 },
	{ "a file as body",
	  "POST /S/%s HTTP/1.1\r\n" HOST
	  "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\n" END
	  "abc",
	  415, 0 },
	{ "JSON as body",
	  "POST /S/%s HTTP/1.1\r\n" HOST
	  "Content-Type: application/json\r\nContent-Length: 2\r\n" END "{}",
	  415, 0 },
	{ "a body of no type",
	  "POST /S/%s HTTP/1.1\r\n" HOST "Content-Length: 3\r\n" END "a=b", 415, 0 },
	{ "a type that begins right",
	  "POST /S/%s HTTP/1.1\r\n" HOST
	  "Content-Type: application/x-www-form-urlencodedx\r\nContent-Length: 3\r\n" END
	  "a=b",
	  415, 0 },
	{ "a POST to a page",
	  "POST /privacy HTTP/1.1\r\n" HOST FORM "Content-Length: 3\r\n" END "a=b", 405,
	  0 },
	{ "a POST to nowhere",
	  "POST /nowhere HTTP/1.1\r\n" HOST FORM "Content-Length: 3\r\n" END "a=b", 404,
	  0 },
	{ "bare line feeds, and a length too many",
	  "POST /S/%s HTTP/1.1\nHost: survey.example\nContent-Length: 3\nContent-Length: 3\n\nabc",
	  400, 0 },
};

/* Fills in the code; makes NULs. */
static size_t
spell(char *out, size_t size, const char *bytes, const char *code)
{
	size_t at = 0;

	for (; *bytes && at + 9 < size; bytes++) {
		if (bytes[0] == '%' && bytes[1] == 's') {
			memcpy(out + at, code, CODE_CHARS);
			at += CODE_CHARS;
			bytes++;
		} else if (bytes[0] == '%' && bytes[1] == '%') {
			out[at++] = '%';
			bytes++;
		} else {
			out[at++] = *bytes == '\x01' ? '\0' : *bytes;
		}
	}
	return at;
}

static void
test_table(const struct site *s)
{
	char bytes[4096];

	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		const struct hostile *t = &table[i];
		size_t len = spell(bytes, sizeof(bytes), t->bytes, s->code);
		struct heard h;

		memcpy(bytes + len, BEHIND, sizeof(BEHIND) - 1);
		h = site_say(s, bytes, len + sizeof(BEHIND) - 1, 3000);
		ok((h.status == t->status ||
		    (t->or_status && h.status == t->or_status)) &&
			   h.closed && !h.good,
		   "%s: %u, cut, nothing behind it", t->name, t->status);
		if (h.status != t->status || !h.closed || h.good)
			note("status %u (want %u or %u), %u good replies, %s", h.status,
			     t->status, t->or_status, h.good,
			     h.closed ? "closed" : "left open");
	}
}

/* ---- sizes: just right and one too many ------------------------------------------ */

static struct heard
get_path(const struct site *s, size_t path, size_t query)
{
	static char bytes[70000];
	int len;

	if (query)
		len = snprintf(bytes, sizeof(bytes),
			       "GET /%0*d?a=%0*d HTTP/1.1\r\n" HOST END, (int)path - 1, 0,
			       (int)query - 2, 0);
	else
		len = snprintf(bytes, sizeof(bytes), "GET /%0*d HTTP/1.1\r\n" HOST END,
			       (int)path - 1, 0);
	return site_say(s, bytes, (size_t)len, 300);
}

static struct heard
get_fields(const struct site *s, unsigned fields, unsigned size)
{
	static char bytes[100000];
	size_t len = (size_t)snprintf(bytes, sizeof(bytes), GET);

	for (unsigned i = 0; i < fields; i++)
		len += (size_t)snprintf(bytes + len, sizeof(bytes) - len,
					"X-%u: %0*d\r\n", i, (int)size, 0);
	len += (size_t)snprintf(bytes + len, sizeof(bytes) - len, END);
	return site_say(s, bytes, len, 300);
}

static struct heard
post_body(const struct site *s, const char *body, size_t len)
{
	static char bytes[300000];
	int head = snprintf(bytes, sizeof(bytes), POST "Content-Length: %zu\r\n" END,
			    s->code, len);

	memcpy(bytes + head, body, len);
	return site_say(s, bytes, (size_t)head + len, 1500);
}

static void
test_sizes(const struct site *s)
{
	static char body[200000];
	size_t len = 0;

	is_int(get_path(s, 64, 0).status, 404, "a path of 64 bytes is looked for");
	is_int(get_path(s, 65, 0).status, 414, "one of 65 is too long");
	is_int(get_path(s, 40000, 0).status, 414, "so is one of 40,000");
	is_int(get_path(s, 2, 256).status, 404, "a query of 256 bytes is read");
	is_int(get_path(s, 2, 257).status, 414, "one of 257 is too long");
	is_int(get_fields(s, 63, 10).status, 200, "64 header fields are borne");
	is_int(get_fields(s, 64, 10).status, 431, "65 are too many");
	is_int(get_fields(s, 1000, 10).status, 431, "so are 1,000");
	is_int(get_fields(s, 1, 40000).status, 431,
	       "a field of 40,000 bytes is too long");

	memset(body, 'x', sizeof(body));
	memcpy(body, "change=", 7);
	is_int(post_body(s, body, 7 + 16384).status, 400,
	       "a value of 16 KiB is read (no ticket: 400)");
	is_int(post_body(s, body, 7 + 16385).status, 413, "one byte more is too long");
	is_int(post_body(s, body, 128 << 10).status, 413, "128 KiB of one value");
	is_int(post_body(s, body, (128 << 10) + 1).status, 413,
	       "a body over 128 KiB is refused");
	for (unsigned i = 0; i < 500; i++)
		len += (size_t)snprintf(body + len, sizeof(body) - len, "a%u=1%s", i,
					i < 499 ? "&" : "");
	is_int(post_body(s, body, len).status, 400,
	       "500 fields are read (no ticket: 400)");
	len += (size_t)snprintf(body + len, sizeof(body) - len, "&b=1");
	is_int(post_body(s, body, len).status, 413, "501 are too many");
	len = (size_t)snprintf(body, sizeof(body), "%064d=1", 0);
	is_int(post_body(s, body, len).status, 400,
	       "a name of 64 bytes is read (no ticket: 400)");
	len = (size_t)snprintf(body, sizeof(body), "%065d=1", 0);
	is_int(post_body(s, body, len).status, 413, "one of 65 is too long");
}

static void
test_still_well(struct site *s)
{
	char get[200];
	int len = snprintf(get, sizeof(get), "GET /S/%s HTTP/1.1\r\n" HOST END, s->code);
	struct heard h = site_say(s, get, (size_t)len, 300);

	is_int(h.status, 200, "after all that the form is served");
	is_int(site_stop(s, SIGTERM), 0, "and the door ends well");
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
	test_table(&s);
	test_sizes(&s);
	test_still_well(&s);
	site_free(&s);
	return tap_done();
}
