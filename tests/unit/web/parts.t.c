/*
 * What a laid-out page is found to have, and which parts of a style sheet it then brings.  That
 * real pages bring the rules that they need: tests/app/style.t.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "tests/unit/web/fixture.h"

static const struct {
	const char *what, *html, *words;
} pages[] = {
	{ "nothing", "", " " },
	{ "words alone", "a < b, 3 > 2 &lt;p class=", " " },
	{ "an element, once", "<p>x</p><p>y</p>", " p " },
	{ "elements with a digit", "<h1></h1><h2></h2>", " h1 h2 " },
	{ "classes", "<p class=\"a bc\"><b class=\"a\">", " p .a .bc b " },
	{ "types of fields, and no other value",
	  "<input type=\"text\" name=\"p.a\" value=\"<b class=c\" data-alone>",
	  " input [type=text] " },
	{ "attributes without quotes or value", "<a b c=d class=\"e\"><i>", " a .e i " },
	{ "a word within a longer one", "<label class=\"or\"><a class=\"o\">",
	  " label .or a .o " },
	{ "a tag that goes on in another piece", "<html lang=\"", " html " },
	{ "what stands behind a hole in a tag",
	  "<fieldset\xef\xb7\x90\x30\x66\x30\x30\x30\x30\x30\x30\x30\x30\xef\xb7\x91><b>",
	  " fieldset b " },
};

static const struct {
	const char *what, *words, *parts;
} choices[] = {
	{ "what always holds", " ", "16" },
	{ "one word", " p ", "126" },
	{ "all words of one alternative", " .o label ", "136" },
	{ "but not one of them", " label ", "16" },
	{ "another alternative", " select ", "136" },
	{ "both, in their order", " select p ", "1236" },
	{ "no word that another begins or ends with", " pp .p op ", "16" },
	{ "a type", " input [type=text] ", "146" },
};

/* The mark of each hole brings its words; a hole whose writer puts no new element brings none. */
static void
holes(void)
{
	struct layout l;
	SCOPED(buf) words = { 0 };
	size_t len;

	layout_init(&l, NULL, NULL, NULL, 0);
	layout_hole(&l, HOLE_TICKET, 0, 0);
	words_of(&words, html_bytes(l.body, &len));
	is_str(words.data, " ", "a ticket brings no element");
	layout_hole(&l, HOLE_ERROR, 3, 0);
	words_of(&words, html_bytes(l.body, &len));
	is_str(words.data, " p .error span .vh ", "an error brings its own");
	words_of(&words, "<p><h1>");
	is_str(words.data, " p .error span .vh h1 ", "and what follows is added");
	layout_done(&l);
}

int
main(void)
{
	static const char parts[] = "\t1\np\t2\n.o label|select\t3\n[type=text]\t4\n"
				    "p .never\t5\n\t6\n";

	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		SCOPED(buf) words = { 0 };

		words_of(&words, pages[i].html);
		is_str(words.data, pages[i].words, "%s", pages[i].what);
	}
	for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
		struct html *out = html_new(0);
		size_t len;

		parts_put(out, parts, choices[i].words);
		is_str(html_bytes(out, &len), choices[i].parts, "%s", choices[i].what);
		html_free(out);
	}
	holes();
	return tap_done();
}
