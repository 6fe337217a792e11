/*
 * canvass link replace CODE: closes one poster and makes another for the same place.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_link_replace(struct call *call, struct err *err)
{
	(void)call;
	return err_set(err, ERR_BUG, "not yet");
}
