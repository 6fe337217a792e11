/*
 * Reads a file of places: CSV with a header, strictly.  One bad row refuses them all, since
 * half a pack of posters is worse than none.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"

enum { COLUMNS_MOST = 6, PLACES_MOST = 5000 };

static const char *const columns[COLUMNS_MOST] = { "place", "headcount", "parent",
						   "paper", "copies",	 "language" };

bool
place_take(const char *name, size_t len, unsigned headcount, struct link *out,
	   struct err *err)
{
	while (len && name[len - 1] == ' ')
		len--;
	for (; len && *name == ' '; len--)
		name++;
	if (!len)
		return err_set(err, ERR_INPUT, "a place needs a name");
	if (!utf8_valid(name, len))
		return err_set(err, ERR_INPUT, "the place's name is not UTF-8 text");
	if (utf8_count(name, len) > PLACE_MOST)
		return err_set(err, ERR_INPUT,
			       "the place's name has %zu characters; at most %d",
			       utf8_count(name, len), PLACE_MOST);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
			return err_set(err, ERR_INPUT,
				       "a place's name is one line, without tabs");
	if (headcount < PLACE_HEADCOUNT)
		return err_set(
			err, ERR_INPUT,
			"a place needs %d people or more, and this one has %u; join it to a "
			"larger one",
			PLACE_HEADCOUNT, headcount);
	memcpy(out->place, name, len);
	out->place[len] = '\0';
	out->headcount = headcount;
	return true;
}

/* ---- CSV ------------------------------------------------------------------------- */

struct csv {
	const char *at, *end;
	unsigned line, next_line;
};

/* One field into out; *out_last: it ends its row.  False: a quote that is never closed. */
static bool
csv_field(struct csv *c, struct buf *out, bool *out_last)
{
	bool quoted = c->at < c->end && *c->at == '"';

	buf_clear(out);
	c->at += quoted;
	for (;; c->at++) {
		if (c->at >= c->end) {
			*out_last = true;
			return !quoted;
		}
		if (*c->at == '\n')
			c->next_line++;
		if (quoted && *c->at == '"') {
			if (c->at + 1 < c->end && c->at[1] == '"')
				c->at++;
			else {
				quoted = false;
				continue;
			}
		} else if (!quoted && (*c->at == ',' || *c->at == '\n')) {
			break;
		} else if (!quoted && *c->at == '\r') {
			continue;
		}
		buf_putc(out, *c->at);
	}
	*out_last = *c->at++ == '\n';
	return true;
}

struct reader {
	struct csv csv;
	int place, headcount; /* columns, or -1 */
	size_t columns;
};

static bool
read_header(struct reader *r, struct err *err)
{
	SCOPED(buf) field;
	bool last = false;

	buf_init(&field, 0);
	r->place = r->headcount = -1;
	while (!last) {
		const char *name;
		bool known = false;

		if (!csv_field(&r->csv, &field, &last))
			return err_set(err, ERR_INPUT, "a quote is never closed");
		name = field.data ? field.data : "";
		for (size_t i = 0; i < COLUMNS_MOST; i++)
			known = known || str_same(columns[i], name);
		if (!known)
			return err_set(
				err, ERR_INPUT,
				"there is no column \"%s\"; the header is place,headcount",
				name);
		if (str_same(name, "place"))
			r->place = (int)r->columns;
		if (str_same(name, "headcount"))
			r->headcount = (int)r->columns;
		r->columns++;
	}
	if (r->place < 0 || r->headcount < 0)
		return err_set(err, ERR_INPUT,
			       "the header must have place and headcount");
	return true;
}

/* *out_empty: a blank line, which counts for nothing. */
static bool
read_row(struct reader *r, struct link *out, bool *out_empty, struct err *err)
{
	char place[PLACE_MOST * 8 + 1] = "", count[24] = "";
	unsigned long headcount;
	size_t column = 0, seen = 0;
	SCOPED(buf) field;
	bool last = false;

	buf_init(&field, 0);
	for (; !last; column++) {
		const char *text;

		if (!csv_field(&r->csv, &field, &last))
			return err_set(err, ERR_INPUT, "a quote is never closed");
		text = field.data ? field.data : "";
		seen += field.len;
		if ((int)column == r->place && !str_fit(place, sizeof(place), text))
			return err_set(err, ERR_INPUT, "the place's name is too long");
		if ((int)column == r->headcount && !str_fit(count, sizeof(count), text))
			return err_set(err, ERR_INPUT, "\"%s\" is no headcount", count);
	}
	*out_empty = column == 1 && !seen;
	if (*out_empty)
		return true;
	if (column != r->columns)
		return err_set(err, ERR_INPUT, "%zu fields; the header has %zu", column,
			       r->columns);
	if (!str_to_uint(count, PLACE_HEADCOUNT_TOP, &headcount))
		return err_set(err, ERR_INPUT, "\"%s\" is no headcount", count);
	return place_take(place, strlen(place), (unsigned)headcount, out, err);
}

static bool
names_differ(const struct link *links, size_t count, struct err *err)
{
	for (size_t i = 0; i + 1 < count; i++)
		if (str_same(links[i].place, links[count - 1].place))
			return err_set(err, ERR_INPUT, "\"%s\" stands here twice",
				       links[i].place);
	return true;
}

/* A NUL would cut a name short, and nobody would see it. */
static bool
no_nul(const char *path, const char *text, size_t len, struct err *err)
{
	const char *nul = memchr(text, '\0', len);
	unsigned line = 1;

	for (const char *at = text; nul && at < nul; at++)
		line += *at == '\n';
	return !nul || err_set(err, ERR_INPUT, "%s:%u: no link was made: a NUL byte stands here",
			       path, line);
}

bool
places_read(const char *path, const char *text, size_t len, struct link **out,
	    size_t *out_count, struct arena *a, struct err *err)
{
	struct reader r = { .csv = { text, text + len, 1, 1 } };
	struct link *links = arena_array(a, struct link, PLACES_MOST);
	size_t count = 0;
	bool empty, good;

	if (!no_nul(path, text, len, err))
		return false;
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		r.csv.at += 3; /* as spreadsheets write it */
	good = read_header(&r, err);
	while (good && r.csv.at < r.csv.end) {
		r.csv.line = r.csv.next_line;
		if (count == PLACES_MOST)
			good = err_set(err, ERR_INPUT, "over %d places", PLACES_MOST);
		else
			good = read_row(&r, &links[count], &empty, err);
		if (good && !empty)
			good = names_differ(links, ++count, err);
	}
	if (!good)
		return err_add(err, "%s:%u: no link was made", path, r.csv.line);
	if (!count)
		return err_set(err, ERR_INPUT, "%s holds no place", path);
	*out = links;
	*out_count = count;
	return true;
}
