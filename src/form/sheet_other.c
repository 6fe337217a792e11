/*
 * What people give us for a workbook that is none: each such file is told by its first bytes, and
 * what to do about it is said.  Nothing of it is read.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/sheet.h"

static bool
begins(const void *data, size_t len, const void *mark, size_t mark_len)
{
	return len >= mark_len && !memcmp(data, mark, mark_len);
}

/* Lines of text with a comma, a semicolon or a tab in the first of them. */
static bool
looks_like_csv(const char *text, size_t len)
{
	const char *line = len ? memchr(text, '\n', len) : NULL;
	size_t n = line ? (size_t)(line - text) : len;

	if (memchr(text, '\0', len) || !utf8_valid(text, len))
		return false;
	return memchr(text, ',', n) || memchr(text, ';', n) || memchr(text, '\t', n);
}

/* Old workbooks, and new ones with a password, come in another kind of container. */
static const char *
container_words(const void *data, size_t len)
{
	static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	if (memmem(data, len, locked, sizeof(locked) - 1))
		return "the workbook is locked with a password: save it without one";
	return "this is an old .xls workbook: save it as .xlsx";
}

bool
sheet_other(const void *data, size_t len, struct err *err)
{
	static const char open_document[] = "application/vnd.oasis.opendocument.";
	size_t head = len < 200 ? len : 200; /* its kind is the first entry, unpacked */

	if (begins(data, len, "\xd0\xcf\x11\xe0", 4))
		err_set(err, ERR_INPUT, "%s", container_words(data, len));
	else if (begins(data, len, "PK", 2) &&
		 memmem(data, head, open_document, sizeof(open_document) - 1))
		err_set(err, ERR_INPUT,
			"this is an OpenDocument file (.ods): save it as .xlsx");
	else if (begins(data, len, "%PDF", 4))
		err_set(err, ERR_INPUT,
			"this is a PDF: save the workbook itself as .xlsx");
	else if (!begins(data, len, "PK", 2) && looks_like_csv(data, len))
		err_set(err, ERR_INPUT,
			"this is one sheet as text (CSV): put it into a folder as "
			"survey.csv, with choices.csv beside it, and name the folder; or "
			"save the workbook as .xlsx");
	else
		return false;
	return true;
}
