/*
 * A release: closed batches opened with a key, counted, published by the summary floor, and
 * written as files.  Exact counts are in memory only, between two functions of this header.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RELEASE_H
#define CANVASS_RELEASE_H

#include "app/app.h"
#include "summary/summary.h"

struct release_count {
	struct tally *tally;
	unsigned batches;
	size_t boxes, unopened; /* unopened: damaged, or not sealed to this key */
	char why[240];		/* of the first that did not open */
};

/*
 * Opens all answers of closed batches, on every core, and counts them.  ERR_BUSY: no batch is
 * closed yet; but a closed survey that nobody answered gives a tally of nothing.  ERR_INPUT: the
 * key is no recipient, or opens nothing at all.
 */
bool release_tally(const char *dir, const struct survey *survey, const struct form *form,
		   const struct secret_key *key, struct release_count *out,
		   struct arena *a, struct err *err) MUST_USE;

/* The comma list checked against what was built, or NULL for all.  ERR_USAGE names the word. */
bool release_formats_good(const char *list, struct err *err) MUST_USE;

/*
 * Writes DIR/<survey>/..., each file beside and renamed, and MANIFEST.json and SHA256SUMS last.
 * summary.json is always among them.  Files of an earlier release that says something else are
 * removed, each with a word on standard error; what people put there is not.
 * *out_paths: as DIR/<survey>/<file>, in the arena.
 */
bool release_write(const struct summary *summary, const char *formats, const char *dir,
		   const char ***out_paths, size_t *out_count, struct arena *a,
		   struct err *err) MUST_USE;

/* Both, with the form read again from the survey: as canvass summary and the demo do it. */
bool release_make(const char *workspace, const struct survey *survey,
		  const struct secret_key *key, const char *formats, const char *dir,
		  struct release_count *out_count, const char ***out_paths,
		  size_t *out_path_count, struct arena *a, struct err *err) MUST_USE;

#endif
