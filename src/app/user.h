/*
 * What the commands about people at the desk share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_APP_USER_H
#define CANVASS_APP_USER_H

#include "app/app.h"
#include "desk/desk.h"

/*
 * Invites the person named by the call, and prints name, link and last day: the one time that the
 * link is seen, since only a hash of it is kept.
 */
bool user_invite(struct call *call, unsigned roles, const char *const *scopes,
		 size_t scope_count, bool again, struct err *err) MUST_USE;

#endif
