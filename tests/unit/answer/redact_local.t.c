/*
 * Local words: how a file of them is read, and what is found by them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "answer/redact_internal.h"
#include "tests/tap.h"

static struct arena *a;
static struct diags diags;

static const struct local_words *
words_of(const char *text)
{
	diags_init(&diags, "locals", text, strlen(text), a);
	return local_words_read(text, strlen(text), &diags, a);
}

/* Local words in place of another's, without the patterns compiled anew. */
static void
give(struct redactor *r, const char *text)
{
	r->locals = words_of(text);
	if (!r->locals)
		die("local words: %s", diags.items[0].message);
}

/* ---- the file ------------------------------------------------ */

static void
file(void)
{
	static const struct {
		const char *text, *code, *part;
		unsigned line, col;
		bool good;
	} cases[] = {
		{ "", NULL, NULL, 0, 0, true },
		{ "# a\n\n  \n\t\n  # b\n", NULL, NULL, 0, 0, true },
		{ "\xef\xbb\xbf"
		  "NAME\tXanthe\r\n",
		  NULL, NULL, 0, 0, true },
		{ "NAME\t\t Xanthe", NULL, NULL, 0, 0, true },
		{ "NAME \tXanthe", NULL, NULL, 0, 0, true },
		{ "NAME\tXanthe\nNAME\tXanthe\nPLACE\tXanthe\n", NULL, NULL, 0, 0, true },
		{ "SHIP\tBlue Boat", NULL, NULL, 0, 0, true },
		{ "PLCE\tHedge End", "W01", "did you mean PLACE?", 1, 1, true },
		{ "name\tXanthe", "W01", "did you mean NAME?", 1, 1, true },
		{ "#\nNAME\tThe", "W02", "leave it out", 2, 6, true },
		{ "NAME\tThe Ship", NULL, NULL, 0, 0, true },
		{ "a\xff\tb", "R01", "iconv", 1, 1, false },
		{ "NAME\tx\nNAME\tJos\xe9\n", "R01", "iconv", 2, 1, false },
		{ "\nHedge End\n", "R02", "one TAB", 2, 1, false },
		{ "PLACE Hedge End\n", "R03", "one TAB here", 1, 6, false },
		{ "\tHedge End\n", "R04", "labels", 1, 1, false },
		{ "AVERYLONGLABELTHATNOBODYWOULDWRITE\tx\n", "R04", "labels", 1, 1,
		  false },
		{ "NAME\ta b c d e f g h i j k l m\n", "R05", "12 words", 1, 6, false },
		{ "NAME\txxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
		  "R05", "60 letters", 1, 6, false },
		{ "NAME\t--\n", "R06", "take the line out", 1, 8, false },
		{ "NAME\t\n", "R06", "take the line out", 1, 6, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct local_words *l = words_of(cases[i].text);

		is_int(l != NULL, cases[i].good, "case %zu: taken or not", i);
		is_int(diags.count, cases[i].code != NULL, "case %zu: problems", i);
		if (!cases[i].code || !diags.count)
			continue;
		is_str(diags.items[0].code, cases[i].code, "case %zu: the code", i);
		is_int(diags.items[0].line, cases[i].line, "case %zu: the line", i);
		is_int(diags.items[0].col, cases[i].col, "case %zu: the column", i);
		ok(strstr(diags.items[0].hint, cases[i].part), "case %zu: what to do: %s",
		   i, diags.items[0].hint);
	}
}

static void
long_files(void)
{
	SCOPED(buf) b = { 0 };

	for (unsigned i = 0; i < 100001; i++)
		buf_puts(&b, "#\n");
	ok(!words_of(b.data), "100,001 lines are too many");
	is_str(diags.items[0].code, "R07", "and told");
	b.data[b.len - 2] = '\0';
	ok(words_of(b.data) != NULL, "100,000 are not");
	buf_clear(&b);
	buf_puts(&b, "NAME\t");
	for (unsigned i = 0; i < 400; i++)
		buf_puts(&b, "x");
	ok(!words_of(b.data), "a line of 405 bytes is too long");
	is_str(diags.items[0].code, "R08", "and told");
}

/* ---- finding ------------------------------------------------ */

static void
written_is(struct redactor *r, const char *text, const char *want)
{
	/* a capital, so that small letters are not all there is to go by */
	const char *whole = arena_printf(a, "%s\nIt is.", text);
	struct redaction found = redact_text(r, whole, strlen(whole), a);
	SCOPED(buf) b = { 0 };

	redaction_write(&found, whole, strlen(whole), &b);
	is_str(b.data ? b.data : "", arena_printf(a, "%s\nIt is.", want), "%s", text);
}

static void
finding(struct redactor *r)
{
	/* None of these words is marked without a local list. */
	static const struct {
		const char *locals, *text, *want;
	} cases[] = {
		{ "COLLAR\tzorkblip", "a zorkblip, ZORKBLIP", "a [COLLAR], [COLLAR]" },
		{ "SHIP\tzork", "a zork", "a [LOCAL]" },
		{ "NAME\tzork", "zorks azork zork1", "zorks azork zork1" },
		{ "PLACE\tblue zork", "the blue\nzork, blue-zork, bluezork, blue  zork",
		  "the [PLACE], [PLACE], [PLACE], [PLACE]" },
		{ "PLACE\tblue zork", "the blue\n\nzork", "the blue\n\nzork" },
		{ "PLACE\tblue zork", "the blue and zork", "the blue and zork" },
		{ "PLACE\tbluezork", "the blue zork, blue-zork",
		  "the blue zork, [PLACE]" },
		{ "NAME\to'zork", "ozork, o zork, o'zork, o\u2019zork, o-zork",
		  "[NAME], [NAME], [NAME], [NAME], [NAME]" },
		{ "PLACE\tst zork's road", "st. zorks road; st zork road; st zork's road",
		  "[PLACE]; [PLACE]; [PLACE]" },
		{ "NAME\tz\u00f6rk", "zork, z\u00f6rk, zo\u0308rk",
		  "[NAME], [NAME], [NAME]" },
		{ "NAME\tzork", "z\u00f6rk, \uff5aork", "[NAME], [NAME]" },
		{ "NAME\tzork", "zork's boat, zork' boat",
		  "[NAME]'s boat, [NAME]' boat" },
		{ "PLACE\tb & zork", "b and zork, b&zork, B & Zork",
		  "[PLACE], [PLACE], [PLACE]" },
		{ "PLACE\tzork\nSHIP\tzork boat", "a zork boat, a zork",
		  "a [LOCAL], a [PLACE]" },
		{ "NAME\tzork\nPLACE\tzork", "a zork", "a [NAME]" },
		{ "CALLSIGN\tqz7", "a qz7, a qz8", "a [CALLSIGN], a qz8" },
		/* one slip, from six letters on */
		{ "SHIP\tzorkyx", "zorkx zorkkyx zorkzx zrokyx zorky",
		  "[LOCAL] [LOCAL] [LOCAL] [LOCAL] [LOCAL]" },
		{ "SHIP\tzorkyx", "it is a zorx, a zokkyz", "it is a zorx, a zokkyz" },
		{ "SHIP\tzorkyx", "it is a zrokxy, an azorkyxa",
		  "it is a zrokxy, an azorkyxa" },
		{ "SHIP\tzorky", "zork zorkyy zorkx", "zork zorkyy zorkx" },
		{ "SHIP\tzorkyx's", "zorkyx's, zorkyxs, zorkyx",
		  "[LOCAL], [LOCAL], [LOCAL]" },
		{ "SHIP\tzorkyx blipping", "zorkxy bliping", "[LOCAL]" },
		{ "SHIP\tzorkyx blip", "zorkyx bliq", "zorkyx bliq" },
		{ "SHIP\t123456", "123457", "123457" },
		/* an English word means itself */
		{ "PLACE\tsutton", "his button, a mutton", "his button, a mutton" },
		{ "PLACE\tsutton", "Button it", "Button it" },
		{ "PLACE\tsutton", "with Button there", "with [PLACE] there" },
		{ "PLACE\tbutton", "his button", "his [PLACE]" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		give(r, cases[i].locals);
		written_is(r, cases[i].text, cases[i].want);
	}
}

static void
certain(struct redactor *r)
{
	struct redaction found;

	give(r, "PLACE\tsutton");
	found = redact_text(r, "in sutton", 9, a);
	ok(found.count == 1 && found.spans[0].certain, "a local word is certain");
	found = redact_text(r, "with Button there", 17, a);
	ok(found.count == 1 && !found.spans[0].certain, "a slip that is a word is not");
}

/* ---- many words ------------------------------------------------ */

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* A word of its own for each number, of two syllables a digit. */
static void
invented(struct buf *b, unsigned n)
{
	static const char *const parts[] = { "zo", "ki", "vu", "xe",  "qua",
					     "ju", "py", "we", "hoz", "yx" };

	for (unsigned i = 0; i < 4; i++, n /= 10)
		buf_puts(b, parts[n % 10]);
}

static void
many(struct redactor *r)
{
	SCOPED(buf) list = { 0 };
	SCOPED(buf) text = { 0 };
	double best[2] = { 1e9, 1e9 };
	struct redaction found;

	for (unsigned i = 0; i < 10000; i++) {
		buf_puts(&list, "SHIP\t");
		invented(&list, i);
		buf_puts(&list, i % 2 ? "\n" : " of ours\n");
	}
	for (unsigned i = 0; i < 500; i++)
		buf_puts(&text, i % 50 ? "quite " : "zokivuxf ");
	for (unsigned round = 0; round < 6; round++) {
		double since;

		if (round % 2)
			give(r, list.data);
		else
			r->locals = NULL;
		since = cpu_ms();
		found = redact_text(r, text.data, text.len, a);
		since = cpu_ms() - since;
		best[round % 2] = since < best[round % 2] ? since : best[round % 2];
	}
	is_int(found.count, 10, "each is found among 10,000, with a slip");
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
	skip("how long it takes says nothing under sanitizers (%.1f ms)",
	     best[1] - best[0]);
#else
	ok(best[1] - best[0] < 5,
	   "500 words against 10,000 take under 5 ms more: %.2f ms", best[1] - best[0]);
#endif
}

int
main(void)
{
	const struct redact_options options = { .strict = false };
	struct redactor *r;

	a = arena_new(0);
	r = redactor_new(&options, NULL);
	if (!r)
		die("no redactor");
	file();
	long_files();
	finding(r);
	certain(r);
	many(r);
	redactor_free(r);
	arena_free(a);
	return tap_done();
}
