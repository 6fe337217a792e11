/*
 * How strong each theme is in what people wrote: the share of those who commented whose comment
 * carries it.  It is a count of people, and has come down the ladder like any table; what is not
 * coded by then, or on what two coders agree too little, is not told at all.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

const char *
strength_words(int pct)
{
	static const struct {
		int from;
		const char *words;
	} bands[] = {
		{ 90, "nearly all" }, { 60, "most" },  { 45, "about half" },
		{ 25, "some" },	      { 15, "a few" }, { 0, "hardly any" },
	};

	for (size_t i = 0; i < ARRAY_LEN(bands); i++)
		if (pct >= bands[i].from)
			return bands[i].words;
	return "";
}

bool
theme_told(const struct coding_told *coding, int theme)
{
	return coding && coding->themes[theme].coded &&
	       coding->themes[theme].band >= AGREE_FAIR;
}

/* ---- why there is no number, or a less reliable one ------------------------------------ */

/*
 * Whether nobody wrote a comment is not told apart from that nobody has coded one: that there are
 * none is a small number too.
 */
static const char *
why_not(const struct summary *s, const struct coding_told *coding, int table, int theme)
{
	if (table < 0)
		return "Comments about it are not counted: only some people were asked.";
	if (s->responses < 0)
		return "There are too few responses yet.";
	if (coding && coding->themes[theme].coded &&
	    coding->themes[theme].band == AGREE_LOW)
		return "The two people who sorted a sample of its comments agree too little.";
	if (coding && coding->themes[theme].waits)
		return "Too few comments have come since other themes were told.";
	return coding && coding->any
		       ? "Its comments are not all sorted and settled yet, a sample of them by "
			 "two people."
		       : "Comments have not been sorted yet.";
}

static const char *
why_less(const struct summary *s, bool fair, bool small, struct arena *a)
{
	const char *few = small ? arena_printf(a, "Fewer than %u people commented.",
					       s->policy.whole)
				: "";

	if (!fair)
		return few;
	return arena_printf(
		a,
		"The two people who sorted a sample of its comments agree less "
		"than is usual, or few comments carry it.%s%s",
		small ? " " : "", few);
}

/* ---- one theme ------------------------------------------------------------------------- */

/* The table of its strength in the plan, or -1. */
static int
table_of_theme(const struct plan *plan, int theme)
{
	for (size_t i = plan->question_count; i < plan->count; i++)
		if (plan->tables[i].strength_of == theme)
			return (int)i;
	return -1;
}

/* Terms of the very comments that were counted: a line that is held has those of then. */
static void
take_terms(struct theme_result *out, const struct theme_coding *coding)
{
	const struct theme_terms *terms = &coding->terms;

	if (out->held && out->held <= coding->then_count)
		terms = &coding->then[out->held - 1];
	out->terms = terms->items;
	out->term_count = terms->count;
}

static void
take_strength(struct theme_result *out, const struct summary *s,
	      const struct printed_table *t, const struct theme_coding *coding,
	      struct arena *a)
{
	bool fair = coding->band == AGREE_FAIR, small;
	const struct printed_cell *cell;
	size_t all = t->column_count;

	out->marker = MARK_C;
	out->strength = "too few to say";
	if (!t->row_count)
		return;
	all--;
	out->held = t->columns[all].held;
	out->base = t->cells[all].n;
	if (t->row_count < 2)
		return;
	cell = &t->cells[t->column_count + all];
	/*
	 * How well coders agree on a theme hangs on how many comments carry it, so that of a hidden
	 * number not even that is told.
	 */
	if (cell->n < 0)
		return;
	small = cell->marker == MARK_U;
	out->n = cell->n;
	out->pct = cell->pct;
	out->marker = fair ? MARK_U : cell->marker;
	out->strength = strength_words(out->pct);
	out->why = why_less(s, fair, small, a);
	/* Who comments is no sample of all who were asked: `expected` counts others. */
	out->range = tally_interval_rounded(
		(unsigned)(out->n > out->base ? out->base : out->n), (unsigned)out->base,
		0, (s->policy.rounding - 1) / 2);
	take_terms(out, coding);
}

static void
take_theme(struct summary *s, const struct plan *plan, const struct coding_told *coding,
	   int theme, unsigned lang, struct arena *a)
{
	const struct form *form = plan->form;
	struct theme_result *out = &s->themes[theme];
	int table = table_of_theme(plan, theme);

	*out = (struct theme_result){
		.id = form->themes[theme].id,
		.title = text_in(&form->themes[theme].title, lang),
		.n = -1,
		.base = -1,
		.pct = -1,
		.marker = MARK_X,
		.strength = "",
		.why = "",
		.tables = arena_array(a, size_t, s->table_count + 1),
	};
	for (size_t t = 0; t < s->table_count; t++)
		if (s->tables[t].theme == theme)
			out->tables[out->table_count++] = t;
	if (table < 0 || s->responses < 0 || !theme_told(coding, theme))
		out->why = why_not(s, coding, table, theme);
	else
		take_strength(out, s, &s->disclosed->tables[plan_places(plan, a)[table]],
			      &coding->themes[theme], a);
}

/*
 * What the reader may know of the coding.  Of a hidden number not how well coders agree: that hangs
 * on how many comments carry the theme.
 */
static const struct coding_told *
coding_published(const struct summary *s, const struct coding_told *coding,
		 struct arena *a)
{
	struct coding_told *out;

	if (!coding || s->responses < 0)
		return NULL;
	out = arena_one(a, struct coding_told);
	*out = *coding;
	out->themes = arena_array(a, struct theme_coding, s->theme_count + 1);
	for (size_t i = 0; i < s->theme_count; i++)
		out->themes[i] = (struct theme_coding){
			.coded = coding->themes[i].coded && coding->themes[i].band,
			.band = s->themes[i].n >= 0 || !theme_told(coding, (int)i)
					? coding->themes[i].band
					: AGREE_NOT,
			.terms = { s->themes[i].terms, s->themes[i].term_count },
		};
	return out;
}

void
themes_make(struct summary *s, const struct plan *plan, const struct coding_told *coding,
	    unsigned lang, struct arena *a)
{
	s->theme_count = plan->form->theme_count;
	s->themes = arena_array(a, struct theme_result, s->theme_count + 1);
	for (size_t i = 0; i < s->theme_count; i++)
		take_theme(s, plan, coding, (int)i, lang, a);
	s->coding = coding_published(s, coding, a);
}

/* Once comments are sorted, a quote would tell that a theme is there whose strength is hidden. */
void
themes_quote(struct summary *s, const struct theme_quotes *quotes,
	     const struct coding_told *coding)
{
	bool sorted = coding && coding->any;

	for (size_t i = 0; quotes && s->responses >= 0 && i < s->theme_count; i++) {
		if (sorted && s->themes[i].n < 0)
			continue;
		s->themes[i].quotes = quotes[i].texts;
		s->themes[i].quote_count = quotes[i].count;
		s->quote_count += quotes[i].count;
	}
}
