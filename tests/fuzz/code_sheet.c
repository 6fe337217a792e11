/*
 * Fuzz target: a sheet of decisions, JSON lines or CSV.  Lines lie within the text, one behind the
 * other; what is decided has an id and themes, or "none" alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/codes_sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
line_check(const struct sheet_line *line, const char *from, const char *end)
{
	if (line->raw < from || line->raw > end ||
	    line->raw_len > (size_t)(end - line->raw))
		die("a line outside of the sheet");
	if (!line->number || !line->id)
		die("a line without a place");
	if (line->wrong || !line->decided)
		return;
	if (!*line->id || (line->none ? line->theme_count : !line->theme_count))
		die("decided, but what?");
	for (size_t i = 0; i < line->theme_count; i++)
		if (!*line->themes[i])
			die("a theme without a name");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	struct code_sheet sheet = { .count = SIZE_MAX };
	struct err err = { .code = ERR_NONE };
	const char *text = (const char *)data, *behind = text;

	if (!code_sheet_read(text, len, &sheet, a, &err)) {
		if (err.code != ERR_INPUT || !*err.text || sheet.count != SIZE_MAX)
			die("refused without a reason, or not wholly");
		arena_free(a);
		return 0;
	}
	for (size_t i = 0; i < sheet.count; i++) {
		line_check(&sheet.lines[i], behind, text + len);
		behind = sheet.lines[i].raw + sheet.lines[i].raw_len;
	}
	arena_free(a);
	return 0;
}
