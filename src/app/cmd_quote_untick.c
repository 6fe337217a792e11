/*
 * canvass quote untick SURVEY ID...: takes a tick back.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_quote_untick(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not there yet");
}
