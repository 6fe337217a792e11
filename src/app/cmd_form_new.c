/*
 * canvass form new FILE: begins a form.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_form_new(struct call *call, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE, "%s is not there yet", call->command->name);
}
