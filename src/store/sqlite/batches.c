/*
 * The reader's side: a copy of all closed batches, taken in one transaction, since an answer
 * that is added may move others to the next slot; then dealt out in an order drawn anew, over
 * all batches together.  The same thing is made from a file that was carried elsewhere.
 *
 * Never checkpoints, never writes, and never copies a box of the batch that is still open.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/read.h"
#include "store/sqlite/internal.h"

enum {
	READ_MS =
		2000, /* that a reader may take for each READ_PART of boxes: meanwhile */
	READ_PART = 256 << 20, /* the writer cannot empty its log */
};

struct batches {
	unsigned char *boxes;
	uint32_t *numbers; /* the batch of each box, as they lie in boxes */
	uint32_t *order;   /* NULL: not dealt yet */
	size_t count, room, box_len;
	unsigned closed;
};

void
batches_free(struct batches *b)
{
	if (!b)
		return;
	free(b->boxes);
	free(b->numbers);
	free(b->order);
	free(b);
}

/* There is room for one more. */
static void
box_take(struct batches *b, uint32_t batch, const unsigned char *box)
{
	memcpy(b->boxes + b->count * b->box_len, box, b->box_len);
	b->numbers[b->count++] = batch;
}

static void
room_make(struct batches *b, size_t room)
{
	b->boxes = mem_grow(b->boxes, room, b->box_len);
	b->numbers = mem_grow(b->numbers, room, sizeof(*b->numbers));
	b->room = room;
}

static struct sql *
answers_sql(const char *dir, const char *survey, struct err *err)
{
	struct path path;

	if (!path_answers(&path, dir, survey, "", err))
		return NULL;
	return sql_open(path.text, ROLE_ANSWERS_READ, err);
}

static bool
head_fits(struct sql *sql, const struct head *h, const char *says, const char *survey,
	  struct err *err)
{
	if (!str_same(says, survey))
		return err_set(err, ERR_CONFIG, "%s belongs to %s", sql->name, says);
	if (!h->box_len || h->open_filled > h->filled || h->filled > h->slots ||
	    h->filled > UINT32_MAX || !h->open_batch)
		return err_set(err, ERR_IO, "%s: its head is damaged", sql->name);
	return true;
}

/* One cell: a box of a closed batch is copied, if there is room for it still. */
static bool
cell_take(struct batches *b, const struct head *h, const unsigned char *cell, size_t len,
	  struct err *err)
{
	uint32_t batch;

	if (!cell || len < SLOT_HEAD + b->box_len)
		return err_set(err, ERR_IO, "a slot is damaged");
	batch = cell_batch(cell);
	if (!batch || batch >= h->open_batch)
		return true;
	if (b->count == (size_t)(h->filled - h->open_filled))
		return err_set(err, ERR_IO,
			       "there are more answers than the file counts");
	box_take(b, batch, cell + SLOT_HEAD);
	return true;
}

static bool
boxes_copy(struct batches *b, struct sql *sql, const struct head *h, struct err *err)
{
	SCOPED(stmt) all = stmt_use(sql, STMT_SLOT_ALL);
	size_t most = (size_t)(h->filled - h->open_filled);
	uint64_t until = clock_ms() + READ_MS * (1 + most * b->box_len / READ_PART);
	bool row;

	room_make(b, most + 1);
	while (stmt_row(&all, &row, err)) {
		const unsigned char *cell;
		size_t len;

		if (!row && b->count != most)
			return err_set(err, ERR_IO,
				       "the file counts %zu answers, %zu are there", most,
				       b->count);
		if (!row)
			return true;
		cell = stmt_get_blob(&all, 1, &len);
		if (!cell_take(b, h, cell, len, err))
			return false;
		if (clock_ms() > until)
			return err_set(err, ERR_BUSY, "reading took too long; try again");
	}
	return false;
}

/* R. Durstenfeld's shuffle (Communications of the ACM 7, 1964), with the kernel's randomness. */
void
batches_deal(struct batches *b)
{
	b->order = mem_grow(b->order, b->count + 1, sizeof(*b->order));
	for (size_t i = 0; i < b->count; i++) {
		uint32_t j = rand_below((uint32_t)i + 1);

		b->order[i] = b->order[j];
		b->order[j] = (uint32_t)i;
	}
}

static bool
batches_read(struct batches *b, struct sql *sql, const char *survey, struct err *err)
{
	SCOPED(txn) txn = txn_begin(sql, STMT_BEGIN, err);
	char says[SURVEY_NAME];
	struct head h;

	if (!txn.open || !head_read(sql, &h, says, sizeof(says), err) ||
	    !head_fits(sql, &h, says, survey, err))
		return false;
	if (h.open_batch == 1)
		return err_set(
			err, ERR_BUSY,
			"no batch of %s is closed yet: the first closes on a new day with ten "
			"answers, or with the survey",
			survey);
	b->closed = (unsigned)h.open_batch - 1;
	b->box_len = h.box_len;
	return boxes_copy(b, sql, &h, err) || err_add(err, "%s", sql->name);
}

struct batches *
batches_open(const char *dir, const char *survey, struct err *err)
{
	struct sql *sql = answers_sql(dir, survey, err);
	struct batches *b;
	bool good;

	if (!sql)
		return NULL;
	b = mem_new(1, sizeof(*b));
	good = batches_read(b, sql, survey, err);
	sql_close(sql);
	if (!good) {
		batches_free(b);
		return NULL;
	}
	batches_deal(b);
	return b;
}

unsigned
batches_closed(const struct batches *b)
{
	return b->closed;
}

size_t
batches_count(const struct batches *b)
{
	return b->count;
}

/* Where the i-th in dealt order lies. */
static size_t
dealt(const struct batches *b, size_t i)
{
	if (!b->order)
		die("batches: not dealt yet");
	if (i >= b->count)
		die("batches: box %zu of %zu", i, b->count);
	return b->order[i];
}

const unsigned char *
batches_box(const struct batches *b, size_t i, size_t *out_len)
{
	*out_len = b->box_len;
	return b->boxes + dealt(b, i) * b->box_len;
}

unsigned
batches_batch(const struct batches *b, size_t i)
{
	return b->numbers[dealt(b, i)];
}

/* ---- the same, from a file ------------------------------------------------------- */

struct batches *
batches_new(size_t box_len, unsigned closed)
{
	struct batches *b = mem_new(1, sizeof(*b));

	b->box_len = box_len;
	b->closed = closed;
	return b;
}

bool
batches_put(struct batches *b, unsigned batch, const unsigned char *box, size_t len,
	    struct err *err)
{
	if (b->order)
		die("batches_put: dealt already");
	if (len != b->box_len)
		return err_set(err, ERR_INPUT, "a box of %zu bytes, where all have %zu",
			       len, b->box_len);
	if (!batch || batch > b->closed)
		return err_set(err, ERR_INPUT, "an answer of batch %u, of %u", batch,
			       b->closed);
	if (b->count == UINT32_MAX)
		return err_set(err, ERR_INPUT, "too many answers");
	if (b->count == b->room)
		room_make(b, b->room ? 2 * b->room : 64);
	box_take(b, batch, box);
	return true;
}

/* ---- for audit and doctor -------------------------------------------------------- */

static bool
gone_read(struct sql *sql, bool *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(sql, STMT_SECRET_GONE);
	bool row;

	if (!stmt_row(&get, &row, err))
		return false;
	*out = row && stmt_get_int(&get, 0);
	return true;
}

static bool
state_read(struct sql *sql, const char *survey, struct answers_state *out,
	   struct err *err)
{
	SCOPED(txn) txn = txn_begin(sql, STMT_BEGIN, err);
	char says[SURVEY_NAME];
	struct head h;
	bool gone;

	if (!txn.open || !head_read(sql, &h, says, sizeof(says), err) ||
	    !head_fits(sql, &h, says, survey, err) || !gone_read(sql, &gone, err))
		return false;
	*out = (struct answers_state){
		.slots = h.slots,
		.filled = h.filled,
		.open_batch = (unsigned)h.open_batch,
		.page_size = sql->page_size,
		.clean = h.clean && log_empty(sql),
		.ticket_gone = gone,
	};
	return true;
}

bool
answers_look(const char *dir, const char *survey, struct answers_state *out,
	     struct err *err)
{
	struct sql *sql = answers_sql(dir, survey, err);
	bool good = sql && state_read(sql, survey, out, err);

	sql_close(sql);
	return good;
}
