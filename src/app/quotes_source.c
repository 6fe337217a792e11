/*
 * What commands and pages about comments begin with: the survey, its closed batches, the key,
 * redaction; and for quotes the ticks so far.  Prints nothing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"
#include "app/quotes.h"

#define LOCALS_MOST (4u << 20)

/* A file named on the command line may lie in the workspace. */
static const char *
named(const struct quote_work *w, const char *path)
{
	const char *inside = path_join(w->arena, w->in.workspace, path);

	return !file_there(path) && file_there(inside) ? inside : path;
}

/* The survey alone: what is wrong with it is told before a passphrase is asked for. */
static bool
survey_of(struct quote_work *w, const char *from, struct err *err)
{
	const char *name = w->in.survey;
	struct batch_file file = { .batches = NULL };
	struct store *st;
	bool good;

	if (!from) {
		st = store_open(w->in.workspace, STORE_READS, err);
		good = st && survey_get(st, name, &w->survey, w->arena, err);
		store_close(st);
		return good;
	}
	if (str_same(from, "-"))
		return err_set(err, ERR_USAGE,
			       "--from takes the name of a file: %s lie beside it",
			       w->use->beside);
	if (!batch_file_read(from, &file, w->arena, err))
		return false;
	w->survey = file.survey;
	w->batches = file.batches;
	return str_same(file.survey.name, name) ||
	       err_set(err, ERR_INPUT, "%.100s holds batches of %s, not of %s", from,
		       file.survey.name, name);
}

static bool
is_recipient(const struct quote_work *w, struct err *err)
{
	struct recipient mine;

	secret_key_public(w->key, &mine);
	for (unsigned i = 0; i < w->survey.recipient_count; i++)
		if (memcmp(w->survey.recipients[i].key, mine.key, SEAL_PUBLIC) == 0)
			return true;
	return err_set(err, ERR_DENIED,
		       "this key is no recipient of %s: it opens none of its answers",
		       w->survey.name);
}

static bool
suits(const struct quote_work *w, bool two, struct err *err)
{
	if (!comments_asked(w->form))
		return err_set(
			err, ERR_INPUT,
			"%s has no question for comments that everybody is asked and that "
			"has a theme: there is nothing to %s",
			w->survey.name, w->use->verb);
	return !two || w->survey.recipient_count > 1 ||
	       err_set(err, ERR_INPUT,
		       "%s was opened with one key: a quote needs two people, so open a "
		       "survey with two keys (--to twice)",
		       w->survey.name);
}

/* ---- redaction --------------------------------------------------------------------------- */

static bool
locals_read(struct quote_work *w, const char *path, const struct local_words **out,
	    struct err *err)
{
	SCOPED(buf) file;
	SCOPED(buf) problems;
	struct diags diags;
	const char *text;

	buf_init(&file, 0);
	buf_init(&problems, 0);
	if (!file_read(named(w, path), LOCALS_MOST, &file, err))
		return false;
	text = arena_copy(w->arena, file.data ? file.data : "", file.len);
	diags_init(&diags, path, text, file.len, w->arena);
	*out = local_words_read(text, file.len, &diags, w->arena);
	diags_print(&diags, &problems);
	if (problems.len)
		w->problems = arena_str(w->arena, problems.data);
	return *out || err_set(err, ERR_INPUT, "%.100s: %zu problem%s; nothing was read",
			       path, diags.errors, diags.errors == 1 ? "" : "s");
}

static bool
redactors(struct quote_work *w, struct err *err)
{
	const char *path = w->in.locals;
	struct redact_options options = { .strict = true,
					  .patterns = w->form->privacy.patterns,
					  .pattern_count =
						  w->form->privacy.pattern_count };

	w->plain = redactor_new(&options, err);
	if (!w->plain)
		return false;
	if (!path)
		return true;
	if (!locals_read(w, path, &options.locals, err))
		return false;
	w->local = redactor_new(&options, err);
	return w->local != NULL;
}

/* ---- all of it ---------------------------------------------------------------------------- */

bool
comments_work_survey(struct quote_work *w, const struct comments_from *in,
		     const struct comments_use *use, bool two, struct err *err)
{
	*w = (struct quote_work){ .in = *in, .use = use, .arena = arena_new(0) };
	if (in->from)
		w->from = named(w, in->from);
	if (!survey_of(w, w->from, err))
		return false;
	w->form = survey_form(&w->survey, w->arena, err);
	return w->form && suits(w, two, err) && redactors(w, err);
}

bool
comments_work_key(struct quote_work *w, const struct secret_key *key, struct err *err)
{
	w->key = key;
	return is_recipient(w, err);
}

bool
comments_work_read(struct quote_work *w, struct err *err)
{
	struct comments_of of = { .survey = &w->survey, .form = w->form, .key = w->key };

	if (!w->from && !batches_of_survey(w->in.workspace, &w->survey, &w->batches, err))
		return false;
	of.batches = w->batches;
	of.upto = w->batches ? batches_closed(w->batches) : 0;
	return comments_open(&of, &w->comments, err);
}

bool
quote_work_ticks(struct quote_work *w, struct err *err)
{
	struct tick_row *rows;
	size_t count;

	w->place = (struct tick_place){
		.workspace = w->in.workspace,
		.file = w->from ? ticks_beside(w->from, w->arena) : NULL,
		.survey = w->survey.name
	};
	if (!ticks_read(&w->place, &rows, &count, w->arena, err))
		return false;
	ticks_open(rows, count, &w->survey, w->key, &w->ticks, w->arena);
	ticks_join(&w->ticks, &w->comments, w->form, w->plain, w->arena);
	return true;
}

void
quote_work_free(struct quote_work *w)
{
	comments_free(&w->comments);
	redactor_free(w->plain);
	redactor_free(w->local);
	secret_key_free(w->own_key);
	batches_free(w->batches);
	arena_free(w->arena);
}

const struct comment *
quote_find(const struct quote_work *w, const char *typed, struct err *err)
{
	char name[QUOTE_NAME + 1], near[QUOTE_SHOWN];
	const struct comments *all = &w->comments;
	const char **names, *nearest;
	bool good = quote_name_read(typed, name);

	for (size_t i = 0; good && i < all->count; i++)
		if (str_same(all->items[i].name, name))
			return &all->items[i];
	names = arena_array(w->arena, const char *, all->count + 1);
	for (size_t i = 0; i < all->count; i++)
		names[i] = all->items[i].name;
	nearest = str_nearest(name, names, all->count);
	if (nearest) {
		quote_show(nearest, near);
		err_set(err, ERR_INPUT, "there is no %s %.20s in %s; did you mean %s?",
			w->use->thing, typed, w->survey.name, near);
	} else {
		err_set(err, ERR_INPUT,
			"there is no %s %.20s in %s; %s shows them", w->use->thing, typed,
			w->survey.name, w->use->list);
	}
	return NULL;
}
