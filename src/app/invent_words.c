/*
 * What invented people write: sayings with a few words chosen, one or two behind each other; and
 * back from such a text to the themes that it was made for, so that invented coders can code it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/invent.h"

enum { FIT_MOST = 128 };

static const double second_share = 0.4;

struct fitting { /* sayings to one question, as readily said as their weights */
	const struct saying *items[FIT_MOST];
	double weights[FIT_MOST];
	size_t count;
};

static void
find_fitting(const struct profile *profile, const char *question,
	     const double trait[TRAIT__COUNT], struct fitting *out)
{
	out->count = 0;
	for (const struct saying *s = profile->sayings; s->question; s++) {
		double lack = s->trait == TRAIT__COUNT ? 0.56 : 1.05 - trait[s->trait];

		if (!str_same(s->question, question) || out->count == FIT_MOST)
			continue;
		out->items[out->count] = s;
		out->weights[out->count++] = lack * lack;
	}
}

static size_t
draw_one(const struct fitting *f, struct dice *dice)
{
	double sum = 0, at;

	for (size_t i = 0; i < f->count; i++)
		sum += f->weights[i];
	at = dice_unit(dice) * sum;
	for (size_t i = 0; i + 1 < f->count; i++) {
		at -= f->weights[i];
		if (at < 0)
			return i;
	}
	return f->count - 1;
}

/* ---- one saying ------------------------------------------------------------------ */

/* The alternatives behind an open brace; returns what follows the closing one. */
static const char *
choices(const char *brace, size_t *out_count)
{
	const char *end = brace;

	*out_count = 1;
	for (; *end && *end != '}'; end++)
		*out_count += *end == '|';
	return *end ? end + 1 : end;
}

/* The n-th of them, from 0. */
static const char *
choice(const char *brace, size_t n, size_t *out_len)
{
	while (n--)
		brace += strcspn(brace, "|") + 1;
	*out_len = strcspn(brace, "|}");
	return brace;
}

static void
put_saying(const char *text, struct dice *dice, struct buf *out)
{
	while (*text) {
		size_t plain = strcspn(text, "{"), count, len;
		const char *end, *words;

		buf_put(out, text, plain);
		text += plain;
		if (!*text)
			break;
		end = choices(text + 1, &count);
		words = choice(text + 1, dice_below(dice, (uint32_t)count), &len);
		buf_put(out, words, len);
		text = end;
	}
}

/* Whether a text begins as the saying could have been said. */
static bool
begins_so(const char *saying, const char *text, size_t len)
{
	size_t plain = strcspn(saying, "{"), count, words_len;
	const char *end, *words;

	if (plain > len || memcmp(saying, text, plain) != 0)
		return false;
	saying += plain;
	text += plain;
	len -= plain;
	if (!*saying)
		return true;
	end = choices(saying + 1, &count);
	for (size_t i = 0; i < count; i++) {
		words = choice(saying + 1, i, &words_len);
		if (words_len <= len && memcmp(words, text, words_len) == 0 &&
		    begins_so(end, text + words_len, len - words_len))
			return true;
	}
	return false;
}

/* ---- a text ------------------------------------------------------------------------ */

const char *
invent_text(const struct profile *profile, const char *question,
	    const double trait[TRAIT__COUNT], struct dice *dice, struct arena *a)
{
	struct fitting fits;
	SCOPED(buf) text;
	size_t first, second;

	find_fitting(profile, question, trait, &fits);
	if (!fits.count)
		return NULL;
	buf_init(&text, 0);
	first = draw_one(&fits, dice);
	put_saying(fits.items[first]->text, dice, &text);
	if (fits.items[first]->theme && dice_unit(dice) < second_share) {
		second = draw_one(&fits, dice);
		if (second != first && fits.items[second]->theme) {
			buf_putc(&text, ' ');
			put_saying(fits.items[second]->text, dice, &text);
		}
	}
	return arena_copy(a, text.data, text.len);
}

uint32_t
invented_themes(const struct form *form, const struct profile *profile,
		const char *question, const char *text, size_t len)
{
	uint32_t themes = 0;

	for (const struct saying *s = profile->sayings; s->question; s++) {
		int theme = s->theme ? form_theme(form, s->theme) : -1;

		if (theme < 0 || !str_same(s->question, question))
			continue;
		for (size_t at = 0; at < len; at++)
			if ((!at || text[at - 1] == ' ') &&
			    begins_so(s->text, text + at, len - at))
				themes |= UINT32_C(1) << theme;
	}
	return themes;
}
