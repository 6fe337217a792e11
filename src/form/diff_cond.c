/*
 * What a condition means, written in one way only, so that two forms can be held against each
 * other: names are replaced by what they stand for, questions stand by id and options by code,
 * brackets that change nothing fall away, and parts are put in order.
 *
 * It goes by shape, not by proof: two conditions with one meaning here are the same, but two that
 * differ here may still let the same people through.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum {
	MEANING_MOST = 20000, /* names that use names twice could grow without measure */
	PARTS_MOST = 200,
};

struct meant {
	const struct form *form;
	struct arena *arena;
	const char *named[40]; /* known already */
	bool too_long;
};

struct parts {
	const char *of[PARTS_MOST];
	size_t count;
};

static const char *meaning(struct meant *w, const struct cond *c);

static int
by_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* ---- one test ---------------------------------------------------------------------- */

static int
by_low(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->low > y->low) - (x->low < y->low);
}

/* Ranges in order, those that touch made one: `is one of 1, 2` is `is between 1 and 2`. */
static void
put_ranges(struct meant *w, const struct cond *t, struct buf *out)
{
	struct range *r = arena_array(w->arena, struct range, t->range_count + 1);
	size_t n = 0;

	for (size_t i = 0; i < t->range_count; i++)
		r[i] = t->ranges[i];
	qsort(r, t->range_count, sizeof(*r), by_low);
	for (size_t i = 1; i < t->range_count; i++) {
		if (r[n].high == INT32_MAX || r[i].low <= r[n].high + 1)
			r[n].high = r[i].high > r[n].high ? r[i].high : r[n].high;
		else
			r[++n] = r[i];
	}
	for (size_t i = 0; i < t->range_count && i <= n; i++)
		buf_printf(out, " %d..%d", r[i].low, r[i].high);
}

static void
put_codes(const struct question *q, uint32_t bits, struct buf *out)
{
	const char *codes[FORM_OPTIONS];
	size_t n = 0;

	for (size_t i = 0; q->options && i < q->options->count; i++) {
		if (bits & (1u << i))
			codes[n++] = q->options->items[i].code;
	}
	qsort(codes, n, sizeof(*codes), by_words);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, " %s", codes[i]);
}

static const char *
test_meaning(struct meant *w, const struct cond *t)
{
	const struct question *q =
		t->question >= 0 ? &w->form->questions[t->question] : NULL;
	bool one = t->bits && !(t->bits & (t->bits - 1));
	SCOPED(buf) out;

	buf_init(&out, 0);
	buf_printf(&out, "%s%s", q ? q->id : "number of ",
		   q ? "" : w->form->repeats[t->repeat].id);
	buf_puts(&out, t->negated ? " not" : "");
	if (t->test == TEST_ANSWERED) {
		buf_puts(&out, " answered");
	} else if (t->test == TEST_RANGE) {
		put_ranges(w, t, &out);
	} else {
		buf_puts(&out, t->test == TEST_EVERY && !one ? " all" : " any");
		put_codes(q, t->bits, &out);
	}
	return arena_str(w->arena, out.data);
}

/* ---- and, or, not ------------------------------------------------------------------ */

/*
 * Takes a part; one with the same word between its own parts is opened.  What has a name is
 * worked out once: names that use names twice, forty in a row, would take for ever.
 */
static void
part_add(struct meant *w, struct parts *parts, enum cond_op op, const struct cond *c)
{
	const struct cond *named = NULL;

	while (c->op == COND_NAMED ||
	       ((c->op == COND_ALL || c->op == COND_ANY) && !c->first->next)) {
		named = c->op == COND_NAMED ? c : named;
		c = c->op == COND_NAMED ? w->form->conditions[c->named].when : c->first;
	}
	if (c->op == op) {
		for (const struct cond *kid = c->first; kid && !w->too_long;
		     kid = kid->next)
			part_add(w, parts, op, kid);
		return;
	}
	if (parts->count >= PARTS_MOST)
		w->too_long = true;
	else
		parts->of[parts->count++] = meaning(w, named ? named : c);
}

/* In order, each once, with brackets round what has several. */
static const char *
parts_join(struct meant *w, struct parts *parts, enum cond_op op)
{
	size_t n = 0;
	SCOPED(buf) out;

	buf_init(&out, MEANING_MOST);
	qsort(parts->of, parts->count, sizeof(*parts->of), by_words);
	for (size_t i = 0; i < parts->count; i++) {
		if (!n || strcmp(parts->of[n - 1], parts->of[i]) != 0)
			parts->of[n++] = parts->of[i];
	}
	if (n == 1)
		return parts->of[0];
	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%s%s", i ? op == COND_ALL ? " and " : " or " : "(",
			   parts->of[i]);
	buf_puts(&out, ")");
	if (!buf_ok(&out))
		w->too_long = true;
	return w->too_long ? "" : arena_str(w->arena, out.data);
}

static const char *
not_meaning(struct meant *w, const struct cond *c)
{
	const char *inner = meaning(w, c->first);

	if (str_starts(inner, "!"))
		return inner + 1;
	return arena_printf(w->arena, "!%s", inner);
}

static const char *
meaning(struct meant *w, const struct cond *c)
{
	struct parts parts = { .count = 0 };

	if (w->too_long)
		return "";
	switch (c->op) {
	case COND_ALL:
	case COND_ANY:
		part_add(w, &parts, c->op, c);
		return parts_join(w, &parts, c->op);
	case COND_NOT:
		return not_meaning(w, c);
	case COND_NAMED:
		if (!w->named[c->named])
			w->named[c->named] =
				meaning(w, w->form->conditions[c->named].when);
		return w->named[c->named];
	case COND_TEST:
		return test_meaning(w, c);
	}
	die("condition of no kind: %d", (int)c->op);
}

const char *
conds_meaning(const struct form *form, const struct cond *const *conds, size_t n,
	      struct arena *a)
{
	struct meant w = { .form = form, .arena = a };
	struct parts parts = { .count = 0 };
	const char *all;

	for (size_t i = 0; i < n; i++) {
		if (conds[i])
			part_add(&w, &parts, COND_ALL, conds[i]);
	}
	if (!parts.count)
		return "";
	all = parts_join(&w, &parts, COND_ALL);
	return w.too_long ? NULL : all;
}
