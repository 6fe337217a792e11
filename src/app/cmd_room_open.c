/*
 * canvass room open: a room for a focus group, from its guide.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_room_open(struct call *call, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE, "%s cannot be done yet", call->command->name);
}
