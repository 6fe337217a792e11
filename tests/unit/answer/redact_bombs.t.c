/*
 * Texts and patterns made to cost: each is done in a few milliseconds, and a limit that is reached
 * takes the whole text out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "answer/redact.h"
#include "tests/tap.h"

enum { TEXT = 4096, ROUNDS = 3 };
/* Of processor time.  A third of it is enough where nobody else wants the machine. */
#define MOST_MS 15.0

/* Sanitizers make all of it slower by a factor that says nothing. */
#if defined(__SANITIZE_ADDRESS__)
#define TIMED false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TIMED false
#endif
#endif
#ifndef TIMED
#define TIMED true
#endif

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* A text of 4 KiB: one part again and again, and an end that makes nothing fit. */
static void
repeat(struct buf *b, const char *part, const char *end)
{
	buf_clear(b);
	while (b->len + strlen(part) + strlen(end) <= TEXT)
		buf_puts(b, part);
	buf_puts(b, end);
}

/* Redacts some times over; the best time, and whether what came is in order. */
static double
measure(struct redactor *r, const struct buf *text, bool *out_removed)
{
	double best = 1e9;

	for (unsigned i = 0; i < (TIMED ? ROUNDS : 1); i++) {
		struct arena *a = arena_new(0);
		double since = cpu_ms(), took;
		struct redaction found = redact_text(r, text->data, text->len, a);

		took = cpu_ms() - since;
		best = took < best ? took : best;
		*out_removed = found.count && found.spans[0].class == REDACT_REMOVED;
		if (*out_removed && (found.count > 1 || found.spans[0].from ||
				     found.spans[0].to != text->len))
			die("a limit leaves something of the text");
		arena_free(a);
	}
	return best;
}

static void
within(double took, const char *words, const char *part)
{
	if (TIMED)
		ok(took < MOST_MS, "%s %.40s: %.2f ms", words, part, took);
	else
		ok(true, "%s %.40s: done", words, part);
}

/* ---- a form's patterns, as no form would be let to have them ---- */

static const char *const patterns[] = {
	"(a+)+$",
	"(a*)*b",
	"(a|a)*b",
	"(a|aa)+$",
	"(a|a?)+$",
	"(.*a){20}",
	"(.*)*x",
	"((a+)+)+$",
	"(a+a+)+b",
	"(?:a*)*(?:a*)*b",
	"^(([a-z])+.)+[A-Z]([a-z])+$",
	"([a-zA-Z]+)*$x",
	"(x+x+)+y",
	"(.+)+\\d",
	"(\\w+\\s?)*!",
	"(\\d+)*\\D$",
	"a*a*a*a*a*a*b",
	"(?=(a+))a*b\\1",
	"(a+)\\1+b",
	"(?:(?:a?){50}){50}b",
	"(a?){200}a{200}",
	"((a)*b?)*c",
	"(?<!b)(a+)+c",
	"(\\p{L}+)+\\d",
	"([^ ]+ ?)+#",
	"(?:a|ab|abc)*d",
	"(.|a)*?b$",
	"(a{1,50}){1,50}b",
	"(?:.{1,100}){1,100}z",
	"(?R)?a(?R)?b",
};
static const struct {
	const char *part, *end;
} traps[] = {
	{ "a", "!" }, { "ab", "!" }, { "a ", "!" },
	{ "x", "" },  { "0", "a" },  { "\u00e9", "!" },
};

/* What a form may have as a pattern of its own is quick; what is not was never let in. */
static void
refused(const char *pattern, double worst)
{
	char why[200];
	size_t at;
	bool good = rx_check(pattern, &at, why, sizeof(why)) == RX_GOOD;

	ok(!TIMED || !good || worst < MOST_MS, "%s the pattern %s: %.2f ms",
	   good ? "a form may have" : "a form is refused", pattern, worst);
}

static void
bombs(void)
{
	SCOPED(buf) text = { 0 };
	unsigned limits = 0;

	for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
		const struct own_pattern own = { "NAME", patterns[i] };
		const struct redact_options options = { .patterns = &own,
							.pattern_count = 1 };
		SCOPED(redactor) *r = redactor_new(&options, NULL);
		double worst = 0;

		if (!r)
			die("%s does not compile", patterns[i]);
		for (size_t k = 0; k < ARRAY_LEN(traps); k++) {
			bool removed;
			double took;

			repeat(&text, traps[k].part, traps[k].end);
			took = measure(r, &text, &removed);
			worst = took > worst ? took : worst;
			limits += removed;
		}
		refused(patterns[i], worst);
	}
	ok(limits > 15, "%u texts reached a limit and were taken out", limits);
}

/* ---- texts, for the patterns that we have ---- */

static const char *const parts[] = {
	"1",
	"0 ",
	"12 ",
	"1-",
	"1.",
	"1/",
	"07",
	"+",
	"+44 ",
	"(0",
	"(",
	"((1",
	")",
	".",
	"..a",
	"@",
	"a@",
	"a@a.",
	"@a ",
	"a",
	"A",
	"aA",
	"A1",
	"A1 ",
	"1A",
	"AA11 ",
	"ab12 cd ",
	"-",
	"--",
	"_",
	"'",
	"O'",
	"a'",
	"\"",
	"\n",
	"\r\n",
	" ",
	"\t",
	", ",
	"PC ",
	"PC PC1 ",
	"Sgt ",
	"Sgt. ",
	"Mr ",
	"Mr A ",
	"J. ",
	"told by ",
	"1 of ",
	"1st of 1st ",
	"at dot ",
	"a at b dot ",
	"oh double ",
	"seven ",
	"double double ",
	"(at) ",
	"[dot] ",
	"www.",
	"http://",
	"http://a/",
	"insta: ",
	"snap ",
	"collar number ",
	"shoulder no. ",
	"log 1 of ",
	"CAD 1/",
	"24*",
	"St ",
	"St. ",
	"Flat 1, ",
	"12 High ",
	"High St ",
	"near ",
	"Mike Delta ",
	"alpha ",
	"1 Jan ",
	"03/04/",
	"3rd of ",
	"last ",
	"Monday ",
	"aged ",
	"dob ",
	"GB82 ",
	"GB82WEST",
	"AB 12 34 56 ",
	"943 476 ",
	"1234 5678 ",
	"99/123456",
	"4111-",
	"12-34-56 ",
	"SMITH ",
	"Smith ",
	"Smith, ",
	"smith and ",
	"New ",
	"North ",
	"of the ",
	"a\u0301",
	"\u0301",
	"\u0301\u0301a ",
	"\ufdfa",
	"\u200b",
	"a\u200b",
	"1\u200b",
	"\u00ad",
	"\u202e",
	"\u00a0",
	"1\u00a0",
	"\uff11",
	"\u0661",
	"\U0001f642",
	"\U0001f468\u200d",
	"\u1112\u1161\u11ab",
	"\u4e2d",
	"\ufb03",
	"\u1e9e",
	"\u00e9",
	"\u00c9 ",
	"I\u0307",
	"\u2019",
	"\u2014",
	"\u2028",
	"a\ufe0f\u20e3",
	"=",
	"#",
	"*",
	"1*",
	"a1b2",
	"x 1 ",
	"1,1",
	"::",
	"1:",
	"ff:",
	"1.1.",
	"00:",
	"[NAME] ",
	"http",
	"wwww",
};
static const char *const ends[] = { "", "!", "1", "a", "@a.b" };

static const char local_text[] =
	"PLACE\tSmith Smith Smith\nNAME\tOak Oak Oakley\nNAME\taaaaaa\n"
	"NAME\tAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nPLACE\tSt Mr J\n"
	"PLACE\ta a a a a a a a a a a a\nPLACE\ta a a a a a b\n";

/* The arena keeps what the redactor looks at. */
static struct redactor *
redactor_of(unsigned mode, struct arena *a)
{
	struct diags diags;
	struct redact_options options = { .strict = mode & 1 };

	diags_init(&diags, "locals", local_text, strlen(local_text), a);
	if (mode & 2)
		options.locals =
			local_words_read(local_text, strlen(local_text), &diags, a);
	if (mode & 2 && !options.locals)
		die("local words: %s", diags.items[0].message);
	return redactor_new(&options, NULL);
}

static void
texts(unsigned mode)
{
	struct arena *a = arena_new(0);
	SCOPED(redactor) *r = redactor_of(mode, a);
	SCOPED(buf) text = { 0 };

	if (!r)
		die("no redactor");
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		double worst = 0;

		for (size_t k = 0; k < ARRAY_LEN(ends); k++) {
			bool removed;
			double took;

			repeat(&text, parts[i], ends[k]);
			took = measure(r, &text, &removed);
			worst = took > worst ? took : worst;
		}
		within(worst, mode ? "strictly, with local words:" : "the text of",
		       parts[i]);
	}
	arena_free(a);
}

int
main(void)
{
	bombs();
	texts(0);
	texts(3);
	return tap_done();
}
