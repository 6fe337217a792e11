/*
 * From settings to what the door needs, for serve and demo.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_APP_DOOR_H
#define CANVASS_APP_DOOR_H

#include "app/app.h"
#include "web/web.h"

struct watch;

/* What is pointed to lives in the arena, the call or the settings. */
bool door_prepare(const struct call *call, const struct settings *s,
		  struct door_settings *out, struct arena *a, struct err *err) MUST_USE;

/* A form file that is watched, for serve --preview. */
void watch_free(struct watch *w);
struct watch *watch_new(const struct call *call, const char *path) OWNED_BY(watch_free);
/* What the door asks of it; lives as long as the watch.  ERR_MISSING if there is no such file. */
bool watch_source(struct watch *w, struct preview_source *out, struct err *err) MUST_USE;

#endif
