/*
 * canvass guide check FILE...: every problem of guides.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/guide_file.h"

bool
cmd_guide_check(struct call *call, struct err *err)
{
	return files_check(call, true, err);
}
