/*
 * canvass user totp NAME: a new invitation for somebody whose passphrase or code generator is lost.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/user.h"

bool
cmd_user_totp(struct call *call, struct err *err)
{
	return user_invite(call, 0, NULL, 0, true, err);
}
