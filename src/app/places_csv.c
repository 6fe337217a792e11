/*
 * The outside of a file of places: its encoding, its header, its rows as cells.  Spreadsheets save
 * what they like, so commas, semicolons and tabs are read; but never is a character guessed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"

enum { HEADER_MOST = 64 };

const char *const place_columns[COLUMN__COUNT] = {
	[COLUMN_PLACE] = "place",   [COLUMN_HEADCOUNT] = "headcount",
	[COLUMN_PARENT] = "parent", [COLUMN_PAPER] = "paper",
	[COLUMN_COPIES] = "copies", [COLUMN_LANGUAGE] = "language",
};

#define SAVE_AS "save it as \"CSV UTF-8\""

/* ---- encoding -------------------------------------------------------------------- */

static bool
starts(const char *text, size_t len, const char *with, size_t with_len)
{
	return len >= with_len && memcmp(text, with, with_len) == 0;
}

/* Every second byte is nothing, as wide characters have it. */
static bool
looks_wide(const char *text, size_t len)
{
	size_t nothing = 0;

	if (starts(text, len, "\xff\xfe", 2) || starts(text, len, "\xfe\xff", 2))
		return true;
	for (size_t i = 0; i < len && i < 4096; i++)
		nothing += text[i] == '\0';
	return len >= 8 && nothing >= (len < 4096 ? len : 4096) / 3;
}

static bool
encoding_good(const char *path, const char *text, size_t len, struct err *err)
{
	unsigned line = 1;

	if (looks_wide(text, len))
		return err_set(err, ERR_INPUT, "%s:1: this is UTF-16 text; " SAVE_AS,
			       path);
	if (starts(text, len, "PK\3\4", 4) || starts(text, len, "\xd0\xcf\x11\xe0", 4))
		return err_set(err, ERR_INPUT, "%s:1: this is a workbook; " SAVE_AS,
			       path);
	for (const char *at = text, *end = text + len; at < end; line++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop : end) - at);

		if (memchr(at, '\0', n))
			return err_set(err, ERR_INPUT,
				       "%s:%u: a NUL byte stands here; " SAVE_AS, path,
				       line);
		if (!utf8_valid(at, n))
			return err_set(err, ERR_INPUT,
				       "%s:%u: a character here is not UTF-8; " SAVE_AS,
				       path, line);
		at += n + 1;
	}
	return true;
}

/* ---- cells ----------------------------------------------------------------------- */

static void
line_end(struct places_csv *c)
{
	if (*c->at == '\r' && c->at + 1 < c->end && c->at[1] == '\n')
		c->at++;
	c->at++;
	c->next_line++;
}

/* Behind an opening quote; false: it is never closed. */
static bool
quoted_put(struct places_csv *c, struct buf *out)
{
	for (; c->at < c->end; c->at++) {
		if (*c->at == '"' && (c->at + 1 == c->end || c->at[1] != '"')) {
			c->at++;
			return true;
		}
		c->at += *c->at == '"'; /* of two, one is meant */
		c->next_line += *c->at == '\n';
		buf_putc(out, *c->at);
	}
	return false;
}

enum cell_end { CELL_MORE, CELL_LAST, CELL_OPEN };

/* One cell, without the blanks around it.  *out_why: what is wrong with how it is quoted. */
static enum cell_end
cell_read(struct places_csv *c, const char **out_cell, const char **out_why,
	  struct arena *a)
{
	SCOPED(buf) text = { 0 };
	const char *from;
	size_t len;
	bool quoted;

	while (c->at < c->end && *c->at == ' ')
		c->at++;
	quoted = c->at < c->end && *c->at == '"';
	if (quoted) {
		c->at++;
		if (!quoted_put(c, &text))
			return CELL_OPEN;
	}
	for (; c->at < c->end && *c->at != c->separator && !strchr("\r\n", *c->at);
	     c->at++) {
		if ((quoted && *c->at != ' ') || *c->at == '"')
			*out_why =
				"a cell that has a quote in it stands in quotes itself, "
				"with each quote doubled";
		if (!quoted)
			buf_putc(&text, *c->at);
	}
	from = text.data ? text.data : "";
	len = text.len;
	while (len && from[len - 1] == ' ')
		len--;
	for (; len && *from == ' '; len--)
		from++;
	*out_cell = arena_copy(a, from, len);
	if (c->at < c->end && *c->at == c->separator) {
		c->at++;
		return CELL_MORE;
	}
	if (c->at < c->end)
		line_end(c);
	return CELL_LAST;
}

bool
csv_row(struct places_csv *c, const char *cell[COLUMN__COUNT], const char **out_why,
	struct arena *a, struct err *err)
{
	for (;;) {
		enum cell_end end = CELL_MORE;
		bool any = false;
		size_t n = 0;

		if (c->at >= c->end)
			return false;
		c->line = c->next_line;
		*out_why = NULL;
		for (unsigned i = 0; i < COLUMN__COUNT; i++)
			cell[i] = "";
		for (; end == CELL_MORE; n++) {
			const char *text;

			end = cell_read(c, &text, out_why, a);
			if (end == CELL_OPEN)
				return err_set(err, ERR_INPUT, "a quote is never closed");
			any = any || *text;
			for (unsigned i = 0; i < COLUMN__COUNT; i++)
				if (c->column[i] == (int)n)
					cell[i] = text;
		}
		if (!any && !*out_why)
			continue; /* a blank row, which spreadsheets leave behind */
		/* Spreadsheets and people leave out empty cells at a row's end. */
		if (n > c->columns)
			*out_why = arena_printf(a, "%zu fields; the header has %zu", n,
						c->columns);
		return true;
	}
}

/* ---- the header ------------------------------------------------------------------ */

/* The one that stands most often in the first line, outside quotes; a comma if none does. */
static char
separator_of(const struct places_csv *c)
{
	static const char tried[] = ",;\t";
	size_t counts[3] = { 0 };
	bool quoted = false;
	unsigned best = 0;

	for (const char *p = c->at; p < c->end && (quoted || !strchr("\r\n", *p)); p++) {
		quoted = quoted != (*p == '"');
		for (unsigned i = 0; i < 3; i++)
			counts[i] += !quoted && *p == tried[i];
	}
	for (unsigned i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return tried[best];
}

static bool
column_take(struct places_csv *c, const char *name, struct arena *a, struct err *err)
{
	const char *key = place_key(name, a), *near;

	for (unsigned i = 0; i < COLUMN__COUNT; i++) {
		if (!str_same(key, place_columns[i]))
			continue;
		if (c->column[i] >= 0)
			return err_set(err, ERR_INPUT, "the column %s is there twice",
				       key);
		c->column[i] = (int)c->columns;
		return true;
	}
	if (!*name)
		return err_set(err, ERR_INPUT, "column %zu has no name", c->columns + 1);
	near = str_nearest(key, place_columns, COLUMN__COUNT);
	if (near)
		return err_set(err, ERR_INPUT,
			       "\"%s\" is no column; did you mean \"%s\"?",
			       place_shown(name, a), near);
	return err_set(err, ERR_INPUT,
		       "\"%s\" is no column; there are place, headcount, parent, paper, "
		       "copies, language",
		       place_shown(name, a));
}

static bool
header_read(struct places_csv *c, struct arena *a, struct err *err)
{
	enum cell_end end = CELL_MORE;
	const char *cell, *why = NULL;

	for (unsigned i = 0; i < COLUMN__COUNT; i++)
		c->column[i] = -1;
	for (; end == CELL_MORE && c->columns < HEADER_MOST; c->columns++) {
		end = cell_read(c, &cell, &why, a);
		if (end == CELL_OPEN)
			return err_set(err, ERR_INPUT, "a quote is never closed");
		if (!column_take(c, cell, a, err))
			return false;
	}
	if (c->column[COLUMN_PLACE] < 0 || c->column[COLUMN_HEADCOUNT] < 0)
		return err_set(
			err, ERR_INPUT,
			"the header has no column %s: " PLACES_WANTED,
			place_columns[c->column[COLUMN_PLACE] < 0 ? COLUMN_PLACE
								  : COLUMN_HEADCOUNT]);
	return true;
}

bool
csv_open(struct places_csv *c, const char *path, const char *text, size_t len,
	 struct arena *a, struct err *err)
{
	*c = (struct places_csv){
		.at = text, .end = text + len, .line = 1, .next_line = 1
	};
	if (!encoding_good(path, text, len, err))
		return false;
	if (starts(text, len, "\xef\xbb\xbf", 3))
		c->at += 3;
	while (c->at < c->end && strchr("\r\n", *c->at))
		line_end(c);
	if (c->at == c->end)
		return err_set(err, ERR_INPUT, "%s is empty: " PLACES_WANTED, path);
	c->line = c->next_line;
	c->separator = separator_of(c);
	return header_read(c, a, err) || err_add(err, "%s:%u", path, c->line);
}
