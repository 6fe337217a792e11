/*
 * canvass doctor: every effective setting and where it comes from, what the program was linked
 * with, and what is missing or looks wrong.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/utsname.h>

#include "app/render.h"

#define SPACE_LEAST (64u << 20) /* below it the door begins no new forms */

struct visit {
	const struct call *call;
	struct arena *arena;
	struct buf settings, versions, problems,
		notes; /* lines, or JSON with commas between */
	size_t problem_count;
};

static void
put_pair(struct visit *v, struct buf *to, const char *name, const char *value,
	 const char *from)
{
	if (!v->call->json) {
		buf_printf(to, "  %-14s %s%s%s%s\n", name, *value ? value : "(nothing)",
			   from ? "  (" : "", from ? from : "", from ? ")" : "");
		return;
	}
	buf_puts(to, to->len ? ",\n  {\"name\": " : "\n  {\"name\": ");
	json_put(to, name);
	buf_puts(to, ", \"value\": ");
	json_put(to, value);
	if (from) {
		buf_puts(to, ", \"from\": ");
		json_put(to, from);
	}
	buf_putc(to, '}');
}

static void
put_words(struct visit *v, struct buf *to, const char *words)
{
	if (!v->call->json) {
		buf_printf(to, "  %s\n", words);
		return;
	}
	buf_puts(to, to->len ? ",\n  " : "\n  ");
	json_put(to, words);
}

static void
problem(struct visit *v, const char *words)
{
	v->problem_count++;
	put_words(v, &v->problems, words);
}

/* ---- what it runs with ----------------------------------------------------------- */

/* Posters are drawn by a program of its own, which is not needed for anything else. */
static void
look_at_render(struct visit *v, const struct settings *s)
{
	static const char name[] = "canvass-render ", font[] = "; font: ";
	const char *fonts = s->value[SETTING_FONTS];
	struct err why = { .code = ERR_NONE };
	SCOPED(buf) line = { 0 };
	char *text, *found;

	if (!render_version(fonts, &line, &why)) {
		put_words(v, &v->notes,
			  arena_printf(v->arena, "no posters or slips can be drawn: %s",
				       why.text));
		return;
	}
	text = arena_str(v->arena, line.data ? line.data : "");
	found = strstr(text, font);
	if (found)
		*found = '\0';
	put_pair(v, &v->versions, "canvass-render",
		 str_starts(text, name) ? text + sizeof(name) - 1 : text, NULL);
	if (!found)
		return;
	found += sizeof(font) - 1;
	put_pair(v, &v->versions, "posters' font", found, NULL);
	if (!str_same(found, "none"))
		return;
	if (*fonts)
		problem(v, arena_printf(v->arena,
					"no poster can be drawn: none of fonts is installed: "
					"%s",
					fonts));
	else
		put_words(v, &v->notes,
			  "no posters or slips can be drawn: no font for them is "
			  "installed; on Debian, apt-get install fonts-inter");
}

/* The libraries' headers belong to other floors; each can say its version when it is running. */
static void
look_at_versions(struct visit *v, const struct settings *s)
{
	static const struct {
		const char *name, *symbol;
	} libraries[] = {
		{ "SQLite", "sqlite3_libversion" },
		{ "libsodium", "sodium_version_string" },
		{ "libmicrohttpd", "MHD_get_version" },
		{ "libyaml", "yaml_get_version_string" },
		{ "jansson", "jansson_version_str" },
		{ "GLPK", "glp_version" },
		{ "libqrencode", "QRcode_APIVersionString" },
	};
	struct utsname host;

	put_pair(v, &v->versions, "canvass", CANVASS_VERSION, NULL);
	for (size_t i = 0; i < ARRAY_LEN(libraries); i++) {
		const char *(*version)(void) = NULL;
		void *symbol = dlsym(RTLD_DEFAULT, libraries[i].symbol);

		memcpy(&version, &symbol, sizeof(version));
		put_pair(v, &v->versions, libraries[i].name,
			 version ? version() : "unknown", NULL);
	}
	if (uname(&host) == 0)
		put_pair(v, &v->versions, "kernel",
			 arena_printf(v->arena, "%s %s", host.sysname, host.release),
			 NULL);
	look_at_render(v, s);
}

static void
look_at_settings(struct visit *v, const struct settings *s)
{
	for (unsigned i = 0; i < SETTING__COUNT; i++) {
		const char *from = origin_names[s->from[i]], *value = s->value[i];

		if (s->from[i] == FROM_ENVIRONMENT)
			from = setting_rows[i].variable;
		else if (s->from[i] == FROM_FILE)
			from = arena_printf(v->arena, "%s, line %u", from, s->line[i]);
		if (i == SETTING_URL && !*value) { /* what links and posters bear then */
			value = settings_url(s, v->arena);
			from = "from listen";
		}
		put_pair(v, &v->settings, setting_rows[i].name, value, from);
	}
}

/* ---- what looks wrong ------------------------------------------------------------ */

static void
look_at_address(struct visit *v, const struct settings *s)
{
	const char *url = s->value[SETTING_URL], *listen = s->value[SETTING_LISTEN];
	bool here = str_starts(listen, "127.") || str_starts(listen, "[::1]") ||
		    str_starts(listen, "localhost:");

	if (!*url)
		put_words(v, &v->notes,
			  "no url is set: links and posters bear the listen address, "
			  "which is for trials");
	else if (!str_starts(url, "https://"))
		put_words(v, &v->notes,
			  "url is not https: on the way, answers can be read");
	if (*url)
		put_words(
			v, &v->notes,
			"if a proxy stands before the door, switch off its access log and its "
			"forwarding headers: what it writes down, canvass cannot take back");
	if (!here)
		put_words(v, &v->notes,
			  arena_printf(v->arena,
				       "the door listens on %s, without TLS of its own: "
				       "other computers reach it",
				       listen));
}

static void
look_at_space(struct visit *v)
{
	uint64_t space;
	struct err err = { .code = ERR_NONE };

	if (!store_space(v->call->dir, &space, &err)) {
		problem(v, arena_str(v->arena, err.text));
		return;
	}
	put_words(v, &v->notes,
		  arena_printf(v->arena, "%llu MiB are free on this disk",
			       (unsigned long long)(space >> 20)));
	if (space < SPACE_LEAST)
		problem(v, "under 64 MiB are free: the door lets nobody begin a form");
}

static void
look_at_modes(struct visit *v)
{
	static const char *const names[] = { "canvass.db", "answers" };
	struct stat st;

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *path = path_join(v->arena, v->call->dir, names[i]);

		if (stat(path, &st) != 0)
			problem(v, arena_printf(v->arena, "%s is missing", path));
		else if (st.st_mode & S_IRWXO)
			problem(v, arena_printf(v->arena,
						"%s is open to everybody: chmod o-rwx %s",
						path, path));
	}
}

static void
look_at_surveys(struct visit *v, struct store *st)
{
	struct survey *all;
	size_t count, by_state[SURVEY__COUNT] = { 0 };
	struct err err = { .code = ERR_NONE };

	if (!survey_all(st, &all, &count, v->arena, &err)) {
		problem(v, arena_str(v->arena, err.text));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		by_state[all[i].state]++;
		if (all[i].state == SURVEY_WAITING)
			put_words(v, &v->notes,
				  arena_printf(v->arena,
					       "%s waits for canvass key confirm",
					       all[i].name));
	}
	put_words(v, &v->notes,
		  arena_printf(v->arena, "%zu surveys: %zu waiting, %zu open, %zu closed",
			       count, by_state[SURVEY_WAITING], by_state[SURVEY_OPEN],
			       by_state[SURVEY_CLOSED]));
}

static void
put_section(const struct visit *v, const char *title, const struct buf *lines,
	    struct buf *out)
{
	const char *text = lines->data ? lines->data : "";

	if (v->call->json)
		buf_printf(out, "%s\"%s\": [%s]", out->len ? ",\n " : "{", title, text);
	else if (lines->len)
		buf_printf(out, "%s\n%s", title, text);
}

static bool
report(struct visit *v, struct err *err)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	put_section(v, "settings", &v->settings, &out);
	put_section(v, "versions", &v->versions, &out);
	put_section(v, "notes", &v->notes, &out);
	put_section(v, "problems", &v->problems, &out);
	buf_puts(&out, v->call->json ? "}\n" : v->problem_count ? "" : "no problems\n");
	return output_put(&out, err);
}

/* Bad settings are told, and the first of them is what the command ends with. */
static void
read_settings(struct visit *v, struct settings *out, struct err *why)
{
	SCOPED(buf) troubles;

	buf_init(&troubles, 0);
	settings_look(v->call, out, &troubles, v->arena);
	for (char *at = troubles.data, *end; at && *at; at = end + 1) {
		end = strchr(at, '\n');
		*end = '\0';
		problem(v, arena_str(v->arena, at));
		if (why->code == ERR_NONE)
			err_set(why, ERR_CONFIG, "%s", at);
	}
}

/* All but the program and its settings: what whoever runs this computer should know. */
static void
look_at_workspace(struct visit *v, const struct settings *s, struct store *st,
		  const struct err *why)
{
	look_at_address(v, s);
	if (!st) {
		problem(v, arena_str(v->arena, why->text));
		return;
	}
	look_at_surveys(v, st);
	look_at_modes(v);
	look_at_space(v);
	if (!file_there(path_join(v->arena, v->call->dir, "canvass.yaml")))
		put_words(v, &v->notes,
			  "there is no canvass.yaml: every setting has its default");
}

void
doctor_look(const struct call *call, struct buf *problems, struct buf *notes,
	    struct arena *a)
{
	struct call plain = *call;
	struct visit v = { .call = &plain, .arena = a };
	struct err why = { .code = ERR_NONE }, bad = { .code = ERR_NONE };
	struct store *st = store_open(call->dir, STORE_READS, &why);
	struct settings settings;

	plain.json = false;
	read_settings(&v, &settings, &bad);
	look_at_workspace(&v, &settings, st, &why);
	store_close(st);
	*problems = v.problems;
	*notes = v.notes;
}

static bool
visit(struct visit *v, struct err *err)
{
	struct err why = { .code = ERR_NONE }, bad = { .code = ERR_NONE };
	struct settings settings;
	struct store *st = store_open(v->call->dir, STORE_READS, &why);

	read_settings(v, &settings, &bad);
	look_at_settings(v, &settings);
	look_at_versions(v, &settings);
	look_at_workspace(v, &settings, st, &why);
	store_close(st);
	if (!report(v, err))
		return false;
	if (why.code != ERR_NONE)
		return err_set(err, why.code, "%s", why.text);
	if (bad.code != ERR_NONE)
		return err_set(err, bad.code, "%s", bad.text);
	if (v->problem_count)
		return err_set(err, ERR_FOUND, "%zu problem%s", v->problem_count,
			       v->problem_count == 1 ? "" : "s");
	return true;
}

bool
cmd_doctor(struct call *call, struct err *err)
{
	struct visit v = { .call = call, .arena = arena_new(0) };
	bool good;

	buf_init(&v.settings, 0);
	buf_init(&v.versions, 0);
	buf_init(&v.problems, 0);
	buf_init(&v.notes, 0);
	good = visit(&v, err);
	buf_free(&v.settings);
	buf_free(&v.versions);
	buf_free(&v.problems);
	buf_free(&v.notes);
	arena_free(v.arena);
	return good;
}
