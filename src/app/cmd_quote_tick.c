/*
 * canvass quote tick SURVEY ID...: one person passes quotes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_quote_tick(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not there yet");
}
