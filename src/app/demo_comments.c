/*
 * Two invented coders and two ticks a quote, for a wave of the demo: what people do with
 * canvass code and canvass quote, by the same functions.
 *
 * The first coder sees what a text was made for.  The second codes the sample, and sees something
 * else now and then.  What they settle is what the first saw, so that which comments the sample
 * drew makes no difference to the figures: the same seed gives the same.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"
#include "app/codes.h"
#include "app/demo.h"
#include "app/invent.h"

enum {
	DIFFERS_EVERY = 16, /* of so many comments one */
	DIFFERS_MOST =
		3, /* comments of a theme, so that any sample shows that two agree */
	QUOTES_A_THEME = 4,
};

struct reading {
	const struct demo_comments *order;
	struct batches *batches;
	struct comments comments;
	const struct comment **by_text; /* all: in this order the seed alone decides */
	const char **names;		/* sorted: who is in the sample */
	size_t count;
	struct arena *a;
};

static int
text_order(const void *one, const void *other)
{
	const struct comment *const *a = one, *const *b = other;
	size_t shorter = (*a)->len < (*b)->len ? (*a)->len : (*b)->len;
	int by = memcmp((*a)->text, (*b)->text, shorter);

	if (!by)
		by = (*a)->len < (*b)->len ? -1 : (*a)->len > (*b)->len;
	return by				 ? by
	       : (*a)->question < (*b)->question ? -1
						 : (*a)->question > (*b)->question;
}

static int
name_order(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static bool
open_all(struct reading *r, struct err *err)
{
	const struct demo_comments *order = r->order;
	struct comments_of of = { .survey = order->survey,
				  .form = order->form,
				  .key = order->keys[0] };

	if (!batches_of_survey(order->workspace, order->survey, &r->batches, err))
		return false;
	of.batches = r->batches;
	of.upto = r->batches ? batches_closed(r->batches) : 0;
	if (!comments_open(&of, &r->comments, err))
		return false;
	r->count = r->comments.count;
	r->by_text = arena_array(r->a, const struct comment *, r->count + 1);
	r->names = arena_array(r->a, const char *, r->count + 1);
	for (size_t i = 0; i < r->count; i++) {
		r->by_text[i] = &r->comments.items[i];
		r->names[i] = r->comments.items[i].name;
	}
	qsort(r->by_text, r->count, sizeof(*r->by_text), text_order);
	qsort(r->names, r->count, sizeof(*r->names), name_order);
	return true;
}

/* ---- coding -------------------------------------------------------------------------- */

/* What a comment was made for, as far as its question may carry it. */
static uint32_t
themes_of(const struct reading *r, const struct comment *c)
{
	const struct demo_comments *order = r->order;

	return invented_themes(order->form, &invent_hampshire,
			       order->form->questions[c->question].id, c->text, c->len) &
	       c->themes;
}

/* One theme fewer; or if there was only one, or none, another beside it. */
static uint32_t
otherwise(uint32_t themes, uint32_t may, size_t turn)
{
	uint32_t fewer = themes & (themes - 1), more = may & ~themes;

	if (fewer)
		return fewer;
	for (turn %= 3; turn && more & (more - 1); turn--)
		more &= more - 1;
	return themes | (more & (~more + 1));
}

/* What the second sees in the at-th comment. */
static uint32_t
second_sees(const struct reading *r, size_t at, uint32_t themes,
	    unsigned differ[FORM_THEMES])
{
	const struct comment *c = r->by_text[at];
	uint32_t other = otherwise(themes, c->themes, at);

	if ((at + r->order->seed) % DIFFERS_EVERY != 0)
		return themes;
	for (size_t t = 0; t < FORM_THEMES; t++)
		if ((other ^ themes) >> t & 1 && differ[t]++ >= DIFFERS_MOST)
			return themes;
	return other;
}

static bool
keep(const struct reading *r, enum coder by, const struct secret_key *key,
     const struct coding *many, size_t count, struct err *err)
{
	const struct demo_comments *order = r->order;
	struct codes_place place = { .workspace = order->workspace,
				     .survey = order->survey->name };
	struct codes codes;

	if (!codes_read(&place, order->survey, order->form, key, &codes, r->a, err))
		return false;
	codings_join(&codes.by[by], many, count, r->a);
	return codes_write(&place, order->survey, key, &codes,
			   1u << (NOTE_FIRST + (int)by), r->a, err);
}

static struct coding
coding_of(const struct comment *c, uint32_t themes)
{
	struct coding one = { .version = 1, .themes = themes };

	memcpy(one.name, c->name, sizeof(one.name));
	return one;
}

static bool
code_all(const struct reading *r, struct err *err)
{
	struct coding *first = arena_array(r->a, struct coding, r->count + 1),
		      *second = arena_array(r->a, struct coding, r->count + 1),
		      *settled = arena_array(r->a, struct coding, r->count + 1);
	unsigned differ[FORM_THEMES] = { 0 };
	size_t seconds = 0, both = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct comment *c = r->by_text[i];
		uint32_t themes = themes_of(r, c),
			 other = second_sees(r, i, themes, differ);

		first[i] = coding_of(c, themes);
		if (!sample_has(r->names, r->count, c->name))
			continue;
		second[seconds++] = coding_of(c, other);
		if (other != themes)
			settled[both++] = first[i];
	}
	return keep(r, CODER_FIRST, r->order->keys[0], first, r->count, err) &&
	       keep(r, CODER_SECOND, r->order->keys[1], second, seconds, err) &&
	       (!both || keep(r, CODER_SETTLED, r->order->keys[0], settled, both, err));
}

/* ---- quotes --------------------------------------------------------------------------- */

struct choosing {
	const struct reading *r;
	struct redactor *redactor;
	const struct comment **chosen;
	struct tick_row *rows; /* DEMO_KEYS for each */
	size_t count;
};

enum {
	ALIKE = 14
}; /* bytes at their beginning by which two texts are taken for the same saying */

/* Nobody twice, and nothing that stands there already. */
static bool
is_new(const struct choosing *ch, const struct comment *c)
{
	for (size_t i = 0; i < ch->count; i++) {
		const struct comment *other = ch->chosen[i];

		if (memcmp(other->person, c->person, SEAL_KEY) == 0 ||
		    (other->len >= ALIKE && c->len >= ALIKE &&
		     memcmp(other->text, c->text, ALIKE) == 0))
			return false;
	}
	return true;
}

static bool
tick(struct choosing *ch, const struct comment *c, int theme,
     const struct quote_marks *marks, struct err *err)
{
	const struct reading *r = ch->r;
	const struct demo_comments *order = r->order;
	struct tick one = { .span_count = marks->count };
	size_t size = tick_size(order->survey);

	memcpy(one.name, c->name, sizeof(one.name));
	str_fit(one.theme, sizeof(one.theme), order->form->themes[theme].id);
	if (marks->count)
		memcpy(one.spans, marks->spans, marks->count * sizeof(*marks->spans));
	for (size_t i = 0; i < DEMO_KEYS; i++) {
		struct tick_row *row = &ch->rows[ch->count * DEMO_KEYS + i];
		unsigned char *sealed = arena_alloc(r->a, size, 1);

		if (!tick_seal(&one, order->survey, order->keys[i], sealed, err))
			return false;
		rand_bytes(row->id, TICK_ID);
		row->sealed = sealed;
		row->len = size;
	}
	ch->chosen[ch->count++] = c;
	return true;
}

/*
 * Those about nothing else, from all of the alphabet.  One has something taken out, if there is
 * such a one: it is looked for first.
 */
static bool
tick_theme(struct choosing *ch, int theme, struct err *err)
{
	const struct reading *r = ch->r;
	size_t got = 0, rounds = QUOTES_A_THEME + 1,
	       step = (r->count + rounds - 1) / rounds;

	for (size_t k = 0; k < 2 * rounds * step && got < QUOTES_A_THEME; k++) {
		bool plain = k >= rounds * step;
		size_t i = k % rounds * step + k / rounds % step;
		const struct comment *c = i < r->count ? r->by_text[i] : NULL;
		struct quote_marks marks;

		if (!c || (!plain && got) || themes_of(r, c) != UINT32_C(1) << theme ||
		    !is_new(ch, c))
			continue;
		marks = quote_marks(ch->redactor, NULL, c, r->a);
		if (marks.count != (plain ? 0 : 1) || quote_gone(&marks, c))
			continue;
		if (!tick(ch, c, theme, &marks, err))
			return false;
		got++;
	}
	return true;
}

static bool
tick_some(const struct reading *r, struct err *err)
{
	const struct demo_comments *order = r->order;
	const struct form *form = order->form;
	struct redact_options options = { .strict = true,
					  .patterns = form->privacy.patterns,
					  .pattern_count = form->privacy.pattern_count };
	struct tick_place place = { .workspace = order->workspace,
				    .survey = order->survey->name };
	struct choosing ch = { .r = r };
	size_t most = form->theme_count * QUOTES_A_THEME + 1;
	bool good = true;

	ch.chosen = arena_array(r->a, const struct comment *, most);
	ch.rows = arena_array(r->a, struct tick_row, most * DEMO_KEYS);
	ch.redactor = redactor_new(&options, err);
	for (size_t t = 0; ch.redactor && good && t < form->theme_count; t++)
		good = tick_theme(&ch, (int)t, err);
	good = good && ch.redactor &&
	       ticks_change(&place, NULL, 0, ch.rows, ch.count * DEMO_KEYS, r->a, err);
	redactor_free(ch.redactor);
	return good;
}

bool
demo_comments_do(const struct demo_comments *order, struct err *err)
{
	struct reading r = { .order = order, .a = arena_new(0) };
	bool good = open_all(&r, err) &&
		    (!r.count || (code_all(&r, err) && tick_some(&r, err)));

	comments_free(&r.comments);
	batches_free(r.batches);
	arena_free(r.a);
	return good;
}
