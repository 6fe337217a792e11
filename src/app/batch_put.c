/*
 * Closed batches as a file is written: see batch_bytes.c for its bytes.
 *
 * Answers come from the store in its own order, which the file must not show.  So a place in the
 * file is drawn for each, each is written there as it comes, and then one walk through the file
 * puts the hashes between.  In memory are a piece of boxes, and four bytes for each answer's place.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "app/batch_file.h"
#include "app/batch_format.h"

enum { WALK = 64 }; /* parts that are hashed at once */

struct writing {
	int fd;
	const struct batch_file *from;
	size_t count, part; /* answers, and bytes of each with its hash */
	uint64_t first;	    /* where they begin */
	unsigned char hash[SEAL_HASH]; /* of the last part that is done */
	struct err *err;
};

static bool
put_at(const struct writing *w, const void *data, size_t len, uint64_t at)
{
	const char *next = data;

	while (len) {
		ssize_t put = pwrite(w->fd, next, len, (off_t)at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return err_set(w->err,
				       errno == ENOSPC || errno == EDQUOT ? ERR_FULL
									   : ERR_IO,
				       "writing batches: %s", strerror(errno));
		next += put;
		at += (size_t)put;
		len -= (size_t)put;
	}
	return true;
}

/* ---- parts ------------------------------------------------------------------------- */

static void
put_text(struct buf *out, const char *text, size_t len)
{
	buf_u32(out, (uint32_t)len);
	buf_put(out, text, len);
}

static void
put_survey(const struct batch_file *from, struct buf *out)
{
	const struct survey *s = &from->survey;

	put_text(out, s->name, strlen(s->name));
	put_text(out, s->form_text, s->form_len);
	buf_u8(out, s->state);
	buf_u8(out, (s->unconfirmed ? FLAG_UNCONFIRMED : 0u) |
			    (s->invented ? FLAG_INVENTED : 0u));
	buf_u32(out, s->expected);
	buf_u32(out, (uint32_t)(s->opened + 1));
	buf_u32(out, (uint32_t)(s->closed + 1));
	buf_u32(out, s->box_len);
	buf_u32(out, s->padded);
	buf_u32(out, from->batches ? batches_closed(from->batches) : 0);
	buf_u32(out, from->batches ? (uint32_t)batches_count(from->batches) : 0);
	buf_u32(out, (uint32_t)from->release_count);
	buf_u8(out, s->recipient_count);
	for (unsigned i = 0; i < s->recipient_count; i++) {
		buf_put(out, s->recipients[i].key, sizeof(s->recipients[i].key));
		buf_u8(out, s->recipients[i].confirmed);
	}
}

/* Hashes what stands in b, hash before and part, and puts the hash behind. */
static void
part_end(struct writing *w, struct buf *b)
{
	seal_sha256(w->hash, b->data, b->len);
	buf_put(b, w->hash, SEAL_HASH);
}

static bool
write_survey(struct writing *w)
{
	SCOPED(buf) b;

	buf_init(&b, 0);
	buf_puts(&b, BATCH_FIRST_LINE);
	put_survey(w->from, &b);
	part_end(w, &b);
	w->first = b.len;
	return put_at(w, b.data, b.len, 0);
}

static bool
write_releases(struct writing *w, uint64_t at)
{
	for (size_t i = 0; i < w->from->release_count; i++) {
		const struct release_line *line = &w->from->releases[i];
		SCOPED(buf) b;

		buf_init(&b, 0);
		buf_put(&b, w->hash, SEAL_HASH);
		buf_u32(&b, line->number);
		put_text(&b, line->text, line->len);
		part_end(w, &b);
		if (!put_at(w, b.data + SEAL_HASH, b.len - SEAL_HASH, at))
			return false;
		at += b.len - SEAL_HASH;
	}
	return true;
}

/* ---- answers ----------------------------------------------------------------------- */

/* R. Durstenfeld's shuffle (Communications of the ACM 7, 1964), with the kernel's randomness. */
static uint32_t *
places_draw(size_t count)
{
	uint32_t *places = mem_new(count + 1, sizeof(*places));

	for (size_t i = 0; i < count; i++) {
		uint32_t j = rand_below((uint32_t)i + 1);

		places[i] = places[j];
		places[j] = (uint32_t)i;
	}
	return places;
}

static bool
scatter_piece(struct writing *w, const struct piece *piece, const uint32_t *places,
	      struct buf *b)
{
	for (size_t i = 0; i < piece->count; i++) {
		buf_clear(b);
		buf_u32(b, piece->batch[i]);
		buf_put(b, piece->boxes + i * piece->box_len, piece->box_len);
		if (!put_at(w, b->data, b->len, w->first + (uint64_t)places[i] * w->part))
			return false;
	}
	return true;
}

/* Each answer to the place that was drawn for it; sizes: how many of each batch. */
static bool
scatter(struct writing *w, size_t *sizes)
{
	struct piece *piece = piece_new(w->from->batches);
	struct pass *pass = pass_begin(w->from->batches, w->err);
	uint32_t *places = places_draw(w->count);
	bool good = pass != NULL;
	size_t came = 0;
	SCOPED(buf) b;

	buf_init(&b, 0);
	while ((good = good && pass_next(pass, piece, w->err)) && piece->count) {
		good = scatter_piece(w, piece, places + came, &b);
		for (size_t i = 0; i < piece->count; i++)
			sizes[piece->batch[i] - 1]++;
		came += piece->count;
	}
	free(places);
	pass_end(pass);
	piece_free(piece);
	return good;
}

/* The hash before stands right in front of each part, so what is hashed lies in one piece. */
static bool
hash_all(struct writing *w)
{
	unsigned char *parts = mem_new(SEAL_HASH + WALK * w->part, 1);
	bool good = true;

	for (size_t i = 0; good && i < w->count; i += WALK) {
		size_t n = w->count - i < WALK ? w->count - i : WALK;
		uint64_t at = w->first + (uint64_t)i * w->part;

		good = file_at(w->fd, parts + SEAL_HASH, n * w->part, at, w->err);
		memcpy(parts, w->hash, SEAL_HASH);
		for (size_t k = 0; good && k < n; k++) {
			unsigned char *part = parts + k * w->part;

			seal_sha256(w->hash, part, w->part);
			memcpy(part + w->part, w->hash, SEAL_HASH);
			good = put_at(w, w->hash, SEAL_HASH,
				      at + (k + 1) * w->part - SEAL_HASH);
		}
	}
	free(parts);
	return good;
}

/* All of its room at once: a full disk shows before anything is read. */
static bool
room_make(const struct writing *w, uint64_t bytes)
{
	int failed;

	if (bytes > BATCH_FILE_MOST)
		return err_set(w->err, ERR_INPUT,
			       "%s has more answers than one file takes (%llu bytes)",
			       w->from->survey.name,
			       (unsigned long long)BATCH_FILE_MOST);
	failed = posix_fallocate(w->fd, 0, (off_t)bytes);
	if (failed == ENOSPC || failed == EDQUOT || failed == EFBIG)
		return err_set(w->err, ERR_FULL, "writing batches: %s", strerror(failed));
	return true; /* else it grows as it is written */
}

static bool
write_answers(struct writing *w, struct arena *a)
{
	const struct batch_file *from = w->from;
	unsigned closed = from->batches ? batches_closed(from->batches) : 0;
	size_t *sizes = arena_array(a, size_t, (size_t)closed + 1);

	if (from->batches &&
	    (!room_make(w, w->first + (uint64_t)w->count * w->part) || !scatter(w, sizes)))
		return false;
	return batches_sizes_fit(&from->survey, sizes, closed, w->err) &&
	       (!from->batches || hash_all(w));
}

bool
batch_file_put(const struct batch_file *from, int fd, struct err *err)
{
	struct writing w = { .fd = fd,
			     .from = from,
			     .count = from->batches ? batches_count(from->batches) : 0,
			     .part = batch_part(from->survey.box_len),
			     .err = err };
	struct arena *a = arena_new(0);
	bool good;

	if (from->batches && batches_box_len(from->batches) != from->survey.box_len)
		die("batch_file_put: boxes of another survey");
	good = write_survey(&w) && write_answers(&w, a) &&
	       write_releases(&w, w.first + (uint64_t)w.count * w.part);
	arena_free(a);
	return good;
}
