/*
 * Attempts over two and three releases, with lines that are held: every end of every hidden
 * number, and every decision, as one large program has them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"
#include "tests/unit/summary/mono_play.h"

enum { SEEDS = 80 };

/* ---- little time ------------------------------------------------------------------------ */

/* Numbers hidden in what was printed that are not protected. */
static size_t
unprotected(const struct figures *f, const struct disclosed *d, size_t *hidden)
{
	struct laid laid[FIGS_TABLES] = { { .table = 0 } };
	const struct laid *printed[FIGS_TABLES];
	struct mono *m;
	size_t bad = 0;
	int64_t least, most;
	bool twin;

	for (size_t t = 0; t < d->table_count; t++) {
		laid[t] = (struct laid){ .table = t,
					 .level = d->tables[t].level,
					 .rows = d->tables[t].rows,
					 .columns = d->tables[t].columns,
					 .row_count = d->tables[t].row_count,
					 .column_count = d->tables[t].column_count,
					 .cells = d->tables[t].cells };
		printed[t] = &laid[t];
	}
	m = mono_new(f, d->responses, d->responses_held, printed, d->table_count);
	for (size_t i = 0; i < m->hidden_count; i++) {
		twin = false;
		for (size_t j = 0; j < i; j++)
			twin |= play_twin(m, &m->hidden[i], &m->hidden[j]);
		if (twin) {
			lp_row_bound(m->lp, m->hidden[i].row, -INFINITY, INFINITY);
			continue;
		}
		(*hidden)++;
		bad += !mono_end(m, &m->hidden[i], false, &least) || least > 0 ||
		       !mono_end(m, &m->hidden[i], true, &most) ||
		       (double)most < m->hidden[i].most;
	}
	mono_free(m);
	return bad;
}

static void
ignore(void *with, const struct audited *a)
{
	(void)with;
	(void)a;
}

/*
 * However little the audit may work, what is printed is safe; and with the usual limit it is the
 * same when it is explained, which is more work.
 */
static void
test_little_work(void)
{
	static const uint64_t limits[] = { 1, 1000, 3000, 8000, 0 };
	size_t bad = 0, other = 0, hidden[ARRAY_LEN(limits)] = { 0 };

	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct arena *a = arena_new(0);
		struct crowd *c = play_plan(seed, a);
		struct figures *f;

		if (!c->f->table_count)
			draw_table(c, "a", "g");
		play_people(c, 15 + dice_below(&c->dice, 50), false, false, false);
		f = figs_figures(c->f);
		for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
			struct disclose_watch watch = { .work_most = limits[i] };
			SCOPED(buf) one = { .most = 0 };
			SCOPED(buf) two = { .most = 0 };
			const struct disclosed *d = disclose(f, &watch, a);

			bad += unprotected(f, d, &hidden[i]);
			figs_bytes(d, &one);
			watch.audited = ignore;
			figs_bytes(disclose(f, &watch, a), &two);
			other += !limits[i] && !str_same(one.data, two.data);
		}
		arena_free(a);
	}
	note("hidden numbers printed by limit: %zu %zu %zu %zu %zu", hidden[0], hidden[1],
	     hidden[2], hidden[3], hidden[4]);
	ok(bad == 0, "under each limit of work all hidden numbers are protected");
	ok(hidden[0] < hidden[1] && hidden[1] < hidden[4],
	   "with less work less is printed");
	ok(other == 0, "that somebody asks for an explanation changes nothing");
}

int
main(void)
{
	struct play *p = mem_new(1, sizeof(*p));

	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		play_seed(p, 1000 + seed, 2 + seed % 2,
			  seed % 3 == 0	  ? 3
			  : seed % 3 == 1 ? 8
					  : 30);
	play_note(p);
	ok(p->wrong == 0, "all ends and decisions are those of one large program");
	ok(p->numbers > 4000 && p->narrowed > 500 && p->refused > 300,
	   "and there were many, protected and not");
	ok(p->held > 200 && p->growth > 500,
	   "lines were held, and what they grew by tried");
	ok(p->cut > 20, "often one block had to be told what another allows");
	free(p);
	test_little_work();
	return tap_done();
}
