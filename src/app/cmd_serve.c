/*
 * canvass serve: opens the door, until a signal ends it; or shows a form that is not open yet.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "app/door.h"

static void
listening(const char *url, void *with)
{
	(void)with;
	printf("listening on %s\n", url);
	fflush(stdout);
}

bool
door_prepare(const struct call *call, const struct settings *s, struct door_settings *out,
	     struct arena *a, struct err *err)
{
	char *address = arena_alloc(a, 64, 1);
	unsigned port;

	if (!listen_split(s->value[SETTING_LISTEN], address, 64, &port, err))
		return false;
	*out = (struct door_settings){
		.dir = call->dir,
		.address = address,
		.port = port,
		.url = *s->value[SETTING_URL] ? settings_url(s, a) : "",
		.force = s->value[SETTING_FORCE],
		.exit_url = s->value[SETTING_EXIT_URL],
		.scripts = str_same(s->value[SETTING_SCRIPTS], "yes"),
	};
	out->host_count = settings_hosts(s, out->hosts, a);
	return true;
}

/* An address that others can reach is taken from --listen alone: a draft is nobody's yet. */
static bool
preview_settings(const struct call *call, struct settings *s, struct arena *a,
		 struct err *err)
{
	if (!settings_read(call, s, a, err))
		return false;
	if (s->from[SETTING_LISTEN] != FROM_FLAG)
		s->value[SETTING_LISTEN] = setting_rows[SETTING_LISTEN].fallback;
	if (s->from[SETTING_URL] != FROM_FLAG)
		s->value[SETTING_URL] = "";
	return true;
}

static bool
serve_preview(const struct call *call, const char *path, struct err *err)
{
	struct arena *a = arena_new(0);
	struct watch *watch = watch_new(call, path);
	struct preview_source source;
	struct settings settings;
	struct door_settings door;
	bool good = watch_source(watch, &source, err) &&
		    preview_settings(call, &settings, a, err) &&
		    door_prepare(call, &settings, &door, a, err);

	if (good) {
		door.preview = &source;
		door.listening = listening;
		good = door_run(&door, err);
	}
	watch_free(watch);
	arena_free(a);
	return good;
}

/* With --preview FORM.yaml no survey is served and no workspace is needed. */
bool
cmd_serve(struct call *call, struct err *err)
{
	const char *preview = flag_value(call, "preview");
	struct arena *a = arena_new(0);
	struct settings settings;
	struct door_settings door;
	struct store *st;
	bool good;

	if (preview) {
		arena_free(a);
		return serve_preview(call, preview, err);
	}
	st = store_open(call->dir, STORE_READS, err);
	/* Opened and let go: says in words of its own what is wrong with a workspace. */
	good = st != NULL;
	store_close(st);
	good = good && settings_read(call, &settings, a, err) &&
	       door_prepare(call, &settings, &door, a, err);
	if (good) {
		door.listening = listening;
		good = door_run(&door, err);
	}
	arena_free(a);
	return good;
}
