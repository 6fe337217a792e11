/*
 * canvass user list: people at the desk.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_user_list(struct call *call, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE, "%s cannot be done yet", call->command->name);
}
