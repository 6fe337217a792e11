/*
 * Authors' Markdown: the part that we take, and nothing that could act.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/out.h"
#include "tests/tap.h"

static const struct {
	const char *markdown, *html;
} cases[] = {
	{ "One *two* **three**.", "<p>One <em>two</em> <strong>three</strong>.</p>\n" },
	{ "One\ntwo\n\nthree", "<p>One\ntwo</p>\n<p>three</p>\n" },
	{ "- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n" },
	{ "3. a\n4. b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n" },
	{ "# Loud", "<h2>Loud</h2>\n" },
	{ "`code <b>`", "<p><code>code &lt;b&gt;</code></p>\n" },
	{ "[words](https://example.org/?a=1&b=2)",
	  "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noreferrer\">words</a></p>\n" },
	{ "[call](tel:116123)",
	  "<p><a href=\"tel:116123\" rel=\"noreferrer\">call</a></p>\n" },
	{ "[x](javascript:alert(1))", "<p><a href=\"#\" rel=\"noreferrer\">x</a></p>\n" },
	{ "[x](JAVASCRIPT:alert(1))", "<p><a href=\"#\" rel=\"noreferrer\">x</a></p>\n" },
	{ "[x](data:text/html;base64,PGI+)",
	  "<p><a href=\"#\" rel=\"noreferrer\">x</a></p>\n" },
	{ "[x](<java script:1>)", "<p><a href=\"#\" rel=\"noreferrer\">x</a></p>\n" },
	{ "[x](//elsewhere.example)", "<p><a href=\"#\" rel=\"noreferrer\">x</a></p>\n" },
	{ "[x](https://e.example/\"onclick=\"1)",
	  "<p><a href=\"https://e.example/&quot;onclick=&quot;1\" rel=\"noreferrer\">x</a></p>\n" },
	{ "![a picture of *us*](https://example.org/p.png)", "<p>a picture of us</p>\n" },
	{ "![a [link](https://e.example) in it](p.png)", "<p>a link in it</p>\n" },
	{ "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n" },
	{ "a <b onclick=1>b</b>", "<p>a &lt;b onclick=1&gt;b&lt;/b&gt;</p>\n" },
	{ "<!-- hidden -->", "<p>&lt;!-- hidden --&gt;</p>\n" },
	{ "&lt;b&gt; &copy;", "<p>&amp;lt;b&amp;gt; &amp;copy;</p>\n" },
	{ "<https://example.org>",
	  "<p><a href=\"https://example.org\" rel=\"noreferrer\">https://example.org</a></p>\n" },
	{ "<javascript:alert(1)>",
	  "<p><a href=\"#\" rel=\"noreferrer\">javascript:alert(1)</a></p>\n" },
	{ "a  \nb", "<p>a<br>\nb</p>\n" },
	{ "", "" },
};

int
main(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct html *h = html_new(0);

		html_markdown(h, cases[i].markdown);
		is_str(html_bytes(h, NULL), cases[i].html, "Markdown %zu", i);
		html_free(h);
	}
	return tap_done();
}
