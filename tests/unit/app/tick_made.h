/*
 * A survey with three recipients and a stranger, to seal ticks for; and what ticks take from the
 * rest of the program, where that needs a workspace.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_APP_TICK_MADE_H
#define CANVASS_TEST_APP_TICK_MADE_H

#include "app/quotes.h"

enum { MADE_KEYS = 4, MADE_RECIPIENTS = 3 };

void
progress_show(struct progress *p, const char *fmt, ...)
{
	p->shown = fmt != NULL;
}

void
progress_end(struct progress *p)
{
	p->shown = false;
}

void
about_records(const char *survey, char *out, size_t size)
{
	snprintf(out, size, "about %s", survey);
}

void
survey_recipients(const struct survey *survey, struct recipient out[SEAL_RECIPIENTS])
{
	for (unsigned i = 0; i < survey->recipient_count; i++)
		memcpy(out[i].key, survey->recipients[i].key, SEAL_PUBLIC);
}

static inline void
made_keys(struct secret_key *keys[MADE_KEYS], struct survey *survey)
{
	*survey =
		(struct survey){ .name = "quip@w1", .recipient_count = MADE_RECIPIENTS };
	for (size_t i = 0; i < MADE_KEYS; i++) {
		SCOPED(buf) secret = { 0 };
		SCOPED(buf) public = { 0 };
		struct recipient r;
		struct err err = { 0 };

		if (!key_make("p", 1, &secret, &public, &err) ||
		    !(keys[i] = key_open(secret.data, secret.len, "p", 1, &err)))
			die("key: %s", err.text);
		secret_key_public(keys[i], &r);
		if (i < MADE_RECIPIENTS)
			memcpy(survey->recipients[i].key, r.key, SEAL_PUBLIC);
	}
}

/* A tick that takes out two stretches. */
static inline struct tick
made_tick(void)
{
	struct tick t = { .name = "K7QX3MRRP2VD", .theme = "aftercare", .span_count = 2 };

	t.spans[0] = (struct quote_span){ .from = 3, .to = 9, .class = REDACT_NAME };
	t.spans[1] = (struct quote_span){ .from = 10, .to = 14, .class = REDACT_PLACE };
	return t;
}

#endif
