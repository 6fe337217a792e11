/*
 * canvass slips withdraw SURVEY: a whole print run leads no further.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_slips_withdraw(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not yet");
}
