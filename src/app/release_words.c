/*
 * What the team puts beside the numbers: its own words, and the waves that they are held against.
 * Words pass the same engine as quotes: who writes a headline knows the place that it is about.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/release.h"
#include "app/summary_file.h"

enum { WORDS_MOST = 256 << 10 }; /* bytes of a file */

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
	for (size_t i = 0; i < words->pair_count; i++) {
		look_at(r, &words->pairs[i].said, diags);
		look_at(r, &words->pairs[i].did, diags);
		look_at(r, &words->pairs[i].who, diags);
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
		say_whole(&said);
	if (!words || diags->errors)
		return err_set(b->err, ERR_INPUT,
			       "%.100s: %zu error%s; nothing is released", path,
			       diags->errors, diags->errors == 1 ? "" : "s");
	b->out->words = words;
	hash_file(b, "words", &file);
	return true;
}

/* ---- earlier waves ---------------------------------------------------------------------- */

/* A release of this very survey says nothing of how it moved, nor does what another force said. */
static bool
wave_suits(const struct beside *b, const struct summary *own, const struct summary *wave,
	   const char *path)
{
	const char *ours = own->run_by, *theirs = wave->run_by;

	if (str_same(wave->form_id, own->form_id) && str_same(wave->wave, own->wave))
		return err_set(b->err, ERR_INPUT,
			       "%.100s is of wave %.40s, as this survey is: a release is held "
			       "against earlier waves",
			       path, wave->wave);
	return str_same(ours, theirs) ||
	       err_set(b->err, ERR_INPUT,
		       "%.100s was run by \"%.60s\", and this survey by \"%.60s\": --since takes "
		       "waves of one force; canvass compare holds forces side by side",
		       path, theirs, ours);
}

/* What compare refuses is refused here, by the same rules. */
static bool
read_waves(struct beside *b, const struct form *form, const struct survey *survey)
{
	const struct release_order *order = b->order;
	struct summary_files *all = arena_one(b->a, struct summary_files);
	const struct summary own = { .form_id = form->id,
				     .wave = survey_wave(survey->name),
				     .run_by = text_in(&form->run_by, 0),
				     .invented = survey->invented };

	for (size_t i = 0; i < order->since_count; i++) {
		if (!summary_file_add(order->call, all, order->since[i], b->a, b->err) ||
		    !wave_suits(b, &own, all->files[i], order->since[i]))
			return false;
		buf_printf(&b->hashed, "since %s\n", all->hashes[i]);
	}
	b->out->waves = arena_array(b->a, const struct summary *, all->count + 1);
	for (size_t i = 0; i < all->count; i++)
		b->out->waves[b->out->wave_count++] = all->files[i];
	all->names[all->count] = survey->name;
	all->files[all->count] = &own;
	return !all->count || compare_suits(all->files, all->names, all->count + 1, b->err);
}

bool
release_beside_read(const struct release_order *order, const struct form *form,
		    const struct survey *survey, struct release_beside *out,
		    struct arena *a, struct err *err)
{
	struct beside b = { .order = order, .out = out, .a = a, .err = err };
	unsigned char digest[SEAL_HASH];
	bool good;

	*out = (struct release_beside){ .wave_count = 0 };
	buf_init(&b.hashed, 0);
	good = (!order->words || read_words(&b, form)) && read_waves(&b, form, survey);
	if (good && b.hashed.len) {
		seal_sha256(digest, b.hashed.data, b.hashed.len);
		hex_encode(out->hash, sizeof(out->hash), digest, sizeof(digest));
	}
	buf_free(&b.hashed);
	return good;
}
