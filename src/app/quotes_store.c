/*
 * Where ticks lie: rows of canvass.db, or lines of a file beside exported batches.  A line is
 * URL-safe base64 of a row's id and its sealed bytes.  Two such files are joined by putting one
 * behind the other.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/quotes.h"

#define TICKS_FILE_MOST (256u << 20)

const char *
ticks_beside(const char *batches, struct arena *a)
{
	return arena_printf(a, "%s.ticks", batches);
}

/* ---- a file -------------------------------------------------------------------------------- */

/* What a line holds; false: no tick, as far as that can be told without a key. */
static bool
line_read(const char *line, size_t len, struct tick_row *out, struct arena *a)
{
	size_t room = len / 4 * 3 + 3;
	unsigned char *bytes = arena_alloc(a, room, 1);

	if (!base64_decode(bytes, &room, line, len) || room <= TICK_ID)
		return false;
	memcpy(out->id, bytes, TICK_ID);
	out->sealed = bytes + TICK_ID;
	out->len = room - TICK_ID;
	return true;
}

static void
line_put(const struct tick_row *row, struct buf *out)
{
	SCOPED(buf) bytes;
	char *line;

	buf_init(&bytes, 0);
	buf_put(&bytes, row->id, TICK_ID);
	buf_put(&bytes, row->sealed, row->len);
	line = mem_new(base64_size(bytes.len), 1);
	base64_encode(line, base64_size(bytes.len), bytes.data, bytes.len);
	buf_puts(out, line);
	buf_putc(out, '\n');
	free(line);
}

/* None if there is no such file. */
static bool
file_lines(const char *path, struct buf *out, struct err *err)
{
	struct err why = { .code = ERR_NONE };

	return file_read(path, TICKS_FILE_MOST, out, &why) || why.code == ERR_MISSING ||
	       err_set(err, why.code, "%s", why.text);
}

/* A line that is none is a row that opens nowhere: it is counted with those that are ignored. */
static bool
file_rows(const char *path, struct tick_row **out, size_t *out_count, struct arena *a,
	  struct err *err)
{
	SCOPED(buf) text;
	struct tick_row *rows;
	size_t lines = 1, count = 0;

	buf_init(&text, 0);
	if (!file_lines(path, &text, err))
		return false;
	for (size_t i = 0; i < text.len; i++)
		lines += text.data[i] == '\n';
	rows = arena_array(a, struct tick_row, lines);
	for (const char *at = text.data ? text.data : "", *end = at + text.len, *next;
	     at < end; at = next) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct tick_row *row = &rows[count];

		next = stop ? stop + 1 : end;
		if (!stop)
			stop = end;
		if (stop == at)
			continue;
		if (!line_read(at, (size_t)(stop - at), row, a))
			*row = (struct tick_row){ .len = 0 };
		count++;
	}
	*out = rows;
	*out_count = count;
	return true;
}

static bool
is_gone(const struct tick_row *row, const unsigned char (*gone)[TICK_ID], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (memcmp(row->id, gone[i], TICK_ID) == 0)
			return true;
	return false;
}

/* In the order of their ids, as in canvass.db: the lines do not tell who ticked first. */
static int
row_order(const void *one, const void *other)
{
	const struct tick_row *a = one, *b = other;

	return memcmp(a->id, b->id, TICK_ID);
}

/* Of what is there now, not of what was judged: somebody else may have ticked since. */
static bool
file_change_locked(const struct tick_place *place, const unsigned char (*gone)[TICK_ID],
		   size_t gone_count, const struct tick_row *rows, size_t row_count,
		   struct arena *a, struct err *err)
{
	struct tick_row *there, *all;
	size_t there_count, count = 0;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!file_rows(place->file, &there, &there_count, a, err))
		return false;
	all = arena_array(a, struct tick_row, there_count + row_count + 1);
	for (size_t i = 0; i < there_count; i++)
		if (there[i].len && !is_gone(&there[i], gone, gone_count))
			all[count++] = there[i];
	for (size_t i = 0; i < row_count; i++)
		all[count++] = rows[i];
	qsort(all, count, sizeof(*all), row_order);
	for (size_t i = 0; i < count; i++)
		line_put(&all[i], &text);
	return file_write(place->file, text.data ? text.data : "", text.len, 0600, err);
}

/* One at a time, or a tick taken back meanwhile would stand again. */
static bool
file_change(const struct tick_place *place, const unsigned char (*gone)[TICK_ID],
	    size_t gone_count, const struct tick_row *rows, size_t row_count,
	    struct arena *a, struct err *err)
{
	int lock = folder_lock(place->file, a);
	bool good = file_change_locked(place, gone, gone_count, rows, row_count, a, err);

	if (lock >= 0)
		close(lock);
	return good;
}

/* ---- either ------------------------------------------------------------------------------ */

bool
ticks_read(const struct tick_place *place, struct tick_row **out, size_t *out_count,
	   struct arena *a, struct err *err)
{
	struct store *st;
	bool good;

	if (place->file)
		return file_rows(place->file, out, out_count, a, err);
	st = store_open(place->workspace, STORE_READS, err);
	good = st && tick_all(st, place->survey, out, out_count, a, err);
	store_close(st);
	return good;
}

bool
ticks_change(const struct tick_place *place, const unsigned char (*gone)[TICK_ID],
	     size_t gone_count, const struct tick_row *rows, size_t row_count,
	     struct arena *a, struct err *err)
{
	struct store *st;
	bool good;

	if (place->file)
		return file_change(place, gone, gone_count, rows, row_count, a, err);
	st = store_open(place->workspace, STORE_WRITES, err);
	good = st &&
	       tick_change(st, place->survey, gone, gone_count, rows, row_count, err);
	store_close(st);
	return good;
}
