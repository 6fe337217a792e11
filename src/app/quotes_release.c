/*
 * The quotes of a release: those with two ticks of different people, from the release's own
 * batches, and of these what the summary floor lets through.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

void
quotes_hash(const struct summary *s, char hash[2 * SEAL_HASH + 1])
{
	unsigned char digest[SEAL_HASH];
	SCOPED(buf) all;

	buf_init(&all, 0);
	for (size_t t = 0; t < s->theme_count; t++) {
		const struct theme_result *theme = &s->themes[t];

		for (size_t i = 0; i < theme->quote_count; i++)
			buf_printf(&all, "%s %zu:%s\n", theme->id,
				   strlen(theme->quotes[i]), theme->quotes[i]);
	}
	hash[0] = '\0';
	if (!all.len)
		return;
	seal_sha256(digest, all.data, all.len);
	hex_encode(hash, 2 * SEAL_HASH + 1, digest, sizeof(digest));
}

/* In the words that leave, not in the ticks: equal quotes give equal notes, whoever ticked them. */
static void
count_labels(const char *text, uint32_t classes[REDACT__COUNT])
{
	for (const char *at = text; (at = strchr(at, '[')); at++) {
		for (size_t c = 0; c < REDACT__COUNT; c++) {
			const char *label = redact_label((enum redact_class)c);
			size_t len = strlen(label);

			classes[c] +=
				strncmp(at + 1, label, len) == 0 && at[1 + len] == ']';
		}
	}
}

static struct theme_quotes *
choose(const struct quotes_wanted *wanted, const struct comments *comments,
       const struct ticks *ticks, struct arena *a)
{
	struct quote *passed = arena_array(a, struct quote, ticks->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < comments->count; i++) {
		const struct comment *c = &comments->items[i];
		const struct valid_tick *by = quote_passed(ticks, c);
		struct quote *q = &passed[count];

		if (!by)
			continue;
		/* The comment is wiped soon: what stays is the text that may leave. */
		*q = (struct quote){
			.text = arena_str(a, by->text),
			.theme = by->theme,
			.person =
				(const unsigned char *)arena_copy(a, c->person, SEAL_KEY),
			.name = arena_str(a, c->name),
		};
		count_labels(q->text, q->classes);
		count++;
	}
	return quotes_choose(passed, count, comments->people,
			     wanted->of.form->theme_count, wanted->threshold, a);
}

/* Only what some tick names needs another look by the engine; the rest is not even marked. */
static bool
judge(const struct quotes_wanted *wanted, struct ticks *ticks, struct comments *comments,
      struct arena *a, struct err *err)
{
	const struct privacy *privacy = &wanted->of.form->privacy;
	struct redact_options options = { .strict = true,
					  .patterns = privacy->patterns,
					  .pattern_count = privacy->pattern_count };
	struct redactor *plain = redactor_new(&options, err);
	bool good;

	if (!plain)
		return false;
	good = comments_open(&wanted->of, comments, err);
	if (good)
		ticks_join(ticks, comments, wanted->of.form, plain, a);
	redactor_free(plain);
	return good;
}

bool
quotes_for_release(const struct quotes_wanted *wanted, struct theme_quotes **out,
		   struct arena *a, struct err *err)
{
	struct theme_quotes *quotes = NULL;
	struct comments comments = { .count = 0 };
	struct tick_row *rows;
	struct ticks ticks;
	size_t count;

	if (!ticks_read(wanted->place, &rows, &count, a, err))
		return false;
	ticks_open(rows, count, wanted->of.survey, wanted->of.key, &ticks, a);
	if (ticks.count && !judge(wanted, &ticks, &comments, a, err))
		return false;
	ticks_warn(&ticks);
	if (ticks.count)
		quotes = choose(wanted, &comments, &ticks, a);
	comments_free(&comments);
	*out = quotes;
	return true;
}
