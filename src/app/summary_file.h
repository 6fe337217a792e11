/*
 * Published summaries that somebody names, to be compared or to hold a release against.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_FILE_H
#define CANVASS_SUMMARY_FILE_H

#include "app/app.h"
#include "summary/compare.h"

struct summary_files { /* in the order in which they were named */
	const struct summary *files[COMPARE_MOST];
	const char *names[COMPARE_MOST];
	char hashes[COMPARE_MOST][2 * SEAL_HASH + 1]; /* SHA-256 of each file */
	size_t count;
};
/*
 * Reads one more; it lies in the arena.  ERR_INPUT: it is no summary, the SHA256SUMS beside it says
 * otherwise, or it was read before.
 */
bool summary_file_add(const struct call *call, struct summary_files *to, const char *path,
		      struct arena *a, struct err *err) MUST_USE;

#endif
