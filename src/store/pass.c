/*
 * Closed batches as they are read: a piece at a time, and held against what was promised.  Where
 * they come from is a source: the store (sqlite/batches.c), or a file that was carried elsewhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/internal.h"
#include "store/read.h"

enum { PIECE_BYTES = 1 << 20, PIECE_MOST = 256, PIECE_LEAST = 16 };

struct batches {
	const struct batches_source *source;
	void *with;
	size_t box_len, count;
	unsigned closed;
};

struct pass {
	const struct batches *of;
	void *pass; /* the source's */
	size_t came;
};

struct batches *
batches_from(const struct batches_source *source, void *with, size_t box_len,
	     unsigned closed, size_t count)
{
	struct batches *b = mem_new(1, sizeof(*b));

	*b = (struct batches){ source, with, box_len, count, closed };
	return b;
}

void
batches_free(struct batches *b)
{
	if (!b)
		return;
	b->source->done(b->with);
	free(b);
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

size_t
batches_box_len(const struct batches *b)
{
	return b->box_len;
}

/* ---- pieces ---------------------------------------------------------------------- */

struct piece *
piece_new(const struct batches *b)
{
	struct piece *p = mem_new(1, sizeof(*p));
	size_t fits = PIECE_BYTES / b->box_len;

	p->box_len = b->box_len;
	p->room = fits > PIECE_MOST ? PIECE_MOST : fits < PIECE_LEAST ? PIECE_LEAST : fits;
	p->boxes = mem_new(p->room, p->box_len);
	p->batch = mem_new(p->room, sizeof(*p->batch));
	return p;
}

void
piece_free(struct piece *p)
{
	if (!p)
		return;
	free(p->boxes);
	free(p->batch);
	free(p);
}

/* ---- one reading ----------------------------------------------------------------- */

struct pass *
pass_begin(const struct batches *b, struct err *err)
{
	void *pass = b->source->begin(b->with, err);
	struct pass *p;

	if (!pass)
		return NULL;
	p = mem_new(1, sizeof(*p));
	*p = (struct pass){ .of = b, .pass = pass };
	return p;
}

void
pass_end(struct pass *p)
{
	if (!p)
		return;
	p->of->source->end(p->pass);
	free(p);
}

static bool
piece_right(const struct pass *p, const struct piece *piece, struct err *err)
{
	size_t want = p->of->count;

	for (size_t i = 0; i < piece->count; i++)
		if (!piece->batch[i] || piece->batch[i] > p->of->closed)
			return err_set(err, ERR_IO, "an answer of batch %u, of %u",
				       piece->batch[i], p->of->closed);
	if (piece->count > want - p->came)
		return err_set(err, ERR_IO, "there are more answers than the %zu counted",
			       want);
	if (!piece->count && p->came != want)
		return err_set(err, ERR_IO, "%zu answers are counted, %zu are there",
			       want, p->came);
	return true;
}

bool
pass_next(struct pass *p, struct piece *into, struct err *err)
{
	if (into->box_len != p->of->box_len)
		die("pass_next: a piece of other batches");
	into->count = 0;
	if (!p->of->source->next(p->pass, into, err) || !piece_right(p, into, err))
		return false;
	p->came += into->count;
	return true;
}
