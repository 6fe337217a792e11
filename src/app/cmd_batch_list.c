/*
 * canvass batch list SURVEY: closed batches, in tens.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_batch_list(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not built yet");
}
