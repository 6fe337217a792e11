/*
 * What authors write that libyaml stumbles over: a text that begins with a quote or a bracket, a
 * blank that is none.  It is said in words of ours, and mended in the copy that is read again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

/* Whether ": " stands on the line before this byte: then the second one is in a text. */
bool
colon_before(const struct reading *r, size_t byte)
{
	size_t at = byte, end;

	while (at > 0 && r->text[at - 1] != '\n')
		at--;
	for (end = byte; at + 1 < end; at++) {
		if (r->text[at] == ':' && r->text[at + 1] == ' ')
			return true;
	}
	return false;
}

/* Makes a character a letter that means nothing; STOP if it cannot help any more. */
enum outcome
mend(struct reading *r, size_t byte)
{
	if (byte >= r->len || r->mended[byte] == '\n' || r->mended[byte] == 'x')
		return STOP;
	r->mended[byte] = 'x';
	/* the rest of a character of several bytes must not be left alone */
	while (++byte < r->len && ((unsigned char)r->mended[byte] & 0xc0) == 0x80)
		r->mended[byte] = 'x';
	return AGAIN;
}

static size_t
blanks_skip(const struct reading *r, size_t at)
{
	while (at < r->len && r->text[at] == ' ')
		at++;
	return at;
}

/* Where the value on this byte's line begins: behind dashes, and behind a key. */
static size_t
value_begin(const struct reading *r, size_t byte)
{
	size_t at = byte, end;

	while (at > 0 && r->text[at - 1] != '\n')
		at--;
	while (at < byte &&
	       (r->text[at] == ' ' || (r->text[at] == '-' && r->text[at + 1] == ' ')))
		at++;
	if (strchr("'\"[", r->text[at]))
		return at;
	for (end = at; end + 1 < byte; end++) {
		if (r->text[end] == ':' && r->text[end + 1] == ' ')
			return blanks_skip(r, end + 1);
	}
	return at;
}

/* Takes the rest of the line for words without a meaning. */
static enum outcome
mend_line(struct reading *r, size_t byte)
{
	enum outcome outcome = mend(r, byte);

	for (; byte < r->len && r->mended[byte] != '\n' && r->mended[byte] != '\r';
	     byte++)
		r->mended[byte] = 'x';
	return outcome;
}

/*
 * "How often" did it happen?  What stands in quotes or brackets ends before the text does, and
 * libyaml stumbles over the rest.  False if the text on this line begins otherwise.
 */
bool
begin_wrong(struct reading *r, size_t byte, enum outcome *out)
{
	size_t at = byte < r->len ? value_begin(r, byte) : byte;
	const char *hint = NULL, *name = NULL;
	char sign;

	if (at >= byte)
		return false;
	sign = r->text[at];
	if (sign == '"') {
		name = "a quote";
		hint = "put it between single quotes; within them write each ' twice";
	} else if (sign == '\'') {
		name = "a quote";
		hint = r->text[byte - 1] == '\''
			       ? "the apostrophe ends it: write it twice, '', or use double quotes"
			       : "put it between double quotes";
	} else if (sign == '[') {
		name = "a bracket";
	} else {
		return false;
	}
	complain(r, E003_SIGN, source_at(r, at, 1), hint, name);
	*out = mend_line(r, at);
	return true;
}

/* A dash or a question mark with a blank behind it, where a value stands. */
bool
mark_wrong(struct reading *r, const char *problem, size_t byte, enum outcome *out)
{
	const char *name = !problem					       ? NULL
			   : strstr(problem, "block sequence entries are not") ? "a dash"
			   : strstr(problem, "mapping keys are not") ? "a question mark"
								     : NULL;

	if (!name || !colon_before(r, byte))
		return false;
	complain(r, E003_SIGN, source_at(r, byte, 1), NULL, name);
	*out = mend_line(r, byte);
	return true;
}

/* The first byte of a line (from 0) that is no blank; the line's end if there is none. */
static const char *
line_words(const struct reading *r, size_t line, size_t *out_len)
{
	size_t at = blanks_skip(r, r->lines[line]);
	size_t end = r->lines[line + 1] - 1;

	*out_len = at < end ? end - at : 0;
	if (*out_len && r->text[at + *out_len - 1] == '\r')
		--*out_len;
	return r->text + at;
}

const char *
blank_lost(const struct reading *r, size_t line)
{
	const char *words;
	size_t len, key;

	if (line >= r->line_count)
		return NULL;
	words = line_words(r, line, &len);
	if (len > 2 && words[0] == '-' && words[1] == ' ') {
		words += 2;
		len -= 2;
	}
	key = key_before(words, len);
	return key && key < len && words[key] != ' '
		       ? "put a blank behind the colon, as in type: scale"
		       : NULL;
}

const char *
dash_lost(const struct reading *r, size_t line)
{
	const char *words;
	size_t len;

	if (line < 2 || line >= r->line_count)
		return NULL;
	words = line_words(r, line - 1, &len);
	if (!len || *words == '-' || *words == '#')
		return NULL;
	words = line_words(r, line - 2, &len);
	return len == 6 && !memcmp(words, "pages:", 6)
		       ? "each page begins with a dash, as the line above: - title"
	       : len == 10 && !memcmp(words, "questions:", 10)
		       ? "each question begins with a dash, as the line above: - id"
		       : NULL;
}

/* A blank that is none, on a line where libyaml stumbles or right above it. */
bool
blank_wrong(struct reading *r, size_t at, size_t from)
{
	const size_t lines[] = { at, from, at ? at - 1 : 0 };
	size_t byte;

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		if (!blank_in_line(r, lines[i], &byte))
			continue;
		complain(r, E001_BLANK, source_at(r, byte, 1), NULL, sign_name(r, byte));
		r->torn = true;
		return true;
	}
	return false;
}

bool
blank_ahead(const struct reading *r, const struct node *node, size_t *out_byte)
{
	const char *words = node->text;
	size_t line = source_at(r, node->from, 1).line, byte = node->from;
	size_t key = strspn(words, "abcdefghijklmnopqrstuvwxyz0123456789_");

	if (node->plain && key && words[key] == ':' &&
	    blank_first(words + key + 1, node->len - key - 1))
		byte += key + 1;
	else if (!blank_first(words, node->len))
		return false;
	else if (node->block) /* its words stand below */
		byte = blanks_skip(r, line < r->line_count ? r->lines[line] : r->len);
	else if (!node->plain)
		byte++;
	*out_byte = byte;
	/* else it was written as an escape */
	return byte < r->len && blank_first(r->text + byte, r->len - byte);
}
