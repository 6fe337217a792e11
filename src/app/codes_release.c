/*
 * What a release tells of codings.  Exact counts go into tallies, which the summary floor alone
 * reads; beside them stands how each theme was coded, and which words mark it.
 *
 * What a release has told stands.  A later one recounts the batches of then, and its numbers may
 * differ from those by new people alone, never by a comment that was coded anew.  So the ledger
 * keeps a hash over what stood, and here it is held against what stands now.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/codes.h"

struct kept {
	const char *name;
	unsigned batch;
	uint32_t may, carries; /* themes of the form */
	bool stands;	       /* coded, and settled where two were asked */
};
struct codes_kept {
	struct kept *items; /* by name */
	size_t count;
};

/* ---- what stood ---------------------------------------------------------------------------- */

void
codes_stand(const struct codes_kept *kept, unsigned upto, uint32_t themes,
	    char hash[2 * SEAL_HASH + 1])
{
	unsigned char digest[SEAL_HASH];
	SCOPED(buf) all;

	buf_init(&all, 0);
	hash[0] = '\0';
	if (!themes)
		return;
	for (size_t i = 0; i < kept->count; i++) {
		const struct kept *one = &kept->items[i];

		if (one->batch <= upto && one->may & themes)
			buf_printf(&all, "%s %x %x\n", one->name, one->may & themes,
				   one->carries & themes);
	}
	seal_sha256(digest, all.data ? all.data : "", all.len);
	hex_encode(hash, 2 * SEAL_HASH + 1, digest, sizeof(digest));
}

/* ---- what stands now ------------------------------------------------------------------------ */

struct work {
	const struct codes_wanted *wanted;
	struct codes codes;
	bool any; /* somebody has coded something */
	struct comments comments;
	const struct comment **by_name;
	const char **names;
	struct codes_kept *kept; /* in the order of by_name */
	uint32_t *told;		 /* by entry of the ledger */
	struct arena *a;
};

static int
name_order(const void *one, const void *other)
{
	const struct comment *const *a = one, *const *b = other;

	return strcmp((*a)->name, (*b)->name);
}

static void
order_comments(struct work *w)
{
	size_t count = w->comments.count;

	w->by_name = arena_array(w->a, const struct comment *, count + 1);
	w->names = arena_array(w->a, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		w->by_name[i] = &w->comments.items[i];
	if (count)
		qsort(w->by_name, count, sizeof(*w->by_name), name_order);
	for (size_t i = 0; i < count; i++)
		w->names[i] = arena_str(w->a, w->by_name[i]->name);
}

/*
 * Whether a release has told of it.  Then both coders had agreed on it, if it was in the sample of
 * then, or it was settled; the sample of now, which is another, asks nothing more of it.
 */
static bool
was_told(const struct work *w, const struct comment *c)
{
	const struct ledger *l = w->wanted->ledger;

	for (size_t i = 0; i < l->count; i++)
		if (c->batch <= l->entries[i].batches && c->themes & w->told[i])
			return true;
	return false;
}

static void
keep_all(struct work *w)
{
	size_t count = w->comments.count;
	uint64_t themes;

	w->kept = arena_one(w->a, struct codes_kept);
	w->kept->items = arena_array(w->a, struct kept, count + 1);
	w->kept->count = count;
	for (size_t i = 0; i < count; i++) {
		const struct comment *c = w->by_name[i];
		bool sample = !was_told(w, c) && sample_has(w->names, count, c->name);
		bool stands = coding_stands(w->codes.by, c->name, sample, &themes);

		w->kept->items[i] = (struct kept){
			.name = w->names[i],
			.batch = c->batch,
			.may = c->themes,
			.stands = stands,
			.carries = stands ? codebook_form_bits(w->codes.book, themes) &
						    c->themes
					  : 0,
		};
	}
}

/* What was told stands as it did. */
static bool
still_stands(const struct work *w, struct err *err)
{
	const struct ledger *l = w->wanted->ledger;
	char hash[2 * SEAL_HASH + 1];

	for (size_t i = 0; i < l->count; i++) {
		codes_stand(w->kept, l->entries[i].batches, w->told[i], hash);
		if (str_same(hash, l->entries[i].stands))
			continue;
		return err_set(
			err, ERR_INPUT,
			"release %zu told how strong themes are, and the codings are no "
			"more those that it counted: %s; use those of then, so that no "
			"number changes by a comment that was coded anew",
			i + 1,
			w->any ? "some are others, or lost" : "here are none at all");
	}
	return true;
}

/* ---- into the tallies ------------------------------------------------------------------------ */

struct written { /* one comment, to be put beside the others of its person */
	const struct comment *c;
	const struct kept *kept;
};

static int
person_order(const void *one, const void *other)
{
	const struct written *a = one, *b = other;

	return memcmp(a->c->person, b->c->person, SEAL_KEY);
}

static void
add_person(const struct work *w, unsigned batch, uint32_t may, uint32_t carries)
{
	const struct ledger *l = w->wanted->ledger;

	for (size_t i = 0; i < l->count; i++)
		if (batch <= l->entries[i].batches)
			tally_add_themes(w->wanted->tallies[i], may, carries);
	tally_add_themes(w->wanted->tallies[l->count], may, carries);
}

/* Each person once, with all that they wrote. */
static void
count_people(const struct work *w)
{
	size_t count = w->comments.count, end;
	struct written *all = mem_new(count + 1, sizeof(*all));
	uint32_t may, carries;

	for (size_t i = 0; i < count; i++)
		all[i] = (struct written){ w->by_name[i], &w->kept->items[i] };
	if (count)
		qsort(all, count, sizeof(*all), person_order);
	for (size_t i = 0; i < count; i = end) {
		may = carries = 0;
		for (end = i; end < count && person_order(&all[i], &all[end]) == 0;
		     end++) {
			may |= all[end].kept->may;
			carries |= all[end].kept->carries;
		}
		add_person(w, all[i].c->batch, may, carries);
	}
	free(all);
}

/* ---- how each theme was coded ---------------------------------------------------------- */

static bool
all_coded(const struct work *w, int theme)
{
	for (size_t i = 0; i < w->kept->count; i++)
		if (w->kept->items[i].may >> theme & 1 && !w->kept->items[i].stands)
			return false;
	return true;
}

/* Of batches 1 to upto: of the sample's comments that may carry it, those that both have coded. */
static enum agree_band
band_of(const struct work *w, int theme, unsigned upto)
{
	uint32_t cells[4] = { 0 };
	const char **names = arena_array(w->a, const char *, w->comments.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < w->comments.count; i++)
		if (w->by_name[i]->batch <= upto)
			names[count++] = w->names[i];
	for (size_t i = 0; i < w->comments.count; i++) {
		const struct coding *first, *second;
		bool one, other;

		if (!(w->kept->items[i].may >> theme & 1) ||
		    w->kept->items[i].batch > upto ||
		    !sample_has(names, count, w->names[i]))
			continue;
		first = coding_find(&w->codes.by[CODER_FIRST], w->names[i]);
		second = coding_find(&w->codes.by[CODER_SECOND], w->names[i]);
		if (!first || !second)
			continue;
		one = codebook_form_bits(w->codes.book, first->themes) >> theme & 1;
		other = codebook_form_bits(w->codes.book, second->themes) >> theme & 1;
		cells[(one ? 0 : 2) + (other ? 0 : 1)]++;
	}
	return agreement_of(cells[0], cells[1], cells[2], cells[3]).band;
}

static uint32_t
people_upto(const struct work *w, size_t table, size_t tally)
{
	return tally_exact(w->wanted->tallies[tally])[table].answered_all;
}

/*
 * Whether fewer have commented since the theme was told than would be told of.  Its line is held
 * then, and so is how it was coded, by the comments of then (*out_upto: their batches): else a
 * number that goes away, or that is less reliable now, would tell that somebody has commented, or
 * what.
 */
static bool
theme_held(const struct work *w, size_t table, unsigned *out_upto)
{
	const struct ledger *l = w->wanted->ledger;
	int theme = w->wanted->plan->tables[table].strength_of;

	*out_upto = w->wanted->of.upto;
	for (size_t i = l->count; i-- > 0;) {
		if (!(w->told[i] >> theme & 1))
			continue;
		if (people_upto(w, table, l->count) - people_upto(w, table, i) >=
		    w->wanted->policy.increment)
			return false;
		*out_upto = l->entries[i].batches;
		return true;
	}
	return false;
}

/* Whether the same people are asked about both: then they have one base. */
static bool
same_questions(const struct form *form, int one, int other)
{
	for (size_t i = 0; i < form->question_count; i++)
		if (form->questions[i].kind == KIND_LONG_TEXT &&
		    ((form->questions[i].themes >> one ^ form->questions[i].themes >> other) & 1))
			return false;
	return true;
}

/*
 * Whether another theme of the same questions was told later than this one, by fewer batches, and
 * fewer have commented since than would be told of: its base beside that one would tell of them.
 */
static bool
theme_waits(const struct work *w, size_t table)
{
	const struct codes_wanted *wanted = w->wanted;
	const struct plan *plan = wanted->plan;
	const struct ledger *l = wanted->ledger;
	int theme = plan->tables[table].strength_of;

	for (size_t i = l->count; i-- > 0;) {
		if (w->told[i] >> theme & 1)
			return false;
		for (size_t u = plan->question_count; u < plan->count; u++)
			if (w->told[i] >> plan->tables[u].strength_of & 1 &&
			    same_questions(plan->form, theme, plan->tables[u].strength_of))
				return l->entries[i].batches != wanted->of.upto &&
				       people_upto(w, table, l->count) -
						       people_upto(w, table, i) <
					       wanted->policy.increment;
	}
	return false;
}

/* Of a theme that was never told: so few have commented that the ladder hides how many. */
static bool
too_few(const struct work *w, size_t table)
{
	const struct ledger *l = w->wanted->ledger;

	for (size_t i = 0; i < l->count; i++)
		if (w->told[i] >> w->wanted->plan->tables[table].strength_of & 1)
			return false;
	return people_upto(w, table, l->count) < w->wanted->policy.base;
}

/* ---- the words that mark a theme ------------------------------------------------------- */

/* What is left of each comment once words that identify are taken out, as of a quote. */
static bool
redact_all(const struct work *w, struct term_text *texts, struct arena *scratch,
	   struct err *err)
{
	const struct form *form = w->wanted->of.form;
	struct redact_options options = { .strict = true,
					  .patterns = form->privacy.patterns,
					  .pattern_count = form->privacy.pattern_count };
	struct redactor *plain = redactor_new(&options, err);
	struct progress progress = { 0 };

	for (size_t i = 0; plain && i < w->comments.count; i++) {
		const struct comment *c = w->by_name[i];
		struct quote_marks marks = quote_marks(plain, NULL, c, scratch);
		const char *text =
			quote_gone(&marks, c)
				? ""
				: quote_text(c, marks.spans, marks.count, false, scratch);

		texts[i] = (struct term_text){ .text = text,
					       .len = strlen(text),
					       .person = c->person,
					       .question = c->question,
					       .may = c->themes,
					       .asked = text_in(
						       &form->questions[c->question].ask, 0),
					       .carries = w->kept->items[i].carries };
		progress_show(&progress, "redacted %zu %%", i * 100 / w->comments.count);
	}
	progress_end(&progress);
	redactor_free(plain);
	return plain != NULL;
}

/* Of batches 1 to upto. */
static struct theme_terms
terms_upto(const struct work *w, const struct term_text *texts, unsigned upto, int theme,
	   struct arena *scratch)
{
	struct term_text *some =
		arena_array(scratch, struct term_text, w->kept->count + 1);
	struct theme_terms out = { .count = 0 };
	const char **terms;
	size_t count = 0;

	for (size_t i = 0; i < w->kept->count; i++)
		if (w->kept->items[i].batch <= upto)
			some[count++] = texts[i];
	terms = key_terms(some, count, theme, w->wanted->of.form->languages[0],
			  w->wanted->policy.threshold, &out.count, w->a);
	out.items = terms;
	return out;
}

/* Those of now; and of each release that the theme's line may yet be held from. */
static void
terms_of_theme(const struct work *w, const struct term_text *texts, size_t table,
	       struct theme_coding *out, struct arena *scratch)
{
	const struct ledger *l = w->wanted->ledger;
	int theme = w->wanted->plan->tables[table].strength_of;
	struct theme_terms *then = arena_array(w->a, struct theme_terms, l->count + 1);

	out->terms = terms_upto(w, texts, w->wanted->of.upto, theme, scratch);
	for (size_t i = 0; i < l->count; i++) {
		if (!(w->told[i] >> theme & 1) ||
		    people_upto(w, table, l->count) - people_upto(w, table, i) >=
			    w->wanted->policy.increment)
			continue;
		then[i] = l->entries[i].batches == w->wanted->of.upto
				  ? out->terms
				  : terms_upto(w, texts, l->entries[i].batches, theme,
					       scratch);
	}
	out->then = then;
	out->then_count = l->count;
}

static bool
find_terms(const struct work *w, struct coding_told *told, struct err *err)
{
	const struct plan *plan = w->wanted->plan;
	struct arena *scratch = arena_new(0);
	struct term_text *texts =
		arena_array(scratch, struct term_text, w->comments.count + 1);
	bool any = false, good = true;

	for (size_t i = plan->question_count; good && i < plan->count; i++) {
		struct theme_coding *one = &told->themes[plan->tables[i].strength_of];

		if (!one->coded || one->band < AGREE_FAIR || too_few(w, i))
			continue;
		if (!any)
			good = redact_all(w, texts, scratch, err);
		any = true;
		if (good)
			terms_of_theme(w, texts, i, one, scratch);
	}
	arena_free(scratch);
	return good;
}

/* ---- all of it ------------------------------------------------------------------------- */

/*
 * All of what is told that does not stand in the published numbers, and of what stays hidden.  The
 * names, which are unknown to whoever has no key, keep it from being guessed back.
 */
static void
hash_told(const struct work *w, const struct coding_told *told,
	  char hash[2 * SEAL_HASH + 1])
{
	size_t themes = w->wanted->of.form->theme_count;
	unsigned char digest[SEAL_HASH];
	SCOPED(buf) all;

	buf_init(&all, 0);
	buf_printf(&all, "%u %d\n", told->book_version, told->any);
	for (size_t i = 0; i < themes; i++) {
		const struct theme_coding *one = &told->themes[i];

		buf_printf(&all, "%d %d %zu\n", one->coded, (int)one->band,
			   one->terms.count);
		for (size_t k = 0; k < one->terms.count; k++)
			buf_printf(&all, "%s\n", one->terms.items[k]);
	}
	for (size_t i = 0; i < told->found_count; i++)
		buf_printf(&all, "%s\n", told->found[i]);
	for (size_t i = 0; i < w->kept->count; i++)
		buf_printf(&all, "%s\n", w->names[i]);
	seal_sha256(digest, all.data, all.len);
	hex_encode(hash, 2 * SEAL_HASH + 1, digest, sizeof(digest));
}

/*
 * How far it has got is nobody's business, and would make a release of each step.  Nor is whether
 * there is a comment to be coded: where few have commented, a theme is hidden as too small, whether
 * some of it is coded, all, or there is none.
 */
static void
tell_theme(const struct work *w, size_t table, struct coding_told *told)
{
	int theme = w->wanted->plan->tables[table].strength_of;
	struct theme_coding *one = &told->themes[theme];
	unsigned upto;
	bool held = theme_held(w, table, &upto);

	if (too_few(w, table)) {
		*one = (struct theme_coding){ .coded = true, .band = AGREE_FAIR };
		return;
	}
	one->waits = theme_waits(w, table);
	if (one->waits)
		return;
	if (held || all_coded(w, theme))
		one->band = band_of(w, theme, upto);
	/* It was told; and what stood then stands. */
	if (held && one->band < AGREE_FAIR)
		one->band = AGREE_FAIR;
	one->coded = one->band != AGREE_NOT;
	if (one->coded)
		told->book_version = w->codes.book->version;
}

static struct coding_told *
tell(const struct work *w)
{
	const struct plan *plan = w->wanted->plan;
	struct coding_told *told = arena_one(w->a, struct coding_told);

	told->any = true;
	told->themes = arena_array(w->a, struct theme_coding,
				   w->wanted->of.form->theme_count + 1);
	for (size_t i = plan->question_count; i < plan->count; i++)
		tell_theme(w, i, told);
	if (told->book_version)
		codes_found(w->codes.book, told, w->a);
	return told;
}

/* For evaluators, while a part of the work is to be done yet; no release tells it. */
static void
tell_unready(const struct work *w)
{
	size_t uncoded = 0, unsettled = 0;

	for (size_t i = 0; i < w->kept->count; i++) {
		if (w->kept->items[i].stands)
			continue;
		if (coding_find(&w->codes.by[CODER_FIRST], w->names[i]))
			unsettled++;
		else
			uncoded++;
	}
	if (uncoded + unsettled)
		say("themes have no strength yet: %zu of %zu comments are not coded by the first "
		    "coder, and on %zu the second is missing or differs; see code %s agree",
		    uncoded, w->kept->count, unsettled, w->wanted->of.survey->name);
}

static bool
work_do(struct work *w, struct coding_told **out, char hash[2 * SEAL_HASH + 1],
	struct err *err)
{
	const struct codes_wanted *wanted = w->wanted;
	struct coding_told *told;

	if (!comments_open(&wanted->of, &w->comments, err))
		return false;
	order_comments(w);
	keep_all(w);
	if (!still_stands(w, err))
		return false;
	if (!w->any)
		return true;
	count_people(w);
	told = tell(w);
	tell_unready(w);
	if (!codes_found_good(told, wanted->of.form, w->a, err) || !find_terms(w, told, err))
		return false;
	hash_told(w, told, hash);
	*out = told;
	return true;
}

bool
codes_for_release(const struct codes_wanted *wanted, struct coding_told **out,
		  struct codes_kept **kept, char hash[2 * SEAL_HASH + 1], struct arena *a,
		  struct err *err)
{
	struct work w = { .wanted = wanted, .a = a };
	struct coding_told *told = NULL;
	uint32_t before = 0;
	bool good;

	hash[0] = '\0';
	w.told = arena_array(a, uint32_t, wanted->ledger->count + 1);
	for (size_t i = 0; i < wanted->ledger->count; i++)
		before |= w.told[i] =
			codes_told_in(&wanted->ledger->entries[i], wanted->plan);
	if (!codes_read(wanted->place, wanted->of.survey, wanted->of.form, wanted->of.key,
			&w.codes, a, err))
		return false;
	for (int by = 0; by < CODER__COUNT; by++)
		w.any |= w.codes.by[by].count > 0;
	/* Nobody's comments are opened where there is nothing to ask them. */
	good = (!w.any && !before) || work_do(&w, &told, hash, err);
	comments_free(&w.comments);
	if (!good)
		return false;
	*out = told;
	*kept = w.kept;
	return true;
}
