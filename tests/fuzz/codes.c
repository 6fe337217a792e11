/*
 * Fuzz target: a codebook and codings, one text: the book, a NUL, the codings, a NUL, a comment.
 * What is taken is written byte for byte as it was read, and is sound; its words suggest something
 * for the comment, or nothing, but never beyond it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/summary/coded.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static struct form *form;

static const char plain_codings[] = "{\"canvass\": \"codings 1\", \"by\": \"first\", "
				    "\"codings\": []}\n";

static void
check_themes(const struct codebook *book)
{
	for (size_t i = 0; i < book->theme_count; i++) {
		const struct book_theme *t = &book->themes[i];
		int up = (int)i, now = codebook_now(book, (int)i);

		if ((i < form->theme_count) != (t->of_form >= 0) ||
		    (t->of_form >= 0 && t->until))
			die("a theme of the form is gone");
		if (codebook_theme(book, t->id) != (int)i)
			die("two themes of one id");
		if (now >= 0 && book->themes[now].until)
			die("a theme that is not in use stands for another");
		for (size_t steps = 0; up >= 0; up = book->themes[up].under)
			if (steps++ > BOOK_THEMES)
				die("a theme is a part of itself");
	}
}

static void
check_same(const struct buf *written, const uint8_t *data, size_t len)
{
	if (written->len != len || memcmp(written->data, data, len) != 0)
		die("it is not written as it was read");
}

static void
try_suggest(const struct codebook *book, const char *language, const uint8_t *data,
	    size_t len, struct arena *a)
{
	struct err err = { 0 };
	struct suggester *s = suggester_new(book, language, &err);
	const char *text = (const char *)data;
	const struct suggestion *found;
	size_t count;

	if (!s) {
		if (err.code != ERR_INPUT || !strstr(err.text, "theme \""))
			die("a pattern is refused without its theme: %s", err.text);
		return;
	}
	if (len && utf8_valid(text, len)) {
		found = suggest(s, text, len, &count, a);
		for (size_t i = 0; i < count; i++)
			if (found[i].from >= found[i].to || found[i].to > len ||
			    (size_t)found[i].theme >= book->theme_count ||
			    (i && found[i].from < found[i - 1].from))
				die("a suggestion of nothing, or out of place");
	}
	suggester_free(s);
}

static void
try_codings(const struct codebook *book, const uint8_t *data, size_t len, struct arena *a)
{
	struct codings c = { 0 };
	struct err err = { 0 };
	SCOPED(buf) again = { 0 };

	if (!codings_read(&c, (const char *)data, len, book, CODER_FIRST, a, &err)) {
		if (err.code != ERR_INPUT || !*err.text || c.count)
			die("codings are refused without a reason");
		return;
	}
	codings_write(&c, book, CODER_FIRST, &again);
	check_same(&again, data, len);
	for (size_t i = 0; i < c.count; i++) {
		const struct coding *one = &c.items[i];

		if (coding_find(&c, one->name) != one)
			die("a coding is not found");
		(void)codebook_stale(book, one->version, one->themes);
		if (codebook_form_bits(book, one->themes) >> form->theme_count)
			die("a coding of a theme that the form has not");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct arena *kept;
	struct arena *a = arena_new(0);
	const uint8_t *nul = len ? memchr(data, 0, len) : NULL, *text = nul,
		      *end = data + len;
	size_t book_len = nul ? (size_t)(nul - data) : len, codings_len = 0;
	struct err err = { 0 };
	struct codebook *book;
	SCOPED(buf) again = { 0 };

	if (!kept)
		kept = arena_new(0);
	if (!form)
		form = coded_form(kept);
	if (nul) {
		nul++;
		text = nul < end ? memchr(nul, 0, (size_t)(end - nul)) : NULL;
		codings_len = (size_t)((text ? text : end) - nul);
		text = text ? text + 1 : NULL;
	}
	book = codebook_read((const char *)data, book_len, form, a, &err);
	if (book) {
		codebook_write(book, &again);
		check_same(&again, data, book_len);
		check_themes(book);
		if (nul)
			try_codings(book, nul, codings_len, a);
		try_codings(book, (const uint8_t *)plain_codings, strlen(plain_codings),
			    a);
		try_suggest(book, "en", text, text ? (size_t)(end - text) : 0, a);
		try_suggest(book, "cy", text, text ? (size_t)(end - text) : 0, a);
	} else if (err.code != ERR_INPUT || !*err.text) {
		die("a codebook is refused without a reason");
	}
	arena_free(a);
	return 0;
}
