/*
 * Which words mark a theme, by the statistics of how often they are used in its comments and in the
 * others; and words of many comments that no theme knows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "summary/terms.h"

enum { TERMS_MOST = 10, PRIOR = 500 };
static const double zeta_least = 1.96; /* chance alone goes so far once in forty times */

struct log_odds
log_odds(double yi, double ni, double yj, double nj, double a, double a0)
{
	struct log_odds out;

	out.delta =
		log((yi + a) / (ni + a0 - yi - a)) - log((yj + a) / (nj + a0 - yj - a));
	out.zeta = out.delta / sqrt(1 / (yi + a) + 1 / (yj + a));
	return out;
}

/* One cell's part: nothing where nothing was seen. */
static double
part(double seen, double expected)
{
	return seen > 0 ? seen * log(seen / expected) : 0;
}

double
log_likelihood(double yi, double ni, double yj, double nj)
{
	double share = ni + nj > 0 ? (yi + yj) / (ni + nj) : 0;

	return 2 * (part(yi, ni * share) + part(yj, nj * share));
}

/* ---- key terms ---------------------------------------------------------------------- */

struct counted {
	struct vocabulary *words;
	double all[2]; /* words, by side */
};

/* Stop words count among all words, too; labels and numbers are none. */
static void
text_count(struct counted *c, const struct term_text *text, enum side side,
	   uint32_t person)
{
	struct tokens tokens = tokens_of(text->text, text->len);
	struct token token;

	while (token_next(&tokens, &token)) {
		if (!token.word)
			continue;
		c->all[side]++;
		vocabulary_count(c->words, &token, side, person);
	}
}

static void
theme_count(struct counted *c, const struct term_text *texts, size_t count,
	    uint32_t theme)
{
	size_t *order = mem_new(count + 1, sizeof(*order));
	const unsigned char *last = NULL;
	const char *asked = NULL;
	uint32_t person = 0;

	texts_by_person(texts, count, order);
	for (size_t i = 0; i < count; i++) {
		const struct term_text *text = &texts[order[i]];

		if (!(text->may & theme))
			continue;
		if (!last || memcmp(last, text->person, 32) != 0)
			person++;
		last = text->person;
		if (text->asked && text->asked != asked)
			vocabulary_asked(c->words, text->asked);
		asked = text->asked;
		text_count(c, text, text->carries & theme ? SIDE_IN : SIDE_OUT, person);
	}
	free(order);
}

struct term {
	const char *word;
	double weight;
};

/* The heaviest first; of equal ones the first in the alphabet. */
static int
by_weight(const void *a, const void *b)
{
	const struct term *one = a, *other = b;

	if (one->weight != other->weight)
		return one->weight > other->weight ? -1 : 1;
	return strcmp(one->word, other->word);
}

static int
by_word(const void *a, const void *b)
{
	return strcmp(((const struct term *)a)->word, ((const struct term *)b)->word);
}

static double
zeta_of(const struct counted *c, const struct stem_count *stem)
{
	double in = stem->uses[SIDE_IN], out = stem->uses[SIDE_OUT];
	double a = PRIOR * (in + out) / (c->all[SIDE_IN] + c->all[SIDE_OUT]);

	/* Where there is but one word in all, nothing is more or less common than it. */
	if (c->all[SIDE_IN] + PRIOR - in - a <= 0 ||
	    c->all[SIDE_OUT] + PRIOR - out - a <= 0)
		return 0;
	return log_odds(in, c->all[SIDE_IN], out, c->all[SIDE_OUT], a, PRIOR).zeta;
}

/* Words into the arena; a stem that is spelt like another's form is told once. */
static const char **
terms_take(const struct term *terms, size_t count, size_t *out_count, struct arena *a)
{
	const char **out = arena_array(a, const char *, count + 1);

	*out_count = 0;
	for (size_t i = 0; i < count; i++) {
		bool twice = false;

		for (size_t j = 0; j < *out_count; j++)
			twice = twice || str_same(out[j], terms[i].word);
		if (!twice)
			out[(*out_count)++] = arena_str(a, terms[i].word);
	}
	return out;
}

const char **
key_terms(const struct term_text *texts, size_t count, int theme, const char *language,
	  unsigned least, size_t *out_count, struct arena *a)
{
	struct counted c = { .words = vocabulary_new(language) };
	const struct stem_count *stems;
	size_t stem_count, found = 0;
	struct term *terms;
	const char **out;

	theme_count(&c, texts, count, (uint32_t)1 << theme);
	stems = vocabulary_stems(c.words, least, &stem_count);
	terms = mem_new(stem_count + 1, sizeof(*terms));
	for (size_t i = 0; i < stem_count; i++) {
		const struct stem_count *stem = &stems[i];
		double zeta;

		if (stem->asked || !stem->persons || stem->persons < least)
			continue;
		zeta = zeta_of(&c, stem);
		if (zeta >= zeta_least)
			terms[found++] =
				(struct term){ stem->form ? stem->form : stem->text,
					       zeta };
	}
	qsort(terms, found, sizeof(*terms), by_weight);
	if (found > TERMS_MOST)
		found = TERMS_MOST;
	qsort(terms, found, sizeof(*terms), by_word);
	out = terms_take(terms, found, out_count, a);
	free(terms);
	vocabulary_free(c.words);
	return out;
}

/* ---- candidates for new themes ------------------------------------------------------ */

/* Words of a text at which no theme's words stand. */
static void
text_uncovered(struct vocabulary *words, struct suggester *s,
	       const struct term_text *text, uint32_t person, struct arena *scratch)
{
	struct tokens tokens = tokens_of(text->text, text->len);
	struct token token;
	size_t covered = 0, at = 0, count;
	const struct suggestion *known =
		suggest(s, text->text, text->len, &count, scratch);

	while (token_next(&tokens, &token)) {
		/* Suggestions come by place: how far those reach that begin before its end. */
		for (; at < count && known[at].from < token.to; at++)
			if (known[at].to > covered)
				covered = known[at].to;
		if (token.word && token.from >= covered)
			vocabulary_count(words, &token, SIDE_IN, person);
	}
}

const char **
candidate_terms(struct suggester *s, const struct term_text *texts, size_t count,
		const char *language, unsigned least, size_t most, size_t *out_count,
		struct arena *a)
{
	struct vocabulary *words = vocabulary_new(language);
	struct arena *scratch = arena_new(0);
	size_t *order = mem_new(count + 1, sizeof(*order)), stem_count, found = 0;
	const struct stem_count *stems;
	struct term *terms;
	uint32_t person = 0;
	const char **out;

	texts_by_person(texts, count, order);
	for (size_t i = 0; i < count; i++) {
		const struct term_text *text = &texts[order[i]];

		person += !i || memcmp(texts[order[i - 1]].person, text->person, 32) != 0;
		if (text->asked && (!i || texts[order[i - 1]].asked != text->asked))
			vocabulary_asked(words, text->asked);
		text_uncovered(words, s, text, person, scratch);
		arena_clear(scratch);
	}
	arena_free(scratch);
	free(order);
	stems = vocabulary_stems(words, least, &stem_count);
	terms = mem_new(stem_count + 1, sizeof(*terms));
	for (size_t i = 0; i < stem_count; i++)
		if (!stems[i].asked && stems[i].persons && stems[i].persons >= least)
			terms[found++] = (struct term){ stems[i].form ? stems[i].form
								      : stems[i].text,
							stems[i].persons };
	qsort(terms, found, sizeof(*terms), by_weight);
	out = terms_take(terms, found < most ? found : most, out_count, a);
	free(terms);
	vocabulary_free(words);
	return out;
}
