/*
 * What is compared with what: waves or forces, in which order, under which policy; and what is
 * refused.  The rows themselves: compare_rows.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/compare_rows.h"

const char *const compare_kinds[COMPARE__KINDS] = {
	[COMPARE_WAVES] = "waves",
	[COMPARE_FORCES] = "forces",
};

/* ---- what may stand side by side ---------------------------------------------------- */

static bool
same_release(const struct summary *a, const struct summary *b)
{
	return str_same(a->form_id, b->form_id) && str_same(a->wave, b->wave) &&
	       str_same(a->run_by, b->run_by);
}

bool
compare_suits(const struct summary *const *files, const char *const *names, size_t count,
	      struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (files[i]->draft)
			return err_set(
				err, ERR_INPUT,
				"%s is a draft: no release, and not to be passed on; "
				"only releases are compared",
				names[i]);
	for (size_t i = 1; i < count; i++)
		if (files[i]->invented != files[0]->invented)
			return err_set(
				err, ERR_INPUT,
				"%.80s holds invented answers and %.80s does not: they "
				"are never compared",
				names[files[i]->invented ? i : 0],
				names[files[i]->invented ? 0 : i]);
	for (size_t i = 1; i < count; i++)
		for (size_t k = 0; k < i; k++)
			if (same_release(files[i], files[k]))
				return err_set(
					err, ERR_INPUT,
					"%.60s and %.60s are both wave %.32s of %.32s, run by "
					"\"%.40s\": give one file a wave, and let forms of two "
					"forces say who runs them",
					names[k], names[i], files[i]->wave,
					files[i]->form_id, files[i]->run_by);
	return true;
}

/* All run by the same: waves.  Else each must be another force. */
static bool
kind_of(struct comparison *c, const char *const *names, struct err *err)
{
	bool same = true;

	for (size_t i = 1; i < c->count; i++)
		same &= str_same(c->files[i]->run_by, c->files[0]->run_by);
	c->kind = same ? COMPARE_WAVES : COMPARE_FORCES;
	for (size_t i = 1; !same && i < c->count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_same(c->files[i]->run_by, c->files[k]->run_by))
				return err_set(
					err, ERR_INPUT,
					"%.80s and %.80s were both run by \"%.40s\", and "
					"others were not: compare forces with one "
					"file each, or the waves of one force",
					names[k], names[i], c->files[i]->run_by);
	return true;
}

static bool
one_form(const struct comparison *c)
{
	for (size_t i = 1; i < c->count; i++)
		if (!str_same(c->files[i]->form_id, c->files[0]->form_id))
			return false;
	return true;
}

static void
make_labels(struct comparison *c, struct arena *a)
{
	const char **labels = arena_array(a, const char *, c->count + 1);
	bool form = one_form(c);

	for (size_t i = 0; i < c->count; i++) {
		const struct summary *s = c->files[i];

		if (c->kind == COMPARE_FORCES)
			labels[i] = arena_printf(a, "%s, %s",
						 *s->run_by ? s->run_by : s->form_id,
						 s->wave);
		else
			labels[i] = form ? s->wave
					 : arena_printf(a, "%s, %s", s->form_id, s->wave);
	}
	c->labels = labels;
}

/* ---- the strictest policy, and what it says ------------------------------------------ */

static unsigned
larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static struct policy
strictest(const struct comparison *c)
{
	struct policy p = c->files[0]->policy;

	for (size_t i = 1; i < c->count; i++) {
		const struct policy *q = &c->files[i]->policy;

		p.threshold = larger(p.threshold, q->threshold);
		p.rounding = larger(p.rounding, q->rounding);
		p.base = larger(p.base, q->base);
		p.whole = larger(p.whole, q->whole);
		p.increment = larger(p.increment, q->increment);
		p.strict |= q->strict;
	}
	return p;
}

static void
say_note(struct comparison *c, const char *words)
{
	if (c->note_count < ARRAY_LEN(c->notes))
		c->notes[c->note_count++] = words;
}

static bool
tells_all(const struct summary *s)
{
	for (size_t i = 0; i < s->table_count; i++)
		if (!s->tables[i].when || !s->tables[i].options)
			return false;
	return true;
}

/* What is so of single files. */
static void
file_notes(struct comparison *c, struct arena *a)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct summary *s = c->files[i];

		if (s->unconfirmed)
			say_note(c,
				 arena_printf(
					 a,
					 "%s is a rehearsal: its survey was opened "
					 "before each key holder had confirmed the key.",
					 c->labels[i]));
		if (s->responses < 0)
			say_note(c,
				 arena_printf(a,
					      "%s has fewer than %u responses: nothing "
					      "of it can be shown.",
					      c->labels[i], s->policy.whole));
		if (!tells_all(s))
			say_note(
				c,
				arena_printf(
					a,
					"The file of %s was written by an earlier version "
					"of canvass, and does not say all answers and who "
					"was asked: a question of it counts as the same if the "
					"whole form is, or every word that was printed.",
					c->labels[i]));
		if (i && !str_same(s->language, c->files[0]->language))
			say_note(
				c,
				arena_printf(
					a,
					"%s is in another language (%s): unless its form is the "
					"very same, its questions count as reworded.",
					c->labels[i], s->language));
	}
}

static void
make_notes(struct comparison *c, struct arena *a)
{
	const struct policy *p = &c->policy;

	say_note(c,
		 "Everything here is made of published numbers. These are responses, not "
		 "people.");
	say_note(
		c,
		arena_printf(
			a,
			"The strictest rules among these files: numbers under %u are hidden, "
			"all others are rounded to %u, and no group under %u is shown.",
			p->threshold, p->rounding, p->base));
	say_note(
		c,
		"A range is at 95 per cent, from rounded numbers, and measures chance alone: "
		"not who chose to answer.");
	say_note(
		c,
		arena_printf(
			a,
			"%zu %s have a range; %zu of them lie clear of zero. About one in "
			"twenty would do so by chance alone.",
			c->told, c->kind == COMPARE_WAVES ? "changes" : "differences",
			c->clear));
	if (c->kind == COMPARE_FORCES) {
		say_note(
			c,
			"Forces stand in the order in which their files were given. There is "
			"no ranking. Differences are from the first.");
		say_note(
			c,
			"A pool is the sum of what forces printed, each of which asked the "
			"same as the first and printed both the answer and its base; it says "
			"how many forces are in it. Each number may be off by half of the "
			"rounding for each of them.");
	}
	file_notes(c, a);
}

/* ---- all of it ---------------------------------------------------------------------- */

static bool
in_common(const struct comparison *c)
{
	for (size_t i = 0; i < c->files[0]->table_count; i++)
		for (size_t k = 1; k < c->count; k++)
			if (summary_table(c->files[k], c->files[0]->tables[i].id))
				return true;
	return false;
}

struct comparison *
compare_make(const struct summary *const *files, const char *const *names, size_t count,
	     struct arena *a, struct err *err)
{
	struct comparison *c = arena_one(a, struct comparison);

	if (count < 2 || count > COMPARE_MOST) {
		err_set(err, ERR_INPUT,
			"from 2 to %d files are compared, and these are %zu",
			COMPARE_MOST, count);
		return NULL;
	}
	c->files = files;
	c->count = count;
	if (!compare_suits(files, names, count, err) || !kind_of(c, names, err))
		return NULL;
	if (!in_common(c)) {
		err_set(err, ERR_INPUT,
			"%.80s has no question in common with any of the others: there is "
			"nothing to compare",
			names[0]);
		return NULL;
	}
	make_labels(c, a);
	c->policy = strictest(c);
	compare_themes(c, a);
	compare_points(c, a);
	compare_tables(c, a);
	make_notes(c, a);
	return c;
}
