/*
 * The HTML writer: what anybody typed stays text, in every context.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/out.h"
#include "tests/tap.h"

static void
texts(void)
{
	static const struct {
		const char *typed, *text, *value;
	} cases[] = {
		{ "plain", "plain", "plain" },
		{ "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
		  "&lt;script&gt;alert(1)&lt;/script&gt;" },
		{ "a & b", "a &amp; b", "a &amp; b" },
		{ "\"><b>'", "\"&gt;&lt;b&gt;'", "&quot;&gt;&lt;b&gt;&#39;" },
		{ "&lt;", "&amp;lt;", "&amp;lt;" },
		{ "two\nlines\tand a tab", "two\nlines\tand a tab",
		  "two\nlines\tand a tab" },
		{ "bell\001\033[0m\177", "bell[0m", "bell[0m" },
		{ "سلام 🙂", "سلام 🙂", "سلام 🙂" },
		{ "", "", "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct html *h = html_new(0);

		html_text(h, cases[i].typed);
		is_str(html_bytes(h, NULL), cases[i].text, "text %zu is escaped", i);
		html_free(h);
		h = html_new(0);
		html_value(h, cases[i].typed);
		is_str(html_bytes(h, NULL), cases[i].value, "value %zu is escaped", i);
		html_free(h);
	}
}

static void
urls(void)
{
	static const struct {
		const char *url, *as;
	} cases[] = {
		{ "https://www.example.org/a?b=1&c=2",
		  "https://www.example.org/a?b=1&amp;c=2" },
		{ "http://example.org", "http://example.org" },
		{ "mailto:help@example.org", "mailto:help@example.org" },
		{ "tel:999", "tel:999" },
		{ "#role-officer", "#role-officer" },
		{ "/privacy", "/privacy" },
		{ "?lang=cy", "?lang=cy" },
		{ "K7QX3MRR", "K7QX3MRR" },
		{ "javascript:alert(1)", "#" },
		{ "JavaScript:alert(1)", "#" },
		{ "java\nscript:alert(1)", "#" },
		{ " javascript:alert(1)", "#" },
		{ "\001javascript:alert(1)", "#" },
		{ "data:text/html,<b>", "#" },
		{ "vbscript:x", "#" },
		{ "//elsewhere.example/", "#" },
		{ "/\\elsewhere.example/", "#" },
		{ "HTTPS:evil", "#" },
		{ "\"><b>", "&quot;&gt;&lt;b&gt;" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct html *h = html_new(0);

		html_url(h, cases[i].url);
		is_str(html_bytes(h, NULL), cases[i].as, "address %zu leads where it may",
		       i);
		html_free(h);
	}
}

static void
writers(void)
{
	struct arena *a = arena_new(0);
	struct html *h = html_new(20), *other = html_new(0), *in;
	size_t len;

	html_lit(h, "<p");
	html_attr(h, "id", "a\"b");
	html_lit(h, ">");
	is_str(html_bytes(h, &len), "<p id=\"a&quot;b\">",
	       "an attribute is quoted and escaped");
	is_int((long long)len, 17, "the length is the bytes'");
	ok(html_ok(h), "a writer under its cap is whole");
	html_num(h, -12345);
	ok(!html_ok(h), "one that passed its cap says so");
	html_lit(h, "x");
	is_str(html_bytes(h, NULL), "<p id=\"a&quot;b\">", "and keeps swallowing");
	html_join(other, h);
	ok(!html_ok(other), "what joins it knows too");
	html_free(h);
	html_free(other);

	in = html_new_in(a, 1, 0);
	for (int i = 0; i < 500; i++)
		html_num(in, i % 10);
	html_bytes(in, &len);
	is_int((long long)len, 500, "a writer in an arena grows");
	ok(str_starts(html_bytes(in, NULL), "0123456789012"), "and keeps what it had");
	html_free(in);
	html_free(NULL);
	arena_free(a);
}

int
main(void)
{
	texts();
	urls();
	writers();
	return tap_done();
}
