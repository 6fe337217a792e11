/*
 * canvass disclose PLAN.json: the rules of a release, on figures given from outside.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_disclose(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not built yet");
}
