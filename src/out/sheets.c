/*
 * The workbook as a whole: how a sheet is built, and those that hold no table of the survey: Cover,
 * Contents and Notes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/sheets.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define CUT_WORDS   " [cut here: the whole text is in summary.json]"

/* Sheets that a release has besides one for each question's table. */
enum { SHEETS_BESIDES = 12 };
/* Of a sentence that is not wrapped; more make a printed page small. */
enum { LINE_MOST = 110 };
/* Of columns, in characters, at most. */
enum {
	NUMBER_WIDTH = 18,
	NOTE_WIDTH = 30,
	NOTE_TEXT_WIDTH = 90,
	CONTENTS_WIDTH = 125,
	NAME_WIDTH = 16
};

/* ---- texts ------------------------------------------------------------------------ */

/*
 * XML 1.0, 2.2: of the first controls only tab and line ends, and two code points are no
 * characters; of the others, some readers drop what they do not know.  A tab becomes a blank: no
 * cell has tab stops, and LibreOffice drops them.
 */
static bool
fits_xml(uint32_t point)
{
	return point == '\n' ||
	       (point >= 0x20 && (point < 0x7f || point > 0x9f || point == 0x85) &&
		point != 0xfffe && point != 0xffff);
}

static const char *
clean(struct arena *a, const char *text)
{
	size_t units = 0, room = SPREAD_TEXT_MOST - (sizeof(CUT_WORDS) - 1), cut = 0;
	const char *end = text + strlen(text), *next, *out;
	SCOPED(buf) b;

	buf_init(&b, 0);
	for (const char *p = text; p < end; p = next) {
		uint32_t point = utf8_next(p, end, &next);

		if (point == '\r' && *next == '\n')
			continue;
		units += point > 0xffff ? 2 : 1;
		if (units > room && !cut)
			cut = b.len + 1;
		if (point == '\r')
			buf_putc(&b, '\n');
		else if (point == '\t')
			buf_putc(&b, ' ');
		else if (fits_xml(point))
			buf_put(&b, p, (size_t)(next - p));
		else
			buf_puts(&b, REPLACEMENT);
	}
	if (units <= SPREAD_TEXT_MOST)
		cut = 0;
	out = arena_copy(a, b.data ? b.data : "", cut ? cut - 1 : b.len);
	return cut ? arena_printf(a, "%s" CUT_WORDS, out) : out;
}

static const char *const marker_words[MARK__COUNT] = {
	[MARK_NONE] = "none", [MARK_C] = "[c]", [MARK_Z] = "[z]",
	[MARK_X] = "[x]",     [MARK_U] = "[u]", [MARK_CU] = "[c][u]",
};

const char *
spread_noted(const struct spread_making *m, const char *title, const char *words,
	     const char *more_words)
{
	const struct summary *s = m->summary;

	for (size_t i = 0; i < s->note_count; i++)
		if (strstr(s->notes[i], words) ||
		    (more_words && strstr(s->notes[i], more_words)))
			title = arena_printf(m->arena, "%s [note %zu]", title, i + 1);
	return title;
}

/* ---- a sheet ---------------------------------------------------------------------- */

/* Where the first line of a long text ends: after the last sentence that fits, or the first. */
static size_t
sentence_end(const char *text)
{
	size_t end = strlen(text), at = 0;

	for (const char *dot = strstr(text, ". "); dot; dot = strstr(dot + 1, ". ")) {
		size_t here = (size_t)(dot - text) + 1;

		if (at && utf8_count(text, here) > LINE_MOST)
			break;
		at = here;
	}
	return at && utf8_count(text, end) > LINE_MOST ? at : end;
}

static void
put_line(struct spread_making *m, struct spread_sheet *sheet, enum spread_line_kind kind,
	 const char *text)
{
	if (sheet->line_count == SPREAD_LINES)
		die("over %d lines above a table", SPREAD_LINES);
	sheet->lines[sheet->line_count++] =
		(struct spread_line){ .kind = kind, .text = clean(m->arena, text) };
}

/* A long text takes a line for some of its sentences; on the Cover lines are wrapped. */
void
spread_line(struct spread_making *m, struct spread_sheet *sheet,
	    enum spread_line_kind kind, const char *text)
{
	bool wraps = str_same(sheet->name, "Cover");
	size_t len;

	while (!wraps && kind == SPREAD_TEXT && sheet->line_count < SPREAD_LINES / 2 &&
	       text[len = sentence_end(text)]) {
		put_line(m, sheet, kind, arena_printf(m->arena, "%.*s", (int)len, text));
		text += len + 1;
	}
	put_line(m, sheet, kind, text);
}

/* The first notes are the warnings, in this order; see summary/notes.c. */
static size_t
warning_count(const struct summary *s)
{
	size_t count = (size_t)s->draft + s->invented + s->unconfirmed;

	return count < s->note_count ? count : s->note_count;
}

struct spread_sheet *
spread_sheet(struct spread_making *m, const char *name, const char *title)
{
	struct spread_sheet *sheet = &m->book->sheets[m->book->count++];

	*sheet = (struct spread_sheet){ .name = name, .about = title };
	spread_line(m, sheet, SPREAD_TITLE, title);
	for (size_t i = 0; i < warning_count(m->summary); i++)
		spread_line(m, sheet, SPREAD_TEXT, m->summary->notes[i]);
	return sheet;
}

/* Sheets 1 to 3 are Cover, Contents and Notes. */
struct spread_sheet *
spread_table(struct spread_making *m, const char *title)
{
	size_t number = m->book->count - 2;
	struct spread_sheet *sheet =
		spread_sheet(m, arena_printf(m->arena, "Table_%zu", number),
			     arena_printf(m->arena, "Table %zu: %s", number, title));

	sheet->about = title;
	sheet->table = arena_printf(m->arena, "data_%zu", number);
	return sheet;
}

void
spread_rows(struct spread_making *m, struct spread_sheet *sheet, size_t rows)
{
	sheet->row_count = rows;
	sheet->cells =
		arena_array(m->arena, struct spread_cell, rows * sheet->column_count + 1);
}

void
spread_column(struct spread_sheet *sheet, const char *title, unsigned width)
{
	bool number = !width;

	if (sheet->column_count == SPREAD_COLUMNS)
		die("over %d columns in a table", SPREAD_COLUMNS);
	sheet->columns[sheet->column_count++] =
		(struct spread_column){ .title = title,
					.width = number ? NUMBER_WIDTH : width,
					.number = number };
}

static struct spread_cell *
next_cell(struct spread_sheet *sheet)
{
	if (sheet->cell_count == sheet->row_count * sheet->column_count)
		die("%s: more cells than rows", sheet->name);
	return &sheet->cells[sheet->cell_count++];
}

/* No cell is empty: a reader could not tell whether something is missing there. */
void
spread_text(struct spread_making *m, struct spread_sheet *sheet, const char *text)
{
	next_cell(sheet)->text =
		text && *text ? clean(m->arena, text) : marker_words[MARK_Z];
}

void
spread_number(struct spread_sheet *sheet, int n)
{
	next_cell(sheet)->tenths = 10L * n;
}

void
spread_points(struct spread_sheet *sheet, int points)
{
	next_cell(sheet)->tenths = 10L * points;
}

void
spread_tenths(struct spread_sheet *sheet, long tenths)
{
	struct spread_cell *cell = next_cell(sheet);

	cell->tenths = tenths;
	cell->decimal = true;
}

void
spread_told(struct spread_sheet *sheet, int n, enum marker marker, const char *unmarked)
{
	if (n >= 0)
		spread_number(sheet, n);
	else
		next_cell(sheet)->text =
			marker == MARK_NONE ? unmarked : marker_words[marker];
}

void
spread_range(struct spread_sheet *sheet, const struct interval *range, enum marker marker,
	     const char *unmarked)
{
	const double ends[] = { range->low, range->high };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		if (range->known)
			spread_tenths(sheet, (long)(ends[i] * 1000 + 0.5));
		else
			spread_told(sheet, -1, marker, unmarked);
}

void
spread_marker(struct spread_sheet *sheet, enum marker marker)
{
	next_cell(sheet)->text = marker_words[marker];
}

/* ---- what stands above a table ------------------------------------------------------ */

static bool
uses(const struct spread_sheet *sheet, const char *marker)
{
	for (size_t i = 0; i < sheet->cell_count; i++)
		if (sheet->cells[i].text && strstr(sheet->cells[i].text, marker) &&
		    strlen(sheet->cells[i].text) <= strlen("[c][u]"))
			return true;
	return false;
}

static const char *
legend(const struct spread_making *m, const struct spread_sheet *sheet)
{
	static const char *const words[][2] = {
		{ "[c]", "[c] hidden to protect people" },
		{ "[u]", "[u] less reliable" },
		{ "[x]", "[x] not available" },
		{ "[z]", "[z] does not apply" },
	};
	const char *out = NULL;

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (uses(sheet, words[i][0]))
			out = out ? arena_printf(m->arena, "%s; %s", out, words[i][1])
				  : arena_printf(m->arena, "Markers: %s", words[i][1]);
	return out ? arena_printf(m->arena, "%s.", out) : NULL;
}

static const char *
source(const struct spread_making *m)
{
	const struct summary *s = m->summary;

	return arena_printf(m->arena, "Source: %s, wave %s, %s %s%s%s.", s->form_title,
			    s->wave, s->draft ? "a draft of" : "released", s->released,
			    *s->run_by ? " by " : "", s->run_by);
}

void
spread_finish(struct spread_making *m, struct spread_sheet *sheet)
{
	const char *markers = legend(m, sheet);

	if (sheet->cell_count != sheet->row_count * sheet->column_count)
		die("%s: cells are missing", sheet->name);
	spread_line(m, sheet, SPREAD_TEXT, "This worksheet contains one table.");
	spread_line(
		m, sheet, SPREAD_TEXT,
		"Notes are numbered in square brackets and stand in the worksheet Notes.");
	if (markers)
		spread_line(m, sheet, SPREAD_TEXT, markers);
	spread_line(m, sheet, SPREAD_TEXT, source(m));
	spread_fit(sheet);
}

/* ---- Cover, Contents and Notes -------------------------------------------------------- */

static void
cover_fact(struct spread_making *m, struct spread_sheet *sheet, const char *name,
	   const char *value)
{
	if (*value)
		spread_line(m, sheet, SPREAD_TEXT,
			    arena_printf(m->arena, "%s: %s", name, value));
}

static const char *
responses_words(const struct spread_making *m)
{
	const struct summary *s = m->summary;

	if (s->responses < 0)
		return "[c]";
	return s->expected ? arena_printf(m->arena, "%d, rounded, of %u expected",
					  s->responses, s->expected)
			   : arena_printf(m->arena, "%d, rounded", s->responses);
}

static void
cover(struct spread_making *m)
{
	const struct summary *s = m->summary;
	struct spread_sheet *sheet = spread_sheet(m, "Cover", s->form_title);

	cover_fact(m, sheet, "Wave", s->wave);
	cover_fact(m, sheet, s->draft ? "Draft of" : "Released",
		   s->draft ? s->released
			    : arena_printf(m->arena, "%s, as release %u", s->released,
					   s->release));
	cover_fact(m, sheet, "Responses", responses_words(m));
	cover_fact(m, sheet, "Closed batches counted",
		   arena_printf(m->arena, "%u", s->batches));
	cover_fact(m, sheet, "Run by", s->run_by);
	cover_fact(m, sheet, "Answers read by", s->read_by);
	cover_fact(m, sheet, "Form",
		   arena_printf(m->arena, "%s %s", s->form_id, s->form_hash));
	if (s->board && s->board->headline_count) {
		spread_line(m, sheet, SPREAD_HEADING, "Headlines");
		for (size_t i = 0; i < s->board->headline_count; i++)
			spread_line(m, sheet, SPREAD_TEXT, s->board->headlines[i]);
	}
	spread_line(m, sheet, SPREAD_HEADING, "How to read this workbook");
	spread_line(
		m, sheet, SPREAD_TEXT,
		"The worksheet Contents lists all tables, with links to them. The "
		"worksheet Notes says what the numbers mean. Each other worksheet holds one "
		"table.");
	spread_line(m, sheet, SPREAD_HEADING, "Markers");
	spread_line(m, sheet, SPREAD_TEXT, "[c] hidden to protect people");
	spread_line(m, sheet, SPREAD_TEXT, "[u] less reliable");
	spread_line(m, sheet, SPREAD_TEXT, "[x] not available");
	spread_line(m, sheet, SPREAD_TEXT, "[z] does not apply");
}

static void
notes(struct spread_making *m)
{
	const struct summary *s = m->summary;
	struct spread_sheet *sheet = spread_sheet(m, "Notes", "Notes");

	spread_line(m, sheet, SPREAD_TEXT, "This worksheet contains one table.");
	sheet->table = "notes";
	spread_column(sheet, "Note", NOTE_WIDTH);
	spread_column(sheet, "What it says", NOTE_TEXT_WIDTH);
	spread_rows(m, sheet, s->note_count);
	for (size_t i = 0; i < s->note_count; i++) {
		spread_text(m, sheet, arena_printf(m->arena, "note %zu", i + 1));
		spread_text(m, sheet, s->notes[i]);
	}
	spread_fit(sheet);
}

/* A table that shows nothing has no sheet: an empty table helps nobody, but its absence is told. */
static size_t
tables_without(const struct summary *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->table_count; i++)
		count += !s->tables[i].row_count;
	return count;
}

static void
contents(struct spread_making *m, struct spread_sheet *sheet)
{
	const struct summary *s = m->summary;
	size_t sheets = m->book->count - 2;

	spread_rows(m, sheet, sheets + tables_without(s));
	for (size_t i = 2; i < m->book->count; i++) {
		const struct spread_sheet *to = &m->book->sheets[i];

		spread_text(m, sheet, to->about);
		sheet->cells[sheet->cell_count - 1].link = to->name;
		spread_text(m, sheet, to->name);
	}
	for (size_t i = 0; i < s->table_count; i++) {
		if (s->tables[i].row_count)
			continue;
		spread_text(m, sheet,
			    arena_printf(m->arena, "%s: %s",
					 spread_question_title(m, &s->tables[i]),
					 level_words(s, &s->tables[i])));
		spread_text(m, sheet, "none");
	}
	spread_fit(sheet);
}

static struct spread_sheet *
contents_open(struct spread_making *m)
{
	struct spread_sheet *sheet = spread_sheet(m, "Contents", "Contents");

	spread_line(
		m, sheet, SPREAD_TEXT,
		"This worksheet contains one table. What stands in its first column leads to "
		"the worksheet.");
	sheet->table = "contents";
	spread_column(sheet, "What it is about", CONTENTS_WIDTH);
	spread_column(sheet, "Worksheet", NAME_WIDTH);
	return sheet;
}

struct spread *
spread_make(const struct summary *s, struct arena *a)
{
	struct spread *book = arena_one(a, struct spread);
	struct spread_making m = { .summary = s, .book = book, .arena = a };
	struct spread_sheet *list;

	*book = (struct spread){
		.title = clean(a, s->form_title),
		.author = clean(a, s->run_by),
		.language = str_same(s->language, "en")	  ? "en-GB"
			    : str_same(s->language, "cy") ? "cy-GB"
							  : s->language,
		.day = s->released,
		.sheets = arena_array(a, struct spread_sheet,
				      s->table_count + SHEETS_BESIDES),
	};
	cover(&m);
	list = contents_open(&m);
	notes(&m);
	spread_themes(&m);
	spread_scorecard(&m);
	for (size_t i = 0; i < s->table_count; i++)
		if (s->tables[i].row_count)
			spread_question(&m, &s->tables[i]);
	spread_quotes(&m);
	spread_board(&m);
	contents(&m, list);
	return book;
}
