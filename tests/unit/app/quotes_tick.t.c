/*
 * Ticks: every recipient reads them, nobody else; and none can be made in another's name, moved to
 * another survey, cut or altered.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/app/tick_made.h"

#include "tests/tap.h"

static struct secret_key *keys[MADE_KEYS];
static struct survey survey;

static unsigned char *
sealed_by(size_t who, const struct tick *t, const struct survey *of)
{
	unsigned char *sealed = mem_new(tick_size(of), 1);
	struct err err = { 0 };

	if (!tick_seal(t, of, keys[who], sealed, &err))
		die("%s", err.text);
	return sealed;
}

static void
there_and_back(void)
{
	struct tick t = made_tick(), got;
	unsigned char *sealed = sealed_by(1, &t, &survey);
	struct recipient who;
	struct err err = { 0 };

	secret_key_public(keys[1], &who);
	for (size_t i = 0; i < MADE_RECIPIENTS; i++) {
		memset(&got, 0, sizeof(got));
		ok(tick_open(sealed, tick_size(&survey), &survey, keys[i], &got, &err),
		   "recipient %zu reads it: %s", i, err.text);
		is_str(got.name, t.name, "its name");
		is_str(got.theme, t.theme, "its theme");
		ok(!memcmp(got.who.key, who.key, SEAL_PUBLIC), "who ticked");
		ok(got.span_count == 2 && got.spans[1].from == 10 &&
			   got.spans[1].to == 14 && got.spans[1].class == REDACT_PLACE,
		   "what is taken out");
	}
	got.span_count = 77;
	ok(!tick_open(sealed, tick_size(&survey), &survey, keys[3], &got, &err) &&
		   err.code == ERR_DENIED && got.span_count == 77,
	   "a stranger does not: %s", err.text);
	free(sealed);
	t.span_count = 0;
	sealed = sealed_by(0, &t, &survey);
	ok(tick_open(sealed, tick_size(&survey), &survey, keys[2], &got, &err) &&
		   !got.span_count,
	   "one that takes nothing out has the same length");
	free(sealed);
}

static void
altered(void)
{
	struct tick t = made_tick(), got;
	unsigned char *sealed = sealed_by(0, &t, &survey);
	size_t size = tick_size(&survey), opened = 0;
	struct survey other = survey;

	for (size_t i = 0; i < size; i++) {
		sealed[i] ^= 0x20;
		opened += tick_open(sealed, size, &survey, keys[1], &got, NULL);
		sealed[i] ^= 0x20;
	}
	is_int((long long)opened, 0, "every byte counts");
	ok(!tick_open(sealed, size - 1, &survey, keys[1], &got, NULL), "one that is cut");
	ok(!tick_open(sealed, 0, &survey, keys[1], &got, NULL), "none at all");
	snprintf(other.name, sizeof(other.name), "quip@w2");
	ok(!tick_open(sealed, size, &other, keys[1], &got, NULL), "of another survey");
	free(sealed);
}

/*
 * Whoever knows the public keys can seal a box: so what says in it who ticked must be proved.  The
 * body of a true tick is sealed anew, with codes as a recipient's or a stranger's key makes them.
 */
static void
forged(void)
{
	struct tick t = made_tick(), got;
	size_t size = tick_size(&survey);
	struct recipient list[SEAL_RECIPIENTS];
	unsigned char *sealed = sealed_by(0, &t, &survey), *box = mem_new(size, 1);
	SCOPED(buf) clear = { 0 };
	struct err err = { 0 };
	struct survey wider = survey;
	unsigned char *mine;

	survey_recipients(&survey, list);
	if (!box_open(sealed, size, "tick quip@w1", keys[1], &clear, &err))
		die("%s", err.text);
	ok(box_seal(box, size - box_size(0, MADE_RECIPIENTS), clear.data, clear.len,
		    "tick quip@w1", list, MADE_RECIPIENTS, &err) &&
		   tick_open(box, size, &survey, keys[1], &got, &err),
	   "the same sealed again is the same tick: %s", err.text);
	clear.data[3] = clear.data[3] == 'A' ? 'B' : 'A';
	ok(box_seal(box, size - box_size(0, MADE_RECIPIENTS), clear.data, clear.len,
		    "tick quip@w1", list, MADE_RECIPIENTS, &err) &&
		   !tick_open(box, size, &survey, keys[1], &got, &err) &&
		   strstr(err.text, "not made by who it says"),
	   "for another quote it is none: %s", err.text);
	free(sealed);

	/* A stranger who ticks as if he were a recipient. */
	memcpy(wider.recipients[0].key, survey.recipients[0].key, SEAL_PUBLIC);
	sealed = sealed_by(3, &t, &wider);
	ok(!tick_open(sealed, size, &survey, keys[1], &got, &err) &&
		   err.code == ERR_INPUT,
	   "a stranger's tick is none: %s", err.text);
	buf_clear(&clear);
	if (!box_open(sealed, size, "tick quip@w1", keys[1], &clear, &err))
		die("%s", err.text);
	mine = (unsigned char *)clear.data + 1 + QUOTE_NAME;
	memcpy(mine, survey.recipients[0].key, SEAL_PUBLIC);
	ok(box_seal(box, size - box_size(0, MADE_RECIPIENTS), clear.data, clear.len,
		    "tick quip@w1", list, MADE_RECIPIENTS, &err) &&
		   !tick_open(box, size, &survey, keys[1], &got, &err),
	   "nor is it in a recipient's name: %s", err.text);
	free(sealed);

	/* One recipient in the name of another, to a third. */
	sealed = sealed_by(2, &t, &survey);
	buf_clear(&clear);
	if (!box_open(sealed, size, "tick quip@w1", keys[1], &clear, &err))
		die("%s", err.text);
	memcpy(clear.data + 1 + QUOTE_NAME, survey.recipients[0].key, SEAL_PUBLIC);
	ok(box_seal(box, size - box_size(0, MADE_RECIPIENTS), clear.data, clear.len,
		    "tick quip@w1", list, MADE_RECIPIENTS, &err) &&
		   !tick_open(box, size, &survey, keys[1], &got, &err),
	   "nor can a recipient tick in another's name: %s", err.text);
	free(sealed);
	free(box);
}

int
main(void)
{
	seal_start();
	made_keys(keys, &survey);
	there_and_back();
	altered();
	forged();
	for (size_t i = 0; i < MADE_KEYS; i++)
		secret_key_free(keys[i]);
	return tap_done();
}
