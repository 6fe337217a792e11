/*
 * Reads a form file with its side files, and lays its pages out as the door will: a page over its
 * limit is the author's trouble, to be told with the others, and not one for the first respondent.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/form_file.h"

#define FORM_FILE_MOST \
	(1u << 20)	 /* the form reader has its own, smaller limit and words for it */

/* ---- side files ------------------------------------------------------------------ */

/* The length of a path without .yaml or .yml; 0: it ends otherwise, and has no side files. */
static size_t
stem_length(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (str_same(dot, ".yaml") || str_same(dot, ".yml"))
		       ? (size_t)(dot - path)
		       : 0;
}

/* `NAME.cy.yaml` for `NAME.yaml`. */
static const char *
side_path(const char *path, const char *code, struct arena *a)
{
	size_t stem = stem_length(path);

	return arena_printf(a, "%.*s.%s%s", (int)stem, path, code, path + stem);
}

/* Where the form was found: as file_read_named looks for it. */
static const char *
found_at(const struct call *call, const char *path, struct arena *a)
{
	const char *inside = path_join(a, call->dir, path);

	return !file_there(path) && file_there(inside) ? inside : path;
}

/* Looks for one side file; *out_there: it is there, and is in out. */
static bool
side_read(const char *path, const char *found, const char *code, struct form_side *out,
	  bool *out_there, struct arena *a, struct err *err)
{
	const char *at = side_path(found, code, a);
	SCOPED(buf) text;

	buf_init(&text, 0);
	*out_there = file_there(at);
	if (!*out_there)
		return true;
	if (!file_read(at, FORM_FILE_MOST, &text, err))
		return false;
	*out = (struct form_side){
		.file = side_path(path, code, a),
		.language = arena_str(a, code),
		.text = arena_copy(a, text.data ? text.data : "", text.len),
		.len = text.len,
	};
	return true;
}

bool
form_bytes_read(const struct call *call, const char *path, struct buf *text,
		struct form_bytes *out, struct arena *a, struct err *err)
{
	enum { LETTERS = 26, CODES = LETTERS * LETTERS };
	struct form_side *sides = arena_array(a, struct form_side, CODES);
	const char *found = found_at(call, path, a);
	size_t n = 0;

	if (!file_read_named(call, path, FORM_FILE_MOST, text, err))
		return false;
	for (unsigned i = 0; stem_length(path) && i < CODES; i++) {
		const char code[] = { (char)('a' + i / LETTERS),
				      (char)('a' + i % LETTERS), '\0' };
		bool there;

		if (!language_find(code))
			continue;
		if (!side_read(path, found, code, &sides[n], &there, a, err))
			return false;
		n += there;
	}
	*out = (struct form_bytes){ .text = text->data ? text->data : "",
				    .len = text->len,
				    .sides = sides,
				    .side_count = n };
	return true;
}

/* A language that the form does not declare is no part of it. */
static void
freeze(const struct form *form, const struct form_bytes *bytes, struct buf *frozen)
{
	struct form_side used[FORM_LANGUAGES];
	size_t n = 0;

	for (size_t i = 0; i < bytes->side_count && n < ARRAY_LEN(used); i++)
		if (form_language(form, bytes->sides[i].language) > 0)
			used[n++] = bytes->sides[i];
	form_freeze(bytes->text, bytes->len, used, n, frozen);
}

/* ---- forms ----------------------------------------------------------------------- */

struct form *
form_file_freeze(const struct call *call, const char *path, unsigned expected,
		 struct buf *text, struct diags *diags, struct arena *a,
		 struct buf *frozen, struct err *err)
{
	struct form_bytes bytes;
	struct form *form;

	if (err)
		err->code = ERR_NONE;
	if (!form_bytes_read(call, path, text, &bytes, a, err))
		return NULL;
	diags_init(diags, path, bytes.text, bytes.len, a);
	form = form_parse_files(bytes.text, bytes.len, bytes.sides, bytes.side_count,
				expected, diags);
	if (form)
		form_sizes_check(form, diags);
	if (diags->errors)
		return NULL;
	if (frozen)
		freeze(form, &bytes, frozen);
	return form;
}

struct form *
form_file(const struct call *call, const char *path, unsigned expected, struct buf *text,
	  struct diags *diags, struct arena *a, struct err *err)
{
	return form_file_freeze(call, path, expected, text, diags, a, NULL, err);
}
