/*
 * Slips: keyed hashes in slots of an answers file, struck out with the answer that they let in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/read.h"
#include "store/sqlite/internal.h"

bool
answers_slips_add(struct answers_file *f, const unsigned char (*hashes)[SLIP_BYTES], size_t n,
		  unsigned *out_run, struct err *err)
{
	(void)f;
	(void)hashes;
	(void)n;
	(void)out_run;
	return err_set(err, ERR_BUG, "not yet");
}

bool
answers_slips_withdraw(struct answers_file *f, unsigned run, struct err *err)
{
	(void)f;
	(void)run;
	return err_set(err, ERR_BUG, "not yet");
}

bool
answers_slip_there(const struct answers_file *f, const unsigned char hash[SLIP_BYTES])
{
	(void)f;
	(void)hash;
	return false;
}

bool
answers_slips_any(const struct answers_file *f)
{
	(void)f;
	return false;
}

bool
slip_runs(const char *dir, const char *survey, struct slip_run **out, size_t *out_count,
	  struct arena *a, struct err *err)
{
	(void)dir;
	(void)survey;
	(void)out;
	(void)out_count;
	(void)a;
	return err_set(err, ERR_BUG, "not yet");
}
