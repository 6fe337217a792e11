/*
 * Which cells of a workbook are shown as days and times: there they are numbers, and only their
 * style says what they mean.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>
#include <math.h>

#include "form/sheet.h"

/* The formats that every workbook has (ECMA-376, part 1, 18.8.30). */
static enum shown
built_in(unsigned long id)
{
	if (id >= 14 && id <= 17)
		return SHOWN_DATE;
	if (id == 22)
		return SHOWN_BOTH;
	return (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? SHOWN_TIME
								 : SHOWN_NUMBER;
}

/*
 * What a format code makes of a number: y and d are of days, h and s of times, and m of either.
 * Texts in quotes, signs behind \\, _ and *, and what stands in brackets but hours do not count.
 */
static enum shown
code_shown(const char *code)
{
	bool day = false, time = false, month = false;

	if (str_same(code, "General") || str_same(code, "@"))
		return SHOWN_NUMBER;
	for (; *code && *code != ';'; code++) {
		char c = (char)tolower((unsigned char)*code);

		if (strchr("\\_*", c)) {
			code += code[1] != '\0';
		} else if (c == '"') {
			code += 1 + strcspn(code + 1, "\"");
		} else if (c == '[' && !strchr("hHmMsS", code[1])) {
			code += strcspn(code, "]");
		} else {
			day = day || c == 'y' || c == 'd';
			time = time || c == 'h' || c == 's';
			month = month || c == 'm';
		}
		if (!*code)
			break;
	}
	day = day || (month && !time);
	return day && time ? SHOWN_BOTH
	       : day	   ? SHOWN_DATE
	       : time	   ? SHOWN_TIME
			   : SHOWN_NUMBER;
}

void
styles_format_add(struct styles *s, const char *id, const char *code)
{
	unsigned long n;

	if (s->format_count < ARRAY_LEN(s->formats) && str_to_uint(id, 1000000, &n))
		s->formats[s->format_count++] =
			(struct style_format){ n, code_shown(code) };
}

void
styles_cell_add(struct styles *s, const char *format)
{
	enum shown shown = SHOWN_NUMBER;
	unsigned long n;

	if (str_to_uint(format, 1000000, &n)) {
		shown = built_in(n);
		for (size_t i = 0; i < s->format_count; i++)
			if (s->formats[i].id == n)
				shown = s->formats[i].shown;
	}
	if (s->cell_count < ARRAY_LEN(s->cells))
		s->cells[s->cell_count++] = (uint8_t)shown;
}

enum shown
styles_shown(const struct styles *s, const char *style)
{
	unsigned long n;

	if (!style || !str_to_uint(style, ARRAY_LEN(s->cells), &n) || n >= s->cell_count)
		return SHOWN_NUMBER;
	return (enum shown)s->cells[n];
}

const char *
styles_date(const struct styles *s, enum shown shown, const char *number, struct arena *a)
{
	char *end;
	double n = strtod(number, &end);
	long day, minutes;
	char days[11];

	/* the last day that spreadsheets know is 9999-12-31 */
	if (shown == SHOWN_NUMBER || end == number || *end || !(n >= 0 && n < 2958466))
		return NULL;
	day = (long)floor(n);
	minutes = lround((n - (double)day) * 24 * 60);
	day += minutes == 24 * 60;
	minutes %= 24 * 60;
	if (shown == SHOWN_TIME || (day == 0 && minutes && !s->from_1904))
		return arena_printf(a, "%02ld:%02ld", minutes / 60 + day * 24,
				    minutes % 60);
	/* day 1 is 1900-01-01, or day 0 1904-01-01; there day 60 was 1900-02-29, which never was */
	day_format((int)day - (s->from_1904 ? 24107 : 25569 - (day < 60)), days);
	if (shown == SHOWN_BOTH && minutes)
		return arena_printf(a, "%s %02ld:%02ld", days, minutes / 60,
				    minutes % 60);
	return arena_str(a, days);
}
