/*
 * A small form with themes, for tests of what is coded by them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_CODED_H
#define CANVASS_TEST_CODED_H

#include "summary/coding.h"

static const char coded_text[] = "canvass: form 1\n"
				 "id: coded\n"
				 "title: Coded\n"
				 "run by: The team\n"
				 "read by: The readers\n"
				 "languages: [en]\n"
				 "expected: 300\n"
				 "privacy:\n"
				 "  smallest group: 10\n"
				 "themes:\n"
				 "  care: Care after it\n"
				 "  court: Court and charge\n"
				 "  lead: Leadership\n"
				 "theme words:\n"
				 "  care:\n"
				 "    - supervisor\n"
				 "    - \"welfar*\"\n"
				 "    - sick leave\n"
				 "  court:\n"
				 "    - \"/guilty|sentenc/\"\n"
				 "consent:\n"
				 "  text: We keep nothing else.\n"
				 "pages:\n"
				 "  - title: Words\n"
				 "    questions:\n"
				 "      - id: words\n"
				 "        ask: What should change?\n"
				 "        type: long text\n"
				 "        themes: [care, court, lead]\n";

static inline struct form *
coded_form(struct arena *a)
{
	struct diags diags;
	struct form *form;
	struct buf said = { 0 };

	diags_init(&diags, "coded.yaml", coded_text, sizeof(coded_text) - 1, a);
	form = form_parse(coded_text, sizeof(coded_text) - 1, &diags);
	if (!form) {
		diags_print(&diags, &said);
		die("%s", said.data);
	}
	return form;
}

/* A change that must succeed. */
static inline struct codebook *
coded_change(const struct codebook *book, struct book_change change, struct arena *a)
{
	struct err err = { 0 };
	struct codebook *next;

	if (!change.reason)
		change.reason = "So that it is clearer";
	next = codebook_change(book, &change, a, &err);
	if (!next)
		die("%s", err.text);
	return next;
}

static inline struct codebook *
coded_add(const struct codebook *book, const char *id, const char *under, struct arena *a)
{
	return coded_change(
		book,
		(struct book_change){ .act = BOOK_ADD,
				      .theme = id,
				      .title = arena_printf(a, "Title of %s", id),
				      .under = under },
		a);
}

static inline struct codebook *
coded_merge(const struct codebook *book, const char *id, const char *into,
	    struct arena *a)
{
	return coded_change(
		book,
		(struct book_change){ .act = BOOK_MERGE, .theme = id, .into = into }, a);
}

/* Two parts. */
static inline struct codebook *
coded_split(const struct codebook *book, const char *id, const char *one,
	    const char *other, struct arena *a)
{
	return coded_change(book,
			    (struct book_change){ .act = BOOK_SPLIT,
						  .theme = id,
						  .parts = { one, other },
						  .part_count = 2 },
			    a);
}

/* The bit of a theme that is there. */
static inline uint64_t
coded_bit(const struct codebook *book, const char *id)
{
	int theme = codebook_theme(book, id);

	if (theme < 0)
		die("no theme %s", id);
	return (uint64_t)1 << theme;
}

#endif
