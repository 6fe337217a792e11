/*
 * Comments are opened once a sitting, and lie there until it ends or another batch has closed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"
#include "desk/coding.h"

/* What a sitting keeps of one survey. */
struct opened {
	struct quote_work of; /* without key and ticks: they belong to a visit */
	const struct comment **by_name;
	const char **names;
	size_t count;
	unsigned closed; /* batches */
	bool passing;	 /* for one visit, without comments */
};

static void
opened_free(void *what)
{
	struct opened *o = what;

	quote_work_free(&o->of);
	free(o);
}

static const struct comments_use desk_use = { .verb = "code",
					      .thing = "comment",
					      .list = "the list of comments",
					      .beside = "codings" };

/* ---- what is there ----------------------------------------------------------------------- */

/* Closed batches, by what the store says now; 0: none, or nobody ever answered. */
static bool
closed_now(const struct opened *o, unsigned *out, struct err *err)
{
	struct batches *b = NULL;

	if (!batches_look(o->of.in.workspace, &o->of.survey, &b, err))
		return false;
	*out = b ? batches_closed(b) : 0;
	batches_free(b);
	return true;
}

static const struct secret_key *
key_of(struct desk_visit *v, const struct survey *survey)
{
	unsigned char keys[STORE_RECIPIENTS][STORE_KEY];

	for (unsigned i = 0; i < survey->recipient_count; i++)
		memcpy(keys[i], survey->recipients[i].key, STORE_KEY);
	return desk_key(v, (const unsigned char(*)[STORE_KEY])keys,
			survey->recipient_count);
}

/* The survey, its form and redaction; no comment yet. */
static struct opened *
opened_new(struct desk_visit *v, struct err *err)
{
	struct opened *o = mem_new(1, sizeof(*o));
	struct comments_from in = { .workspace = v->settings->dir, .survey = v->part[0] };

	if (!comments_work_survey(&o->of, &in, &desk_use, false, err)) {
		opened_free(o);
		return NULL;
	}
	/* The address is this visit's alone. */
	o->of.in.survey = o->of.survey.name;
	return o;
}

static bool
read_comments(struct desk_visit *v, struct opened *o, const struct secret_key *key,
	      struct err *err)
{
	struct code_work sorting;
	bool good;

	if (!comments_work_key(&o->of, key, err))
		return false;
	desk_heavy_begin(v);
	good = comments_work_read(&o->of, err);
	desk_heavy_end(v);
	o->of.key = NULL;
	if (!good)
		return false;
	o->closed = o->of.batches ? batches_closed(o->of.batches) : 0;
	batches_free(o->of.batches);
	o->of.batches = NULL;
	sorting = (struct code_work){ .of = o->of, .arena = o->of.arena };
	code_work_sort(&sorting);
	o->by_name = sorting.by_name;
	o->names = sorting.names;
	o->count = sorting.count;
	return true;
}

/* ---- why there is nothing to see ------------------------------------------------------------- */

/* No trouble, but nothing to work on: a page that says when there will be. */
static struct console_reply *
nothing_yet(struct desk_visit *v, const struct err *err)
{
	html_lit(v->body, "<p>");
	html_text(v->body, err->text);
	html_lit(v->body,
		 ".</p>\n<p>Comments are opened once a batch of answers has closed: "
		 "when it is large enough, or when the survey closes.</p>\n<p>");
	desk_link(v, desk_path(v, "/surveys/:", v->part[0]), "Back to the survey");
	html_lit(v->body, "</p>\n");
	return desk_page(v, 200, "Nothing to read yet");
}

static struct console_reply *
cannot_open(struct desk_visit *v, const struct err *err)
{
	if (err->code == ERR_BUSY)
		return nothing_yet(v, err);
	if (err->code == ERR_INPUT)
		return desk_refused(v, 422, "%s.", err->text);
	return desk_failed(v, err);
}

/* ---- one visit -------------------------------------------------------------------------- */

/*
 * From the sitting, if it is as new as the store; or opened now.  The codebook needs no comment,
 * and can be looked at before any batch has closed.  NULL: *out_reply or err.
 */
static struct opened *
opened_get(struct desk_visit *v, enum coding_needs needs,
	   const struct secret_key **out_key, struct console_reply **out_reply,
	   struct err *err)
{
	const char *name = arena_printf(v->arena, "comments %s", v->part[0]);
	struct opened *o = desk_kept(v, name);
	unsigned closed = 0;

	*out_reply = NULL;
	if (o) {
		*out_key = key_of(v, &o->of.survey);
		if (!*out_key)
			*out_reply = desk_unlock(v);
		if (*out_key && needs == NEEDS_BOOK)
			return o;
		if (!*out_key || !closed_now(o, &closed, err))
			return NULL;
		if (closed == o->closed)
			return o;
	}
	o = opened_new(v, err);
	*out_key = o ? key_of(v, &o->of.survey) : NULL;
	if (o && !*out_key)
		*out_reply = desk_unlock(v);
	if (o && *out_key && needs == NEEDS_BOOK) {
		o->passing = true;
		return o;
	}
	if (!o || !*out_key || !read_comments(v, o, *out_key, err)) {
		if (o)
			opened_free(o);
		return NULL;
	}
	desk_keep(v, name, o, opened_free);
	return o;
}

static enum coder
coder_of(const struct desk_visit *v)
{
	return desk_may(v, MAY_EVALUATE) ? CODER_FIRST : CODER_SECOND;
}

static bool
look(struct coding_visit *cv, enum coding_needs needs, struct err *err)
{
	if (needs == NEEDS_TICKS)
		return quote_work_ticks(&cv->w.of, err);
	return code_work_notes(&cv->w, err) &&
	       (needs == NEEDS_BOOK || code_work_told(&cv->w, err));
}

struct console_reply *
coding_begin(struct desk_visit *v, enum coding_needs needs, struct coding_visit *cv)
{
	struct err err = { .code = ERR_NONE };
	const struct secret_key *key;
	struct console_reply *reply;
	struct opened *o;

	desk_hold(v);
	o = opened_get(v, needs, &key, &reply, &err);
	if (!o) {
		desk_let(v);
		return reply ? reply : cannot_open(v, &err);
	}
	*cv = (struct coding_visit){ .v = v,
				     .survey = v->part[0],
				     .arena = arena_new(0),
				     .passing = o->passing ? o : NULL };
	cv->w = (struct code_work){ .of = o->of,
				    .by_name = o->by_name,
				    .names = o->names,
				    .count = o->count,
				    .coder = coder_of(v),
				    .arena = cv->arena };
	cv->w.of.arena = cv->arena;
	cv->w.of.key = key;
	if (look(cv, needs, &err))
		return NULL;
	return coding_end(cv, desk_failed(v, &err));
}

struct console_reply *
coding_end(struct coding_visit *cv, struct console_reply *reply)
{
	suggester_free(cv->w.suggester);
	arena_free(cv->w.kept);
	arena_free(cv->arena);
	if (cv->passing)
		opened_free(cv->passing);
	desk_let(cv->v);
	return reply;
}

/* ---- which comments ----------------------------------------------------------------------- */

const struct comment *
coding_named(struct coding_visit *cv, struct console_reply **out_reply)
{
	struct err err = { .code = ERR_NONE };
	const struct comment *c = quote_find(&cv->w.of, cv->v->part[1], &err);

	if (!c)
		*out_reply = desk_refused(cv->v, 404, "%s.", err.text);
	return c;
}

const struct comment **
coding_list(struct coding_visit *cv, size_t *out_count)
{
	const struct comment **list = code_list(&cv->w, true, out_count);
	size_t count = 0;

	for (size_t i = 0; i < *out_count; i++)
		if (cv->w.coder == CODER_FIRST || code_in_sample(&cv->w, list[i]))
			list[count++] = list[i];
	*out_count = count;
	return list;
}

bool
coding_both(const struct coding_visit *cv, struct coding_progress *out)
{
	const struct code_work *w = &cv->w;

	*out = (struct coding_progress){ .sample = 0 };
	for (size_t i = 0; i < w->count; i++) {
		const struct comment *c = w->by_name[i];

		if (!code_in_sample(w, c))
			continue;
		out->sample++;
		out->first += coding_find(&w->codes.by[CODER_FIRST], c->name) != NULL;
		out->second += coding_find(&w->codes.by[CODER_SECOND], c->name) != NULL;
	}
	return out->sample && out->first == out->sample && out->second == out->sample;
}

const char *
coding_path(const struct coding_visit *cv, const char *page, const struct comment *c)
{
	char name[QUOTE_SHOWN];

	quote_show(c->name, name);
	return desk_path(cv->v, "/surveys/:/:/:", cv->survey, page, name);
}
