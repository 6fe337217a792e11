/*
 * canvass poster said SUMMARY.json: "you said, we did", from a published summary.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_poster_said(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not yet");
}
