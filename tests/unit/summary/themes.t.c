/*
 * How strong themes are: what may be told of them, how, and when nothing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "first.h"
#include "release.h"
#include "small.h"
#include "tests/tap.h"

static const char *const words_now[] = { "visit" }, *const words_then[] = { "ask" };

/* Of the two themes of the small form. */
static struct coding_told *
coded(enum agree_band first, enum agree_band second, struct arena *a)
{
	struct coding_told *told = arena_one(a, struct coding_told);
	struct theme_terms *then = arena_array(a, struct theme_terms, 1);

	then[0] = (struct theme_terms){ words_then, 1 };
	told->any = true;
	told->book_version = 1;
	told->themes = arena_array(a, struct theme_coding, 2);
	for (int i = 0; i < 2; i++)
		told->themes[i] = (struct theme_coding){
			.coded = (i ? second : first) != AGREE_NOT,
			.band = i ? second : first,
			.terms = { words_now, 1 },
			.then = then,
			.then_count = 1,
		};
	return told;
}

/* So many people; of whom so many wrote what may carry both themes, and so many carry each. */
struct said {
	unsigned people, wrote, first, second;
};

static struct tally *
counted(const struct plan *plan, struct said said, struct arena *a)
{
	struct tally *t = tally_new(plan, a);
	struct arena *each;
	struct dice dice;

	dice_seed(&dice, 7);
	for (unsigned i = 0; i < said.people; i++) {
		each = arena_new(0);
		release_person(t, plan->form, &dice, each);
		arena_free(each);
		if (i < said.wrote)
			tally_add_themes(t, 3, (i < said.first) | (i < said.second) << 1);
	}
	return t;
}

struct past { /* releases that were made, and their tallies */
	const struct tally *tallies[8];
	const struct disclosed *published[8];
	size_t count;
};

static struct summary *
told(const struct tally *t, const struct coding_told *coding, struct past *past,
     struct arena *a, struct err *err)
{
	struct summary_about about = { .survey = "small@w1",
				       .form_hash = "abc",
				       .wave = "w1",
				       .batches = 3,
				       .released = "2026-12-01",
				       .coding = coding,
				       .earlier = past->tallies,
				       .published = past->published,
				       .earlier_count = past->count };
	struct summary *s = summary_publish(t, &about, a, err);

	if (s) {
		past->tallies[past->count] = t;
		past->published[past->count++] = s->disclosed;
	}
	return s;
}

static struct summary *
first(const struct plan *plan, struct said said, const struct coding_told *coding,
      struct arena *a)
{
	struct past none = { .count = 0 };
	struct err err = { .code = ERR_NONE };
	struct summary *s = told(counted(plan, said, a), coding, &none, a, &err);

	if (!s)
		die("%s", err.text);
	return s;
}

/* "40/80 50 u, about half": what is told of a theme. */
static const char *
shown(const struct summary *s, size_t theme, struct arena *a)
{
	const struct theme_result *t = &s->themes[theme];

	return arena_printf(a, "%d/%d %d %s, %s", t->n, t->base, t->pct,
			    marker_names[t->marker], t->strength);
}

/* As disclosure control decided, and as the ledger keeps it. */
static enum ladder_level
level_of(const struct summary *s, const char *id)
{
	for (size_t i = 0; i < s->disclosed->table_count; i++)
		if (str_same(s->figures->tables[i].id, id))
			return s->disclosed->tables[i].level;
	die("no table %s", id);
}

static void
bands(const struct plan *plan, struct arena *a)
{
	const struct said said = { 120, 80, 41, 12 };
	const struct coding_told *good = coded(AGREE_GOOD, AGREE_GOOD, a);
	struct summary *s = first(plan, said, good, a);

	is_str(shown(s, 0, a), "40/80 50 , about half", "a share of those who commented");
	is_str(shown(s, 1, a), "10/80 15 , a few", "and another");
	is_str(s->themes[0].why, "", "there is nothing to explain");
	ok(s->themes[0].range.known && s->themes[0].range.low < 0.42 &&
		   s->themes[0].range.high > 0.58,
	   "with its interval");
	is_str(s->themes[0].terms[0], "visit", "and the words that mark it");
	ok(s->coding && s->coding->themes[0].band == AGREE_GOOD, "and how coders agree");
	for (size_t i = 0; i < s->table_count; i++)
		if (str_starts(s->tables[i].id, "theme-"))
			ok(false, "no table of a question is one of a theme");
	is_int((long long)s->table_count, (long long)plan->question_count,
	       "the tables are those of questions alone");

	s = first(plan, said, coded(AGREE_FAIR, AGREE_LOW, a), a);
	is_str(shown(s, 0, a), "40/80 50 u, about half", "coders who agree less: [u]");
	ok(strstr(s->themes[0].why, "agree less") != NULL, "and why");
	is_str(shown(s, 1, a), "-1/-1 -1 x, ", "too little: [x], and no base");
	ok(strstr(s->themes[1].why, "agree too little") != NULL, "and why");
	is_int((long long)s->themes[1].term_count, 0, "no words either");
	ok(level_of(s, "theme-first") == LEVEL_FULL &&
		   level_of(s, "theme-second") == LEVEL_NOTHING,
	   "nor does the ledger have a number of it");

	s = first(plan, said, coded(AGREE_NOT, AGREE_GOOD, a), a);
	is_str(shown(s, 0, a), "-1/-1 -1 x, ", "not coded: [x]");
	is_str(shown(s, 1, a), "10/80 15 , a few", "beside one that is");
	is_str(shown(first(plan, said, NULL, a), 1, a), "-1/-1 -1 x, ",
	       "nobody has coded: [x]");
	s = first(plan, (struct said){ 29, 29, 15, 15 }, good, a);
	is_str(shown(s, 0, a), "-1/-1 -1 x, ", "too few responses for anything: [x]");
	ok(!s->coding, "and nothing of how it was coded");
}

static void
small_numbers(const struct plan *plan, struct arena *a)
{
	const struct coding_told *good = coded(AGREE_GOOD, AGREE_GOOD, a);
	const char *none, *most, *nine;
	struct summary *s;

	s = first(plan, (struct said){ 120, 80, 0, 9 }, good, a);
	none = shown(s, 0, a);
	nine = shown(s, 1, a);
	is_str(none, "-1/80 -1 c, too few to say", "nobody carries it: [c]");
	is_str(nine, none, "which is not told apart from nine");
	is_int((long long)s->themes[0].term_count + (long long)s->themes[1].term_count, 0,
	       "no words mark what is hidden");
	ok(s->coding->themes[0].coded && !s->coding->themes[0].band,
	   "nor is it told how coders agree");
	most = shown(first(plan, (struct said){ 120, 80, 71, 80 }, good, a), 0, a);
	is_str(most, none, "nor from nine who do not: the other half of the pair");
	s = first(plan, (struct said){ 120, 80, 9, 9 }, coded(AGREE_FAIR, AGREE_GOOD, a),
		  a);
	is_str(shown(s, 0, a), shown(s, 1, a),
	       "that fewer than ten comments carry it is not told by [u] either");
	s = first(plan, (struct said){ 120, 19, 10, 0 }, good, a);
	is_str(shown(s, 0, a), "-1/-1 -1 c, too few to say",
	       "nineteen commented: no base");
	is_str(shown(s, 1, a), shown(s, 0, a), "whatever they carry");
	s = first(plan, (struct said){ 120, 24, 12, 0 }, good, a);
	is_str(shown(s, 0, a), "10/25 40 u, some", "twenty-four: [u]");
	ok(strstr(s->themes[0].why, "Fewer than 30") != NULL, "and why");
}

/* Codings that come after a release: what it told is told again, and no number else. */
static void
later(const struct plan *plan, struct arena *a)
{
	const struct tally *t = counted(plan, (struct said){ 150, 90, 45, 30 }, a);
	struct past past = { .count = 0 };
	struct err err = { .code = ERR_NONE };
	const struct summary *before = told(t, NULL, &past, a, &err),
			     *after = told(t, coded(AGREE_GOOD, AGREE_NOT, a), &past, a,
					   &err),
			     *more = told(t, coded(AGREE_GOOD, AGREE_GOOD, a), &past, a,
					  &err);
	size_t others = 0, fresh = 0;

	if (!before || !after || !more)
		die("%s", err.text);
	for (size_t i = 0; i < before->table_count; i++) {
		const struct table *x = &before->tables[i], *y = &more->tables[i];

		others += x->level != y->level || x->row_count != y->row_count;
		for (size_t r = 0; r < x->row_count && r < y->row_count; r++)
			for (size_t c = 0; c < x->rows[r].cell_count; c++) {
				others +=
					x->rows[r].cells[c].n != y->rows[r].cells[c].n ||
					x->rows[r].cells[c].marker !=
						y->rows[r].cells[c].marker;
				fresh += !y->held || y->held[c] != 1;
			}
	}
	is_int((long long)others, 0, "no cell of any table has become another");
	is_int((long long)fresh, 0, "each is held from the first release");
	is_int(more->responses, before->responses, "nor have the responses");
	is_str(shown(after, 0, a), "45/90 50 , about half", "what was coded is told");
	is_int(after->themes[0].held, 0, "as something new");
	is_str(shown(more, 0, a), shown(after, 0, a), "and once more,");
	is_int(more->themes[0].held, 2, "held from then");
	is_str(shown(more, 1, a), "30/90 35 , some", "beside what was coded later");
}

static void
waves(const struct plan *plan, struct arena *a)
{
	const struct coding_told *good = coded(AGREE_GOOD, AGREE_GOOD, a);
	const struct tally *t = counted(plan, (struct said){ 150, 90, 45, 30 }, a),
			   *other;
	struct past past = { .count = 0 }, forked;
	struct err err = { .code = ERR_NONE };
	const struct summary *s = told(t, good, &past, a, &err);

	if (!s)
		die("%s", err.text);
	forked = past;
	s = told(counted(plan, (struct said){ 180, 99, 50, 31 }, a), good, &forked, a,
		 &err);
	is_str(shown(s, 0, a), "45/90 50 , about half",
	       "nine more commented: as before,");
	is_int(s->themes[0].held, 1, "held");
	is_str(s->themes[0].terms[0], "ask", "with the words of then");
	forked = past;
	s = told(counted(plan, (struct said){ 180, 100, 53, 31 }, a), good, &forked, a,
		 &err);
	is_str(shown(s, 0, a), "55/100 55 , about half", "ten more: anew");
	is_int(s->themes[0].held, 0, "fresh");
	is_str(s->themes[0].terms[0], "visit", "with the words of now");
	forked = past;
	s = told(counted(plan, (struct said){ 180, 100, 53, 31 }, a),
		 coded(AGREE_LOW, AGREE_GOOD, a), &forked, a, &err);
	is_str(shown(s, 0, a), "-1/-1 -1 x, ", "agreed too little since: no more told");
	s = told(counted(plan, (struct said){ 210, 120, 61, 41 }, a), good, &forked, a,
		 &err);
	ok(s && s->themes[0].n == 60, "until it is again");

	/* Comments of the first release that were coded anew. */
	other = counted(plan, (struct said){ 150, 90, 52, 30 }, a);
	forked = past;
	forked.tallies[0] = other;
	ok(!told(counted(plan, (struct said){ 180, 110, 60, 31 }, a), good, &forked, a,
		 &err) &&
		   str_starts(err.text, "D01"),
	   "another count of what was told is refused");
	forked = past;
	ok(!told(counted(plan, (struct said){ 180, 110, 44, 31 }, a), good, &forked, a,
		 &err) &&
		   str_starts(err.text, "D06"),
	   "and so is one that has become less");
}

static void
quotes(const struct plan *plan, struct arena *a)
{
	static const char *texts[] = { "more visits" };
	struct theme_quotes passed[2] = { { .texts = texts, .count = 1 },
					  { .texts = texts, .count = 1 } };
	struct summary_about about = { .survey = "small@w1",
				       .form_hash = "abc",
				       .wave = "w1",
				       .released = "2026-12-01",
				       .quotes = passed };
	const struct tally *t = counted(plan, (struct said){ 120, 80, 41, 9 }, a);
	struct summary *s = first_release(t, &about, a);

	is_int((long long)s->quote_count, 2,
	       "before anybody codes, all that two people passed");
	about.coding = coded(AGREE_GOOD, AGREE_GOOD, a);
	s = first_release(t, &about, a);
	is_int((long long)s->themes[0].quote_count, 1,
	       "then those of a theme that is told");
	is_int((long long)s->themes[1].quote_count, 0, "none of one that is hidden");
	about.coding = coded(AGREE_NOT, AGREE_NOT, a);
	s = first_release(t, &about, a);
	is_int((long long)s->quote_count, 0, "none while coding goes on");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const struct plan *plan = plan_make(small_form(a), a);
	static const struct {
		int pct;
		const char *words;
	} strengths[] = { { 90, "nearly all" },
			  { 85, "most" },
			  { 60, "most" },
			  { 55, "about half" },
			  { 45, "about half" },
			  { 40, "some" },
			  { 25, "some" },
			  { 20, "a few" },
			  { 15, "a few" },
			  { 10, "hardly any" },
			  { -1, "" } };

	for (size_t i = 0; i < ARRAY_LEN(strengths); i++)
		is_str(strength_words(strengths[i].pct), strengths[i].words,
		       "%d per cent", strengths[i].pct);
	bands(plan, a);
	small_numbers(plan, a);
	later(plan, a);
	waves(plan, a);
	quotes(plan, a);
	arena_free(a);
	return tap_done();
}
