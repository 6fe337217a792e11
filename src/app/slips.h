/*
 * Print runs of slips, between the commands and whoever writes answers files.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_APP_SLIPS_H
#define CANVASS_APP_SLIPS_H

#include "app/app.h"
#include "store/add.h"
#include "store/read.h"

/*
 * Hands a run over, through the door's hatch or under the lock; stored and synced when it returns
 * true.  ERR_INPUT: the survey was closed meanwhile.  ERR_BUSY: a hash is there already, or the
 * door did not answer, in which case the run may be there all the same.
 */
bool slips_hand_over(struct store *st, const char *survey,
		     const unsigned char (*hashes)[SLIP_BYTES], size_t count,
		     unsigned *out_run, struct err *err) MUST_USE;
/* What is left of a run can be used no more, once this says true. */
bool slips_withdraw(struct store *st, const char *survey, unsigned run, struct err *err)
	MUST_USE;
/* The print runs of a survey, none where it has not been open yet. */
bool slips_runs(const char *dir, const struct survey *survey, struct slip_run **out,
		size_t *out_count, struct arena *a, struct err *err) MUST_USE;

#endif
