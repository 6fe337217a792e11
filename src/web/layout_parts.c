/*
 * Style and script in parts: a page brings the rules that its own markup can use, and no others,
 * since all of it comes in one response.
 *
 * The build cuts both into parts, each with a condition (tools/parts).  What a page has is read
 * from its laid-out bytes, so that nobody who adds a field has to think of its style; only what
 * holes write later is listed here.  Too many rules on a page cost bytes, one too few its look:
 * in doubt a word counts as there.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

enum { WORD_MOST = 64 }; /* no condition has a longer one */

/* Markup that a hole may write when the page is served: each element and class, in any order. */
static const char *const brought[HOLE__COUNT] = {
	[HOLE_DRAFT] = "<input>",
	[HOLE_PROBLEMS] = "<div class=\"box\"><h2><p><ul><li><a>",
	[HOLE_BACK] = "<button class=\"l\">",
	[HOLE_PROGRESS] = "<p class=\"hint\">",
	[HOLE_ERROR] = "<p class=\"error\"><span class=\"vh\">",
	[HOLE_MARKS] = "<div class=\"check\"><h2><p>",
	[HOLE_ROWS] = "<div><dt><dd class=\"found\"><bdi><mark><span class=\"hint\">"
		      "<button class=\"l\"><span class=\"vh\"><ul><li>",
};

/* ---- what a page has -------------------------------------------------------------------- */

/* Adds a word once; all stand between blanks. */
static void
word_add(struct buf *words, const char *before, const char *word, size_t len,
	 const char *after)
{
	char one[WORD_MOST];

	if (snprintf(one, sizeof(one), " %s%.*s%s ", before, (int)len, word, after) <
		    WORD_MOST &&
	    !strstr(words->data, one))
		buf_puts(words, one + 1);
}

/* Classes and the field's type, from an attribute whose value begins at value. */
static void
attribute_read(struct buf *words, const char *name, size_t name_len, const char *value,
	       size_t len)
{
	if (name_len == 5 && !memcmp(name, "class", 5)) {
		for (size_t part; len; value += part, len -= part) {
			part = strcspn(value, " \"");
			word_add(words, ".", value, part, "");
			part += part < len; /* the blank */
		}
	} else if (name_len == 4 && !memcmp(name, "type", 4)) {
		word_add(words, "[type=", value, len, "]");
	}
}

/* A tag behind its "<"; returns where it ends. */
static const char *
tag_read(struct buf *words, const char *at)
{
	size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789");

	word_add(words, "", at, len, "");
	for (at += len; *at && *at != '>';) {
		const char *equals;

		at += strspn(at, " ");
		len = strcspn(at, " =>");
		equals = at + len;
		if (*equals != '=' || equals[1] != '"') {
			at = *equals == '=' ? equals + 1 : equals;
			continue;
		}
		attribute_read(words, at, len, equals + 2, strcspn(equals + 2, "\""));
		at = equals + 2 + strcspn(equals + 2, "\"");
		at += *at == '"';
	}
	return at;
}

/* Whether a mark of the hole stands in what was laid out (layout_text.c writes them). */
static bool
has_hole(const char *html, enum hole hole)
{
	char mark[8];

	snprintf(mark, sizeof(mark), "\xef\xb7\x90%02x", (unsigned)hole);
	return strstr(html, mark) != NULL;
}

void
words_of(struct buf *words, const char *html)
{
	if (!words->len)
		buf_puts(words, " ");
	for (const char *at = html; (at = strchr(at, '<'));) {
		at++;
		if (*at >= 'a' && *at <= 'z')
			at = tag_read(words, at);
	}
	for (enum hole hole = 0; hole < HOLE__COUNT; hole++)
		if (brought[hole] && has_hole(html, hole))
			words_of(words, brought[hole]);
}

/* ---- which parts it brings -------------------------------------------------------------- */

/* Whether all words of one alternative are there; both end at a tab or bar. */
static bool
holds(const char *when, const char *words)
{
	bool all = true;

	for (;; when++) {
		size_t len = strcspn(when, " |\t");
		char one[WORD_MOST];

		if (snprintf(one, sizeof(one), " %.*s ", (int)len, when) >= WORD_MOST)
			die("a condition of style or script has too long a word");
		all = all && (!len || strstr(words, one));
		when += len;
		if (*when == ' ')
			continue;
		if (all || *when != '|')
			return all;
		all = true;
	}
}

void
parts_put(struct html *out, const char *parts, const char *words)
{
	for (const char *end; *parts; parts = end + 1) {
		const char *bytes = strchr(parts, '\t');

		end = strchr(parts, '\n');
		if (!bytes || !end || bytes > end)
			die("a part of style or script without its condition");
		if (holds(parts, words))
			html_put_(out, bytes + 1, (size_t)(end - bytes - 1));
	}
}
