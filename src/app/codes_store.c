/*
 * Where codings lie: rows of canvass.db, or lines of a file beside exported batches.  A line is
 * URL-safe base64 of a note's kind, one byte, and its sealed bytes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/codes_note.h"

#define CODES_FILE_MOST (256u << 20)

_Static_assert((int)NOTE__COUNT == (int)NOTE_KINDS, "each note has its row");

const char *
codes_beside(const char *batches, struct arena *a)
{
	return arena_printf(a, "%s.codes", batches);
}

/* ---- a file -------------------------------------------------------------------------------- */

static bool
line_read(const char *line, size_t len, struct code_sealed notes[NOTE__COUNT],
	  struct arena *a)
{
	size_t room = len / 4 * 3 + 3;
	unsigned char *bytes = arena_alloc(a, room, 1);

	if (!base64_decode(bytes, &room, line, len) || room < 2 ||
	    bytes[0] >= NOTE__COUNT || notes[bytes[0]].bytes)
		return false;
	notes[bytes[0]] = (struct code_sealed){ .bytes = bytes + 1, .len = room - 1 };
	return true;
}

/* None if there is no such file.  A line that is none is never left out in silence. */
static bool
file_notes(const char *path, struct code_sealed notes[NOTE__COUNT], struct arena *a,
	   struct err *err)
{
	SCOPED(buf) text;
	struct err why = { .code = ERR_NONE };
	size_t number = 0;

	buf_init(&text, 0);
	if (!file_read(path, CODES_FILE_MOST, &text, &why))
		return why.code == ERR_MISSING || err_set(err, why.code, "%s", why.text);
	for (const char *at = text.data ? text.data : "", *end = at + text.len, *next;
	     at < end; at = next) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		number++;
		next = stop ? stop + 1 : end;
		if (!line_read(at, (size_t)((stop ? stop : end) - at), notes, a))
			return err_set(err, ERR_INPUT,
				       "%.100s:%zu: this is no note, or one of its kind "
				       "stands here already",
				       path, number);
	}
	return true;
}

static void
line_put(unsigned kind, const struct code_sealed *note, struct buf *out)
{
	SCOPED(buf) bytes;
	char *line;

	buf_init(&bytes, 0);
	buf_u8(&bytes, kind);
	buf_put(&bytes, note->bytes, note->len);
	line = mem_new(base64_size(bytes.len), 1);
	base64_encode(line, base64_size(bytes.len), bytes.data, bytes.len);
	buf_puts(out, line);
	buf_putc(out, '\n');
	free(line);
}

static bool
note_same(const struct code_sealed *a, const struct code_sealed *b)
{
	return !a->bytes == !b->bytes &&
	       (!a->bytes ||
		(a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0));
}

static bool
file_change_locked(const struct codes_place *place,
		   const struct code_sealed was[NOTE__COUNT],
		   const struct code_sealed now[NOTE__COUNT], unsigned notes,
		   struct arena *a, struct err *err)
{
	struct code_sealed there[NOTE__COUNT] = { { NULL, 0 } };
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!file_notes(place->file, there, a, err))
		return false;
	for (unsigned i = 0; i < NOTE__COUNT; i++) {
		const struct code_sealed *put = notes >> i & 1 ? &now[i] : &there[i];

		if (put == &now[i] && !note_same(&was[i], &there[i]))
			return err_set(
				err, ERR_BUSY,
				"somebody else changed %.100s in the meantime; try "
				"again",
				place->file);
		if (put->bytes)
			line_put(i, put, &text);
	}
	return file_write(place->file, text.data ? text.data : "", text.len, 0600, err);
}

/* One at a time, or what another writes in between would be lost. */
static bool
file_change(const struct codes_place *place, const struct code_sealed was[NOTE__COUNT],
	    const struct code_sealed now[NOTE__COUNT], unsigned notes, struct arena *a,
	    struct err *err)
{
	int lock = folder_lock(place->file, a);
	bool good = file_change_locked(place, was, now, notes, a, err);

	if (lock >= 0)
		close(lock);
	return good;
}

/* ---- either ------------------------------------------------------------------------------ */

static bool
notes_read(const struct codes_place *place, struct code_sealed notes[NOTE__COUNT],
	   struct arena *a, struct err *err)
{
	struct note_row rows[NOTE_KINDS];
	struct store *st;
	bool good;

	if (place->file)
		return file_notes(place->file, notes, a, err);
	st = store_open(place->workspace, STORE_READS, err);
	good = st && note_all(st, place->survey, rows, a, err);
	store_close(st);
	for (unsigned i = 0; good && i < NOTE__COUNT; i++)
		notes[i] = (struct code_sealed){ .bytes = rows[i].sealed,
						 .len = rows[i].len };
	return good;
}

static bool
notes_change(const struct codes_place *place, const struct code_sealed was[NOTE__COUNT],
	     const struct code_sealed now[NOTE__COUNT], unsigned notes, struct err *err)
{
	struct note_change changes[NOTE__COUNT];
	struct store *st;
	size_t count = 0;
	bool good;

	for (unsigned i = 0; i < NOTE__COUNT; i++)
		if (notes >> i & 1)
			changes[count++] =
				(struct note_change){ .kind = i,
						      .was = { was[i].bytes, was[i].len },
						      .now = { now[i].bytes,
							       now[i].len } };
	st = store_open(place->workspace, STORE_WRITES, err);
	good = st && note_change(st, place->survey, changes, count, err);
	store_close(st);
	return good;
}

/* Each coder's note beside the coder. */
static enum coder
coder_of(enum code_note note)
{
	return (enum coder)(note - NOTE_FIRST);
}

static bool
one_read(struct codes *c, enum code_note kind, const struct survey *survey,
	 const struct form *form, const struct secret_key *key, struct arena *a,
	 struct err *err)
{
	SCOPED(buf) body;
	bool good;

	buf_init(&body, 0);
	if (!c->notes[kind].bytes)
		return true;
	c->any = true;
	good = note_open(survey, key, kind, &c->notes[kind], &body, err);
	if (good && kind == NOTE_BOOK) {
		c->book =
			codebook_read(body.data ? body.data : "", body.len, form, a, err);
		good = c->book != NULL;
	} else if (good) {
		good = codings_read(&c->by[coder_of(kind)], body.data ? body.data : "",
				    body.len, c->book, coder_of(kind), a, err);
	}
	secret_wipe(body.data, body.room);
	return good;
}

bool
codes_read(const struct codes_place *place, const struct survey *survey,
	   const struct form *form, const struct secret_key *key, struct codes *out,
	   struct arena *a, struct err *err)
{
	struct codes c = { .any = false };

	if (!notes_read(place, c.notes, a, err))
		return false;
	c.book = codebook_of_form(form, 0, a);
	for (unsigned i = 0; i < NOTE__COUNT; i++)
		if (!one_read(&c, (enum code_note)i, survey, form, key, a, err))
			return err_add(err, "codings of %s", survey->name);
	*out = c;
	return true;
}

bool
codes_write(const struct codes_place *place, const struct survey *survey,
	    const struct secret_key *key, struct codes *codes, unsigned notes,
	    struct arena *a, struct err *err)
{
	struct code_sealed now[NOTE__COUNT] = { { NULL, 0 } };
	bool good = true;

	for (unsigned i = 0; good && i < NOTE__COUNT; i++) {
		SCOPED(buf) body;

		buf_init(&body, 0);
		if (!(notes >> i & 1))
			continue;
		if (i == NOTE_BOOK)
			codebook_write(codes->book, &body);
		else
			codings_write(&codes->by[coder_of((enum code_note)i)],
				      codes->book, coder_of((enum code_note)i), &body);
		good = note_seal(survey, key, (enum code_note)i, &body, &now[i], a, err);
		secret_wipe(body.data, body.room);
	}
	good = good && (place->file ? file_change(place, codes->notes, now, notes, a, err)
				    : notes_change(place, codes->notes, now, notes, err));
	for (unsigned i = 0; good && i < NOTE__COUNT; i++)
		if (notes >> i & 1)
			codes->notes[i] = now[i];
	return good;
}
