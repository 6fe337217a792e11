/*
 * Fuzz target: files of places.  Every row is refused with a reason or leads to one poster; a
 * poster
 * has fifty people or more and a name of its own, which a link can bear; what is told of it all is
 * UTF-8 text that a terminal does not obey; and the same file gives the same.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { FILE_BYTES = 65536 };

/* Only the command itself calls them. */
bool
file_read_named(const struct call *call, const char *path, size_t most, struct buf *out,
		struct err *err)
{
	(void)call;
	(void)path;
	(void)most;
	(void)out;
	return err_set(err, ERR_BUG, "no file is read here");
}

const char *
flag_value(const struct call *call, const char *name)
{
	(void)call;
	(void)name;
	return NULL;
}

static void
words_hold(const char *words, size_t len)
{
	if (!utf8_valid(words, len))
		die("words that are no text");
	for (size_t i = 0; i < len; i++)
		if (((unsigned char)words[i] < ' ' && words[i] != '\n') ||
		    words[i] == 0x7f)
			die("a terminal would obey byte %d", words[i]);
}

static void
posters_hold(const struct places *p, struct arena *a)
{
	struct names names;

	names_init(&names, p->poster_count, a);
	for (size_t i = 0; i < p->poster_count; i++) {
		const struct place_poster *poster = &p->posters[i];
		struct link link;
		struct err err;

		if (!place_take(poster->name, strlen(poster->name), poster->headcount,
				&link, &err))
			die("a poster whose link is refused: %s", err.text);
		if (!str_same(link.place, poster->name))
			die("a name with blanks around it");
		if (names_put(&names, poster->key, i) != i)
			die("two posters of one name");
		if (!poster->copies)
			die("a poster that is not printed");
	}
}

static void
rows_hold(const struct places *p)
{
	size_t refused = 0;
	uint64_t copies = 0, printed = 0;

	for (size_t i = 0; i < p->count; i++) {
		const struct place_row *row = &p->rows[i];

		refused += row->why != NULL;
		if (row->why)
			words_hold(row->why, strlen(row->why));
		if (!row->why != (row->poster != SIZE_MAX))
			die("line %u: neither refused nor printed, or both", row->line);
		if (row->poster != SIZE_MAX && row->poster >= p->poster_count)
			die("line %u: a poster that is none", row->line);
		if (!row->why)
			copies += row->copies;
	}
	for (size_t i = 0; i < p->poster_count; i++)
		printed += p->posters[i].copies;
	if (refused != p->refused || copies != printed)
		die("%zu refused, told %zu; copies do not add up", refused, p->refused);
}

static bool
read_once(const char *text, size_t len, struct buf *told, struct arena *a)
{
	struct err err = { .code = ERR_NONE };
	struct places p;
	bool good = places_read("places.csv", text, len, NULL, &p, a, &err);

	if (!good) {
		if (err.code != ERR_INPUT)
			die("refused with another code: %s", err.text);
		buf_puts(told, err.text);
		return false;
	}
	rows_hold(&p);
	posters_hold(&p, a);
	places_tell(&p, "places.csv", told);
	words_hold(told->data ? told->data : "", told->len);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) one = { 0 };
	SCOPED(buf) other = { 0 };

	if (len > FILE_BYTES)
		len = FILE_BYTES;
	if (read_once((const char *)data, len, &one, a) !=
		    read_once((const char *)data, len, &other, a) ||
	    one.len != other.len || (one.len && memcmp(one.data, other.data, one.len)))
		die("the same file, read otherwise");
	arena_free(a);
	return 0;
}
