/*
 * canvass form diff OLD NEW: what differs, question by question.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_form_diff(struct call *call, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE, "%s is not there yet", call->command->name);
}
