/*
 * What the steps of canvass code begin with, and what they ask of a comment.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"
#include "app/cmd_code.h"

/* ---- what was released ------------------------------------------------------------------ */

static bool
lines_of(const struct quote_work *of, struct release_line **lines, size_t *count,
	 struct err *err)
{
	struct batch_file file = { .batches = NULL };
	struct store *st;
	bool good;

	if (of->from) {
		good = batch_file_read(of->from, &file, of->arena, err);
		batches_free(file.batches);
		*lines = file.releases;
		*count = file.release_count;
		return good;
	}
	st = store_open(of->in.workspace, STORE_READS, err);
	good = st && release_all(st, of->survey.name, lines, count, of->arena, err);
	store_close(st);
	return good;
}

/* --ledger, or what lies beside exported batches; none if it may be missing and is. */
static bool
other_ledger(const struct quote_work *of, struct ledger *out, struct err *err)
{
	const char *path = of->in.ledger;
	const char *slash = of->from ? strrchr(of->from, '/') : NULL;
	struct err why = { .code = ERR_NONE };

	if (!path && !of->from)
		return true;
	out->from = path ? path
			 : arena_printf(of->arena, "%.*s%s.ledger",
					slash ? (int)(slash - of->from) + 1 : 0, of->from,
					of->survey.name);
	return ledger_file_read(out, of->arena, &why) ||
	       (why.code == ERR_MISSING && !path) ||
	       err_set(err, why.code, "%s", why.text);
}

bool
code_work_told(struct code_work *w, struct err *err)
{
	struct quote_work *of = &w->of;
	char *hash = arena_alloc(w->arena, 2 * SEAL_HASH + 1, 1);
	struct ledger own, other;
	const struct ledger *all;
	struct ledger *joined = arena_one(w->arena, struct ledger);
	struct release_line *lines;
	size_t count;

	hex_encode(hash, 2 * SEAL_HASH + 1, of->survey.form_hash,
		   sizeof(of->survey.form_hash));
	own = other = (struct ledger){ .survey = of->survey.name,
				       .form_hash = hash,
				       .from = of->from ? of->from : "canvass.db" };
	if (!lines_of(of, &lines, &count, err) ||
	    !ledger_read(&own, lines, count, w->arena, err) ||
	    !other_ledger(of, &other, err) || !ledger_join(&own, &other, &all, err))
		return false;
	*joined = *all;
	w->ledger = joined;
	w->plan = plan_make(of->form, w->arena);
	return true;
}

/* ---- opening ------------------------------------------------------------------------------ */

bool
coder_named(const char *name, enum coder *out, struct err *err)
{
	for (int i = 0; i < CODER_SETTLED; i++)
		if (str_same(name, coder_names[i])) {
			*out = (enum coder)i;
			return true;
		}
	return err_set(err, ERR_USAGE, "there is no coder \"%.40s\": first or second",
		       name);
}

static int
name_order(const void *one, const void *other)
{
	const struct comment *const *a = one, *const *b = other;

	return strcmp((*a)->name, (*b)->name);
}

void
code_work_sort(struct code_work *w)
{
	const struct comments *all = &w->of.comments;

	w->count = all->count;
	w->by_name = arena_array(w->arena, const struct comment *, all->count + 1);
	w->names = arena_array(w->arena, const char *, all->count + 1);
	for (size_t i = 0; i < all->count; i++)
		w->by_name[i] = &all->items[i];
	qsort(w->by_name, w->count, sizeof(*w->by_name), name_order);
	for (size_t i = 0; i < w->count; i++)
		w->names[i] = w->by_name[i]->name;
}

bool
code_work_notes(struct code_work *w, struct err *err)
{
	const struct quote_work *of = &w->of;

	w->place =
		(struct codes_place){ .workspace = of->in.workspace,
				      .file = of->from ? codes_beside(of->from, w->arena)
						       : NULL,
				      .survey = of->survey.name };
	return codes_read(&w->place, &of->survey, of->form, of->key, &w->codes, w->arena,
			  err);
}

bool
code_call_open(struct code_work *w, struct call *call, bool comments, struct err *err)
{
	static const struct comments_use use = { .verb = "code",
						 .thing = "comment",
						 .list = "code sheet --all",
						 .beside = "codings" };
	const char *coder = flag_value(call, "coder");

	*w = (struct code_work){ .coder = CODER_FIRST, .coder_said = coder != NULL };
	if (coder && !coder_named(coder, &w->coder, err))
		return false;
	if (!comments_call_begin(&w->of, call, &use, false, err))
		return false;
	w->arena = w->of.arena;
	if (!code_work_notes(w, err))
		return false;
	if (!comments)
		return true;
	if (!code_work_told(w, err) || !comments_work_read(&w->of, err))
		return false;
	comments_call_tell(&w->of);
	code_work_sort(w);
	if (!w->count)
		say("nobody has written a comment in %s yet: there is nothing to code",
		    w->of.survey.name);
	return true;
}

void
code_free(struct code_work *w)
{
	suggester_free(w->suggester);
	/* Nothing is there if the coder's name was wrong already. */
	if (w->of.arena)
		quote_work_free(&w->of);
	arena_free(w->kept);
}

bool
code_suggests(struct code_work *w, struct err *err)
{
	if (w->coder == CODER_FIRST)
		w->suggester =
			suggester_new(w->codes.book, w->of.form->languages[0], err);
	return w->coder != CODER_FIRST || w->suggester;
}

/* ---- one comment ---------------------------------------------------------------------------- */

uint64_t
code_may(const struct code_work *w, const struct comment *c)
{
	const struct codebook *book = w->codes.book;
	uint64_t may = 0;

	for (size_t i = 0; i < book->theme_count; i++) {
		uint32_t of_form = codebook_form_bits(book, (uint64_t)1 << i);

		/* What stands by itself may be found anywhere. */
		if (!book->themes[i].until && (!of_form || of_form & c->themes))
			may |= (uint64_t)1 << i;
	}
	return may;
}

uint32_t
code_told(const struct code_work *w, const struct comment *c)
{
	uint32_t told = 0;

	for (size_t i = 0; i < w->ledger->count; i++)
		if (c->batch <= w->ledger->entries[i].batches)
			told |= codes_told_in(&w->ledger->entries[i], w->plan);
	return told & c->themes;
}

bool
code_in_sample(const struct code_work *w, const struct comment *c)
{
	return sample_has(w->names, w->count, c->name);
}

const struct coding *
code_mine(const struct code_work *w, const struct comment *c)
{
	return coding_find(&w->codes.by[w->coder], c->name);
}

bool
code_differ(const struct code_work *w, const struct comment *c,
	    const struct coding **first, const struct coding **second)
{
	*first = coding_find(&w->codes.by[CODER_FIRST], c->name);
	*second = coding_find(&w->codes.by[CODER_SECOND], c->name);
	/* As coding_stands compares them: what it does not take must be settled. */
	return *first && *second && code_in_sample(w, c) &&
	       (*first)->themes != (*second)->themes;
}

bool
code_left(const struct code_work *w, const struct comment *c)
{
	const struct coding *mine = code_mine(w, c);

	if (w->coder == CODER_SECOND && !code_in_sample(w, c))
		return false;
	return !mine || (c->themes & ~code_told(w, c) &&
			 codebook_stale(w->codes.book, mine->version, mine->themes));
}

bool
code_to_settle(const struct code_work *w, const struct comment *c)
{
	const struct coding *first, *second, *settled;

	if (!code_differ(w, c, &first, &second))
		return false;
	settled = coding_find(&w->codes.by[CODER_SETTLED], c->name);
	return !settled ||
	       (c->themes & ~code_told(w, c) &&
		codebook_stale(w->codes.book, settled->version, settled->themes));
}

const struct comment **
code_list(struct code_work *w, bool all, size_t *out_count)
{
	const struct comment **list =
		arena_array(w->arena, const struct comment *, w->count + 1);
	size_t count = 0;

	for (int sample = 1; sample >= 0; sample--)
		for (size_t i = 0; i < w->count; i++) {
			const struct comment *c = w->by_name[i];

			if (code_in_sample(w, c) == (sample == 1) &&
			    (all || code_left(w, c)))
				list[count++] = c;
		}
	*out_count = count;
	return list;
}

const char *
code_text(const struct code_work *w, const struct comment *c, struct arena *a)
{
	struct quote_marks marks = quote_marks(w->of.plain, w->of.local, c, a);

	return quote_text(c, marks.spans, marks.count, false, a);
}

const char *
code_text_lines(const struct code_work *w, const struct comment *c, struct arena *a)
{
	struct quote_marks marks = quote_marks(w->of.plain, w->of.local, c, a);

	return quote_text_lines(c, marks.spans, marks.count, a);
}

const char *
code_asked(const struct code_work *w, const struct comment *c)
{
	return text_in(&w->of.form->questions[c->question].ask, 0);
}

uint64_t
code_suggested(struct code_work *w, const struct comment *c, const char *text,
	       struct suggestion **out, size_t *out_count, struct arena *a)
{
	uint64_t may = code_may(w, c), bits = 0;
	size_t count = 0, kept = 0;
	struct suggestion *list = NULL;

	if (w->suggester)
		list = suggest(w->suggester, text, strlen(text), &count, a);
	for (size_t i = 0; i < count; i++) {
		if (!(may >> list[i].theme & 1))
			continue;
		bits |= (uint64_t)1 << list[i].theme;
		list[kept++] = list[i];
	}
	if (out) {
		*out = list;
		*out_count = kept;
	}
	return bits;
}
