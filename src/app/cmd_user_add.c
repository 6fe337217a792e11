/*
 * canvass user add NAME --role ROLE: an invitation to the desk, printed once.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/user.h"

bool
cmd_user_add(struct call *call, struct err *err)
{
	const char *scopes[VALUES_MOST], *value;
	unsigned roles = 0, bit;
	size_t count = 0;

	if (!flag_needed(call, "role", err))
		return false;
	for (size_t i = 0; (value = flag_value_at(call, "role", i)); i++) {
		if (!desk_role_named(value, &bit, err))
			return false;
		roles |= bit;
	}
	while ((value = flag_value_at(call, "for", count)))
		scopes[count++] = value;
	return user_invite(call, roles, scopes, count, false, err);
}
