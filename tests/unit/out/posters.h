/*
 * What tests of posters share: a form of few words, and descriptions read back as JSON.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_POSTERS_H
#define CANVASS_TEST_POSTERS_H

#include "out/poster.h"
#include "tests/tap.h"

static const char poster_pages[] = "pages:\n"
				   "  - title: One\n"
				   "    questions:\n"
				   "      - id: a\n"
				   "        ask: A?\n"
				   "        type: short text\n";
static const char poster_pages_welsh[] = "pages:\n"
					 "  - title: One\n"
					 "    title (cy): Un\n"
					 "    questions:\n"
					 "      - id: a\n"
					 "        ask: A?\n"
					 "        ask (cy): A?\n"
					 "        type: short text\n";

/* A form read from these lines, which have no pages yet; dies if it is wrong. */
static inline const struct form *
poster_form(const char *lines, const char *pages, struct arena *a)
{
	const char *text = arena_printf(a, "canvass: form 1\nid: p\n%s%s", lines, pages);
	struct diags diags;
	const struct form *form;

	diags_init(&diags, "p", text, strlen(text), a);
	form = form_parse_new(text, strlen(text), 0, &diags);
	if (!form) {
		SCOPED(buf) words = { 0 };

		diags_print(&diags, &words);
		die("the test's own form is wrong:\n%s", words.data);
	}
	return form;
}

static inline const struct form *
poster_english(const char *lines, struct arena *a)
{
	return poster_form(arena_printf(a, "title: A title\nlanguages: [en]\n%s", lines),
			   poster_pages, a);
}

static inline const struct form *
poster_welsh(const char *lines, struct arena *a)
{
	return poster_form(
		arena_printf(a,
			     "title: A title\ntitle (cy): Teitl\nlanguages: [en, cy]\n%s",
			     lines),
		poster_pages_welsh, a);
}

/* In a language that we do not speak, with words for all of ours but one; NULL: but none. */
static inline const struct form *
poster_foreign(const char *code, const char *but, struct arena *a)
{
	SCOPED(buf) lines;

	buf_init(&lines, 0);
	buf_printf(&lines, "title: A title\nlanguages: [%s]\nwords:\n", code);
	for (unsigned word = 0; word < WORD__MAY; word++)
		if (!but || !str_same(word_rows[word].id, but))
			buf_printf(&lines, "  %s: \"<%s>%s%s%s\"\n", word_rows[word].id,
				   word_rows[word].id,
				   word >= WORD_KEEP_TITLE && word <= WORD_NOT_TOGETHER
					   ? " and so on, at some length, as it must be"
					   : "",
				   strstr(word_rows[word].en, "{1") ? " {1}" : "",
				   strstr(word_rows[word].en, "{2") ? " {2}" : "");
	return poster_form(arena_copy(a, lines.data, lines.len), poster_pages, a);
}

static inline struct poster_about
poster_about(const struct form *form)
{
	return (struct poster_about){
		.form = form,
		.langs = { 0, 1 },
		.lang_count = form->language_count > 1 ? 2 : 1,
		.force = "Northshire Police",
		.contact = "the evaluation team, 101",
		.host = "ask.example",
	};
}

static inline struct poster_link
poster_link(void)
{
	return (struct poster_link){
		.address = "HTTPS://ASK.EXAMPLE/S/K7QX3MRR",
		.code = "K7QX 3MRR",
		.words = "amber ferry",
		.place = "Northern custody suites",
		.general = "7Y2H 9CT0",
	};
}

static inline size_t
line_count_of(const struct buf *lines)
{
	size_t n = 0;

	for (size_t i = 0; i < lines->len; i++)
		n += lines->data[i] == '\n';
	return n;
}

/* A line of a description, from 0; NULL if there is none or it is no JSON. */
static inline const struct json *
line_at(const struct buf *lines, size_t number, struct arena *a)
{
	const char *from = lines->data, *end = from ? from + lines->len : from, *stop;
	struct err err = { 0 };

	while (from && (stop = memchr(from, '\n', (size_t)(end - from))) != NULL) {
		if (!number--)
			return json_parse(from, (size_t)(stop - from), a, &err);
		from = stop + 1;
	}
	return NULL;
}

static inline const struct json *
item_at(const struct json *list, size_t number)
{
	const struct json *item = list ? list->first : NULL;

	while (item && number--)
		item = item->next;
	return item;
}

/* A member as text; "(none)" where it is absent or no text. */
static inline const char *
member_of(const struct json *map, const char *key)
{
	const struct json *value = map ? json_get(map, key) : NULL;

	return value && value->type == JSON_STRING_ ? value->text : "(none)";
}

/* Of a sheet's language, from 0. */
static inline const char *
word_of(const struct json *sheet, size_t lang, const char *key)
{
	return member_of(item_at(sheet ? json_get(sheet, "langs") : NULL, lang), key);
}

#endif
