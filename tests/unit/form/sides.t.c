/*
 * Side files: what a golden form cannot show.  Freezing a form with its translations and
 * reading it back, whatever the files look like; several languages at once; sizes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "tests/unit/form/forms.h"

#define FORM                                                                                \
	"canvass: form 1\nid: s\ntitle: Small\nlanguages: [en, cy, pl]\npages:\n"           \
	"  - title: One\n    questions:\n      - id: a\n        ask: Well?\n        type: " \
	"short text\n"
#define SIDE(code, title)                                              \
	"canvass: texts 1\nform: s\nlanguage: " code "\ntitle: " title \
	"\npages:\n  a:\n    title: " title "\nquestions:\n  a:\n    ask: " title "?\n"

static struct form_side
side(const char *file, const char *text)
{
	return (struct form_side){ .file = file, .text = text, .len = strlen(text) };
}

/* As surveys read it: our own words, which these files lack, were asked for at the opening. */
static const struct form *
read_frozen(const struct buf *frozen, struct arena *arena)
{
	struct diags d;

	diags_init(&d, "frozen", frozen->data, frozen->len, arena);
	return form_parse(frozen->data, frozen->len, &d);
}

/* Forms and side files as people may write them. */
static void
freezing(void)
{
	static const struct {
		const char *what, *before, *after, *line;
	} looks[] = {
		{ "plain", "", "", "\n" },
		{ "their own three dashes", "---\n", "", "\n" },
		{ "comments, then dashes", "# one\n\n  # two\n---\n", "# end\n", "\n" },
		{ "an end of document", "", "...\n", "\n" },
		{ "a mark of the byte order", "\xef\xbb\xbf", "", "\n" },
		{ "a mark, a comment and dashes", "\xef\xbb\xbf# one\n---\n", "", "\n" },
		{ "line ends of other systems", "---\n", "\n", "\r\n" },
		{ "no line end at all", "", NULL, "\n" },
	};
	struct arena *arena = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
		const char *parts[] = { FORM, SIDE("cy", "Bach"), SIDE("pl", "Mały") };
		const char *texts[3];
		struct form_side sides[2];
		const struct form *form;
		SCOPED(buf) frozen;

		buf_init(&frozen, 0);
		for (size_t j = 0; j < 3; j++) {
			const char *whole =
				arena_printf(arena, "%s%s%s", looks[i].before, parts[j],
					     looks[i].after ? looks[i].after : "");
			SCOPED(buf) text;

			buf_init(&text, 0);
			for (; *whole; whole++)
				if (*whole != '\n')
					buf_putc(&text, *whole);
				else if (looks[i].after || whole[1])
					buf_puts(&text, looks[i].line);
			texts[j] = arena_copy(arena, text.data, text.len);
		}
		sides[0] = side("s.cy.yaml", texts[1]);
		sides[1] = side("s.pl.yaml", texts[2]);
		form_freeze(texts[0], strlen(texts[0]), sides, 2, &frozen);
		form = read_frozen(&frozen, arena);
		if (!ok(form != NULL, "%s: frozen and read again", looks[i].what))
			continue;
		is_str(text_in(&form->title, 0), "Small", "the form's words");
		is_str(text_in(&form->title, 1), "Bach", "the first side's");
		is_str(text_in(&form->questions[0].ask, 2), "Mały?", "and the second's");
	}
	arena_free(arena);
}

static void
without_sides(void)
{
	struct arena *arena = arena_new(0);
	struct diags d;
	const char *two = FORM "---\n" SIDE("cy", "Bach");
	SCOPED(buf) frozen;

	buf_init(&frozen, 0);
	form_freeze("id: x", 5, NULL, 0, &frozen);
	ok(frozen.len == 5 && !memcmp(frozen.data, "id: x", 5),
	   "a form alone is frozen as its own bytes");
	diags_init(&d, "x", two, strlen(two), arena);
	(void)!form_parse_new(two, strlen(two), 0, &d);
	is_str(d.count ? d.items[0].code : "", "E009",
	       "an author's file holds one document");
	is_int(d.count ? d.items[0].line : 0, 11, "and the second is where it begins");
	two = FORM "---\n" FORM;
	ok(strstr(codes_of(two, strlen(two), arena), "E020") != NULL,
	   "two forms frozen as one are refused");
	arena_free(arena);
}

/* Many languages: each problem points into its own file. */
static void
places(void)
{
	struct arena *arena = arena_new(0);
	const struct form_side sides[] = {
		side("s.cy.yaml", SIDE("cy", "Bach")),
		side("s.pl.yaml",
		     "canvass: texts 1\nform: s\nlanguage: pl\ntitel: Mały\n"),
	};
	struct diags d;
	size_t i;

	diags_init(&d, "s.yaml", FORM, strlen(FORM), arena);
	ok(!form_parse_files(FORM, strlen(FORM), sides, 2, 0, &d),
	   "a slip in one of two");
	for (i = 0; i < d.count && strcmp(d.items[i].code, "E021") != 0; i++)
		;
	if (!ok(i < d.count, "is E021"))
		return;
	is_str(d.sources[d.items[i].source].file, "s.pl.yaml", "in that file");
	is_int(d.items[i].line, 4, "in its line");
	is_str(d.items[i].hint, "did you mean \"title\"?", "with what was meant");
	arena_free(arena);
}

/* A form of 200 questions in ten languages is still read while somebody waits. */
static void
large(void)
{
	static const char *const codes[] = { "en", "cy", "pl", "ar", "de",
					     "fr", "es", "it", "pt", "nl" };
	struct arena *arena = arena_new(0);
	struct form_side sides[9];
	struct timespec from, to;
	struct diags d;
	const struct form *form;
	SCOPED(buf) text;
	SCOPED(buf) frozen;

	buf_init(&text, 0);
	buf_init(&frozen, 0);
	buf_puts(&text, "canvass: form 1\nid: s\ntitle: S\nlanguages: "
			"[en, cy, pl, ar, de, fr, es, it, pt, nl]\npages:\n");
	for (unsigned i = 0; i < 60; i++) {
		buf_printf(&text, "  - title: P%u\n    questions:\n", i);
		for (unsigned j = 0; j < 3; j++)
			buf_printf(&text,
				   "      - id: q%u_%u\n        ask: Well?\n"
				   "        type: choose one\n        options:\n"
				   "          a: A\n          b: B\n",
				   i, j);
	}
	for (unsigned l = 0; l < 9; l++) {
		SCOPED(buf) s;

		buf_init(&s, 0);
		buf_printf(&s,
			   "canvass: texts 1\nform: s\nlanguage: %s\ntitle: T\npages:\n",
			   codes[l + 1]);
		for (unsigned i = 0; i < 60; i++)
			buf_printf(&s, "  q%u_0:\n    title: T%u\n", i, i);
		buf_puts(&s, "questions:\n");
		for (unsigned i = 0; i < 180; i++)
			buf_printf(&s,
				   "  q%u_%u:\n    ask: %s?\n    options:\n"
				   "      a: 'a %s'\n      b: 'b'\n",
				   i / 3, i % 3, codes[l + 1], codes[l + 1]);
		sides[l] = side(codes[l + 1], arena_copy(arena, s.data, s.len));
	}
	form_freeze(text.data, text.len, sides, 9, &frozen);
	diags_init(&d, "large", frozen.data, frozen.len, arena);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	form = form_parse(frozen.data, frozen.len, &d);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	if (ok(form != NULL, "180 questions in ten languages"))
		is_str(text_in(&form->questions[179].options->items[0].label, 9), "a nl",
		       "with the last label of the last");
	/* each of ten files has the 50 ms that one has */
	ok((to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000 < 500,
	   "in good time");
	note("%ld ms",
	     (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000);
	arena_free(arena);
}

int
main(void)
{
	freezing();
	without_sides();
	places();
	large();
	return tap_done();
}
