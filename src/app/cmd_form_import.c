/*
 * canvass form import FILE.xlsx: a form from an XLSForm.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_form_import(struct call *call, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE, "%s is not there yet", call->command->name);
}
