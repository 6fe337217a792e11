/*
 * canvass form check FILE...: every problem of forms, and of guides among them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/guide_file.h"

bool
cmd_form_check(struct call *call, struct err *err)
{
	return files_check(call, false, err);
}
