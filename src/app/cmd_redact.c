/*
 * canvass redact: text in, text out without what could tell who somebody is.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_redact(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not there yet");
}
