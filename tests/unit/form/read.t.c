/*
 * Places and troubles that a golden form cannot show: bytes that are no text, sizes beyond
 * every limit, line ends of other systems, columns behind long characters.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

#define SMALL                                                                        \
	"canvass: form 1\nid: s\ntitle: %s\nlanguages: [en]\npages:\n  - title: P\n" \
	"    questions:\n      - id: a\n        ask: A?\n        type: %s\n"

static const char *
small(const char *title, const char *type, struct arena *arena)
{
	return arena_printf(arena, SMALL, title, type);
}

static void
places(void)
{
	static const struct {
		const char *title, *type;
		unsigned line, col, width;
	} cases[] = {
		{ "S", "nonsense", 10, 15, 8 },
		{ "Ŵyau ŷ", "nonsense", 10, 15, 8 },
		{ "S", "\"ŵŵ nonsense\"", 10, 15, 13 },
		{ "ŵ日本 # lost", "short text", 3, 12, 6 },
		{ "S", "'quoted'", 10, 15, 8 },
	};
	struct arena *arena = arena_new(0);
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		const char *text = small(cases[i].title, cases[i].type, arena);
		struct diags d;

		diags_init(&d, "x", text, strlen(text), arena);
		(void)!form_parse(text, strlen(text), &d);
		is_int((long long)d.count, 1, "one thing is wrong with %s, %s",
		       cases[i].title, cases[i].type);
		is_int(d.items[0].line, cases[i].line, "its line");
		is_int(d.items[0].col, cases[i].col, "its column, in characters");
		is_int(d.items[0].width, cases[i].width, "its width, in characters");
	}
	arena_free(arena);
}

static void
line_ends(void)
{
	struct arena *arena = arena_new(0);
	const char *text = small("S", "short text", arena);
	SCOPED(buf) other = { 0 };
	size_t i;

	is_str(codes_of(text, strlen(text), arena), "", "lines that end in LF");
	for (i = 0; text[i]; i++) {
		if (text[i] == '\n')
			buf_putc(&other, '\r');
		buf_putc(&other, text[i]);
	}
	is_str(codes_of(other.data, other.len, arena), "", "lines that end in CR LF");
	buf_clear(&other);
	buf_printf(&other, "\xef\xbb\xbf%s", text);
	is_str(codes_of(other.data, other.len, arena), "",
	       "a mark of the byte order in front");
	buf_clear(&other);
	buf_put(&other, text, strlen(text) - 1);
	is_str(codes_of(other.data, other.len, arena), "", "no end of line at the end");
	arena_free(arena);
}

static void
bytes(void)
{
	static const struct {
		const char *name, *bytes, *codes;
		size_t len;
	} cases[] = {
		{ "nothing", "", "E020", 0 },
		{ "a blank", " ", "E020", 1 },
		{ "a comment", "# x\n", "E020", 4 },
		{ "one word", "x", "E020", 1 },
		{ "a list", "- x\n", "E020", 4 },
		{ "a zero", "canvass: \0", "E001", 10 },
		{ "Latin-1", "a: \xe9", "E001", 4 },
		{ "UTF-16",
		  "\xff\xfe"
		  "c\0a\0",
		  "E001", 6 },
		{ "a half character", "canvass: form 1\nid: \xc3", "E001", 21 },
		{ "a surrogate", "a: \xed\xa0\x80", "E001", 6 },
		{ "a bell", "a: \a", "E001", 4 },
	};
	struct arena *arena = arena_new(0);
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++)
		is_str(codes_of(cases[i].bytes, cases[i].len, arena), cases[i].codes,
		       "%s", cases[i].name);
	arena_free(arena);
}

/* Each must be refused at once, however large it is. */
static void
sizes(void)
{
	struct arena *arena = arena_new(0);
	SCOPED(buf) text = { 0 };
	uint64_t start = clock_ms();
	unsigned i;

	for (i = 0; i < 300 * 1024; i++)
		buf_putc(&text, 'x');
	is_str(codes_of(text.data, text.len, arena), "E010", "300 KiB");
	buf_clear(&text);
	for (i = 0; i < 100000; i++)
		buf_putc(&text, '[');
	is_str(codes_of(text.data, text.len, arena), "E010",
	       "a hundred thousand brackets");
	buf_clear(&text);
	for (i = 0; i < 60000; i++)
		buf_puts(&text, "- a\n");
	is_str(codes_of(text.data, text.len, arena), "E010", "sixty thousand entries");
	buf_clear(&text);
	for (i = 0; i < 900; i++)
		buf_puts(&text, "- a:\n");
	is_str(codes_of(text.data, text.len, arena), "E020",
	       "nine hundred entries are read");
	buf_clear(&text);
	for (i = 0; i < 5000; i++)
		buf_puts(&text, "a: b: c\n");
	(void)codes_of(text.data, text.len, arena);
	ok(clock_ms() - start < 5000, "all that took %u ms",
	   (unsigned)(clock_ms() - start));
	arena_free(arena);
}

/* Twenty errors end the reading; what comes after them is not looked at. */
static void
twenty(void)
{
	struct arena *arena = arena_new(0);
	SCOPED(buf) text = { 0 };
	struct diags d;
	unsigned i;

	buf_puts(&text, "canvass: form 1\nid: s\ntitle: S\nlanguages: [en]\n");
	for (i = 0; i < 100; i++)
		buf_printf(&text, "nonsense%u: x\n", i);
	diags_init(&d, "x", text.data, text.len, arena);
	ok(!form_parse(text.data, text.len, &d), "a hundred errors are no form");
	ok(d.errors >= 20 && d.errors <= 22, "reading stopped after %zu errors",
	   d.errors);
	arena_free(arena);
}

int
main(void)
{
	places();
	line_ends();
	bytes();
	sizes();
	twenty();
	return tap_done();
}
