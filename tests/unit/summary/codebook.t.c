/*
 * The codebook: versions, what may be done to it, and what a theme counts for.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/summary/coded.h"

#include "tests/tap.h"

static struct arena *arena;
static const struct form *form;

static const char *
written(const struct codebook *book)
{
	struct buf b = { 0 };
	const char *text;

	codebook_write(book, &b);
	text = arena_copy(arena, b.data, b.len);
	buf_free(&b);
	return text;
}

static struct codebook *
read_back(const char *text, struct err *err)
{
	return codebook_read(text, strlen(text), form, arena, err);
}

static void
check_first(void)
{
	const struct codebook *book = codebook_of_form(form, 0, arena);

	is_int(book->version, 1, "what the form says is version 1");
	is_int((long long)book->theme_count, 3, "with its themes");
	is_str(book->themes[1].title, "Court and charge", "their titles");
	is_int((long long)book->themes[0].word_count, 3, "and their words");
	is_str(book->themes[0].words[2], "sick leave", "phrases among them");
	is_int(codebook_theme(book, "lead"), 2, "found by id");
	is_int(codebook_theme(book, "leader"), -1, "or not at all");
	is_int(codebook_form_bits(book, 5), 5, "each counts for itself");
}

/* ---- what is refused --------------------------------------------------------------- */

static const char *const one_word[] = { "bedtime" };
static const char *const bad_pattern[] = { "/(a+/" };
static const char *const costly_pattern[] = { "/(a+)+b/" };
static const char *const half_pattern[] = { "/a" };
static const char *const long_words[BOOK_WORDS + 1];
static char long_title[BOOK_TITLE + 2], long_reason[BOOK_TEXT + 2];

static const struct refused {
	struct book_change change;
	const char *say; /* is in the error */
} refused[] = {
	{ { .act = BOOK_ADD, .theme = "care", .title = "T", .reason = "r" },
	  "the id \"care\" was used before" },
	{ { .act = BOOK_ADD, .theme = "gone", .title = "T", .reason = "r" },
	  "the id \"gone\" was used before" },
	{ { .act = BOOK_ADD, .theme = "Shift", .title = "T", .reason = "r" },
	  "\"Shift\" cannot be an id" },
	{ { .act = BOOK_ADD, .theme = "none", .title = "T", .reason = "r" },
	  "\"none\" cannot be an id" },
	{ { .act = BOOK_ADD, .theme = "or", .title = "T", .reason = "r" },
	  "\"or\" cannot be an id" },
	{ { .act = BOOK_ADD, .theme = "", .title = "T", .reason = "r" },
	  "\"\" cannot be an id" },
	{ { .act = BOOK_ADD,
	    .theme = "a23456789012345678901234567890123",
	    .title = "T",
	    .reason = "r" },
	  "cannot be an id" },
	{ { .act = BOOK_ADD, .theme = "new", .reason = "r" }, "needs a title" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "T" }, "needs a reason" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "T", .reason = " \u00a0" },
	  "the reason is empty" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "\u200b", .reason = "r" },
	  "the title is empty" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "A\nB", .reason = "r" },
	  "the title holds a control character" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "A\xc2\x85\x42", .reason = "r" },
	  "the title holds a control character" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "A\u202eB", .reason = "r" },
	  "the title holds a control character" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "\xff", .reason = "r" },
	  "not UTF-8" },
	{ { .act = BOOK_ADD, .theme = "new", .title = long_title, .reason = "r" },
	  "more than 120 characters" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "T", .reason = long_reason },
	  "more than 1000 characters" },
	{ { .act = BOOK_ADD, .theme = "new", .title = "Leadership", .reason = "r" },
	  "\"lead\" has that title already" },
	{ { .act = BOOK_ADD,
	    .theme = "new",
	    .title = "T",
	    .under = "car",
	    .reason = "r" },
	  "no theme \"car\"; did you mean \"care\"?" },
	{ { .act = BOOK_ADD,
	    .theme = "new",
	    .title = "T",
	    .under = "gone",
	    .reason = "r" },
	  "\"gone\" was merged into \"sleep\" in version 4" },
	{ { .act = BOOK_DEFINE, .theme = "care", .reason = "r" }, "give the definition" },
	{ { .act = BOOK_DEFINE, .theme = "care", .definition = "a\tb", .reason = "r" },
	  "the definition holds a control character" },
	{ { .act = BOOK_DEFINE, .theme = "care", .definition = "", .reason = "r" },
	  "the definition is empty" },
	{ { .act = BOOK_DEFINE, .theme = "cut", .definition = "D", .reason = "r" },
	  "\"cut\" was split in version 6" },
	{ { .act = BOOK_DEFINE,
	    .theme = "care",
	    .definition = "D",
	    .title = "T",
	    .reason = "r" },
	  "\"define\" takes no title" },
	{ { .act = BOOK_TITLED, .theme = "care", .reason = "r" }, "needs a title" },
	{ { .act = BOOK_WORDED, .theme = "care", .reason = "r" }, "give the words" },
	{ { .act = BOOK_WORDED,
	    .theme = "care",
	    .words = bad_pattern,
	    .word_count = 1,
	    .reason = "r" },
	  "the pattern /(a+/ cannot be used" },
	{ { .act = BOOK_WORDED,
	    .theme = "care",
	    .words = costly_pattern,
	    .word_count = 1,
	    .reason = "r" },
	  "the pattern /(a+)+b/ cannot be used" },
	{ { .act = BOOK_WORDED,
	    .theme = "care",
	    .words = half_pattern,
	    .word_count = 1,
	    .reason = "r" },
	  "a pattern stands between two slashes" },
	{ { .act = BOOK_WORDED,
	    .theme = "care",
	    .words = long_words,
	    .word_count = BOOK_WORDS + 1,
	    .reason = "r" },
	  "61 words; at most 60" },
	{ { .act = BOOK_MERGE, .theme = "care", .into = "lead", .reason = "r" },
	  "\"care\" is a theme of the form" },
	{ { .act = BOOK_MERGE, .theme = "sleep", .into = "sleep", .reason = "r" },
	  "cannot be merged into itself" },
	{ { .act = BOOK_MERGE, .theme = "sleep", .into = "nap", .reason = "r" },
	  "\"nap\" is a part of \"sleep\"" },
	{ { .act = BOOK_MERGE, .theme = "sleep", .into = "lead", .reason = "r" },
	  "\"sleep\" has parts" },
	{ { .act = BOOK_MERGE, .theme = "sleep", .reason = "r" }, "into which theme" },
	{ { .act = BOOK_MERGE, .theme = "sleep", .into = "gone", .reason = "r" },
	  "merged into \"sleep\"" },
	{ { .act = BOOK_SPLIT,
	    .theme = "care",
	    .parts = { "x=X", "y=Y" },
	    .part_count = 2,
	    .reason = "r" },
	  "\"care\" is a theme of the form" },
	{ { .act = BOOK_SPLIT,
	    .theme = "sleep",
	    .parts = { "x=X" },
	    .part_count = 1,
	    .reason = "r" },
	  "two to 8 parts" },
	{ { .act = BOOK_SPLIT,
	    .theme = "sleep",
	    .parts = { "x=X", "x=X" },
	    .part_count = 2,
	    .reason = "r" },
	  "the part \"x\" stands there twice" },
	{ { .act = BOOK_SPLIT,
	    .theme = "sleep",
	    .parts = { "x=X", "y=X" },
	    .part_count = 2,
	    .reason = "r" },
	  "has that title already" },
	{ { .act = BOOK_SPLIT,
	    .theme = "sleep",
	    .parts = { "x=X", "y" },
	    .part_count = 2,
	    .reason = "r" },
	  "to make it, write y=Title" },
	{ { .act = BOOK_SPLIT,
	    .theme = "sleep",
	    .parts = { "x=X", "sleep" },
	    .part_count = 2,
	    .reason = "r" },
	  "cannot be a part of itself" },
	{ { .act = BOOK_SPLIT,
	    .theme = "sleep",
	    .parts = { "x=X", "nap=Naps" },
	    .part_count = 2,
	    .reason = "r" },
	  "\"nap\" is there already" },
	{ { .act = BOOK_SPLIT,
	    .theme = "sleep",
	    .parts = { "x=X", "a,b=Naps" },
	    .part_count = 2,
	    .reason = "r" },
	  "part 2 has no id" },
	{ { .act = BOOK_SPLIT,
	    .theme = "sleep",
	    .parts = { "x=X", "=Naps" },
	    .part_count = 2,
	    .reason = "r" },
	  "part 2 has no id" },
	{ { .act = BOOK_MERGE,
	    .theme = "sleep",
	    .into = "care",
	    .words = one_word,
	    .word_count = 1,
	    .reason = "r" },
	  "\"merge\" takes no words" },
};

/* Versions 2 to 6: sleep and gone beneath care, gone merged into sleep; cut is split. */
static struct codebook *
grown(void)
{
	struct codebook *book = codebook_of_form(form, 0, arena);

	book = coded_add(book, "sleep", "care", arena);
	book = coded_add(book, "gone", "care", arena);
	book = coded_merge(book, "gone", "sleep", arena);
	book = coded_add(book, "cut", NULL, arena);
	book = coded_split(book, "cut", "left=Left", "right=Right", arena);
	return coded_add(book, "nap", "sleep", arena);
}

static void
check_refused(void)
{
	const struct codebook *book = grown();
	const char *before = written(book);

	memset(long_title, 't', sizeof(long_title) - 1);
	memset(long_reason, 'r', sizeof(long_reason) - 1);
	for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
		struct err err = { 0 };

		if (!ok(!codebook_change(book, &refused[i].change, arena, &err) &&
				err.code == ERR_INPUT && strstr(err.text, refused[i].say),
			"refused: %s", refused[i].say))
			note("%s", err.text);
	}
	is_str(written(book), before, "what is refused leaves the book alone");
}

static void
check_changes(void)
{
	const struct codebook *book = grown(), *next;
	int nap, sleep = codebook_theme(book, "sleep");

	is_int(book->version, 7, "each change is a version");
	is_int((long long)book->step_count, 6, "and a step");
	is_str(book->steps[1].others, "care", "an added one says of which it is a part");
	is_str(book->steps[2].others, "sleep", "a merged one, into which");
	is_str(book->steps[4].others, "left,right", "a split one, into which parts");
	is_int(book->themes[codebook_theme(book, "cut")].until, 6, "which ends it");
	next = coded_change(book,
			    (struct book_change){ .act = BOOK_WORDED,
						  .theme = "sleep",
						  .words = one_word,
						  .word_count = 1 },
			    arena);
	is_str(next->themes[sleep].words[0], "bedtime", "words are given anew");
	is_int((long long)book->themes[sleep].word_count, 0, "in the next version alone");
	next = coded_merge(next, "sleep", "care", arena);
	nap = codebook_theme(next, "nap");
	is_int(next->themes[nap].under, 0, "the parts of a merged one go where it went");
	next = coded_split(book, "sleep", "nap", "night=Nights", arena);
	nap = codebook_theme(next, "nap");
	is_int(next->themes[nap].under, 0, "the parts of a split one stand in its place");
	is_int(next->themes[next->theme_count - 1].under, 0, "those that are made, too");
	is_str(next->themes[next->theme_count - 1].title, "Nights", "with their titles");
}

/* ---- what stands for what ------------------------------------------------------------ */

static void
check_now(void)
{
	struct codebook *book = codebook_of_form(form, 0, arena);
	uint64_t abcd, both;

	for (const char *id = "abcd"; *id; id++)
		book = coded_add(book, (char[]){ *id, 'x', 0 }, "care", arena);
	abcd = coded_bit(book, "ax") | coded_bit(book, "bx") | coded_bit(book, "cx");
	book = coded_merge(book, "ax", "bx", arena);
	book = coded_merge(book, "bx", "cx", arena);
	is_int(codebook_now(book, codebook_theme(book, "ax")), codebook_theme(book, "cx"),
	       "a merge of merges is followed to its end");
	ok(codebook_now_bits(book, abcd) == coded_bit(book, "cx"),
	   "as bits, they are one");
	is_int(codebook_now(book, 0), 0, "what is in use stands for itself");
	both = coded_bit(book, "cx") | coded_bit(book, "dx");
	ok(codebook_now_bits(book, both) == both, "what nobody touched stays");
	book = coded_split(book, "cx", "ex=E", "fx=F", arena);
	is_int(codebook_now(book, codebook_theme(book, "ax")), -1,
	       "nothing stands for what was merged and then split");
	ok(codebook_now_bits(book, abcd) == coded_bit(book, "cx"),
	   "as bits, it stays what was split");
	is_int(codebook_form_bits(book, abcd), 1, "and counts for its theme of the form");
	book = coded_add(book, "alone", NULL, arena);
	is_int(codebook_form_bits(book, coded_bit(book, "alone")), 0,
	       "what stands by itself counts for none");
}

static void
check_stale(void)
{
	struct codebook *book = grown();
	unsigned v = book->version;
	uint64_t sleep = coded_bit(book, "sleep"), gone = coded_bit(book, "gone"),
		 cut = coded_bit(book, "cut"), nap = coded_bit(book, "nap");

	ok(codebook_stale(book, 5, cut), "a theme in it was split");
	ok(!codebook_stale(book, 6, cut), "but not since");
	ok(!codebook_stale(book, 1, 7), "other themes do not matter");
	ok(!codebook_stale(book, 3, gone), "one merged within its theme is no trouble");
	book = coded_change(book,
			    (struct book_change){ .act = BOOK_TITLED,
						  .theme = "sleep",
						  .title = "Nights" },
			    arena);
	ok(!codebook_stale(book, v, sleep), "a new title changes nothing");
	book = coded_change(book,
			    (struct book_change){ .act = BOOK_DEFINE,
						  .theme = "sleep",
						  .definition = "By night" },
			    arena);
	ok(codebook_stale(book, v, sleep | 1), "a new definition does");
	ok(codebook_stale(book, 3, gone), "also for what was merged into it");
	ok(!codebook_stale(book, v, nap), "but not for its parts");
	ok(!codebook_stale(book, book->version, sleep), "nor for what was coded by it");
	ok(!codebook_stale(book, v, 0), "none of these is never stale");
	v = book->version;
	book = coded_merge(book, "nap", "lead", arena);
	ok(codebook_stale(book, v, nap), "one merged into another theme's");
	is_int(codebook_form_bits(book, nap), 1,
	       "counts for the old until somebody looks");
}

/* ---- any changes ------------------------------------------------------------------------ */

/* A change that may well be refused. */
static struct book_change
random_change(struct dice *d, const struct codebook *book)
{
	const char *ids[4];
	struct book_change c = { .reason = "Because" };

	for (size_t i = 0; i < 4; i++)
		ids[i] =
			dice_below(d, 3)
				? book->themes[dice_below(d, (uint32_t)book->theme_count)]
					  .id
				: arena_printf(arena, "t%u", dice_below(d, 200));
	c.act = dice_below(d, 2) ? BOOK_ADD : (enum book_act)dice_below(d, BOOK__ACTS);
	c.theme = ids[0];
	switch (c.act) {
	case BOOK_ADD:
		c.theme = arena_printf(arena, "t%u", dice_below(d, 200));
		c.under = dice_below(d, 4) ? ids[1] : NULL;
		c.title = arena_printf(arena, "T%llu", (unsigned long long)dice_next(d));
		break;
	case BOOK_DEFINE:
		c.definition = "A \"definition\"\\ with \u00e9";
		break;
	case BOOK_TITLED:
		c.title = arena_printf(arena, "N%llu", (unsigned long long)dice_next(d));
		break;
	case BOOK_WORDED:
		c.words = one_word;
		c.word_count = dice_below(d, 2);
		break;
	case BOOK_MERGE:
		c.into = ids[1];
		break;
	case BOOK_SPLIT:
		c.part_count = 2 + dice_below(d, 2);
		for (size_t i = 0; i < c.part_count; i++)
			c.parts[i] =
				codebook_theme(book, ids[i + 1]) >= 0
					? ids[i + 1]
					: arena_printf(arena, "%s=P%llu", ids[i + 1],
						       (unsigned long long)dice_next(d));
		break;
	case BOOK__ACTS:
		break;
	}
	return c;
}

/* Whether a book is what each book must be. */
static bool
sound(const struct codebook *book)
{
	for (size_t i = 0; i < book->theme_count; i++) {
		const struct book_theme *t = &book->themes[i];
		int now = codebook_now(book, (int)i), up = (int)i;

		if (codebook_theme(book, t->id) != (int)i ||
		    (t->of_form >= 0 && t->until))
			return false;
		if (now >= 0 && book->themes[now].until)
			return false;
		for (size_t steps = 0; up >= 0; up = book->themes[up].under)
			if (steps++ > BOOK_THEMES)
				return false;
		if (!t->until && t->under >= 0 && book->themes[t->under].until)
			return false;
	}
	return book->version == book->step_count + 1 && book->theme_count <= BOOK_THEMES;
}

static void
check_random(void)
{
	unsigned made = 0, full = 0, unsound = 0, moved = 0, differ = 0;
	struct dice d;

	dice_seed(&d, 20);
	for (unsigned run = 0; run < 30; run++) {
		const struct codebook *book = codebook_of_form(form, 0, arena), *next;

		for (unsigned i = 0; i < 150; i++) {
			struct book_change change = random_change(&d, book);
			uint64_t bits =
				dice_next(&d) & (((uint64_t)1 << book->theme_count) - 1);
			struct err err = { 0 };
			const char *text;

			next = codebook_change(book, &change, arena, &err);
			full += strstr(err.text, "full") != NULL;
			if (!next)
				continue;
			made++;
			unsound += !sound(next);
			moved += codebook_form_bits(book, bits) !=
				 codebook_form_bits(next, bits);
			book = next;
			if (i % 10)
				continue;
			text = written(book);
			next = read_back(text, &err);
			differ += !next || strcmp(written(next), text) != 0 ||
				  memcmp(next->themes[0].id, "care", 5) != 0 ||
				  next->themes[book->theme_count - 1].under !=
					  book->themes[book->theme_count - 1].under ||
				  next->themes[book->theme_count - 1].since !=
					  book->themes[book->theme_count - 1].since;
		}
	}
	ok(made > 500, "%u changes at random", made);
	ok(full > 5, "%u more did not fit", full);
	is_int(unsound, 0, "each book is sound");
	is_int(moved, 0, "no change moves a coding from a theme of the form to another");
	is_int(differ, 0, "each is read back as it was");
}

static void
check_full(void)
{
	const struct codebook *book = codebook_of_form(form, 0, arena);
	const struct book_change split = { .act = BOOK_SPLIT,
					   .theme = "t58",
					   .parts = { "u=U", "v=V" },
					   .part_count = 2,
					   .reason = "r" };
	struct err err = { 0 };

	for (unsigned i = 3; i < BOOK_THEMES - 1; i++)
		book = coded_add(book, arena_printf(arena, "t%u", i), NULL, arena);
	ok(!codebook_change(book, &split, arena, &err) &&
		   strstr(err.text, "this one is full"),
	   "two parts do not fit where one theme does");
	book = coded_add(book, "last", "care", arena);
	is_int((long long)book->theme_count, BOOK_THEMES, "sixty themes fit");
	is_int(codebook_form_bits(book, ((uint64_t)1 << BOOK_THEMES) - 1), 7,
	       "and the last one counts");
	ok(!codebook_change(
		   book,
		   &(struct book_change){
			   .act = BOOK_ADD, .theme = "w", .title = "W", .reason = "r" },
		   arena, &err),
	   "one more does not");
	for (unsigned i = 0; book->step_count < BOOK_STEPS; i++)
		book = coded_change(book,
				    (struct book_change){ .act = BOOK_DEFINE,
							  .theme = "care",
							  .definition = "D" },
				    arena);
	ok(read_back(written(book), &err), "a thousand changes fit");
	ok(!codebook_change(book,
			    &(struct book_change){ .act = BOOK_DEFINE,
						   .theme = "care",
						   .definition = "D",
						   .reason = "r" },
			    arena, &err) &&
		   strstr(err.text, "1000 changes"),
	   "one more does not");
}

int
main(void)
{
	arena = arena_new(0);
	form = coded_form(arena);
	check_first();
	check_refused();
	check_changes();
	check_now();
	check_stale();
	check_random();
	check_full();
	arena_free(arena);
	return tap_done();
}
