/*
 * Suggestions: stems, prefixes, phrases, patterns and Welsh; and that neither what is remembered of
 * words nor what patterns are held back by changes what is found.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/suggest.h"
#include "tests/unit/summary/coded.h"

#include "tests/tap.h"

static struct arena *arena;

/* A book with one theme to each list, words divided by ";". */
static struct codebook *
book_of(const char *const *lists, size_t count)
{
	struct codebook *book = arena_one(arena, struct codebook);

	book->version = 1;
	for (size_t i = 0; i < count; i++) {
		struct book_theme *theme = &book->themes[book->theme_count++];
		char *words = arena_str(arena, lists[i]), *word;

		*theme = (struct book_theme){ .id = arena_printf(arena, "t%zu", i),
					      .under = -1,
					      .of_form = (int)i,
					      .into = -1 };
		while ((word = strsep(&words, ";")))
			theme->words[theme->word_count++] = word;
	}
	return book;
}

static struct suggester *
suggester_of(const char *const *lists, size_t count, const char *language)
{
	struct err err = { 0 };
	struct suggester *s = suggester_new(book_of(lists, count), language, &err);

	if (!s)
		die("%s", err.text);
	return s;
}

/* "0:sick leave 1:ill": theme and text of each suggestion. */
static const char *
told(struct suggester *s, const char *text)
{
	size_t count;
	const struct suggestion *found = suggest(s, text, strlen(text), &count, arena);
	const char *out = "";

	for (size_t i = 0; i < count; i++)
		out = arena_printf(arena, "%s%s%d:%.*s", out, i ? " " : "",
				   found[i].theme, (int)(found[i].to - found[i].from),
				   text + found[i].from);
	return out;
}

static const struct example {
	const char *words[2]; /* of theme 0 and 1 */
	const char *language, *text, *want;
} examples[] = {
	/* stems */
	{ { "supervisor" },
	  "en",
	  "My Supervisors' supervisor's SUPERVISOR!",
	  "0:Supervisors 0:supervisor's 0:SUPERVISOR" },
	{ { "supervisor" }, "en", "supervision and supervised", "" },
	{ { "supervised" },
	  "en",
	  "supervision? supervising, supervise",
	  "0:supervision 0:supervising 0:supervise" },
	{ { "charge", "court" },
	  "en",
	  "Charged in courts; recharge the courtyard",
	  "0:Charged 1:courts" },
	{ { "caf\u00e9" },
	  "en",
	  "cafe CAF\u00c9 cafe\u0301s",
	  "0:cafe 0:CAF\u00c9 0:cafe\u0301s" },
	{ { "trim" },
	  "en",
	  "tr\u00adim \uff34\uff32\uff29\uff2d t\u200brim",
	  "0:tr\u00adim 0:\uff34\uff32\uff29\uff2d 0:t\u200brim" },
	{ { "don't" }, "en", "don't don\u2019t 'don't'", "0:don't 0:don\u2019t 0:don't" },
	{ { "999" }, "en", "call 999, not 9999", "0:999" },
	{ { "court;courts" }, "en", "court", "0:court" },
	{ { "xavier" }, "en", "x\u0302avier", "0:x\u0302avier" },
	/* prefixes */
	{ { "supervis*" },
	  "en",
	  "Supervision, supervisor; super vision",
	  "0:Supervision 0:supervisor" },
	{ { "well*" }, "en", "well-being wellness swell", "0:well 0:wellness" },
	{ { "*" }, "en", "anything at all", "" },
	{ { "" }, "en", "anything at all", "" },
	/* phrases */
	{ { "sick leave" },
	  "en",
	  "On sick leave. Sick-leave\nsick  leaves",
	  "0:sick leave 0:Sick-leave 0:sick  leaves" },
	{ { "sick leave" },
	  "en",
	  "I was sick. Leave me; sick, leave; sick [NAME] leave",
	  "" },
	{ { "sick leave", "leave" }, "en", "sick leave", "0:sick leave 1:leave" },
	{ { "back to back" },
	  "en",
	  "back to back to back",
	  "0:back to back 0:back to back" },
	{ { "single-crewed" },
	  "en",
	  "single crewed, single-crewing",
	  "0:single crewed 0:single-crewing" },
	{ { "risk assess*" },
	  "en",
	  "risks assessed and risk assessment",
	  "0:risks assessed 0:risk assessment" },
	{ { "one two three four five six seven eight nine" },
	  "en",
	  "one two three four five six seven eight nine",
	  "" },
	/* labels of redaction are nobody's words */
	{ { "custody;name" },
	  "en",
	  "[CUSTODY] custody [NAME] [name]",
	  "0:custody 0:name" },
	{ { "/custody/" }, "en", "[CUSTODY] in custody", "0:custody" },
	{ { "/in .custody./" }, "en", "in [CUSTODY]", "0:in [CUSTODY]" },
	/* patterns */
	{ { "/back to (work|duty)/" },
	  "en",
	  "Back to DUTY, back to bed, back to work",
	  "0:Back to DUTY 0:back to work" },
	{ { "/sick|ill/" }, "en", "Sick and ill.", "0:Sick 0:ill" },
	{ { "/clerk/" }, "en", "cler\xe2\x84\xaa and CLERK", "0:cler\xe2\x84\xaa 0:CLERK" },
	{ { "/boss/" }, "en", "bo\xc5\xbfs", "0:bo\xc5\xbfs" },
	{ { "/\\bcourt\\b/", "court" }, "en", "court", "0:court 1:court" },
	{ { "/\\w+(?=!)/" }, "en", "h\u00e9! ho", "0:h\u00e9" },
	{ { "/x*/" }, "en", "no ex here", "0:x" },
	{ { "//" }, "en", "//", "" },
	/* Welsh: by prefix, whatever it begins with */
	{ { "profiad" },
	  "cy",
	  "Profiad, fy mhrofiadau, dau brofiad, a phrofiadol",
	  "0:Profiad 0:mhrofiadau 0:brofiad 0:phrofiadol" },
	{ { "cefnogaeth" },
	  "cy",
	  "gefnogaeth, nghefnogaeth, chefnogaeth",
	  "0:gefnogaeth 0:nghefnogaeth 0:chefnogaeth" },
	{ { "gwaith" },
	  "cy",
	  "ei waith, ein gwaith, fy ngwaith, peth",
	  "0:waith 0:gwaith 0:ngwaith" },
	{ { "t\u0177" }, "cy", "ty, d\u0177, nhy, tywydd", "0:ty 0:d\u0177 0:nhy" },
	{ { "llys" }, "cy", "lys llysoedd", "0:lys 0:llysoedd" },
	{ { "chwaer" }, "cy", "chwaer gwaer", "0:chwaer" },
	{ { "supervisor" }, "cy", "supervisors supervising", "0:supervisors" },
	{ { "supervising" }, "en", "profiad brofiad supervise", "0:supervise" },
	{ { "profiad" }, "en", "brofiad profiadau profiad", "0:profiad" },
	/* others: word for word */
	{ { "\u0440\u0430\u0431\u043e\u0442\u0430" },
	  "ru",
	  "\u0420\u0410\u0411\u041e\u0422\u0410 \u0440\u0430\u0431\u043e\u0442\u044b",
	  "0:\u0420\u0410\u0411\u041e\u0422\u0410" },
	{ { "\uac00\ub098" }, "ko", "\uac00\ub098 \uac01\ub098", "0:\uac00\ub098" },
	{ { "courts" }, "fr", "court Courts", "0:Courts" },
};

static void
check_examples(void)
{
	for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
		const struct example *e = &examples[i];
		struct suggester *s =
			suggester_of(e->words, e->words[1] ? 2 : 1, e->language);

		is_str(told(s, e->text), e->want, "%s, %s: %s", e->language, e->words[0],
		       e->text);
		is_str(told(s, e->text), e->want, "and so once more");
		suggester_free(s);
	}
}

static void
check_stems(void)
{
	static const struct {
		const char *word, *language, *stem;
	} stems[] = {
		{ "Supervisors", "en", "supervisor" },
		{ "running", "en", "run" },
		{ "supporting", "en-GB", "support" },
		{ "r\u00e9sum\u00e9s", "en", "resum" },
		{ "running", "fr", "running" },
		{ "\u00c9cole", "fr", "ecole" },
		{ "mhrofiad", "cy", "profiad" },
		{ "phrofiad", "cy", "profiad" },
		{ "nghefnogaeth", "cy", "cefnoga" },
		{ "chefnogaeth", "cy", "cefnoga" },
		{ "chwaer", "cy", "chwaer" },
		{ "ddrws", "cy", "drws" },
		{ "goruchwyliwr", "cy", "goruchw" },
		{ "", "en", "" },
		{ "...", "en", "" },
		{ "'running'", "en", "run" },
	};
	char out[32], small[4];

	for (size_t i = 0; i < ARRAY_LEN(stems); i++) {
		stem_of(stems[i].word, strlen(stems[i].word), stems[i].language, out,
			sizeof(out));
		is_str(out, stems[i].stem, "the stem of \"%s\" (%s)", stems[i].word,
		       stems[i].language);
	}
	stem_of("Supervisors", 11, "en", small, sizeof(small));
	is_str(small, "sup", "a stem is cut to its room");
}

static void
check_books(void)
{
	static const char *const lists[] = { "court", "/(a/" }, *const good[] = {
		"court"
	};
	struct codebook *book = book_of(lists, 2);
	struct err err = { 0 };
	struct suggester *s;

	ok(!suggester_new(book, "en", &err) && err.code == ERR_INPUT &&
		   strstr(err.text, "theme \"t1\", \"/(a/\""),
	   "a pattern that is none is named with its theme");
	book->themes[1].until = 2;
	s = suggester_new(book, "en", &err);
	is_str(told(s, "court a"), "0:court", "but not of a theme that is over");
	suggester_free(s);
	s = suggester_of(good, 1, "en");
	is_str(told(s, ""), "", "of nothing, nothing");
	suggester_free(s);
	s = suggester_of(good, 0, "en");
	is_str(told(s, "court"), "", "and without themes, too");
	suggester_free(s);
}

/* ---- any text ------------------------------------------------------------------------------ */

static const char *const draws[] = {
	"support", "supported", "supports", "court",  "courts",	 "sick",
	"leave",   "leaves",	"[NAME]",   "charge", "charged", "9",
	"nothing", "walks",	"walked",   "Court",  "LEAVE",
};
static const char *const gaps[] = { " ", " ", " ", "  ", "-", ". ", ", ", "\n" };

static const char *
random_text(struct dice *d, size_t words)
{
	struct buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < words; i++) {
		buf_puts(&b, draws[dice_below(d, ARRAY_LEN(draws))]);
		if (!dice_below(d, 50))
			buf_printf(&b, "x%llu", (unsigned long long)dice_next(d));
		buf_puts(&b, gaps[dice_below(d, ARRAY_LEN(gaps))]);
	}
	text = arena_copy(arena, b.data, b.len);
	buf_free(&b);
	return text;
}

/* Words one after another, each put into its stem: no table, no memory. */
static size_t
count_stem(const char *text, const char *word)
{
	const char *end = text + strlen(text);
	char want[64], got[64];
	size_t count = 0;

	stem_of(word, strlen(word), "en", want, sizeof(want));
	for (const char *at = text; at < end;) {
		size_t len = strcspn(at, " -.,\n");

		if (len && *at != '[') {
			stem_of(at, len, "en", got, sizeof(got));
			count += str_same(got, want);
		}
		at += len + 1;
	}
	return count;
}

static size_t
count_told(struct suggester *s, const char *text, int theme)
{
	size_t count, out = 0;
	const struct suggestion *found = suggest(s, text, strlen(text), &count, arena);

	for (size_t i = 0; i < count; i++)
		out += found[i].theme == theme;
	return out;
}

static void
check_random(void)
{
	static const char *const lists[] = { "support", "courts",  "charging",
					     "walk",	"leaving", "sick leave" };
	struct suggester *s = suggester_of(lists, 6, "en");
	unsigned wrong = 0, fresh_wrong = 0;
	size_t seen = 0;
	struct dice d;

	dice_seed(&d, 5);
	for (unsigned run = 0; run < 300; run++) {
		const char *text = random_text(&d, 1 + dice_below(&d, 60));

		for (int t = 0; t < 5; t++) {
			size_t want = count_stem(text, lists[t]);

			seen += want;
			wrong += count_told(s, text, t) != want;
		}
		if (run % 10 == 0) {
			struct suggester *fresh = suggester_of(lists, 6, "en");

			fresh_wrong += !str_same(told(fresh, text), told(s, text));
			suggester_free(fresh);
		}
	}
	ok(seen > 1000, "%zu words were to be found", seen);
	is_int(wrong, 0, "each was, and no other");
	is_int(fresh_wrong, 0, "nothing is carried from text to text");
	suggester_free(s);
}

/* More words than can be remembered, then the first ones again. */
static void
check_many_words(void)
{
	static const char *const lists[] = { "court;sick leave;q1*", "q1*" };
	struct suggester *s = suggester_of(lists, 2, "en");
	SCOPED(buf) b = { 0 };
	size_t want = 0;

	for (unsigned round = 0; round < 4; round++) {
		buf_clear(&b);
		for (unsigned i = 0; i < 12000; i++)
			buf_printf(&b, "q%u ", round * 7000 + i);
		buf_puts(&b, "courts sick leave");
		want = 2;
		for (unsigned i = 0; i < 12000; i++) {
			char word[16];

			snprintf(word, sizeof(word), "q%u", round * 7000 + i);
			want += word[1] == '1';
		}
		is_int((long long)count_told(s, b.data, 0), (long long)want,
		       "round %u of many words", round + 1);
	}
	suggester_free(s);
	s = suggester_of(lists, 2, "en");
	/* A word that stood elsewhere when it was forgotten. */
	buf_clear(&b);
	buf_puts(&b, "q1 court");
	for (unsigned i = 0; i < 12000; i++)
		buf_printf(&b, " z%u", i);
	for (unsigned round = 0; round < 2; round++) {
		count_told(s, b.data, 0);
		is_str(told(s, "q9 court q1x q1y"), "0:court 0:q1x 1:q1x 0:q1y 1:q1y",
		       "and nothing is mixed up, %u", round);
	}
	suggester_free(s);
}

/* ---- patterns ------------------------------------------------------------------------------- */

/* Pieces of which some are no literal, and some must be given up on. */
static const char *const pieces[] = {
	"court",  "sick", "a",	  "b?",	  "(one|two)", "[ck]",	"[^]x]",
	"\\d",	  ".",	  "x*",	  "y+",	  "|",	       "|to",	"l{2}",
	"\\.",	  "\\b",  "ss",	  "k",	  "(?:s)",     "(?=c)", "r{0,1}",
	"\u00e9", " ",	  "(?i)", "(?x)", "wor",       "\\x61", "(?<!o)",
};

static const char *
random_pattern(struct dice *d)
{
	const char *out = "";
	uint32_t count = 1 + dice_below(d, 5);

	for (uint32_t i = 0; i < count; i++)
		out = arena_printf(arena, "%s%s", out,
				   pieces[dice_below(d, ARRAY_LEN(pieces))]);
	return out;
}

static const char *
random_letters(struct dice *d)
{
	static const char *const bits[] = { "court",	"SICK",	  "a",	"b",
					    "one",	"two",	  "c",	"k",
					    "x",	"y",	  "to", "l",
					    "ll",	".",	  "s",	"wor",
					    "r",	" ",	  "1",	"\xe2\x84\xaa",
					    "\xc5\xbf", "\u00e9", "o" };
	const char *out = "";
	uint32_t count = 1 + dice_below(d, 14);

	for (uint32_t i = 0; i < count; i++)
		out = arena_printf(arena, "%s%s", out,
				   bits[dice_below(d, ARRAY_LEN(bits))]);
	return out;
}

/* The engine alone, without looking for letters before. */
static const char *
told_by_engine(const char *pattern, const char *text)
{
	struct rx *rx = rx_new(pattern, RX_CASELESS | RX_UNICODE | RX_COUNTED, NULL);
	size_t at = 0, match[2 * RX_GROUPS], len = strlen(text);
	const char *out = "";

	while (at < len && rx_find(rx, text, len, at, false, match) == RX_FOUND) {
		out = arena_printf(arena, "%s%s0:%.*s", out, *out ? " " : "",
				   (int)(match[1] - match[0]), text + match[0]);
		at = match[1];
	}
	rx_free(rx);
	return out;
}

static void
check_patterns(void)
{
	unsigned wrong = 0, tried = 0, matched = 0, with = 0, leading = 0;
	bool leads;
	struct dice d;

	dice_seed(&d, 9);
	for (unsigned run = 0; run < 1500; run++) {
		const char *pattern = random_pattern(&d), *literals[LITERALS_MOST];
		const char *word = arena_printf(arena, "/%s/", pattern);
		struct rx *rx =
			rx_new(pattern, RX_CASELESS | RX_UNICODE | RX_COUNTED, NULL);
		struct suggester *s;

		if (!rx)
			continue;
		rx_free(rx);
		s = suggester_of(&word, 1, "en");
		with += pattern_literals(pattern, literals, &leads, arena) > 0;
		leading += leads;
		for (unsigned i = 0; i < 20; i++) {
			const char *text = random_letters(&d);
			const char *want = told_by_engine(pattern, text);

			tried++;
			matched += *want != '\0';
			if (strcmp(told(s, text), want) != 0 && !wrong++)
				note("/%s/ on %s: %s, not %s", pattern, text,
				     told(s, text), want);
		}
		suggester_free(s);
	}
	ok(leading > 50, "%u patterns begin with letters", leading);
	ok(with > 200 && matched > 1000, "%u patterns have letters, %u of %u texts match",
	   with, matched, tried);
	is_int(wrong, 0, "looking for letters first never changes what is found");
}

static void
check_literals(void)
{
	static const struct {
		const char *pattern, *want;
		bool leads;
	} literals[] = {
		{ "Back to work", "back to work", true },
		{ "sick|illness", "sick,illness", true },
		{ "sick|il", "", false },
		{ "(a|b)court", "court", false },
		{ "courts?", "court", true },
		{ "courts*x", "court", true },
		{ "ab*court", "court", false },
		{ "s?court", "court", false },
		{ "\\dcourt", "court", false },
		{ "court|x?sick", "court,sick", false },
		{ "(?i)court", "", false },
		{ "(court)?", "", false },
		{ "c\\.p\\.s", "c.p.s", true },
		{ "cour[t]", "cour", true },
		{ "a{2}court", "court", false },
		{ "\\bcourt\\b", "court", true },
		{ "[[:alpha:]]court", "", false },
		{ "court\\Q|\\E", "", false },
		{ "court|", "", false },
		{ "aaa|bbb|ccc|ddd|eee|fff|ggg|hhh|iii|jjj|kkk|lll|mmm", "", false },
		{ "court{", "", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(literals); i++) {
		const char *found[LITERALS_MOST], *got = "";
		bool leads;
		size_t count =
			pattern_literals(literals[i].pattern, found, &leads, arena);

		for (size_t j = 0; j < count; j++)
			got = arena_printf(arena, "%s%s%s", got, j ? "," : "", found[j]);
		is_int(leads, literals[i].leads, "whether /%s/ begins with them",
		       literals[i].pattern);
		is_str(got, literals[i].want, "letters of /%s/", literals[i].pattern);
	}
}

/* A text that is made to cost much suggests nothing by that pattern, and costs little. */
static void
check_runaway(void)
{
	static const char *const lists[] = { "/(x+)+y/;/x[^y]*[yz]/;court" };
	struct suggester *s = suggester_of(lists, 1, "en");
	SCOPED(buf) b = { 0 };
	uint64_t begun = clock_ms();

	for (unsigned i = 0; i < 60000; i++)
		buf_putc(&b, 'x');
	buf_puts(&b, " court");
	is_str(told(s, b.data), "0:court", "a match that runs away suggests nothing");
	ok(clock_ms() - begun < 2000, "and ends soon");
	suggester_free(s);
}

/* Long texts of any script, with control characters. */
static void
check_scripts(void)
{
	static const char *const lists[] = { "court;sick leave;/c.urt/;a*" };
	static const char *const signs[] = {
		"\x01",	  "\u0301", "\u200d",	  "\u05d0", "\u0628",	    "\u4e2d",
		"\uac00", "\u0e01", "\U0001f600", "\u202e", "\u0905\u093f", "\u0130",
		"\ufdfa", " ",	    "court",	  "\u00df",
	};
	const char *const languages[] = { "en", "cy", "ar" };
	unsigned wrong = 0;
	struct dice d;

	dice_seed(&d, 2);
	for (unsigned run = 0; run < 12; run++) {
		struct suggester *s = suggester_of(lists, 1, languages[run % 3]);
		const struct suggestion *found;
		SCOPED(buf) b = { 0 };
		size_t count;

		for (unsigned i = 0; i < 20000; i++)
			buf_puts(&b, signs[dice_below(&d, run < 6 ? 16 : 5)]);
		found = suggest(s, b.data, b.len, &count, arena);
		for (size_t i = 0; i < count; i++)
			wrong += found[i].from >= found[i].to || found[i].to > b.len ||
				 !utf8_valid(b.data + found[i].from,
					     found[i].to - found[i].from) ||
				 (i && found[i - 1].from > found[i].from);
		suggester_free(s);
	}
	is_int(wrong, 0, "suggestions stand in order, on whole characters");
}

int
main(void)
{
	arena = arena_new(0);
	check_examples();
	check_stems();
	check_books();
	check_random();
	check_many_words();
	check_patterns();
	check_literals();
	check_runaway();
	check_scripts();
	arena_free(arena);
	return tap_done();
}
