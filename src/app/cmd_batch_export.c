/*
 * canvass batch export SURVEY -o FILE: closed batches, sealed and shuffled, for another machine.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_batch_export(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not built yet");
}
