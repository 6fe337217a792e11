/*
 * The desk as a whole: starts, listens, stops.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/page.h"

bool
desk_run(struct desk_settings *settings, struct err *err)
{
	(void)settings;
	return err_set(err, ERR_UNAVAILABLE, "the desk cannot be opened yet");
}
