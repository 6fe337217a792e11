/*
 * Random figures, released once or several times, each attempt of the ladder held against the one
 * large program of mono.h: what the audit tells of every hidden number, and what it decides.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_MONO_PLAY_H
#define CANVASS_TEST_MONO_PLAY_H

#include "summary/audit.h"
#include "tests/unit/disclose/draw.h"
#include "tests/unit/summary/mono.h"

enum { PLAY_RECORDS = 60000 };

struct play {
	struct arena *a;
	struct audited records[PLAY_RECORDS]; /* of one release */
	size_t record_count, at;
	uint64_t seed; /* for the words */
	bool implied;
	/* What was seen in all. */
	size_t releases, attempts, refused, numbers, wrong, cut, growth, pairs, blocks;
	size_t turned, narrowed, held_whole, held, tied;
};

static inline void
play_record(void *with, const struct audited *a)
{
	struct play *p = (struct play *)with;

	if (p->record_count == PLAY_RECORDS)
		die("too many records");
	p->records[p->record_count++] = *a;
}

static inline void
play_wrong(struct play *p, const char *what, const struct figures *f,
	   const struct laid *laid)
{
	if (p->wrong++ < 10)
		note("seed %llu, release %zu, table %s at %s: %s",
		     (unsigned long long)p->seed, f->earlier_count + 1,
		     f->tables[laid->table].id, level_names[laid->level], what);
}

/* ---- one attempt ---------------------------------------------------------------------- */

static inline bool
play_named(const struct audited *a, const struct mono_hidden *h)
{
	return a->table == h->table && a->level == h->level && a->release == h->release &&
	       str_same(a->row, h->line->key) && str_same(a->column, h->column->key) &&
	       str_same(a->half, h->half);
}

/* The same count of all people in two tables of a question. */
static inline bool
play_twin(const struct mono *m, const struct mono_hidden *a, const struct mono_hidden *b)
{
	const struct figure_table *t = m->f->tables;

	return line_all(a->column) && line_all(b->column) && a->k == b->k &&
	       t[a->table].rows == t[b->table].rows && str_same(a->half, b->half) &&
	       lines_same(a->line, b->line);
}

/*
 * Which of the program's hidden numbers the audit told of, in its order.  Those that it did not
 * must be twins of one that it did; they then have no say.
 */
static inline bool
play_match(struct play *p, struct mono *m, const struct audited **told)
{
	bool twin, good = true;

	for (size_t i = 0; i < m->hidden_count; i++) {
		told[i] = NULL;
		if (p->at < p->record_count &&
		    play_named(&p->records[p->at], &m->hidden[i])) {
			told[i] = &p->records[p->at++];
			continue;
		}
		twin = false;
		for (size_t j = 0; j < i; j++)
			twin |= told[j] && play_twin(m, &m->hidden[i], &m->hidden[j]);
		good &= twin;
		lp_row_bound(m->lp, m->hidden[i].row, -INFINITY, INFINITY);
	}
	return good;
}

static inline bool
play_compare(struct play *p, struct mono *m, const struct laid *laid)
{
	const struct audited **told =
		mem_new(m->hidden_count + 1, sizeof(struct audited *));
	bool all = true, ok;
	int64_t least, most;
	char words[200];

	if (!play_match(p, m, told))
		play_wrong(p, "a hidden number was not audited", m->f, laid);
	for (size_t i = 0; i < m->hidden_count; i++) {
		const struct mono_hidden *h = &m->hidden[i];

		if (!told[i])
			continue;
		ok = mono_end(m, h, false, &least);
		ok = mono_end(m, h, true, &most) && ok && least <= 0 && (double)most >= h->most;
		all &= ok;
		p->numbers++;
		p->growth += h->half[0] == 'g';
		p->pairs += h->half[0] == 'n';
		p->narrowed += !ok;
		if (told[i]->ok == ok && told[i]->least == least &&
		    fmin((double)told[i]->most, h->class_high) ==
			    fmin((double)most, h->class_high))
			continue;
		snprintf(
			words, sizeof(words),
			"%s %s %s of release %u: audit %lld..%lld %d, program %lld..%lld %d",
			h->line->key, h->column->key, h->half, h->release,
			(long long)told[i]->least, (long long)told[i]->most, told[i]->ok,
			(long long)least, (long long)most, ok);
		play_wrong(p, words, m->f, laid);
	}
	free(told);
	return all;
}

/* ---- one release ------------------------------------------------------------------------ */

struct playing {
	const struct figures *f;
	const struct disclosed *d;
	struct audit *au; /* one that explains nothing */
	const struct laid *printed[FIGS_TABLES + 1];
	size_t printed_count;
};

/* Whether a level was passed over for the audit's sake. */
static inline const char *
play_passed(const struct printed_table *t, enum ladder_level level)
{
	for (size_t i = 0; i < t->passed_count; i++)
		if (t->passed[i].level == level)
			return t->passed[i].why;
	return NULL;
}

static inline bool
play_attempt(struct play *p, struct playing *g, struct laid *laid)
{
	const char *why = play_passed(&g->d->tables[laid->table], laid->level);
	struct mono *m;
	bool good;

	g->printed[g->printed_count] = laid;
	m = mono_new(g->f, g->d->responses, g->d->responses_held, g->printed,
		     g->printed_count + 1);
	good = play_compare(p, m, laid);
	mono_free(m);
	p->attempts++;
	p->refused += !good;
	if (audit_try(g->au, laid) != good)
		play_wrong(p, good ? "refused" : "accepted", g->f, laid);
	if (good ? why != NULL : !str_same(why ? why : "", "audit"))
		play_wrong(p, "the ladder did otherwise", g->f, laid);
	p->cut += g->au->cut_count > 0;
	g->printed_count += good;
	return good;
}

static inline void
play_table(struct play *p, struct playing *g, size_t table)
{
	const struct figures *f = g->f;
	const struct printed_table *t = &g->d->tables[table];
	struct laid *laid;

	if (t->passed_count && str_same(t->passed[0].why, "base"))
		return;
	for (enum ladder_level level = LEVEL_FULL; level < LEVEL_NOTHING; level++) {
		if (!level_applies(f, table, level))
			continue;
		laid = lay_out(f, &f->policy, table, level, p->a);
		if (!hold_lines(f, laid) || (f->policy.strict && laid_hidden(laid)))
			continue;
		if (play_attempt(p, g, laid))
			return;
	}
	p->held_whole += t->row_count > 0;
}

/* What a reader is told of a held line must be true of it; of tables held whole nothing is. */
static inline void
play_held(struct play *p, const struct figures *f, const struct disclosed *d)
{
	for (size_t i = 0; i < d->table_count; i++) {
		if (play_passed(&d->tables[i], d->tables[i].level))
			continue;
		for (size_t c = 0; c < d->tables[i].column_count; c++) {
			const struct printed_line *line = &d->tables[i].columns[c];
			struct laid laid = { .table = i, .level = d->tables[i].level };
			uint32_t then;

			if (!line->held)
				continue;
			p->held++;
			then = line_count(f, i, &f->earlier[line->held - 1].tables[i],
					  NULL, line);
			if (line_count(f, i, &f->counts[i], NULL, line) - then >=
			    f->policy.increment)
				play_wrong(p, "a held line has grown by more", f, &laid);
		}
	}
}

/* Publishes what is counted as the next release, and looks at each attempt. */
static inline const struct disclosed *
play_release(struct play *p, struct figs *figs)
{
	struct figures *f = figs_figures(figs);
	static const bool first[4] = { true };
	static const struct implied_sum sums[2] = { { 0, first }, { 1, first } };
	static const struct implied implied = { .by = 3, .sums = sums, .sum_count = 2 };
	struct disclose_watch watch = { .audited = play_record, .with = p };
	struct err err = { .code = ERR_NONE };
	struct playing g = { .f = f };

	if (!figures_check(f, &err))
		die("seed %llu: figures made wrong: %s", (unsigned long long)p->seed,
		    err.text);
	f->implied = &implied;
	f->implied_count = p->implied;
	p->record_count = p->at = 0;
	g.d = disclose(f, &watch, figs->a);
	if (g.d->responses >= 0) {
		g.au = audit_new(f, NULL, g.d->responses, g.d->responses_held);
		p->blocks += g.au->model->block_count > 1;
		for (size_t t = 0; t < f->table_count; t++)
			p->turned += g.au->model->at[t].turned;
		for (size_t t = 0; t < f->table_count; t++)
			play_table(p, &g, t);
		audit_free(g.au);
	}
	if (p->at != p->record_count) {
		p->wrong++;
		note("seed %llu: %zu numbers too many were audited",
		     (unsigned long long)p->seed, p->record_count - p->at);
	}
	p->releases++;
	play_held(p, f, g.d);
	figs->earlier[figs->earlier_count++] = (struct figures_release){
		.responses = figs->responses, .tables = figs->counts, .published = g.d
	};
	figs->counts = arena_array(figs->a, struct counts, FIGS_TABLES);
	figs->responses = 0;
	return g.d;
}

/* ---- random plans ------------------------------------------------------------------------- */

struct play_shape {
	const char *rows, *by;
	unsigned one_in;
};

/* Questions a and b, groups g and h (which may be asked about too), m of several answers. */
static inline struct crowd *
play_plan(uint64_t seed, struct arena *a)
{
	static const struct play_shape shapes[] = {
		{ "g", "h", 3 },  { "a", "g", 1 },  { "m", "g", 2 },  { "b", "g", 3 },
		{ "g", NULL, 4 }, { "a", "h", 3 },  { "g", "a", 5 },  { "h", "g", 4 },
		{ "b", "a", 6 },  { "m", NULL, 4 }, { "a", NULL, 4 }, { "m", "h", 5 },
		{ "b", "h", 3 },
	};
	struct crowd *c = draw_new(seed % 7 ? 3 : 5, seed, a);
	size_t groups = 2 + dice_below(&c->dice, 2), first = dice_below(&c->dice, 13);
	const struct play_shape *s;

	draw_variable(c, "a", 2 + dice_below(&c->dice, 2), false);
	draw_variable(c, "b", 2, false);
	draw_variable(c, "g", groups, false);
	draw_variable(c, "h", 2, false);
	draw_variable(c, "m", 1 + dice_below(&c->dice, 3), true);
	if (groups == 3 && draw_one_in(c, 2))
		figs_merge(c->f, "g", "g12", "g1 g2");
	if (groups == 3 && draw_one_in(c, 2))
		figs_fold(c->f, "g", "g02", "g0 g2");
	if (c->f->variables[0].key_count == 3 && draw_one_in(c, 2))
		figs_merge(c->f, "a", "a02", "a0 a2");
	for (size_t i = 0; i < ARRAY_LEN(shapes) && c->f->table_count < 4; i++) {
		s = &shapes[(first + i) % ARRAY_LEN(shapes)];
		if (draw_one_in(c, s->one_in))
			draw_table(c, s->rows, s->by);
	}
	return c;
}

/* Nobody of the first group gives the first answer: a structural zero. */
static inline void
play_zeros(struct crowd *c)
{
	for (size_t t = 0; t < c->f->table_count; t++)
		if (str_same(c->f->tables[t].id, "a-by-g"))
			figs_zero(c->f, "a-by-g", "a0", "g0");
}

/* m0 stands alone; who did not tick it ticked one or two of the others, or both. */
static inline void
play_ticks(struct crowd *c)
{
	unsigned least = c->f->variables[4].key_count == 3 && draw_one_in(c, 2) ? 2 : 1;

	for (size_t t = 0; t < c->f->table_count; t++)
		if (c->f->tables[t].kind == TABLE_ANY) {
			c->f->tables[t].alone = 1;
			c->f->tables[t].least = least;
			c->f->tables[t].most = 2;
		}
}

static inline void
play_people(struct crowd *c, size_t count, bool zeros, bool ticks, bool implied)
{
	size_t from = c->count;
	bool both = false;

	for (size_t t = 0; t < c->f->table_count; t++)
		both |= c->f->tables[t].least == 2;

	draw_people(c, count);
	for (size_t i = from; i < c->count; i++) {
		struct person *p = &c->people[i];

		if (zeros && p->value[0] == 0 && p->value[2] == 0)
			p->value[0] = 1;
		if (ticks && (p->ticks[4] & 1 || !p->ticks[4]))
			p->ticks[4] = 1;
		else if (both)
			p->ticks[4] = 6;
		if (implied)
			p->value[3] = p->value[0] == 0 || p->value[1] == 0 ? 0 : 1;
	}
	draw_tally(c);
}

/* Group h0 is of those who gave the first answer to a, or to b. */
static inline bool
play_implied(struct crowd *c)
{
	bool a = false, b = false, h = false;

	for (size_t t = 0; t < c->f->table_count; t++) {
		a |= c->f->tables[t].rows == 0;
		b |= c->f->tables[t].rows == 1;
		h |= c->f->tables[t].by == 3;
	}
	if (!a)
		draw_table(c, "a", NULL);
	if (!b)
		draw_table(c, "b", NULL);
	if (!h)
		draw_table(c, "g", "h");
	return true;
}

/* One seed: a plan, and as many releases.  growth: newcomers of a later one, at most. */
static inline void
play_seed(struct play *p, uint64_t seed, size_t releases, uint32_t growth)
{
	struct crowd *c;
	bool zeros, ticks;

	p->a = arena_new(0);
	p->seed = seed;
	c = play_plan(seed, p->a);
	zeros = draw_one_in(c, 4);
	ticks = c->f->variables[4].key_count > 1 && draw_one_in(c, 3);
	if (!c->f->table_count)
		draw_table(c, "a", "g");
	p->implied = draw_one_in(c, 4) && play_implied(c);
	p->tied += p->implied;
	if (zeros)
		play_zeros(c);
	if (ticks)
		play_ticks(c);
	for (size_t r = 0; r < releases; r++) {
		play_people(c,
			    r ? dice_below(&c->dice, growth + 1)
			      : 3 * c->f->policy.threshold + dice_below(&c->dice, 50),
			    zeros, ticks, p->implied);
		play_release(p, c->f);
	}
	arena_free(p->a);
}

static inline void
play_note(const struct play *p)
{
	note("%zu releases, %zu attempts, %zu refused, %zu numbers (%zu too narrow, %zu of "
	     "growth, %zu of noes), %zu attempts with cuts, %zu of several blocks, "
	     "%zu tables turned round, %zu lines held, %zu tables whole, "
	     "%zu plans with groups that answers decide",
	     p->releases, p->attempts, p->refused, p->numbers, p->narrowed, p->growth,
	     p->pairs, p->cut, p->blocks, p->turned, p->held, p->held_whole, p->tied);
}

#endif
