/*
 * canvass slips list SURVEY: its print runs; how many were used is not told.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_slips_list(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not yet");
}
