/*
 * How wide the workbook's columns are and how high its rows.  Both are estimates, with room to
 * spare: programs that open a workbook mostly keep the heights that they find, and a line too few
 * hides words, or lets them run into the next row.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <limits.h>

#include "out/sheets.h"

/* Lengths of text are in thousandths of the font's size. */
enum {
	NARROW = 285,
	MIDDLE = 560,
	CAPITAL = 725,
	WIDE = 860,
	FULL = 1050, /* Chinese, Japanese and Korean characters, emoji */
	SPARE = 106, /* per cent of what is reckoned: fonts differ, and so do screens */
	BOLD = 108,
	APART = 2, /* characters: the room before a text that stands beside numbers */
	EDGES = 1,
	SIZE = 12, /* of the font, in points */
	TITLE_SIZE = 16,
	HEADING_SIZE = 14,
	WIDTH_LEAST = 10,
};

/* Helvetica's, and thus Arial's, roughly. */
static unsigned
point_width(uint32_t point)
{
	if (point >= 0x1100)
		return FULL;
	if (point >= 0x80)
		return CAPITAL;
	if (point && strchr(" !'(),./:;I[\\]`fijlrt|", (int)point))
		return NARROW;
	if (strchr("%@MWmw", (int)point))
		return WIDE;
	return point >= 'A' && point <= 'Z' ? CAPITAL : MIDDLE;
}

static unsigned long
text_width(const char *text, size_t len, bool bold)
{
	const char *end = text + len, *next;
	unsigned long width = 0;

	for (const char *p = text; p < end; p = next)
		width += point_width(utf8_next(p, end, &next));
	return width * (bold ? BOLD : 100) / 100 * SPARE / 100;
}

/* What a column of so many characters has room for. */
static unsigned long
room_of(unsigned width, unsigned size, bool apart)
{
	unsigned taken = EDGES + (apart ? APART : 0);

	return (width > taken ? width - taken : 1) * (unsigned long)SPREAD_CHARACTER_UM *
	       1000 / (size * SPREAD_POINT_UM);
}

/* How many lines a text takes: broken between words where it can be. */
static unsigned
lines_of(const char *text, unsigned long room, bool bold)
{
	unsigned long at = 0, word, blank = text_width(" ", 1, bold);
	unsigned lines = 1;

	while (*text) {
		size_t len = strcspn(text, " \n");

		word = text_width(text, len, bold);
		if (at && at + word > room) {
			lines++;
			at = 0;
		}
		if (word > room)
			lines += (unsigned)(word / room);
		at += word % room + blank;
		text += len;
		if (*text == '\n') {
			lines++;
			at = 0;
		}
		text += *text != '\0';
	}
	return lines;
}

static unsigned
height_of(unsigned lines, unsigned size)
{
	unsigned height = lines * size * 13 / 10 + 4;

	return lines < SPREAD_HEIGHT_MOST && height < SPREAD_HEIGHT_MOST
		       ? height
		       : SPREAD_HEIGHT_MOST;
}

unsigned
spread_line_height(const struct spread_sheet *sheet, const struct spread_line *line)
{
	unsigned size = line->kind == SPREAD_TITLE     ? TITLE_SIZE
			: line->kind == SPREAD_HEADING ? HEADING_SIZE
						       : SIZE;
	unsigned long room =
		sheet->table ? ULONG_MAX : room_of(SPREAD_COVER_WIDTH, size, false);

	return height_of(lines_of(line->text, room, line->kind != SPREAD_TEXT), size);
}

unsigned
spread_head_height(const struct spread_sheet *sheet)
{
	unsigned most = 1;

	for (size_t c = 0; c < sheet->column_count; c++) {
		const struct spread_column *column = &sheet->columns[c];
		unsigned long room = room_of(column->width, SIZE, c && !column->number);
		unsigned lines = lines_of(column->title, room, true);

		most = lines > most ? lines : most;
	}
	return height_of(most, SIZE);
}

unsigned
spread_row_height(const struct spread_sheet *sheet, size_t row)
{
	const struct spread_cell *cells = &sheet->cells[row * sheet->column_count];
	unsigned most = 1;

	for (size_t c = 0; c < sheet->column_count; c++) {
		const struct spread_column *column = &sheet->columns[c];
		unsigned long room = room_of(column->width, SIZE, c && !column->number);
		unsigned lines = cells[c].text ? lines_of(cells[c].text, room, false) : 1;

		most = lines > most ? lines : most;
	}
	return height_of(most, SIZE);
}

/* ---- columns ---------------------------------------------------------------------------- */

/* The characters of room that so long a text needs. */
static unsigned
characters(unsigned long width, bool apart)
{
	unsigned long um = width * SIZE * SPREAD_POINT_UM / 1000;

	return (unsigned)(um / SPREAD_CHARACTER_UM) + 1 + EDGES + (apart ? APART : 0);
}

static unsigned long
longest_word(const char *text, bool bold)
{
	unsigned long most = 0, width;

	for (size_t len; *text; text += len + (text[len] != '\0')) {
		len = strcspn(text, " \n");
		width = text_width(text, len, bold);
		most = width > most ? width : most;
	}
	return most;
}

void
spread_fit(struct spread_sheet *sheet)
{
	for (size_t c = 0; c < sheet->column_count; c++) {
		struct spread_column *column = &sheet->columns[c];
		unsigned long most = longest_word(column->title, true), width;
		unsigned wanted;

		for (size_t i = c; i < sheet->cell_count; i += sheet->column_count) {
			const char *text = sheet->cells[i].text;

			width = text ? text_width(text, strlen(text), false) : 0;
			most = width > most ? width : most;
		}
		wanted = characters(most, c && !column->number);
		wanted = wanted > WIDTH_LEAST ? wanted : WIDTH_LEAST;
		column->width = wanted < column->width ? wanted : column->width;
	}
}
