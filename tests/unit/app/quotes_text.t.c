/*
 * What is taken out of a quote and what is left: kept marks, hidden words, blanks; and names.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/app/tick_made.h"

#include "tests/tap.h"

static struct comment
comment(const char *text)
{
	return (struct comment){ .text = (char *)(uintptr_t)text, .len = strlen(text) };
}

static struct quote_marks
marks(struct arena *a)
{
	struct quote_marks m = { .spans = arena_array(a, struct quote_span, 4),
				 .count = 3 };

	m.spans[0] = (struct quote_span){ .from = 0, .to = 3, .class = REDACT_NAME };
	m.spans[1] = (struct quote_span){
		.from = 8, .to = 12, .class = REDACT_PLACE, .certain = true
	};
	m.spans[2] = (struct quote_span){ .from = 16, .to = 20, .class = REDACT_NAME };
	return m;
}

static void
kept(struct arena *a)
{
	static const struct {
		const char *keep, *words; /* words: of the refusal, or the text */
		bool good;
	} rows[] = {
		{ "1", "Abc and [PLACE] in [NAME]", true },
		{ "1,3", "Abc and [PLACE] in Mnop", true },
		{ "3,1,1", "Abc and [PLACE] in Mnop", true },
		{ "2", "certain to be a PLACE", false },
		{ "4", "there is no mark 4", false },
		{ "0", "takes numbers", false },
		{ "", "takes numbers", false },
		{ "1,", "takes numbers", false },
		{ ",1", "takes numbers", false },
		{ "1;3", "takes numbers", false },
		{ "9999999", "takes numbers", false },
	};
	struct comment c = comment("Abc and Hill in Mnop");

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct quote_marks m = marks(a);
		struct err err = { 0 };
		bool good = quote_keep(&m, rows[i].keep, &err);

		is_int(good, rows[i].good, "keep \"%s\"", rows[i].keep);
		if (good)
			is_str(quote_text(&c, m.spans, m.count, false, a), rows[i].words,
			       "what is left");
		else
			ok(strstr(err.text, rows[i].words) && m.count == 3, "refused: %s",
			   err.text);
	}
}

static void
hidden(struct arena *a)
{
	static const struct {
		const char *text, *hide, *want; /* want: NULL: refused */
	} rows[] = {
		{ "go to the gym, Go on", "go", "[REMOVED] to the gym, [REMOVED] on" },
		{ "gone, ago, cargo", "go", NULL },
		{ "the old mill house", "OLD MILL", "the [REMOVED] house" },
		{ "caf\xc3\xa9 \xc3\x89ire", "\xc3\xa9ire", "caf\xc3\xa9 [REMOVED]" },
		{ "\xe2\x84\xaa k K", "k", "[REMOVED] [REMOVED] [REMOVED]" },
		{ "say (that)!", "(that)!", "say [REMOVED]" },
		/* as they are shown, however they were typed */
		{ "so badly\n\n  led", "Badly led", "so [REMOVED]" },
		{ "ask Jo\xe2\x80\x8bhn's", " john ", "ask [REMOVED]'s" },
		{ "Rene\xcc\x81 and Rene\xcc\x81"
		  "e",
		  "rene",
		  "[REMOVED] and Rene\xcc\x81"
		  "e" },
		{ "al\xe2\x80\x8bso an\xc2\xadso", "so", NULL },
		{ "a b", "c", NULL },
		{ "a b", "\xc2\xa0", NULL },
		{ "a b", "", NULL },
		{ "a b", " ", NULL },
		{ "aXXa", "\xff", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct comment c = comment(rows[i].text);
		struct quote_marks m = { .count = 0 };
		struct err err = { 0 };
		bool good = quote_hide(&m, &c, rows[i].hide, a, &err);

		is_int(good, rows[i].want != NULL, "hide \"%s\" in \"%s\": %s",
		       rows[i].hide, rows[i].text, err.text);
		if (good)
			is_str(quote_text(&c, m.spans, m.count, false, a), rows[i].want,
			       "what is left");
	}
}

/* Habits of typing are nobody's business. */
static void
squeezed(struct arena *a)
{
	static const char *const rows[][2] = {
		{ "  two  blanks\t\r\n and a line ", "two blanks and a line" },
		{ "hard\xc2\xa0"
		  "blank \xe2\x80\x83 wide\xe3\x80\x80one",
		  "hard blank wide one" },
		{ "zero\xe2\x80\x8bwidth \xe2\x80\xaeturned\xef\xbb\xbf",
		  "zerowidth turned" },
		/* an Arabic letter mark, a joiner of graphemes, a tag, a braille blank */
		{ "s\xd8\x9c"
		  "e\xcd\x8f"
		  "e\xf3\xa0\x81\x81n \xe2\xa0\x80 once",
		  "seen once" },
		{ "bell\x07 and escape \x1b[31m", "bell and escape [31m" },
		{ "", "" },
	};
	struct quote_span span = { .from = 2, .to = 5, .class = REDACT_AGE };
	struct comment c = comment(" \n 34 \n aged");

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct comment one = comment(rows[i][0]);

		is_str(quote_text(&one, &span, 0, false, a), rows[i][1], "row %zu", i);
	}
	is_str(quote_text(&c, &span, 1, true, a), "[AGE 1] aged", "with its number");
}

static void
blank(void)
{
	static const char *const rows[] = { "", " \r\n", "\xc2\xa0\xe2\x80\x8b",
					    "\xe2\xa0\x80" };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ok(quote_blank(rows[i], strlen(rows[i])), "nothing is seen in row %zu",
		   i);
	ok(!quote_blank(" .", 2), "a stop is something");
}

static void
names(void)
{
	char name[QUOTE_NAME + 1], shown[QUOTE_SHOWN];

	ok(quote_name_read("k7qx-3mrr p2vd", name), "small letters, dashes, blanks");
	is_str(name, "K7QX3MRRP2VD", "as it is meant");
	quote_show(name, shown);
	is_str(shown, "K7QX-3MRR-P2VD", "as it is shown");
	ok(quote_name_read("oilu-0000-0000", name), "what is misread");
	is_str(name, "011V00000000", "is read as it is meant");
	ok(!quote_name_read("K7QX-3MRR-P2V", name), "too short");
	is_str(name, "K7QX3MRRP2V", "what there is of it");
	ok(!quote_name_read("K7QX-3MRR-P2VDD", name), "too long");
	ok(!quote_name_read("K7QX-3MRR-P2V!", name), "no such character");
	ok(!quote_name_read("", name), "none");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	kept(a);
	hidden(a);
	squeezed(a);
	blank();
	names();
	arena_free(a);
	return tap_done();
}
