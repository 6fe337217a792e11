/*
 * From settings to what the door needs, for serve and demo.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_APP_DOOR_H
#define CANVASS_APP_DOOR_H

#include "app/app.h"
#include "web/web.h"

/* What is pointed to lives in the arena, the call or the settings. */
bool door_prepare(const struct call *call, const struct settings *s,
		  struct door_settings *out, struct arena *a, struct err *err) MUST_USE;

#endif
