/*
 * Counting on every core: see counting.h.  Each thread has tallies of its own, which are added up
 * at the end; exact counts leave only as tallies, which the summary floor alone reads.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/counting.h"
#include "app/opening.h"

/*
 * What one thread has counted: [t] is of the batches behind upto[t - 1], up to upto[t].  So an
 * answer is counted once, however many releases there were.
 */
struct counter {
	const struct counting_of *of;
	struct tally **tallies;
	size_t *boxes, *unopened;
	char why[240];
};

static void
count_one(void *worker, const struct opened *one)
{
	struct counter *c = worker;
	size_t t = 0;

	while (c->of->upto[t] < one->batch)
		t++;
	c->boxes[t]++;
	if (one->record) {
		tally_add(c->tallies[t], one->record);
		return;
	}
	c->unopened[t]++;
	if (!c->why[0])
		str_fit(c->why, sizeof(c->why), one->why);
}

static bool
is_recipient(const struct survey *survey, const struct secret_key *key, struct err *err)
{
	struct recipient mine;

	secret_key_public(key, &mine);
	for (unsigned i = 0; i < survey->recipient_count; i++)
		if (memcmp(survey->recipients[i].key, mine.key, SEAL_PUBLIC) == 0)
			return true;
	return err_set(err, ERR_INPUT,
		       "this key is no recipient of %s: it opens none of its answers",
		       survey->name);
}

static struct counter *
counter_new(const struct counting_of *of, const struct plan *plan, struct arena *a)
{
	struct counter *c = arena_one(a, struct counter);
	size_t n = of->upto_count;

	c->of = of;
	c->tallies = arena_array(a, struct tally *, n);
	for (size_t t = 0; t < n; t++)
		c->tallies[t] = tally_new(plan, a);
	c->boxes = arena_array(a, size_t, n);
	c->unopened = arena_array(a, size_t, n);
	return c;
}

static void
counter_add(struct counter *to, const struct counter *from)
{
	for (size_t t = 0; t < to->of->upto_count; t++) {
		tally_merge(to->tallies[t], from->tallies[t]);
		to->boxes[t] += from->boxes[t];
		to->unopened[t] += from->unopened[t];
	}
	if (!to->why[0])
		str_fit(to->why, sizeof(to->why), from->why);
}

/* From here on [t] is of all batches up to upto[t]. */
static void
counter_sum(struct counter *c)
{
	for (size_t t = 1; t < c->of->upto_count; t++) {
		tally_merge(c->tallies[t], c->tallies[t - 1]);
		c->boxes[t] += c->boxes[t - 1];
		c->unopened[t] += c->unopened[t - 1];
	}
}

static bool
count_all(const struct counting_of *of, struct counter **out, struct arena *a,
	  struct err *err)
{
	struct opening_of opening = { .survey = of->survey,
				      .form = of->form,
				      .batches = of->batches,
				      .key = of->key,
				      .upto = of->upto[of->upto_count - 1],
				      .take = count_one };
	const struct plan *plan = plan_make(of->form, a);
	size_t count = opening_workers(of->batches);
	struct counter **counters = arena_array(a, struct counter *, count);
	void **workers = arena_array(a, void *, count);

	for (size_t i = 0; i < count; i++)
		workers[i] = counters[i] = counter_new(of, plan, a);
	if (!opening_do(&opening, workers, count, err))
		return false;
	for (size_t i = 1; i < count; i++)
		counter_add(counters[0], counters[i]);
	counter_sum(counters[0]);
	*out = counters[0];
	return true;
}

bool
counting_do(const struct counting_of *of, struct counted *out, struct arena *a,
	    struct err *err)
{
	size_t last = of->upto_count - 1;
	struct counter *c;

	if (!of->upto_count)
		die("counting_do: nothing to count");
	for (size_t t = 0; t < last; t++)
		if (of->upto[t] > of->upto[t + 1])
			die("counting_do: upto falls");
	if (!is_recipient(of->survey, of->key, err) || !count_all(of, &c, a, err))
		return false;
	if (c->boxes[last] && c->unopened[last] == c->boxes[last])
		return err_set(err, ERR_INPUT, "none of the answers opens: %s", c->why);
	*out = (struct counted){ .tallies = c->tallies,
				 .boxes = c->boxes[last],
				 .unopened = c->unopened[last],
				 .boxes_upto = c->boxes,
				 .unopened_upto = c->unopened };
	str_fit(out->why, sizeof(out->why), c->why);
	return true;
}
