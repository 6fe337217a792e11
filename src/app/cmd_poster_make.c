/*
 * canvass poster make CODE...: posters, cards and pledges of links.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_poster_make(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not yet");
}
