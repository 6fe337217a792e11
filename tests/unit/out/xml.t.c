/*
 * XML to the byte: any text may be put, and what XML cannot hold is replaced.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/xml.h"
#include "tests/tap.h"

#define BAD "\xef\xbf\xbd"

static const struct {
	const char *what, *text, *as_text, *as_attribute;
} cases[] = {
	{ "plain", "a b", "a b", "a b" },
	{ "markup", "<a b=\"c\">&amp;]]>'", "&lt;a b=\"c\"&gt;&amp;amp;]]&gt;'",
	  "&lt;a b=&quot;c&quot;&gt;&amp;amp;]]&gt;'" },
	{ "line ends", "a\nb\tc\rd", "a\nb\tc&#13;d", "a&#10;b&#9;c&#13;d" },
	{ "control characters", "\x01\x08\x0b\x1f\x7f", BAD BAD BAD BAD "\x7f",
	  BAD BAD BAD BAD "\x7f" },
	{ "accents", "caf\xc3\xa9 \xf0\x9f\x98\x80", "caf\xc3\xa9 \xf0\x9f\x98\x80",
	  "caf\xc3\xa9 \xf0\x9f\x98\x80" },
	{ "no characters of XML", "\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd", BAD BAD BAD,
	  BAD BAD BAD },
	{ "no UTF-8",
	  "\xff"
	  "a\xc3",
	  BAD "a" BAD, BAD "a" BAD },
	{ "half a pair", "\xed\xa0\x80", BAD BAD BAD, BAD BAD BAD },
	{ "nothing", "", "", "" },
};

static void
escapes(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		SCOPED(buf) text = { 0 };
		SCOPED(buf) attribute = { 0 };

		xml_put(&text, cases[i].text, false);
		xml_put(&attribute, cases[i].text, true);
		buf_puts(&text, "");
		buf_puts(&attribute, "");
		is_str(text.data ? text.data : "", cases[i].as_text, "%s in text",
		       cases[i].what);
		is_str(attribute.data ? attribute.data : "", cases[i].as_attribute,
		       "%s in an attribute", cases[i].what);
	}
}

static void
elements(void)
{
	struct xml x;
	SCOPED(buf) b = { 0 };

	xml_start(&x, &b);
	xml_open(&x, "a");
	xml_attr(&x, "k", "\"v\"");
	xml_leaf(&x, "b", "1 < 2");
	xml_leaf_in(&x, "b", "cy", "dau");
	xml_leaf(&x, "b", "");
	xml_open(&x, "c");
	xml_open(&x, "d");
	xml_close(&x);
	xml_close(&x);
	xml_close(&x);
	is_str(b.data,
	       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	       "<a k=\"&quot;v&quot;\">\n"
	       "  <b>1 &lt; 2</b>\n"
	       "  <b xml:lang=\"cy\">dau</b>\n"
	       "  <b/>\n"
	       "  <c>\n"
	       "    <d/>\n"
	       "  </c>\n"
	       "</a>\n",
	       "elements, a line each; blanks stand in none that holds text");
	is_int((long long)x.depth, 0, "all closed");
}

int
main(void)
{
	escapes();
	elements();
	return tap_done();
}
