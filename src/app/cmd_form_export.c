/*
 * canvass form export-xlsform FORM.yaml: a form as an XLSForm.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

bool
cmd_form_export(struct call *call, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE, "%s is not there yet", call->command->name);
}
