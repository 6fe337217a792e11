/*
 * The codebook as it is read: nothing that no change could have made, and nothing that was edited.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/summary/coded.h"

#include "tests/tap.h"

static struct arena *arena;
static const struct form *form;

static const char *
written(const struct codebook *book)
{
	struct buf b = { 0 };
	const char *text;

	codebook_write(book, &b);
	text = arena_copy(arena, b.data, b.len);
	buf_free(&b);
	return text;
}

static struct codebook *
read_back(const char *text, struct err *err)
{
	return codebook_read(text, strlen(text), form, arena, err);
}

/* Versions 2 to 6: sleep and gone beneath care, gone merged into sleep; cut is split. */
static struct codebook *
grown(void)
{
	struct codebook *book = codebook_of_form(form, 0, arena);

	book = coded_add(book, "sleep", "care", arena);
	book = coded_add(book, "gone", "care", arena);
	book = coded_merge(book, "gone", "sleep", arena);
	book = coded_add(book, "cut", NULL, arena);
	book = coded_split(book, "cut", "left=Left", "right=Right", arena);
	return coded_add(book, "nap", "sleep", arena);
}

static const struct edit {
	const char *from, *to, *say;
} edits[] = {
	{ "codebook 1", "codebook 2", "another version of canvass" },
	{ "\"canvass\"", "\"kanvass\"", "this is none" },
	{ "\"version\": 7", "\"version\": 8", "edited" },
	{ "\"id\": \"care\"", "\"id\": \"cars\"", "not of this form" },
	{ "\"id\": \"sleep\"", "\"id\": \"slept\"", "where the steps make \"sleep\"" },
	{ "\"act\": \"merge\"", "\"act\": \"forge\"", "step 3 is none" },
	{ "\"theme\": \"gone\", \"others\": \"sleep\"",
	  "\"theme\": \"care\", \"others\": \"sleep\"", "is a theme of the form" },
	{ "\"theme\": \"gone\", \"others\": \"sleep\"",
	  "\"theme\": \"gone\", \"others\": \"slip\"", "no theme \"slip\"" },
	{ "\"others\": \"left,right\"", "\"others\": \"left\"", "two to 8 parts" },
	{ "\"others\": \"left,right\"", "\"others\": \"left,,right\"",
	  "cannot be an id" },
	{ "\"others\": \"left,right\"", "\"others\": \"left,right,\"",
	  "cannot be an id" },
	{ "\"reason\": \"So", "\"reason\": \"\\nSo", "control character" },
	{ "\"title\": \"Left\"", "\"title\": \"\"", "the title is empty" },
	{ "\"title\": \"Left\"", "\"title\": 7", "it is none" },
	{ "\"words\": [\"supervisor\"", "\"words\": [7", "a word is no text" },
	{ "\"words\": [\"supervisor\"", "\"words\": [\"\"", "a word is empty" },
	{ "\"steps\"", "\"stops\"", "no list of themes" },
	{ ", \"version\"", ",  \"version\"", "edited" },
	{ "{\"canvass\"", "{\"more\": 1, \"canvass\"", "edited" },
	{ "]}\n", "]}", "edited" },
	{ "]}\n", "]}\n\n", "edited" },
	{ "]}\n", "]", "JSON" },
};

static void
check_read(void)
{
	const char *text = written(grown());

	for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
		const struct edit *e = &edits[i];
		const char *at = strstr(text, e->from), *last = at;
		struct err err = { 0 };
		const char *edited;

		/* The last bracket, where it is that. */
		while (e->from[0] == ']' && (last = strstr(last + 1, e->from)))
			at = last;
		if (!at)
			die("nothing to edit: %s", e->from);
		edited = arena_printf(arena, "%.*s%s%s", (int)(at - text), text, e->to,
				      at + strlen(e->from));
		if (!ok(!read_back(edited, &err) && err.code == ERR_INPUT &&
				strstr(err.text, e->say),
			"%s for %s: %s", e->to, e->from, e->say))
			note("%s", err.text);
	}
}

/* Whatever is changed in it: it is refused, or it is what we would write. */
static void
check_bytes(void)
{
	const char *text = written(grown());
	size_t len = strlen(text), taken = 0, wrong = 0;
	char *copy = mem_new(len + 1, 1);

	for (size_t i = 0; i < len; i++) {
		struct arena *mine = arena_new(0);
		struct err err = { 0 };
		struct codebook *book;
		struct buf again = { 0 };

		memcpy(copy, text, len);
		copy[i] ^= 1;
		book = codebook_read(copy, len, form, mine, &err);
		if (book) {
			codebook_write(book, &again);
			wrong += again.len != len || memcmp(again.data, copy, len) != 0;
			taken++;
		} else {
			wrong += err.code != ERR_INPUT || !*err.text;
		}
		buf_free(&again);
		arena_free(mine);
	}
	free(copy);
	ok(taken && taken < len / 2, "a few such edits are words, %zu of %zu", taken,
	   len);
	is_int((long long)wrong, 0, "all others are refused with a reason");
}

int
main(void)
{
	arena = arena_new(0);
	form = coded_form(arena);
	check_read();
	check_bytes();
	arena_free(arena);
	return tap_done();
}
