/*
 * Slips: keyed hashes in cells of their own, struck out with the answer that they let in.
 *
 * A run's cells lie in the order of its hashes, which tells nothing of the order in which slips
 * were printed, and the slot of the answer comes from its ticket: so no place here has to do with
 * a place there.  Never freed, never moved, only written over with zeros.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/read.h"
#include "store/sqlite/internal.h"

enum {
	SLIP_CELL = 4 + SLIP_BYTES,
	SLIPS_VERSION = 2 /* of a file that has the tables */
};

static uint32_t
places(const struct slip_book *b)
{
	const struct slip_print *last = b->run_count ? &b->runs[b->run_count - 1] : NULL;

	return last ? last->first + last->slips : 0;
}

/* ---- reading them at the opening --------------------------------------------------- */

void
slips_free(struct slip_book *b)
{
	if (!b)
		return;
	slip_set_done(&b->set);
	pthread_mutex_destroy(&b->lock);
	free(b);
}

static bool
damaged(const struct sql *sql, struct err *err)
{
	return err_set(err, ERR_IO, "%s: its slips are damaged", sql->name);
}

static bool
runs_read(struct sql *sql, struct slip_book *b, struct err *err)
{
	SCOPED(stmt) all = stmt_use(sql, STMT_SLIP_RUN_ALL);
	bool row;

	for (;;) {
		int64_t slips;

		if (!stmt_row(&all, &row, err))
			return false;
		if (!row)
			return true;
		slips = stmt_get_int(&all, 1);
		if (b->run_count == SLIP_RUNS_MOST ||
		    stmt_get_int(&all, 0) != b->run_count + 1 || slips < 1 ||
		    slips > SLIPS_MOST)
			return damaged(sql, err);
		b->runs[b->run_count] =
			(struct slip_print){ .first = places(b),
					     .slips = (uint32_t)slips,
					     .withdrawn = stmt_get_int(&all, 2) };
		b->run_count++;
	}
}

/* A struck-out cell has no byte; any other its run's number, and a hash above the one before. */
static bool
cell_take(struct slip_book *b, const unsigned char cell[SLIP_CELL], unsigned run,
	  uint32_t place, unsigned char last[SLIP_BYTES])
{
	static const unsigned char zeros[SLIP_CELL];

	if (!memcmp(cell, zeros, SLIP_CELL))
		return true;
	if (cell_batch(cell) != run || b->runs[run - 1].withdrawn ||
	    memcmp(last, cell + 4, SLIP_BYTES) > 0)
		return false;
	memcpy(last, cell + 4, SLIP_BYTES);
	return slip_set_put(&b->set, cell + 4, place);
}

static bool
cells_read(struct sql *sql, struct slip_book *b, struct err *err)
{
	SCOPED(stmt) all = stmt_use(sql, STMT_SLIP_ALL);
	unsigned char cell[SLIP_CELL], last[SLIP_BYTES] = { 0 };
	uint32_t end = places(b);
	unsigned run = 1;
	bool row;

	for (uint32_t place = 0; stmt_row(&all, &row, err); place++) {
		if (!row)
			return place == end || damaged(sql, err);
		if (place == end || stmt_get_int(&all, 0) != place)
			return damaged(sql, err);
		if (place == b->runs[run - 1].first + b->runs[run - 1].slips) {
			memset(last, 0, sizeof(last));
			run++;
		}
		if (!stmt_copy(&all, 1, cell, sizeof(cell), err))
			return false;
		if (!cell_take(b, cell, run, place, last))
			return damaged(sql, err);
	}
	return false;
}

struct slip_book *
slips_load(struct sql *sql, struct err *err)
{
	struct slip_book *b = mem_new(1, sizeof(*b));

	pthread_mutex_init(&b->lock, NULL);
	if (sql->version < SLIPS_VERSION ||
	    (runs_read(sql, b, err) && cells_read(sql, b, err)))
		return b;
	slips_free(b);
	return NULL;
}

/* ---- one slip ---------------------------------------------------------------------- */

/* What is in memory is of the last commit: the cell says whether this group has used it. */
bool
slip_find(struct answers_file *f, const unsigned char hash[SLIP_BYTES], bool *out_there,
	  uint32_t *out_place, struct err *err)
{
	unsigned char cell[SLIP_CELL];
	uint32_t place;
	bool row;

	*out_there = false;
	if (!slip_set_find(&f->slips->set, hash, &place))
		return true;
	SCOPED(stmt) get = stmt_use(f->sql, STMT_SLIP_GET);
	stmt_int(&get, ":place", place);
	if (!stmt_row(&get, &row, err))
		return false;
	if (!row)
		return damaged(f->sql, err);
	if (!stmt_copy(&get, 0, cell, sizeof(cell), err))
		return false;
	*out_there = cell_batch(cell) != 0;
	*out_place = place;
	return !*out_there || !memcmp(cell + 4, hash, SLIP_BYTES) || damaged(f->sql, err);
}

bool
slips_strike(struct answers_file *f, uint32_t first, uint32_t end, struct err *err)
{
	SCOPED(stmt) strike = stmt_use(f->sql, STMT_SLIP_STRIKE);
	int changed;

	stmt_int(&strike, ":first", first);
	stmt_int(&strike, ":end", end);
	if (!stmt_change(&strike, &changed, err))
		return false;
	return (uint32_t)changed == end - first || damaged(f->sql, err);
}

bool
slips_strike_all(struct answers_file *f, struct err *err)
{
	uint32_t end = places(f->slips);

	return !end || slips_strike(f, 0, end, err);
}

void
slip_forget(struct answers_file *f, const unsigned char hash[SLIP_BYTES])
{
	pthread_mutex_lock(&f->slips->lock);
	slip_set_drop(&f->slips->set, hash);
	pthread_mutex_unlock(&f->slips->lock);
}

void
slips_forget(struct answers_file *f, uint32_t first, uint32_t end)
{
	pthread_mutex_lock(&f->slips->lock);
	slip_set_drop_places(&f->slips->set, first, end);
	pthread_mutex_unlock(&f->slips->lock);
}

bool
answers_slip_there(const struct answers_file *f, const unsigned char hash[SLIP_BYTES])
{
	uint32_t place;
	bool there;

	pthread_mutex_lock(&f->slips->lock);
	there = slip_set_find(&f->slips->set, hash, &place);
	pthread_mutex_unlock(&f->slips->lock);
	return there;
}

bool
answers_slips_any(const struct answers_file *f)
{
	bool any;

	pthread_mutex_lock(&f->slips->lock);
	any = f->slips->run_count > 0;
	pthread_mutex_unlock(&f->slips->lock);
	return any;
}

/* ---- a print run ------------------------------------------------------------------- */

/* The tables that an older file lacks, inside the transaction of its first print run. */
static bool
tables_add(struct sql *sql, struct err *err)
{
	bool good = true;

	sql->upgrading = true;
	for (int id = 0; good && id < STMT__COUNT; id++)
		if (str_same(stmt_texts[id].group, "answers-0002"))
			good = sql_once(sql, id, NULL, 0, err);
	good = good && sql_once(sql, STMT_SET_VERSION_2, NULL, 0, err);
	sql->upgrading = false;
	return good && sql_prepare_group(sql, "slips_read", err) &&
	       sql_prepare_group(sql, "slips_write", err);
}

static bool
slip_add(struct sql *sql, unsigned run, uint32_t place,
	 const unsigned char hash[SLIP_BYTES], struct err *err)
{
	SCOPED(stmt) add = stmt_use(sql, STMT_SLIP_NEW);
	unsigned char cell[SLIP_CELL];

	cell_set_batch(cell, run);
	memcpy(cell + 4, hash, SLIP_BYTES);
	stmt_int(&add, ":place", place);
	stmt_blob(&add, ":cell", cell, sizeof(cell));
	return stmt_run(&add, err);
}

static bool
run_add(struct sql *sql, unsigned run, size_t n, struct err *err)
{
	SCOPED(stmt) add = stmt_use(sql, STMT_SLIP_RUN_NEW);

	stmt_int(&add, ":number", run);
	stmt_int(&add, ":slips", (int64_t)n);
	return stmt_run(&add, err);
}

static bool
run_write(struct answers_file *f, unsigned char (*sorted)[SLIP_BYTES], size_t n,
	  struct err *err)
{
	SCOPED(txn) txn = txn_begin(f->sql, STMT_BEGIN_WRITE, err);
	unsigned run = f->slips->run_count + 1;
	uint32_t first = places(f->slips);
	struct head h = f->head;

	h.clean = false;
	if (!txn.open || (f->sql->version < SLIPS_VERSION && !tables_add(f->sql, err)) ||
	    !run_add(f->sql, run, n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!slip_add(f->sql, run, first + (uint32_t)i, sorted[i], err))
			return false;
	if (!head_write(f, &h, err) || !txn_keep(&txn, err))
		return false;
	head_take(f, &h);
	f->sql->version = SLIPS_VERSION;
	return true;
}

static void
run_take(struct slip_book *b, unsigned char (*sorted)[SLIP_BYTES], size_t n)
{
	uint32_t first = places(b);

	pthread_mutex_lock(&b->lock);
	slip_set_room(&b->set, n);
	for (size_t i = 0; i < n; i++)
		if (!slip_set_put(&b->set, sorted[i], first + (uint32_t)i))
			die("a slip stands twice"); /* new_only() has looked */
	b->runs[b->run_count++] =
		(struct slip_print){ .first = first, .slips = (uint32_t)n };
	pthread_mutex_unlock(&b->lock);
}

static int
by_hash(const void *a, const void *b)
{
	return memcmp(a, b, SLIP_BYTES);
}

static bool
new_only(const struct answers_file *f, unsigned char (*sorted)[SLIP_BYTES], size_t n)
{
	uint32_t place;

	for (size_t i = 0; i < n; i++)
		if ((i && !memcmp(sorted[i - 1], sorted[i], SLIP_BYTES)) ||
		    slip_set_find(&f->slips->set, sorted[i], &place))
			return false;
	return true;
}

static bool
run_fits(const struct answers_file *f, size_t n, struct err *err)
{
	if (f->stopped)
		return err_set(err, ERR_IO, "%s is stopped", f->sql->name);
	if (f->secrets.ticket_gone)
		return err_set(err, ERR_MISSING, "the survey takes no answers any more");
	if (!n || n > SLIPS_MOST)
		return err_set(err, ERR_INPUT, "%zu slips: a print run has 1 to %d", n,
			       SLIPS_MOST);
	if (f->slips->run_count == SLIP_RUNS_MOST)
		return err_set(err, ERR_INPUT,
			       "there have been %d print runs: no more fit",
			       SLIP_RUNS_MOST);
	return true;
}

bool
answers_slips_add(struct answers_file *f, const unsigned char (*hashes)[SLIP_BYTES],
		  size_t n, unsigned *out_run, struct err *err)
{
	unsigned char(*sorted)[SLIP_BYTES];
	struct err why = { 0 };
	bool good;

	if (!run_fits(f, n, err))
		return false;
	sorted = mem_new(n, sizeof(*sorted));
	memcpy(sorted, hashes, n * sizeof(*sorted));
	qsort(sorted, n, sizeof(*sorted), by_hash);
	if (!new_only(f, sorted, n)) {
		good = err_set(err, ERR_BUSY, "a slip was drawn that is there already");
	} else if (run_write(f, sorted, n, &why)) {
		run_take(f->slips, sorted, n);
		*out_run = f->slips->run_count;
		good = true;
	} else {
		if (f->sql->version < SLIPS_VERSION) { /* their tables were rolled back */
			sql_drop_group(f->sql, "slips_read");
			sql_drop_group(f->sql, "slips_write");
		}
		good = answers_trouble(f, &why, err);
	}
	explicit_bzero(sorted, n * sizeof(*sorted));
	free(sorted);
	return good;
}

/* ---- withdrawing one ----------------------------------------------------------------- */

static bool
run_withdraw(struct answers_file *f, unsigned run, struct err *err)
{
	SCOPED(txn) txn = txn_begin(f->sql, STMT_BEGIN_WRITE, err);
	SCOPED(stmt) mark = stmt_use(f->sql, STMT_SLIP_RUN_WITHDRAW);
	const struct slip_print *print = &f->slips->runs[run - 1];
	struct head h = f->head;

	h.clean = false;
	stmt_int(&mark, ":number", run);
	if (!txn.open || !stmt_run(&mark, err) ||
	    !slips_strike(f, print->first, print->first + print->slips, err) ||
	    !head_write(f, &h, err) || !txn_keep(&txn, err))
		return false;
	head_take(f, &h);
	return true;
}

bool
answers_slips_withdraw(struct answers_file *f, unsigned run, struct err *err)
{
	struct slip_print *print;
	struct err why = { 0 };

	if (f->stopped)
		return err_set(err, ERR_IO, "%s is stopped", f->sql->name);
	if (!run || run > f->slips->run_count)
		return err_set(err, ERR_MISSING, "there is no print run %u", run);
	print = &f->slips->runs[run - 1];
	if (print->withdrawn)
		return true;
	if (!run_withdraw(f, run, &why))
		return answers_trouble(f, &why, err);
	print->withdrawn = true;
	slips_forget(f, print->first, print->first + print->slips);
	return true;
}

/* ---- for readers --------------------------------------------------------------------- */

static bool
runs_list(struct sql *sql, struct slip_run *runs, size_t *out_count, struct err *err)
{
	SCOPED(stmt) all = stmt_use(sql, STMT_SLIP_RUN_ALL);
	size_t n = 0;
	bool row;

	while (stmt_row(&all, &row, err)) {
		if (!row) {
			*out_count = n;
			return true;
		}
		if (n == SLIP_RUNS_MOST)
			return damaged(sql, err);
		runs[n++] = (struct slip_run){ .number = (unsigned)stmt_get_int(&all, 0),
					       .slips = (unsigned)stmt_get_int(&all, 1),
					       .withdrawn = stmt_get_int(&all, 2) };
	}
	return false;
}

bool
slip_runs(const char *dir, const char *survey, struct slip_run **out, size_t *out_count,
	  struct arena *a, struct err *err)
{
	struct slip_run *runs = arena_alloc(a, SLIP_RUNS_MOST, sizeof(*runs));
	struct path path;
	struct sql *sql;
	size_t n = 0;
	bool good;

	if (!path_answers(&path, dir, survey, "", err))
		return false;
	sql = sql_open(path.text, ROLE_ANSWERS_READ, err);
	if (!sql)
		return false;
	good = sql->version < SLIPS_VERSION || runs_list(sql, runs, &n, err);
	sql_close(sql);
	if (!good)
		return false;
	*out = runs;
	*out_count = n;
	return true;
}
