/*
 * All boxes of closed batches at once, as no command holds them, and batches that were put
 * together by hand.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_BOXES_H
#define CANVASS_TEST_BOXES_H

#include "store/read.h"

struct boxes {
	unsigned char *data;
	unsigned *batch;
	size_t count, len;
	struct err err; /* why there are none: code is ERR_NONE otherwise */
};

__attribute__((unused)) static struct boxes
boxes_read(const struct batches *b)
{
	struct boxes all = { .len = batches_box_len(b) };
	struct pass *pass = pass_begin(b, &all.err);
	struct piece *piece = piece_new(b);

	all.data = mem_new(batches_count(b) + 1, all.len);
	all.batch = mem_new(batches_count(b) + 1, sizeof(*all.batch));
	while (pass && pass_next(pass, piece, &all.err) && piece->count) {
		memcpy(all.data + all.count * all.len, piece->boxes,
		       piece->count * all.len);
		for (size_t i = 0; i < piece->count; i++)
			all.batch[all.count++] = piece->batch[i];
	}
	if (all.err.code)
		all.count = 0;
	piece_free(piece);
	pass_end(pass);
	return all;
}

__attribute__((unused)) static const unsigned char *
boxes_at(const struct boxes *all, size_t i)
{
	if (i >= all->count)
		die("box %zu of %zu: %s", i, all->count, all->err.text);
	return all->data + i * all->len;
}

__attribute__((unused)) static void
boxes_free(struct boxes *all)
{
	free(all->data);
	free(all->batch);
}

/* ---- by hand --------------------------------------------------------------------- */

struct hand { /* put, then made into batches, which own what was put */
	struct boxes all;
	unsigned closed;
	size_t room;
};
struct hand_pass {
	const struct hand *of;
	size_t at;
};

__attribute__((unused)) static void
hand_put(struct hand *h, unsigned batch, const void *box)
{
	struct boxes *all = &h->all;

	if (all->count == h->room) {
		h->room = 2 * h->room + 64;
		all->data = mem_grow(all->data, h->room, all->len);
		all->batch = mem_grow(all->batch, h->room, sizeof(*all->batch));
	}
	memcpy(all->data + all->count * all->len, box, all->len);
	all->batch[all->count++] = batch;
}

static inline void *
hand_begin(void *with, struct err *err)
{
	struct hand_pass *p = mem_new(1, sizeof(*p));

	(void)err;
	p->of = with;
	return p;
}

static inline bool
hand_next(void *pass, struct piece *into, struct err *err)
{
	struct hand_pass *p = pass;
	const struct boxes *all = &p->of->all;

	(void)err;
	for (; into->count < into->room && p->at < all->count; p->at++) {
		memcpy(into->boxes + into->count * into->box_len,
		       all->data + p->at * all->len, all->len);
		into->batch[into->count++] = all->batch[p->at];
	}
	return true;
}

static inline void
hand_done(void *with)
{
	struct hand *h = with;

	boxes_free(&h->all);
	free(h);
}

__attribute__((unused)) static struct hand *
hand_new(size_t box_len, unsigned closed)
{
	struct hand *h = mem_new(1, sizeof(*h));

	h->all.len = box_len;
	h->closed = closed;
	return h;
}

__attribute__((unused)) static struct batches *
hand_batches(struct hand *h)
{
	static const struct batches_source source = { hand_begin, hand_next, free, hand_done };

	return batches_from(&source, h, h->all.len, h->closed, h->all.count);
}

#endif
