/*
 * Codings: kept by name, written and read, who codes twice, and what stands.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/summary/coded.h"

#include "tests/tap.h"

static struct arena *arena;
static const struct codebook *book;

/* Versions: 2 sleep; 3 gone; 4 gone into sleep. */
static const struct codebook *
grown(void)
{
	struct codebook *b = codebook_of_form(coded_form(arena), 0, arena);

	b = coded_add(b, "sleep", "care", arena);
	b = coded_add(b, "gone", "care", arena);
	return coded_merge(b, "gone", "sleep", arena);
}

static struct coding
coding(const char *name, unsigned version, uint64_t themes)
{
	struct coding c = { .version = version, .themes = themes };

	str_fit(c.name, sizeof(c.name), name);
	return c;
}

static const char *
random_name(struct dice *d)
{
	char *name = arena_copy(arena, "000000000000", COMMENT_NAME);

	for (size_t i = 0; i < COMMENT_NAME; i++)
		name[i] = base32_digits[dice_below(d, 32)];
	return name;
}

/* ---- by name ------------------------------------------------------------------------ */

static void
check_put(void)
{
	struct coding one = coding("BBBBBBBBBBBB", 1, 1), many[4];
	struct codings c = { 0 }, before;

	ok(!coding_find(&c, "BBBBBBBBBBBB"), "nothing is found where nothing is");
	codings_put(&c, &one, arena);
	before = c;
	one = coding("AAAAAAAAAAAA", 1, 2);
	codings_put(&c, &one, arena);
	one = coding("BBBBBBBBBBBB", 2, 4);
	codings_put(&c, &one, arena);
	is_int((long long)c.count, 2, "a second of one name takes the first one's place");
	is_str(c.items[0].name, "AAAAAAAAAAAA", "they stand by name");
	is_int((long long)coding_find(&c, "BBBBBBBBBBBB")->themes, 4,
	       "the new one is found");
	is_int((long long)before.items[0].themes, 1,
	       "what was there before is left alone");
	ok(!coding_find(&c, "BBBBBBBBBBBC"), "another name is not found");
	many[0] = coding("CCCCCCCCCCCC", 1, 1);
	many[1] = coding("BBBBBBBBBBBB", 1, 7);
	many[2] = coding("CCCCCCCCCCCC", 1, 2);
	many[3] = coding("000000000000", 1, 0);
	codings_join(&c, many, 4, arena);
	is_int((long long)c.count, 4, "many at once");
	is_str(c.items[0].name, "000000000000", "in their places");
	is_int((long long)coding_find(&c, "BBBBBBBBBBBB")->themes, 7,
	       "over what was there");
	is_int((long long)coding_find(&c, "CCCCCCCCCCCC")->themes, 2,
	       "and of two of one name the last");
}

/* Against a list that is searched from its end. */
static void
check_put_random(void)
{
	enum { NAMES = 40, PUTS = 400 };
	const char *names[NAMES];
	struct coding log[PUTS];
	struct codings c = { 0 };
	unsigned wrong = 0;
	struct dice d;

	dice_seed(&d, 3);
	for (size_t i = 0; i < NAMES; i++)
		names[i] = random_name(&d);
	for (size_t at = 0; at < PUTS;) {
		size_t part = 1 + dice_below(&d, 9);

		part = part > PUTS - at ? PUTS - at : part;
		for (size_t i = 0; i < part; i++)
			log[at + i] = coding(names[dice_below(&d, NAMES)], 1,
					     dice_below(&d, 8));
		codings_join(&c, log + at, part, arena);
		at += part;
		for (size_t i = 1; i < c.count; i++)
			wrong += strcmp(c.items[i - 1].name, c.items[i].name) >= 0;
		for (size_t n = 0; n < NAMES; n++) {
			const struct coding *found = coding_find(&c, names[n]),
					    *want = NULL;

			for (size_t i = 0; i < at; i++)
				if (str_same(log[i].name, names[n]))
					want = &log[i];
			wrong += !found != !want ||
				 (found && found->themes != want->themes);
		}
	}
	is_int(wrong, 0, "what was put in last is what is found");
}

/* ---- JSON --------------------------------------------------------------------------- */

static const char *
written(const struct codings *c, enum coder by)
{
	struct buf b = { 0 };
	const char *text;

	codings_write(c, book, by, &b);
	text = arena_copy(arena, b.data, b.len);
	buf_free(&b);
	return text;
}

static const char three[] =
	"{\"canvass\": \"codings 1\", \"by\": \"second\", \"codings\": [\n"
	"[\"0123456789AB\", 1, \"care\", \"lead\"],\n"
	"[\"1123456789AB\", 3, \"sleep\", \"gone\"],\n"
	"[\"ZZZZZZZZZZZZ\", 4]]}\n";

static void
check_written(void)
{
	struct coding many[3] = { coding("0123456789AB", 1, 5),
				  coding("1123456789AB", 3, 0x18),
				  coding("ZZZZZZZZZZZZ", 4, 0) };
	struct codings c = { 0 }, back = { 0 };
	struct err err = { 0 };

	codings_join(&c, many, 3, arena);
	is_str(written(&c, CODER_SECOND), three, "codings are written so");
	ok(codings_read(&back, three, strlen(three), book, CODER_SECOND, arena, &err) &&
		   back.count == 3 && !memcmp(back.items, c.items, 3 * sizeof(many[0])),
	   "and read again");
	c.count = 0;
	ok(codings_read(&back, written(&c, CODER_FIRST), strlen(written(&c, CODER_FIRST)),
			book, CODER_FIRST, arena, &err) &&
		   !back.count,
	   "also none at all");
}

static const struct edit {
	const char *from, *to, *say;
} edits[] = {
	{ "codings 1", "codings 2", "these are not" },
	{ "second", "first", "not of the coder" },
	{ "\"codings\":", "\"coded\":", "no list of codings" },
	{ "0123456789AB", "0123456789A", "names no comment" },
	{ "0123456789AB", "0123456789ab", "names no comment" },
	{ "0123456789AB", "0123456789AU", "names no comment" },
	{ "0123456789AB", "2123456789AB", "in no order" },
	{ "0123456789AB", "1123456789AB", "stands there twice" },
	{ "\"care\"", "\"cars\"", "no theme \"cars\"" },
	{ "\"care\"", "7", "no theme \"\"" },
	{ "\"care\", \"lead\"", "\"lead\", \"care\"", "edited" },
	{ "\"care\", \"lead\"", "\"care\", \"care\"", "edited" },
	{ ", 1,", ", 0,", "a version that the codebook never had" },
	{ ", 4]", ", 5]", "a version that the codebook never had" },
	{ ", 4]", ", 4.5]", "a version that the codebook never had" },
	{ ", 4]", ", 4.0]", "" },
	{ ", 3,", ", 2,", "\"gone\" was not in use in version 2" },
	{ ", 3,", ", 4,", "\"gone\" was not in use in version 4" },
	{ ", 3,", ", 1,", "\"sleep\" was not in use in version 1" },
	{ "]]}", "], 5]}", "names no comment" },
	{ "]]}", "], []]}", "names no comment" },
	{ "]]}", "]] }", "edited" },
	{ "]]}", "]]", "JSON" },
};

static void
check_refused(void)
{
	for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
		const struct edit *e = &edits[i];
		const char *at = strstr(three, e->from), *edited;
		struct codings out = { .count = 99 };
		struct err err = { 0 };

		if (!at)
			die("nothing to edit: %s", e->from);
		edited = arena_printf(arena, "%.*s%s%s", (int)(at - three), three, e->to,
				      at + strlen(e->from));
		if (!ok(!codings_read(&out, edited, strlen(edited), book, CODER_SECOND,
				      arena, &err) &&
				err.code == ERR_INPUT && out.count == 99 &&
				strstr(err.text, e->say),
			"%s for %s: %s", e->to, e->from, e->say))
			note("%s", err.text);
	}
}

/* ---- the sample --------------------------------------------------------------------- */

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
check_sample(void)
{
	static const size_t sizes[][2] = {
		{ 0, 0 },     { 1, 1 },	    { 149, 149 },  { 150, 150 },
		{ 151, 150 }, { 200, 150 }, { 750, 150 },  { 751, 151 },
		{ 755, 151 }, { 756, 152 }, { 1000, 200 }, { 200000, 40000 },
	};
	const char *names[1000];
	unsigned in = 0, wrong = 0;
	struct dice d;

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
		is_int((long long)sample_size(sizes[i][0]), (long long)sizes[i][1],
		       "of %zu comments", sizes[i][0]);
	dice_seed(&d, 11);
	for (size_t i = 0; i < 1000; i++)
		names[i] = random_name(&d);
	qsort(names, 1000, sizeof(*names), by_text);
	for (size_t i = 0; i < 1000; i++) {
		bool has = sample_has(names, 1000, names[i]);

		in += has;
		wrong += has != (i < 200);
	}
	is_int(in, 200, "a fifth of a thousand is in it");
	is_int(wrong, 0, "those whose hashes come first");
	for (size_t i = 0; i < 150; i++)
		wrong += !sample_has(names, 150, names[i]);
	is_int(wrong, 0, "all of 150 are");
	ok(!sample_has(names, 1000, "0"), "what is no comment is not");
	ok(!sample_has(names, 0, "0"), "and of none, none");
}

/* ---- what stands -------------------------------------------------------------------- */

/* -1: not coded; else the themes.  All cases, as the header says them. */
static const struct {
	int settled, first, second, inside,
		outside; /* inside the sample, outside of it */
} truths[] = {
	{ -1, -1, -1, -1, -1 }, { -1, 1, -1, -1, 1 }, { -1, -1, 1, -1, -1 },
	{ -1, 1, 1, 1, 1 },	{ -1, 1, 2, -1, 1 },  { -1, 0, 0, 0, 0 },
	{ -1, 0, 1, -1, 0 },	{ 4, -1, -1, 4, 4 },  { 4, 1, -1, 4, 4 },
	{ 4, -1, 1, 4, 4 },	{ 4, 1, 1, 4, 4 },    { 4, 1, 2, 4, 4 },
	{ 0, 1, 2, 0, 0 },
};

static void
check_stands(void)
{
	static const char name[] = "0123456789AB";

	for (size_t i = 0; i < ARRAY_LEN(truths); i++) {
		const int said[CODER__COUNT] = { truths[i].first, truths[i].second,
						 truths[i].settled };
		struct codings by[CODER__COUNT] = { 0 };

		for (size_t who = 0; who < CODER__COUNT; who++) {
			struct coding one = coding(name, 1, (uint64_t)said[who]);

			if (said[who] >= 0)
				codings_put(&by[who], &one, arena);
		}
		for (int inside = 0; inside < 2; inside++) {
			int want = inside ? truths[i].inside : truths[i].outside;
			uint64_t themes = 77;
			bool stands = coding_stands(by, name, inside, &themes);

			ok(stands == (want >= 0) &&
				   themes == (want < 0 ? 77 : (uint64_t)want),
			   "settled %d, first %d, second %d, %s the sample: %d", said[2],
			   said[0], said[1], inside ? "in" : "outside", want);
		}
	}
}

int
main(void)
{
	arena = arena_new(0);
	book = grown();
	check_put();
	check_put_random();
	check_written();
	check_refused();
	check_sample();
	check_stands();
	arena_free(arena);
	return tap_done();
}
