/*
 * Our own words: none missing, short sentences, no promise that cannot be kept, in any of our
 * languages; how their holes are filled; and words that a form brings.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

#include "form/wording.h"

/* ---- the rows ------------------------------------------------------------------------- */

/* The longest run of words up to a full stop, question mark or colon at a word's end. */
static unsigned
longest_sentence(const char *text)
{
	unsigned words = 0, most = 0;

	for (const char *p = text; *p; p++) {
		if (*p != ' ' && (p == text || p[-1] == ' '))
			words++;
		most = words > most ? words : most;
		if (strchr(".?:;", *p) && (p[1] == ' ' || !p[1]))
			words = 0;
	}
	return most;
}

/* Small letters, digits and hyphens. */
static bool
is_id(const char *id)
{
	return id && *id && id[0] != '-' &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

static void
row_whole(enum word word)
{
	const struct word_row *row = &word_rows[word];

	ok(is_id(row->id) && word_find(row->id) == word,
	   "row %d has an id of its own: %s", word, row->id ? row->id : "none");
	ok(row->en && *row->en && word_check(word, row->en) == WORD_RIGHT, "%s: English",
	   row->id);
	ok(row->cy && *row->cy && word_check(word, row->cy) == WORD_RIGHT,
	   "%s: Welsh, with the same holes", row->id);
	/* but for what has no words in it */
	ok(strpbrk(row->en, "aeiou") == NULL || !str_same(row->en, row->cy),
	   "%s: the two differ", row->id);
	ok(longest_sentence(row->en) <= 25 && longest_sentence(row->cy) <= 25,
	   "%s: no sentence is over 25 words", row->id);
}

/* What is too much, or is not ours to promise. */
static void
never(void)
{
	static const char *const bad[] = {
		"100 %",
		"100%",
		"guarantee",
		"military",
		"secure",
		"completely",
		"totally",
		"fully anonymous",
		"Write freely",
		"withdraw at any time",
		"Only averages",
		"submit",
		"Submit",
		"invalid",
		"Invalid",
		/* the same in Welsh */
		"gwarant",
		"warantu",
		"milwrol",
		"yn ddiogel",
		"hollol ddienw",
		"gwbl ddienw",
		"gyfan gwbl",
		"Ysgrifennwch yn rhydd",
		"dynnu'n ôl",
		"tynnu'n ôl",
		"cyfartaleddau",
		"annilys",
		"yflwyno",
		/* on posters: nobody is hurried, bought or told that it is nothing */
		"scan to win",
		"win a",
		"prize",
		"urgent",
		"hurry",
		"Hurry",
		"last chance",
		"only today",
		"!",
		"tells us nothing",
		"could not see it",
		"ennill",
		"wobr",
		"ar frys",
		"rysiwch",
		"cyfle olaf",
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		const char *found = "";

		for (int word = 0; word < WORD__COUNT; word++)
			if (strstr(word_rows[word].en, bad[i]) ||
			    strstr(word_rows[word].cy, bad[i]))
				found = word_rows[word].id;
		is_str(found, "", "no word says \"%s\"", bad[i]);
	}
}

static void
speeches(void)
{
	struct speech english = speech_of(NULL, 0), welsh = speech_of(NULL, 1);

	is_str(word_in(WORD_BACK, &english), "Back", "English");
	is_str(word_in(WORD_BACK, &welsh), "Yn ôl", "Welsh");
	is_str(word_in(WORD_BACK, &(struct speech){ .code = "xx" }), "Back",
	       "a language without words is served in English");
	is_str(speech_of(NULL, 7).code, "en", "and a language that there is not");
	ok(speech_ours("cy") && speech_ours("en") && !speech_ours("pl"),
	   "which are ours");
	is_int(word_find("no-such-word"), WORD__COUNT, "no row has this id");
}

/* ---- numbers ---------------------------------------------------------------------------- */

static void
plurals(void)
{
	static const struct {
		const char *code;
		unsigned long n;
		enum plural class;
	} cases[] = {
		{ "en", 0, PLURAL_OTHER },  { "en", 1, PLURAL_ONE },
		{ "en", 11, PLURAL_OTHER }, { "cy", 0, PLURAL_ZERO },
		{ "cy", 1, PLURAL_ONE },    { "cy", 2, PLURAL_TWO },
		{ "cy", 3, PLURAL_FEW },    { "cy", 4, PLURAL_OTHER },
		{ "cy", 6, PLURAL_MANY },   { "cy", 16, PLURAL_OTHER },
		{ "ar", 0, PLURAL_ZERO },   { "ar", 2, PLURAL_TWO },
		{ "ar", 103, PLURAL_FEW },  { "ar", 2000, PLURAL_OTHER },
		{ "ar", 11, PLURAL_MANY },  { "ar", 199, PLURAL_MANY },
		{ "pl", 1, PLURAL_ONE },    { "pl", 21, PLURAL_MANY },
		{ "pl", 22, PLURAL_FEW },   { "pl", 12, PLURAL_MANY },
		{ "ru", 21, PLURAL_ONE },   { "ru", 11, PLURAL_MANY },
		{ "uk", 104, PLURAL_FEW },  { "hr", 5, PLURAL_OTHER },
		{ "cs", 4, PLURAL_FEW },    { "cs", 24, PLURAL_OTHER },
		{ "sl", 102, PLURAL_TWO },  { "lt", 21, PLURAL_ONE },
		{ "lt", 29, PLURAL_FEW },   { "lt", 30, PLURAL_OTHER },
		{ "lv", 30, PLURAL_ZERO },  { "lv", 31, PLURAL_ONE },
		{ "ro", 0, PLURAL_FEW },    { "ro", 101, PLURAL_FEW },
		{ "ro", 20, PLURAL_OTHER }, { "mt", 11, PLURAL_MANY },
		{ "ga", 6, PLURAL_FEW },    { "ga", 7, PLURAL_MANY },
		{ "gd", 12, PLURAL_TWO },   { "gd", 19, PLURAL_FEW },
		{ "gv", 40, PLURAL_FEW },   { "kw", 22, PLURAL_TWO },
		{ "br", 71, PLURAL_OTHER }, { "br", 21, PLURAL_ONE },
		{ "he", 2, PLURAL_TWO },    { "fr", 0, PLURAL_ONE },
		{ "tl", 4, PLURAL_OTHER },  { "is", 21, PLURAL_ONE },
		{ "zh", 1, PLURAL_OTHER },  { "cv", 0, PLURAL_ZERO },
		{ "aa", 1, PLURAL_ONE },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		is_str(plural_names[plural_of(cases[i].code, cases[i].n)],
		       plural_names[cases[i].class], "%s: %lu", cases[i].code,
		       cases[i].n);
}

/* A text of a language that brings its own, filled. */
static void
filled(const char *text, const char *code, enum word word, const char *one,
       const char *two, const char *want)
{
	const char *own[WORD__COUNT] = { NULL };
	struct speech speech = { .code = code, .own = own };
	SCOPED(buf) out = { 0 };

	own[word] = text;
	is_int(word_check(word, text), WORD_RIGHT, "%s: right", text);
	word_fill(&out, word, &speech, one, two);
	is_str(out.data, want, "filled: %s", want);
}

static void
fills(void)
{
	static const char polish[] =
		"Do {1} {1|one=znaku|few=znaków|many=znaków|other=znaku}.";
	static const char arabic[] = "{1|one=حرف واحد|two=حرفان|few=# أحرف|other=# حرفًا}";
	struct speech english = speech_of(NULL, 0);
	SCOPED(buf) out = { 0 };

	filled(polish, "pl", WORD_UP_TO, "1", NULL, "Do 1 znaku.");
	filled(polish, "pl", WORD_UP_TO, "1,622", NULL, "Do 1,622 znaków.");
	filled(arabic, "ar", WORD_UP_TO, "2", NULL, "حرفان");
	filled(arabic, "ar", WORD_UP_TO, "7", NULL, "7 أحرف");
	filled(arabic, "ar", WORD_UP_TO, "0", NULL, "0 حرفًا");
	filled("{2} <- {1}", "pl", WORD_PROGRESS, "3", "12", "12 <- 3");
	word_fill(&out, WORD_WHY, &english, "{2} {1|x} }", NULL);
	is_str(out.data, "Why we ask: {2} {1|x} }", "what is filled in is not looked at");
	buf_clear(&out);
	word_fill(&out, WORD_UP_TO, &(struct speech){ .code = "ja" }, "1", NULL);
	is_str(out.data, "You can write up to 1 character.",
	       "what is said in English counts as English does");
}

static void
faults(void)
{
	static const struct {
		enum word word;
		const char *text;
		enum word_fault fault;
	} cases[] = {
		{ WORD_BACK, "Wstecz", WORD_RIGHT },
		{ WORD_BACK, "Wstecz {1}", WORD_BAD_HOLE },
		{ WORD_BACK, "Wstecz }", WORD_BAD_HOLE },
		{ WORD_BACK, "Wstecz {", WORD_BAD_HOLE },
		{ WORD_PROGRESS, "{1} z {2}", WORD_RIGHT },
		{ WORD_PROGRESS, "{1}", WORD_NO_HOLE },
		{ WORD_PROGRESS, "{1} {2} {3}", WORD_BAD_HOLE },
		{ WORD_PROGRESS, "{1} {2", WORD_BAD_HOLE },
		{ WORD_CHECK_WORDS, "{1} {1}", WORD_BAD_HOLE },
		{ WORD_CHECK_WORDS, "{1|other=x}", WORD_BAD_FORMS },
		{ WORD_UP_TO, "{1|one=x}", WORD_BAD_FORMS },
		{ WORD_UP_TO, "{1|some=x|other=y}", WORD_BAD_FORMS },
		{ WORD_UP_TO, "{1|other=x|other=y}", WORD_BAD_FORMS },
		{ WORD_UP_TO, "{1|other=x|}", WORD_BAD_FORMS },
		{ WORD_UP_TO, "{1|}", WORD_BAD_FORMS },
		{ WORD_UP_TO, "{1|other=}{1}", WORD_RIGHT },
		/* the signs that pages mark their holes with */
		{ WORD_BACK, "\xef\xb7\x90" "ffffffffff" "\xef\xb7\x91", WORD_BAD_SIGN },
		{ WORD_BACK, "\xef\xb7\xaf", WORD_BAD_SIGN },
		{ WORD_NOT_HOST, ".", WORD_TOO_LITTLE },
		{ WORD_KEEP_SEALED, "100 %", WORD_TOO_LITTLE },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		is_int(word_check(cases[i].word, cases[i].text), cases[i].fault,
		       "fault: %s", cases[i].text);
}

/* ---- words that a form brings ------------------------------------------------------------ */

static const char form_head[] = "canvass: form 1\nid: w\ntitle: W\n";
static const char form_pages[] =
	"pages:\n  - title: One\n    questions:\n      - id: a\n        ask: A?\n"
	"        type: choose one\n        options:\n          x: X\n          y: Y\n"
	"      - id: b\n        ask: B?\n        type: short text\n        show if: a is x\n";

/* Each of our words in a language that nobody speaks: "<id>" and its holes. */
static const char *
words_all(const char *but, struct arena *arena)
{
	SCOPED(buf) out = { 0 };

	for (unsigned word = 0; word < WORD__FORM; word++) {
		const struct word_row *row = &word_rows[word];

		if (!str_same(row->id, but))
			/* promises must be about as long as they are */
			buf_printf(&out, "  %s: \"<%s>%s%s%s\"\n", row->id, row->id,
				   word >= WORD_KEEP_TITLE && word <= WORD_NOT_TOGETHER
					   ? " and so on, at some length, as it must be"
					   : "",
				   strstr(row->en, "{1") ? " {1}" : "",
				   strstr(row->en, "{2") ? " {2}" : "");
	}
	return arena_copy(arena, out.data, out.len);
}

/* What is said of a form that is not frozen, with these languages and words. */
static const struct form *
form_said(const char *languages, const char *words, const char *want, struct arena *arena)
{
	const char *text = arena_printf(arena, "%slanguages: [%s]\nwords:\n%s%s",
					form_head, languages, words, form_pages);
	const struct form *form;
	struct diags diags;
	SCOPED(buf) out = { 0 };

	diags_init(&diags, "w", text, strlen(text), arena);
	form = form_parse_new(text, strlen(text), 0, &diags);
	for (size_t i = 0; i < diags.count; i++)
		buf_printf(&out, "%s%s %s (%s)", i ? "; " : "", diags.items[i].code,
			   diags.items[i].message,
			   diags.items[i].hint ? diags.items[i].hint : "");
	is_str(out.data ? out.data : "", want, "words in %s: %.70s", languages, want);
	return form;
}

static void
brought(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form = form_said("pl", words_all("", arena), "", arena);
	struct speech speech;
	SCOPED(buf) out = { 0 };

	if (!form)
		return; /* told above */
	speech = speech_of(form, 0);
	is_str(word_in(WORD_BACK, &speech), "<back>", "a word of the form's own");
	is_str(word_in(WORD_HOME_TITLE, &speech), "What is your code?",
	       "on pages of no survey it has none");
	cond_words(form_question(form, "b")->show_if, form, 0, &out);
	is_str(out.data, "<if-is> <quoted> A? <quoted> X", "a condition in its words");
	form_said(
		"pl", words_all("back", arena),
		"E094 1 of our own words has no text in Polish (pl): \"back\" (canvass form "
		"translate FILE --to pl writes them down, to be filled in.)",
		arena);
	form_said(
		"pl", "  back: Wstecz\n  bakc: Wstecz\n",
		arena_printf(
			arena,
			"E021 there is no key \"bakc\" here (did you mean \"back\"?); "
			"E094 %d of our own words have no text in Polish (pl): \"skip\", "
			"\"error-title\", \"continue\" and %d more (canvass form "
			"translate FILE --to pl writes them down, to be filled in.)",
			WORD__FORM - 1, WORD__FORM - 4),
		arena);
	arena_free(arena);
}

static void
refused(void)
{
	struct arena *arena = arena_new(0);

	form_said("cy", "  back: Nôl\n  next: x\n",
		  "E021 there is no key \"back\" here (our own words in Welsh are the "
		  "program's)",
		  arena);
	form_said(
		"pl",
		arena_printf(arena, "%s  progress: \"{1} z\"\n",
			     words_all("progress", arena)),
		"E023 this must be a text with {1} and {2} (in English: Question {1} of "
		"about {2})",
		arena);
	form_said("pl", arena_printf(arena, "%s  home-title: x\n", words_all("", arena)),
		  "E021 there is no key \"home-title\" here (it stands on no page of a "
		  "survey, and stays as it is)",
		  arena);
	arena_free(arena);
}

/* What posters bear has the room that paper has, in both of our languages. */
static void
room_on_paper(void)
{
	static const struct {
		enum word word;
		size_t most;
	} rows[] = {
		{ WORD_POSTER_CALL, 40 },	   { WORD_POSTER_PROMISE, 90 + 40 /* forms */ },
		{ WORD_POSTER_PROMISE_ALONE, 90 }, { WORD_POSTER_HOW, 60 },
		{ WORD_POSTER_PHONE, 80 },	   { WORD_POSTER_STOP, 60 },
		{ WORD_POSTER_CHECK, 40 },	   { WORD_POSTER_PLEDGE, 60 },
		{ WORD_POSTER_STRIP, 20 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct word_row *row = &word_rows[rows[i].word];

		ok(utf8_count(row->en, strlen(row->en)) <= rows[i].most &&
			   utf8_count(row->cy, strlen(row->cy)) <= rows[i].most,
		   "%s: room for %zu characters", row->id, rows[i].most);
	}
	for (unsigned word = WORD__FORM; word < WORD__MAY; word++)
		ok(!strncmp(word_rows[word].id, "poster-", 7) ||
			   !strncmp(word_rows[word].id, "room-", 5),
		   "%s is of posters or of rooms", word_rows[word].id);
	for (unsigned word = 0; word < WORD__COUNT; word++)
		if (word < WORD__FORM || word >= WORD__MAY)
			ok(strncmp(word_rows[word].id, "poster-", 7) != 0 &&
				   strncmp(word_rows[word].id, "room-", 5) != 0,
			   "%s is not", word_rows[word].id);
}

/* Words of posters may come with a form, and need not. */
static void
may_come(void)
{
	struct arena *arena = arena_new(0);
	const char *all = words_all("", arena);
	const struct form *form = form_said(
		"pl", arena_printf(arena, "%s  poster-how: Tutaj\n", all), "", arena);
	struct speech speech = speech_of(form, 0), english = speech_of(NULL, 0);

	is_str(word_in(WORD_POSTER_HOW, &speech), "Tutaj", "one that came");
	ok(word_spoken(WORD_POSTER_HOW, &speech), "is spoken");
	ok(!word_spoken(WORD_POSTER_STOP, &speech), "one that did not is not");
	ok(word_spoken(WORD_BACK, &speech), "one that had to come is");
	ok(!word_spoken(WORD_HOME_TITLE, &speech), "one that cannot come is not");
	ok(word_spoken(WORD_POSTER_STOP, &english) && word_spoken(WORD_HOME_TITLE, &english),
	   "we speak all of ours");
	form_said("pl", arena_printf(arena, "%s  poster-hwo: Tutaj\n", all),
		  "E021 there is no key \"poster-hwo\" here (did you mean \"poster-how\"?)",
		  arena);
	form_said("pl", arena_printf(arena, "%s  poster-visit: Tutaj\n", all),
		  "E023 this must be a text with {1}, and no other braces (in English: Or go to "
		  "{1} and enter)",
		  arena);
	form_said("cy", "  poster-how: Yma\n",
		  "E021 there is no key \"poster-how\" here (our own words in Welsh are the "
		  "program's)",
		  arena);
	arena_free(arena);
}

/* A frozen form may be of another version of this program: it is read as far as it goes. */
static void
frozen(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form = form_of(
		arena_printf(
			arena,
			"%slanguages: [pl]\nwords:\n  back: Wstecz\n  gone-since: x\n"
			"  progress: no holes\n%s",
			form_head, form_pages),
		arena);
	struct speech speech = speech_of(form, 0);

	is_str(word_in(WORD_BACK, &speech), "Wstecz", "frozen: what it has");
	is_str(word_in(WORD_PROGRESS, &speech), word_rows[WORD_PROGRESS].en,
	       "frozen: what does not fit is said in English");
	arena_free(arena);
}

int
main(void)
{
	for (int word = 0; word < WORD__COUNT; word++)
		row_whole((enum word)word);
	never();
	speeches();
	plurals();
	fills();
	faults();
	brought();
	refused();
	room_on_paper();
	may_come();
	frozen();
	return tap_done();
}
