/*
 * Whether whole numbers exist that fit: a search that knows nothing of linear programs.  Unknown
 * numbers have bounds, sums of them (each taken once, with a sign) have bounds too; bounds are
 * drawn tighter as far as they go, then values are tried.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_SPACE_H
#define CANVASS_TEST_SPACE_H

#include "base/base.h"

enum { SPACE_TRIES = 60, SPACE_UNKNOWNS = 3000, SPACE_SUMS = 9000, SPACE_TERMS = 90000 };
enum fit { FIT_NO, FIT_YES, FIT_UNSURE };

/* A sum of unknowns, and what of it is known. */
struct expr {
	int terms[240]; /* the unknown, or ~unknown: taken off */
	size_t count;
	int constant;
};

struct range {
	int low, high;
};
struct space_sum {
	size_t first, count;
	struct range range;
};
struct space {
	size_t unknowns, sums, terms,
		searched; /* only the first unknowns are tried out */
	struct range range[SPACE_UNKNOWNS];
	int truth[SPACE_UNKNOWNS]; /* tried first: what is true fits nearly always */
	struct space_sum sum[SPACE_SUMS];
	int term[SPACE_TERMS];
	/* Which sums an unknown is in: uses[use_first[u] .. use_first[u + 1]]. */
	int use_first[SPACE_UNKNOWNS + 1], uses[SPACE_TERMS];
	bool waiting[SPACE_SUMS];
	int queue[SPACE_SUMS];
	/* A search that goes on for too long is begun anew, in another order. */
	size_t steps, steps_most, tries;
	struct dice dice;
};

static inline void
expr_add(struct expr *e, int unknown, bool off)
{
	if (e->count == sizeof(e->terms) / sizeof(e->terms[0]))
		die("a sum too long");
	e->terms[e->count++] = off ? ~unknown : unknown;
}

static inline void
expr_less(struct expr *e, const struct expr *other)
{
	for (size_t i = 0; i < other->count; i++) {
		int term = other->terms[i];

		expr_add(e, term < 0 ? ~term : term, term >= 0);
	}
	e->constant -= other->constant;
}

static inline int
space_unknown(struct space *s, int low, int high, int truth)
{
	if (s->unknowns == SPACE_UNKNOWNS)
		die("too many unknowns");
	s->range[s->unknowns] = (struct range){ low, high };
	s->truth[s->unknowns] = truth;
	return (int)s->unknowns++;
}

static inline size_t
space_sum(struct space *s, const struct expr *e, int low, int high)
{
	if (s->sums == SPACE_SUMS || s->terms + e->count > SPACE_TERMS)
		die("too many sums");
	s->sum[s->sums] = (struct space_sum){
		.first = s->terms,
		.count = e->count,
		.range = { low - e->constant, high - e->constant },
	};
	memcpy(s->term + s->terms, e->terms, e->count * sizeof(*e->terms));
	s->terms += e->count;
	return s->sums++;
}

static inline int
expr_truth(const struct space *s, const struct expr *e)
{
	int sum = e->constant;

	for (size_t i = 0; i < e->count; i++)
		sum += e->terms[i] < 0 ? -s->truth[~e->terms[i]] : s->truth[e->terms[i]];
	return sum;
}

/* After the last sum; sums that are added later for a trial are indexed anew by another call. */
static inline void
space_index(struct space *s)
{
	memset(s->use_first, 0, sizeof(s->use_first));
	for (size_t i = 0; i < s->terms; i++)
		s->use_first[(s->term[i] < 0 ? ~s->term[i] : s->term[i]) + 1]++;
	for (size_t u = 0; u < s->unknowns; u++)
		s->use_first[u + 1] += s->use_first[u];
	for (size_t i = s->sums; i--;)
		for (size_t k = s->sum[i].first; k < s->sum[i].first + s->sum[i].count;
		     k++) {
			int u = s->term[k] < 0 ? ~s->term[k] : s->term[k];

			s->uses[--s->use_first[u + 1]] = (int)i;
		}
	/* What was counted down now stands one place too far up. */
	memmove(s->use_first, s->use_first + 1, s->unknowns * sizeof(*s->use_first));
	s->use_first[s->unknowns] = (int)s->terms;
}

/* Narrows the unknowns of one sum.  False if it cannot be. */
static inline bool
space_narrow(struct space *s, size_t which, struct range *range, size_t *tail)
{
	const struct space_sum *sum = &s->sum[which];
	const int *term = s->term + sum->first;
	int low = 0, high = 0;

	for (size_t i = 0; i < sum->count; i++) {
		const struct range *r = &range[term[i] < 0 ? ~term[i] : term[i]];

		low += term[i] < 0 ? -r->high : r->low;
		high += term[i] < 0 ? -r->low : r->high;
	}
	if (low > sum->range.high || high < sum->range.low)
		return false;
	for (size_t i = 0; i < sum->count; i++) {
		int u = term[i] < 0 ? ~term[i] : term[i];
		struct range *r = &range[u], old = *r;

		if (term[i] >= 0) {
			if (r->high > old.low + sum->range.high - low)
				r->high = old.low + sum->range.high - low;
			if (r->low < old.high + sum->range.low - high)
				r->low = old.high + sum->range.low - high;
		} else {
			if (r->low < old.high - (sum->range.high - low))
				r->low = old.high - (sum->range.high - low);
			if (r->high > old.low - (sum->range.low - high))
				r->high = old.low - (sum->range.low - high);
		}
		if (r->low > r->high)
			return false;
		if (r->low == old.low && r->high == old.high)
			continue;
		low += term[i] < 0 ? old.high - r->high : r->low - old.low;
		high += term[i] < 0 ? old.low - r->low : r->high - old.high;
		for (int k = s->use_first[u]; k < s->use_first[u + 1]; k++)
			if (!s->waiting[s->uses[k]]) {
				s->waiting[s->uses[k]] = true;
				s->queue[(*tail)++ % SPACE_SUMS] = s->uses[k];
			}
	}
	return true;
}

/* unknown: whose bounds were changed; -1: all sums are looked at. */
static inline bool
space_settle(struct space *s, struct range *range, int unknown)
{
	size_t head = 0, tail = 0;
	bool good = true;

	memset(s->waiting, 0, s->sums * sizeof(*s->waiting));
	if (unknown < 0)
		for (size_t i = 0; i < s->sums; i++) {
			s->waiting[i] = true;
			s->queue[tail++] = (int)i;
		}
	else
		for (int k = s->use_first[unknown]; k < s->use_first[unknown + 1]; k++)
			if (!s->waiting[s->uses[k]]) {
				s->waiting[s->uses[k]] = true;
				s->queue[tail++] = s->uses[k];
			}
	while (good && head != tail) {
		size_t which = (size_t)s->queue[head++ % SPACE_SUMS];

		s->waiting[which] = false;
		good = space_narrow(s, which, range, &tail);
	}
	return good;
}

/* The unknown with the fewest values left, or -1; if several have as few, any of them. */
static inline int
space_choose(struct space *s, const struct range *at)
{
	uint32_t width, least = UINT32_MAX, mix;
	int best = -1;

	for (size_t u = 0; u < s->searched; u++) {
		if (at[u].low == at[u].high)
			continue;
		mix = s->tries ? dice_below(&s->dice, 16) : 0;
		width = (uint32_t)(at[u].high - at[u].low) * (s->tries % 4 ? 1 : 8) + mix;
		if (width < least) {
			least = width;
			best = (int)u;
		}
	}
	return best;
}

static inline enum fit
space_try(struct space *s, const struct range *at)
{
	struct range *range;
	enum fit fit = FIT_NO, one;
	int best, value, far;

	/* The last of all is long. */
	if (s->steps++ > s->steps_most * (s->tries + 1 < SPACE_TRIES ? 1 : 10))
		return FIT_UNSURE;
	best = space_choose(s, at);
	if (best < 0)
		return FIT_YES;
	range = mem_new(s->unknowns, sizeof(*range));
	/* Nearest to the truth first, on both sides of it. */
	far = at[best].high - at[best].low + 1 + abs(s->truth[best] - at[best].low);
	for (int i = 0; i <= 2 * far && fit == FIT_NO; i++) {
		value = s->truth[best] + (i & 1 ? (i + 1) / 2 : -(i / 2));
		if (value < at[best].low || value > at[best].high)
			continue;
		memcpy(range, at, s->unknowns * sizeof(*range));
		range[best] = (struct range){ value, value };
		if (!space_settle(s, range, best))
			continue;
		one = space_try(s, range);
		if (one != FIT_NO)
			fit = one;
	}
	free(range);
	return fit;
}

/* Whether the sum can be this number, all the rest being as it must. */
static inline enum fit
space_fits(struct space *s, const struct expr *e, int value)
{
	struct range *range = mem_new(s->unknowns, sizeof(*range));
	size_t sums = s->sums, terms = s->terms;
	enum fit fit = FIT_NO;

	space_sum(s, e, value, value);
	space_index(s);
	memcpy(range, s->range, s->unknowns * sizeof(*range));
	if (space_settle(s, range, -1))
		for (s->tries = 0;
		     s->tries < SPACE_TRIES && (!s->tries || fit == FIT_UNSURE);
		     s->tries++) {
			dice_seed(&s->dice, s->tries);
			s->steps = 0;
			fit = space_try(s, range);
		}
	s->sums = sums;
	s->terms = terms;
	free(range);
	return fit;
}

#endif
