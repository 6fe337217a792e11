/*
 * The audit's own state: what has been printed so far, and which hidden numbers hang on it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_AUDIT_H
#define CANVASS_AUDIT_H

#include "summary/model.h"

#define NEAR 1e-6 /* whole numbers are never that close without being the same */

/*
 * A hidden number.  It is protected if what was printed lets it be 0 or less, and `most` or more.
 * How that was shown is kept as a witness: the point of the shared unknowns at which the block was
 * seen to allow it.  Point 0 is the true one; it always fits everything.
 */
enum { WITNESS_NONE = -1 };
struct hidden {
	struct lp_sum sum; /* in the columns of the block's program */
	size_t block, row; /* row: of the program, its sum */
	double class_high; /* that the reader knows it cannot be over; INFINITY: none */
	double most;
	int low_witness, high_witness;
	/* What it is, for the explanation and to know it again. */
	size_t table, k;
	enum ladder_level level;
	const struct printed_line *line, *column;
	const char *half;
};

/* price . shared <= limit: what another block says of the shared unknowns. */
struct shared_cut {
	size_t block; /* that says so; to itself it is no news */
	double *price;
	double limit;
};

/* A point of the shared unknowns, at which all blocks were seen to fit. */
struct point {
	double *at;
	bool good; /* none has been told since that may not fit there */
	bool good_kept;
};

struct audit {
	const struct disclose_watch *watch;
	struct model *model;
	struct hidden *hidden;
	size_t hidden_count, hidden_room;
	struct shared_cut *cuts;
	size_t cut_count, cut_room;
	struct point *points;
	size_t point_count, point_room;
	/* The attempt that is being made. */
	bool trying;
	size_t hidden_kept, cuts_kept, points_kept;
	int *witnesses_kept; /* two for each hidden number */
	double *low_kept, *high_kept;
	struct bound_kept *bounds;
	size_t bound_count, bound_room;
	/*
	 * Pivots times size, of all programs: a number that is the same on each machine.  Over
	 * work_most an attempt is given up; it is what is left of work_all, or a part of that.
	 */
	uint64_t work, work_most, work_all;
};

struct bound_kept {
	size_t block, column;
	double low, high;
};

/* What printed numbers say (printed.c). */
/* N at the k-th release: printed, or held from another. */
void printed_responses(struct audit *au, size_t k, int printed, unsigned held);
/* All earlier releases, when the audit begins. */
void printed_earlier(struct audit *au);
/* A table at a release. */
void printed_add(struct audit *au, const struct laid *laid, size_t k);

/* ---- searching (search.c) -------------------------------------------------------------- */

/* Whether all hidden numbers of the block that have no witness can be given one. */
bool search_block(struct audit *au, size_t block);
/* Whether the block allows the shared unknowns to be so; what it says if not becomes a cut. */
bool search_fits(struct audit *au, size_t block, const double *point);
/* What a hidden number can be, to the very end, as far as its class does not bind it. */
double search_end(struct audit *au, const struct hidden *h, bool most);

#endif
