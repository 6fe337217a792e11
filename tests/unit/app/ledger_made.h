/*
 * A ledger made up by hand, as a release would make it grow.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_APP_LEDGER_MADE_H
#define CANVASS_TEST_APP_LEDGER_MADE_H

#include "app/ledger.h"

#define MADE_SURVEY "pulse@w1"
#define MADE_FORM   "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define MADE_PLAN   "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

static inline struct ledger
ledger_new(const char *from)
{
	return (struct ledger){ .survey = MADE_SURVEY,
				.form_hash = MADE_FORM,
				.from = from };
}

/* One more: of so many batches and printed responses, under a threshold. */
static inline bool
ledger_made(struct ledger *l, unsigned batches, int responses, unsigned threshold,
	    struct arena *a, struct err *err)
{
	struct ledger_entry next = { .plan_hash = MADE_PLAN,
				     .batches = batches,
				     .responses = responses,
				     .day = 20000 + (int)l->count,
				     .policy = policy_make(threshold) };
	SCOPED(buf) published;

	buf_init(&published, 0);
	buf_printf(&published,
		   "{\"canvass\": \"disclosed 1\", \"release\": %zu, \"responses\": ",
		   l->count + 1);
	if (responses < 0)
		buf_puts(&published, "null");
	else
		buf_printf(&published, "%d", responses);
	buf_puts(&published, ", \"tables\": []}\n");
	return ledger_grow(l, &next, &published, a, err);
}

static inline void
ledger_text(const struct ledger *l, struct buf *out)
{
	for (size_t i = 0; i < l->count; i++) {
		buf_put(out, l->entries[i].line.text, l->entries[i].line.len);
		buf_putc(out, '\n');
	}
}

#endif
