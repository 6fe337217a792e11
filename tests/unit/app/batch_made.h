/*
 * Closed batches made by hand: box n says which it is.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_BATCH_MADE_H
#define CANVASS_TEST_BATCH_MADE_H

#include "app/batch_file.h"
#include "tests/tap.h"

enum { MADE_PADDED = 40, MADE_KEYS = 2 };
#define MADE_SECRET "never to leave the workspace, 32"

static inline unsigned
made_box_len(void)
{
	return (unsigned)box_size(MADE_PADDED, MADE_KEYS);
}

/* sizes: answers in each batch, ended by 0. */
static inline struct batches *
made_batches(const unsigned *sizes)
{
	unsigned char *box = mem_new(made_box_len(), 1);
	unsigned closed = 0, n = 0;
	struct batches *b;
	struct err err;

	while (sizes[closed])
		closed++;
	b = batches_new(made_box_len(), closed);
	for (unsigned i = 0; i < closed; i++)
		for (unsigned j = 0; j < sizes[i]; j++, n++) {
			memset(box, (int)(n * 7 + 1), made_box_len());
			memcpy(box, &n, sizeof(n));
			if (!batches_put(b, i + 1, box, made_box_len(), &err))
				die("made_batches: %s", err.text);
		}
	free(box);
	batches_deal(b);
	return b;
}

/* Which box lies at i, as it was put. */
static inline unsigned
made_number(const struct batches *b, size_t i)
{
	size_t len;
	const unsigned char *box = batches_box(b, i, &len);
	unsigned n;

	memcpy(&n, box, sizeof(n));
	return n;
}

/* A survey with two releases; its batches are the caller's. */
static inline struct batch_file
made_file(struct batches *batches, enum survey_state state)
{
	static struct release_line releases[2] = {
		{ .number = 1, .text = "{\"release\": 1}", .len = 14 },
		{ .number = 2,
		  .text = "{\"release\": 2, \"a\": \"\xc3\xa9\"}",
		  .len = 25 },
	};
	struct batch_file f = { .survey = { .name = "pulse@w1",
					    .form_text = "canvass: form 1\nid: pulse\n",
					    .form_len = 26,
					    .state = state,
					    .expected = 500,
					    .unconfirmed = true,
					    .opened = 20000,
					    .closed = state == SURVEY_CLOSED ? 20010 : -1,
					    .page_size = 4096,
					    .box_len = made_box_len(),
					    .padded = MADE_PADDED,
					    .recipient_count = MADE_KEYS },
				.batches = batches,
				.releases = releases,
				.release_count = ARRAY_LEN(releases) };

	memcpy(f.survey.check_key, MADE_SECRET, sizeof(f.survey.check_key));
	for (unsigned i = 0; i < MADE_KEYS; i++) {
		struct store_recipient *r = &f.survey.recipients[i];

		memset(r->key, (int)(0x21 + i), sizeof(r->key));
		memcpy(r->canary_hash, MADE_SECRET, sizeof(r->canary_hash));
		r->canary = (const unsigned char *)MADE_SECRET;
		r->canary_len = strlen(MADE_SECRET);
		r->confirmed = i == 1;
	}
	seal_hash(f.survey.form_hash, f.survey.form_text, f.survey.form_len, NULL, 0);
	return f;
}

#endif
