/*
 * canvass form translate FILE --to LANG: the texts that a translator fills in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_form_translate(struct call *call, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE, "%s is not there yet", call->command->name);
}
