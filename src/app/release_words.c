/*
 * What the team puts beside the numbers: its own words, and the waves that they are held against.
 * Words pass the same engine as quotes: who writes a headline knows the place that it is about.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/release.h"

enum { WORDS_MOST = 256 << 10, SINCE_MOST = 32 << 20 }; /* bytes of a file */

struct beside {
	const struct release_order *order;
	struct release_beside *out;
	struct buf hashed; /* a line for each file */
	struct arena *a;
	struct err *err;
};

static void
hash_file(struct beside *b, const char *what, const struct buf *text)
{
	unsigned char digest[SEAL_HASH];
	char hex[2 * SEAL_HASH + 1];

	seal_sha256(digest, text->data ? text->data : "", text->len);
	hex_encode(hex, sizeof(hex), digest, sizeof(digest));
	buf_printf(&b->hashed, "%s %s\n", what, hex);
}

/* ---- the team's words ------------------------------------------------------------------ */

/* Only what is certain: a word that is merely unknown is for people to judge, and they wrote it. */
static void
look_at(struct redactor *r, const struct board_line *line, struct diags *diags)
{
	struct redaction found;

	if (!line->text)
		return;
	found = redact_text(r, line->text, strlen(line->text), diags->arena);
	for (size_t i = 0; i < found.count; i++)
		if (found.spans[i].certain)
			diag_add(diags, "E912", line->line, line->column, 1,
				 "say it without, or in general words",
				 "a word here can tell who somebody is: %s",
				 redact_label(found.spans[i].class));
}

static void
look_at_all(struct redactor *r, const struct board_words *words, struct diags *diags)
{
	for (size_t i = 0; i < words->headline_count; i++)
		look_at(r, &words->headlines[i], diags);
	for (size_t i = 0; i < words->opportunity_count; i++) {
		look_at(r, &words->opportunities[i].said, diags);
		look_at(r, &words->opportunities[i].department, diags);
		look_at(r, &words->opportunities[i].quarter, diags);
	}
	for (size_t p = 0; p < BOARD_PARTS; p++)
		for (size_t i = 0; i < words->part_counts[p]; i++)
			look_at(r, &words->parts[p][i], diags);
}

static bool
none_marked(const struct form *form, const struct board_words *words, struct diags *diags,
	    struct err *err)
{
	struct redact_options options = { .patterns = form->privacy.patterns,
					  .pattern_count = form->privacy.pattern_count };
	struct redactor *r = redactor_new(&options, err);

	if (r)
		look_at_all(r, words, diags);
	redactor_free(r);
	return r != NULL;
}

static bool
read_words(struct beside *b, const struct form *form)
{
	const char *path = b->order->words;
	struct diags *diags = arena_one(b->a, struct diags);
	struct board_words *words;
	const char *text;
	SCOPED(buf) file;
	SCOPED(buf) said;

	buf_init(&file, 0);
	buf_init(&said, 0);
	if (!file_read_named(b->order->call, path, WORDS_MOST, &file, b->err))
		return false;
	text = arena_copy(b->a, file.data ? file.data : "", file.len);
	diags_init(diags, path, text, file.len, b->a);
	words = board_read(path, text, file.len, form, diags);
	if (words && !none_marked(form, words, diags, b->err))
		return false;
	diags_print(diags, &said);
	if (said.len)
		fwrite(said.data, 1, said.len, stderr);
	if (!words || diags->errors)
		return err_set(b->err, ERR_INPUT,
			       "%.100s: %zu error%s; nothing is released", path,
			       diags->errors, diags->errors == 1 ? "" : "s");
	b->out->words = words;
	hash_file(b, "words", &file);
	return true;
}

/* ---- earlier waves ---------------------------------------------------------------------- */

static bool
read_wave(struct beside *b, const char *path)
{
	SCOPED(buf) file;
	struct summary *wave;
	const char *text;

	buf_init(&file, 0);
	if (!file_read_named(b->order->call, path, SINCE_MOST, &file, b->err))
		return false;
	text = arena_copy(b->a, file.data ? file.data : "", file.len);
	wave = summary_read(text, file.len, b->a, b->err);
	if (!wave)
		return err_add(b->err, "%.100s", path);
	b->out->waves[b->out->wave_count++] = wave;
	hash_file(b, "since", &file);
	return true;
}

/* Invented answers are never held against real ones, nor a release against a draft. */
static bool
wave_suits(const struct beside *b, const struct summary *wave, bool invented,
	   const char *path)
{
	if (wave->draft)
		return err_set(b->err, ERR_INPUT,
			       "%.100s is a draft: hold a release against releases",
			       path);
	return wave->invented == invented ||
	       err_set(b->err, ERR_INPUT,
		       "%.100s: its answers are %s, and those of this survey are %s: they are "
		       "never held against each other",
		       path, wave->invented ? "invented" : "real",
		       invented ? "invented" : "real");
}

static bool
read_waves(struct beside *b, bool invented)
{
	const struct release_order *order = b->order;

	b->out->waves = arena_array(b->a, const struct summary *, order->since_count + 1);
	for (size_t i = 0; i < order->since_count; i++)
		if (!read_wave(b, order->since[i]) ||
		    !wave_suits(b, b->out->waves[i], invented, order->since[i]))
			return false;
	return true;
}

bool
release_beside_read(const struct release_order *order, const struct form *form,
		    bool invented, struct release_beside *out, struct arena *a,
		    struct err *err)
{
	struct beside b = { .order = order, .out = out, .a = a, .err = err };
	unsigned char digest[SEAL_HASH];
	bool good;

	*out = (struct release_beside){ .wave_count = 0 };
	buf_init(&b.hashed, 0);
	good = (!order->words || read_words(&b, form)) && read_waves(&b, invented);
	if (good && b.hashed.len) {
		seal_sha256(digest, b.hashed.data, b.hashed.len);
		hex_encode(out->hash, sizeof(out->hash), digest, sizeof(digest));
	}
	buf_free(&b.hashed);
	return good;
}
