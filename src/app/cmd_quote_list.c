/*
 * canvass quote list SURVEY: what people wrote, redacted, and who passed it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_quote_list(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not there yet");
}
