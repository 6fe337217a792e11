/*
 * canvass user disable NAME: ends somebody's way to the desk.  Who is signed in is out with the
 * next page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/user.h"

bool
cmd_user_disable(struct call *call, struct err *err)
{
	if (!desk_disable(call->dir, call->args[0], err))
		return false;
	say("%s cannot sign in any more", call->args[0]);
	return true;
}
