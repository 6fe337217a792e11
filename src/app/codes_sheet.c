/*
 * Reads sheets of decisions.  JSON lines are
 *
 *   {"id": "K7QX-3MRR-P2VD", "themes": ["aftercare", "kit"]}      or ["none"]; [] is undecided
 *
 * and other members are not looked at; a line with "canvass" says whose sheet it is.  In CSV the
 * first row names the columns by the first word of each; those called id and themes are read.  What
 * spreadsheets do to a file is taken as it is meant: a byte order mark, semicolons or tabs for
 * commas, quotes around everything, an apostrophe before a text, CR LF or CR, blank rows, other
 * columns in another order, a first line "sep=;".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "app/codes_sheet.h"

enum { LINE_MOST = 1 << 20, COLUMNS_MOST = 200 };

struct reading {
	const char *p, *end; /* what is still to be read */
	size_t number;	     /* of the line at p */
	struct code_sheet *sheet;
	size_t room;
	struct arena *arena;
};

static struct sheet_line *
line_add(struct reading *r, const char *from, size_t number)
{
	struct code_sheet *sheet = r->sheet;
	struct sheet_line *line;

	if (sheet->count == r->room) {
		size_t room = r->room ? r->room * 2 : 64;
		struct sheet_line *lines = arena_array(r->arena, struct sheet_line, room);

		if (sheet->count)
			memcpy(lines, sheet->lines, sheet->count * sizeof(*lines));
		sheet->lines = lines;
		r->room = room;
	}
	line = &sheet->lines[sheet->count++];
	*line = (struct sheet_line){ .number = number, .raw = from, .id = "" };
	return line;
}

static bool
is_divider(char c)
{
	return c && strchr(" ,;|\t\r\n", c);
}

/* An apostrophe is how spreadsheets keep a text from being taken for something else. */
static char *
word_copy(const char *from, size_t len, struct arena *a)
{
	while (len && (*from == '\'' || *from == '"')) {
		from++;
		len--;
	}
	while (len && (from[len - 1] == '\'' || from[len - 1] == '"'))
		len--;
	return arena_copy(a, from, len);
}

/* Ids have small letters alone; spreadsheets like to begin a cell with a capital. */
static void
theme_take(struct sheet_line *line, const char *from, size_t len, struct arena *a)
{
	char *word = word_copy(from, len, a);

	if (!*word)
		return;
	for (char *p = word; *p; p++)
		*p += *p >= 'A' && *p <= 'Z' ? 'a' - 'A' : 0;
	line->decided = true;
	if (str_same(word, "none"))
		line->none = true;
	else if (line->theme_count == SHEET_THEMES)
		line->wrong = "more themes than there can be";
	else
		line->themes[line->theme_count++] = word;
}

/* "aftercare, kit" */
static void
themes_take(struct sheet_line *line, const char *text, size_t len, struct arena *a)
{
	const char *end = text + len;

	while (text < end) {
		const char *from = text;

		while (text < end && !is_divider(*text))
			text++;
		theme_take(line, from, (size_t)(text - from), a);
		text++;
	}
}

/* What is wrong with a line of either kind. */
static void
line_check(struct sheet_line *line)
{
	if (line->wrong)
		return;
	if (line->decided && !*line->id)
		line->wrong = "it has no id: which comment is meant?";
	else if (line->none && line->theme_count)
		line->wrong =
			"\"none\" means none of these: no theme can stand beside it";
}

/* ---- JSON lines -------------------------------------------------------------------------- */

static void
json_themes(struct sheet_line *line, const struct json *themes, struct arena *a)
{
	if (!themes) {
		line->wrong = "it has no \"themes\": a list of codes, [\"none\"], or [] "
			      "for later";
		return;
	}
	if (themes->type == JSON_NULL_)
		return;
	if (themes->type == JSON_STRING_) {
		themes_take(line, themes->text, themes->len, a);
		return;
	}
	if (themes->type != JSON_LIST) {
		line->wrong = "\"themes\" is a list of codes: [\"one\", \"another\"]";
		return;
	}
	for (const struct json *t = themes->first; t; t = t->next) {
		if (t->type != JSON_STRING_) {
			line->wrong = "\"themes\" is a list of codes, each a text";
			return;
		}
		theme_take(line, t->text, t->len, a);
	}
}

static const char *
json_text(const struct json *map, const char *key)
{
	const struct json *value = json_get(map, key);

	return value && value->type == JSON_STRING_ ? value->text : NULL;
}

static void
json_line(struct reading *r, const char *raw, size_t raw_len, const char *text,
	  size_t len)
{
	struct sheet_line *line = line_add(r, raw, r->number);
	struct err why = { .code = ERR_NONE };
	struct json *map = NULL;

	line->raw_len = raw_len;
	if (len > LINE_MOST)
		line->wrong = "the line is too long";
	else if (!(map = json_parse(text, len, r->arena, &why)))
		line->wrong = arena_str(r->arena, why.text);
	else if (map->type != JSON_MAP)
		line->wrong =
			"one comment is one object: {\"id\": ..., \"themes\": [...]}";
	if (line->wrong)
		return;
	if (json_get(map, "canvass")) {
		/* The first line of our own sheets: it says what to write, and for whom. */
		r->sheet->count--;
		r->sheet->coder = json_text(map, "coder");
		r->sheet->survey = json_text(map, "survey");
		r->sheet->header = raw;
		r->sheet->header_len = raw_len;
		return;
	}
	if (json_text(map, "id"))
		line->id = json_text(map, "id");
	line->coder = json_text(map, "coder");
	json_themes(line, json_get(map, "themes"), r->arena);
	line_check(line);
}

static void
json_lines(struct reading *r)
{
	for (r->number = 1; r->p < r->end; r->number++) {
		const char *stop = memchr(r->p, '\n', (size_t)(r->end - r->p));
		const char *from = r->p, *to = stop ? stop : r->end;

		r->p = stop ? stop + 1 : r->end;
		while (to > from && to[-1] && strchr(" \t\r", to[-1]))
			to--;
		if (to > from)
			json_line(r, from, (size_t)(r->p - from), from,
				  (size_t)(to - from));
	}
}

/* ---- CSV ---------------------------------------------------------------------------------- */

struct row {
	const char *raw;
	size_t raw_len, number;
	struct csv_cell {
		const char *text;
		size_t len;
	} cells[COLUMNS_MOST];
	size_t count;
	bool open; /* a quote was opened and never closed */
};

/* One cell: what it holds, without its quotes; r->p stops at the divider or the line's end. */
static struct csv_cell
cell_read(struct reading *r, char divider, struct row *row)
{
	SCOPED(buf) text;
	struct csv_cell cell;
	bool quoted = r->p < r->end && *r->p == '"';

	buf_init(&text, 0);
	r->p += quoted;
	while (r->p < r->end) {
		if (!quoted && (*r->p == divider || *r->p == '\n' || *r->p == '\r'))
			break;
		if (*r->p == '\n')
			r->number++;
		if (quoted && *r->p == '"') {
			r->p++;
			if (r->p < r->end && *r->p == '"')
				buf_putc(&text, *r->p++);
			else
				quoted = false;
			continue;
		}
		buf_putc(&text, *r->p++);
	}
	row->open |= quoted;
	cell.text = arena_copy(r->arena, text.data ? text.data : "", text.len);
	cell.len = text.len;
	return cell;
}

/* False: nothing is left. */
static bool
row_read(struct reading *r, char divider, struct row *row)
{
	*row = (struct row){ .raw = r->p, .number = r->number };
	if (r->p >= r->end)
		return false;
	for (;;) {
		struct csv_cell cell = cell_read(r, divider, row);

		if (row->count < COLUMNS_MOST)
			row->cells[row->count++] = cell;
		if (r->p >= r->end || *r->p != divider)
			break;
		r->p++;
	}
	if (r->p < r->end && *r->p == '\r')
		r->p++;
	if (r->p < r->end && *r->p == '\n')
		r->p++;
	r->number++;
	row->raw_len = (size_t)(r->p - row->raw);
	return true;
}

/* Whichever stands most often in the first row. */
static char
divider_of(const char *p, const char *end)
{
	static const char dividers[] = ",;\t";
	size_t counts[sizeof(dividers)] = { 0 };
	size_t best = 0;
	bool quoted = false;

	for (; p < end && (quoted || (*p != '\n' && *p != '\r')); p++) {
		const char *at = *p ? strchr(dividers, *p) : NULL;

		quoted ^= *p == '"';
		if (at && !quoted)
			counts[at - dividers]++;
	}
	for (size_t i = 1; i < sizeof(dividers) - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return dividers[best];
}

/* The column whose name begins with that word, in any case; -1: none. */
static int
column_of(const struct row *row, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i < row->count; i++) {
		const char *cell = row->cells[i].text;

		cell += strspn(cell, " '");
		if (strncasecmp(cell, word, len) == 0 &&
		    !((unsigned char)cell[len] >= 0x80 ||
		      (cell[len] &&
		       (strchr("_-", cell[len]) ||
			(cell[len] >= '0' && cell[len] <= '9') ||
			((cell[len] | 32) >= 'a' && (cell[len] | 32) <= 'z')))))
			return (int)i;
	}
	return -1;
}

static bool
row_blank(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].text[strspn(row->cells[i].text, " \t")])
			return false;
	return true;
}

/* A text of the arena without blanks at its ends. */
static const char *
blanks_off(const char *text)
{
	return text + strspn(text, " \t");
}

static void
csv_line(struct reading *r, const struct row *row, int id, int themes)
{
	struct sheet_line *line = line_add(r, row->raw, row->number);
	const struct csv_cell *cell;

	line->raw_len = row->raw_len;
	if (row->open) {
		line->wrong =
			"a quote is opened and never closed; a quote within a text is "
			"written twice";
		return;
	}
	if ((size_t)id < row->count) {
		cell = &row->cells[id];
		line->id = blanks_off(word_copy(cell->text, cell->len, r->arena));
	}
	if ((size_t)themes < row->count)
		themes_take(line, row->cells[themes].text, row->cells[themes].len,
			    r->arena);
	line_check(line);
}

/* "themes of the first coder (...)" */
static const char *
coder_of(const char *title)
{
	static const char *const names[] = { "first", "second", "settled" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strstr(title, names[i]))
			return names[i];
	return NULL;
}

static bool
csv_rows(struct reading *r, struct err *err)
{
	struct row *row = arena_one(r->arena, struct row);
	char divider;
	int id, themes;

	r->number = 1;
	if (r->end - r->p > 5 && memcmp(r->p, "sep=", 4) == 0 && !row_read(r, '\0', row))
		return false;
	divider = divider_of(r->p, r->end);
	while (row_read(r, divider, row) && row_blank(row))
		;
	id = column_of(row, "id");
	themes = column_of(row, "themes");
	if (id < 0 || themes < 0 || row->open)
		return err_set(
			err, ERR_INPUT,
			"line %zu: this is neither a JSON line nor the first row of a "
			"sheet: its columns must be called id and themes",
			row->number);
	r->sheet->coder = coder_of(row->cells[themes].text);
	r->sheet->header = row->raw;
	r->sheet->header_len = row->raw_len;
	while (row_read(r, divider, row))
		if (!row_blank(row))
			csv_line(r, row, id, themes);
	return true;
}

bool
code_sheet_read(const char *text, size_t len, struct code_sheet *out, struct arena *a,
		struct err *err)
{
	struct code_sheet sheet = { .header = "" };
	struct reading r = { .p = text, .end = text + len, .sheet = &sheet, .arena = a };
	const char *first;

	if (len >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2)))
		return err_set(err, ERR_INPUT,
			       "it is not UTF-8 text: save it as \"CSV UTF-8\"");
	if (len >= 2 && memcmp(text, "PK", 2) == 0)
		return err_set(err, ERR_INPUT,
			       "it is a workbook: save it as \"CSV UTF-8\"");
	if (memchr(text, '\0', len))
		return err_set(err, ERR_INPUT, "a NUL byte stands in it: it is no text");
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		r.p += 3;
	for (first = r.p; first < r.end && strchr(" \t\r\n", *first); first++)
		;
	if (first == r.end)
		return err_set(err, ERR_INPUT, "it is empty");
	if (*first == '{')
		json_lines(&r);
	else if (!csv_rows(&r, err))
		return false;
	*out = sheet;
	return true;
}
