/*
 * Settings: one table of rows, four places they may come from.  canvass.yaml holds one
 * "name: value" a line and nothing cleverer; what it cannot read it refuses, with the line.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>

#include "app/app.h"

#define SETTINGS_FILE_MOST 65536

const char *const origin_names[ORIGIN__COUNT] = {
	[FROM_DEFAULT] = "default",
	[FROM_FILE] = "canvass.yaml",
	[FROM_ENVIRONMENT] = "environment",
	[FROM_FLAG] = "option",
};

/* ---- what each may hold ---------------------------------------------------------- */

static bool
good_web_address(const char *value, struct err *err)
{
	const char *rest = str_starts(value, "https://")  ? value + 8
			   : str_starts(value, "http://") ? value + 7
							  : NULL;

	if (!*value)
		return true;
	if (!rest || !*rest || *rest == '/' || strlen(value) > 200)
		return err_set(err, ERR_CONFIG,
			       "\"%s\" is no web address such as https://ask.example",
			       value);
	for (const char *p = value; *p; p++)
		if (!isgraph((unsigned char)*p) || strchr("\"'<>\\^`{|}?#@", *p))
			return err_set(err, ERR_CONFIG,
				       "\"%s\": an address has no \"%c\"", value, *p);
	return true;
}

static bool
good_listen(const char *value, struct err *err)
{
	char address[64];
	unsigned port;

	return listen_split(value, address, sizeof(address), &port, err);
}

static bool
good_hosts(const char *value, struct err *err)
{
	unsigned n = *value != '\0';

	for (const char *p = value; *p; p++) {
		n += *p == ',';
		if (!isalnum((unsigned char)*p) && !strchr(".-:[], ", *p))
			return err_set(err, ERR_CONFIG, "\"%s\": a host has no \"%c\"",
				       value, *p);
	}
	if (n > 16)
		return err_set(err, ERR_CONFIG, "%u hosts; at most 16", n);
	return true;
}

/* What is shown on pages and posters holds no sign that a form may not hold. */
static bool
good_text(const char *value, size_t most, struct err *err)
{
	const char *end = value + strlen(value), *next;

	if (!utf8_valid(value, strlen(value)) || utf8_count(value, strlen(value)) > most)
		return err_set(err, ERR_CONFIG, "\"%s\": at most %zu characters of text",
			       utf8_valid(value, strlen(value)) ? value : "", most);
	for (const char *p = value; p < end; p = next) {
		uint32_t c = utf8_next(p, end, &next);

		if (c < 0x20 || form_sign_refused(c, true) || (c >= 0xfdd0 && c <= 0xfdef))
			return err_set(err, ERR_CONFIG,
				       "the sign U+%04X may not stand in it: delete it",
				       (unsigned)c);
	}
	return true;
}

static bool
good_words(const char *value, struct err *err)
{
	return good_text(value, 60, err);
}

static bool
good_folder(const char *value, struct err *err)
{
	if (!*value)
		return err_set(err, ERR_CONFIG, "a folder is needed");
	return true;
}

static bool
good_yes_no(const char *value, struct err *err)
{
	if (!str_same(value, "yes") && !str_same(value, "no"))
		return err_set(err, ERR_CONFIG, "\"%s\": yes or no", value);
	return true;
}

static bool
good_contact(const char *value, struct err *err)
{
	return good_text(value, 90, err);
}

static bool
good_path(const char *value, struct err *err)
{
	if (strlen(value) > 1000)
		return err_set(err, ERR_CONFIG, "this path is too long");
	return true;
}

/* The contrast of white letters is looked at where it is drawn. */
static bool
good_colour(const char *value, struct err *err)
{
	if (*value && (*value != '#' || strlen(value) != 7 ||
		       strspn(value + 1, "0123456789abcdefABCDEF") != 6))
		return err_set(err, ERR_CONFIG,
			       "\"%s\": a colour is written \"#12436d\", in quotes", value);
	return true;
}

static bool
good_fonts(const char *value, struct err *err)
{
	if (!*value || strlen(value) > 400)
		return err_set(err, ERR_CONFIG,
			       "names of fonts, with commas between, are needed");
	return good_text(value, 400, err);
}

const struct setting_row setting_rows[SETTING__COUNT] = {
	[SETTING_URL] = { .name = "url",
			  .variable = "CANVASS_URL",
			  .fallback = "",
			  .help = "base address of the survey, as posters show it; without it, "
				  "http:// and the listen address",
			  .good = good_web_address },
	[SETTING_LISTEN] = { .name = "listen",
			     .variable = "CANVASS_LISTEN",
			     .fallback = "127.0.0.1:8080",
			     .help = "address and port at which serve listens",
			     .good = good_listen },
	[SETTING_HOSTS] = { .name = "hosts",
			    .variable = "CANVASS_HOSTS",
			    .fallback = "",
			    .help = "further host names that requests may bear, with "
				    "commas between",
			    .good = good_hosts },
	[SETTING_DESK_LISTEN] = { .name = "desk listen",
				  .variable = "CANVASS_DESK_LISTEN",
				  .fallback = "127.0.0.1:8081",
				  .help = "address and port at which desk listens",
				  .good = good_listen },
	[SETTING_FORCE] = { .name = "force",
			    .variable = "CANVASS_FORCE",
			    .fallback = "",
			    .help = "the force's name, on pages and posters",
			    .good = good_words },
	[SETTING_EXIT_URL] = { .name = "exit url",
			       .variable = "CANVASS_EXIT_URL",
			       .fallback = "https://www.bbc.co.uk/weather",
			       .help = "the neutral page that quick exit leads to",
			       .good = good_web_address },
	[SETTING_EXPORTS] = { .name = "exports",
			      .variable = "CANVASS_EXPORTS",
			      .fallback = "exports",
			      .help = "the folder, seen from the workspace, where releases land",
			      .good = good_folder },
	[SETTING_SCRIPTS] = { .name = "scripts",
			      .variable = "CANVASS_SCRIPTS",
			      .fallback = "no",
			      .help = "whether pages bring a small script: characters left, a "
				      "warning before leaving, quick exit that takes this "
				      "page out of Back",
			      .good = good_yes_no },
	[SETTING_CONTACT] = { .name = "contact",
			      .variable = "CANVASS_CONTACT",
			      .fallback = "",
			      .help = "who can say that a poster is genuine, where the form "
				      "does not say it",
			      .good = good_contact },
	[SETTING_LOGO] = { .name = "logo",
			   .variable = "CANVASS_LOGO",
			   .fallback = "",
			   .help = "the force's logo for posters: a PNG or SVG, seen from the "
				   "workspace",
			   .good = good_path },
	[SETTING_COLOUR] = { .name = "colour",
			     .variable = "CANVASS_COLOUR",
			     .fallback = "",
			     .help = "of the band on posters, \"#12436d\"; white letters must "
				     "stand out on it",
			     .good = good_colour },
	[SETTING_FONTS] = { .name = "fonts",
			    .variable = "CANVASS_FONTS",
			    .fallback = "Inter, Open Sans, Noto Sans, Liberation Sans, "
					"DejaVu Sans",
			    .help = "of posters: the first that is installed is used",
			    .good = good_fonts },
};

/* ---- canvass.yaml ---------------------------------------------------------------- */

static char *
trimmed(char *s)
{
	size_t len;

	s += strspn(s, " \t");
	len = strlen(s);
	while (len && strchr(" \t\r", s[len - 1]))
		s[--len] = '\0';
	return s;
}

/* Takes quotes and a comment off a value; [a, b] becomes "a, b". */
static bool
plain_value(char *value, char **out, struct err *err)
{
	char quote = *value == '"' || *value == '\'' ? *value : '\0';
	char close = quote ? quote : *value == '[' ? ']' : '\0';
	char *end, *rest;

	if (!close) {
		end = strstr(value, " #");
		if (*value == '#')
			end = value;
		if (end)
			*end = '\0';
		if (*value && strchr("{&*!|>%@`", *value))
			return err_set(err, ERR_CONFIG, "put this value in quotes");
		*out = trimmed(value);
		return true;
	}
	end = strchr(value + 1, close);
	if (!end)
		return err_set(err, ERR_CONFIG, "the %c opened here is never closed",
			       *value);
	rest = end + 1 + strspn(end + 1, " \t");
	if (*rest && *rest != '#')
		return err_set(err, ERR_CONFIG, "nothing may stand behind the closing %c",
			       close);
	*end = '\0';
	*out = quote ? value + 1 : trimmed(value + 1);
	return true;
}

static bool
setting_unknown(const char *name, struct err *err)
{
	const char *names[SETTING__COUNT];
	const char *near;

	for (size_t i = 0; i < SETTING__COUNT; i++)
		names[i] = setting_rows[i].name;
	near = str_nearest(name, names, SETTING__COUNT);
	if (near)
		return err_set(err, ERR_CONFIG,
			       "there is no setting \"%s\"; did you mean \"%s\"?", name,
			       near);
	return err_set(err, ERR_CONFIG,
		       "there is no setting \"%s\"; canvass doctor lists them all", name);
}

static bool
take_line(struct settings *s, char *line, unsigned number, struct arena *a,
	  struct err *err)
{
	char *colon, *name, *value = NULL;
	bool indented = *line == ' ' || *line == '\t';

	line = trimmed(line);
	if (!*line || *line == '#')
		return true;
	if (indented || *line == '-')
		return err_set(err, ERR_CONFIG,
			       "each setting is one line, name: value, "
			       "without an indent");
	colon = strchr(line, ':');
	if (!colon || (colon[1] && !strchr(" \t", colon[1])))
		return err_set(err, ERR_CONFIG, "expected name: value");
	*colon = '\0';
	name = trimmed(line);
	if (!plain_value(trimmed(colon + 1), &value, err))
		return false;
	for (unsigned i = 0; i < SETTING__COUNT; i++) {
		if (!str_same(setting_rows[i].name, name))
			continue;
		if (s->line[i])
			return err_set(err, ERR_CONFIG,
				       "\"%s\" stands here twice, first in line %u", name,
				       s->line[i]);
		if (!setting_rows[i].good(value, err))
			return err_add(err, "%s", name);
		s->value[i] = arena_str(a, value);
		s->from[i] = FROM_FILE;
		s->line[i] = number;
		return true;
	}
	return setting_unknown(name, err);
}

/* Trouble ends the reading, or is a line of troubles if somebody wants to see them all. */
static bool
go_on(struct buf *troubles, const struct err *why, struct err *err)
{
	if (!troubles) {
		if (err)
			*err = *why;
		return false;
	}
	buf_printf(troubles, "%s\n", why->text);
	return true;
}

static bool
take_file(struct settings *s, const char *path, struct buf *troubles, struct arena *a,
	  struct err *err)
{
	struct err why = { .code = ERR_NONE };
	SCOPED(buf) text;
	unsigned number = 0;

	buf_init(&text, 0);
	if (!file_read(path, SETTINGS_FILE_MOST, &text, &why))
		return go_on(troubles, &why, err);
	if (text.len && !utf8_valid(text.data, text.len)) {
		err_set(&why, ERR_CONFIG, "%s is not UTF-8 text", path);
		return go_on(troubles, &why, err);
	}
	for (char *line = text.data, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (take_line(s, line, ++number, a, &why))
			continue;
		err_add(&why, "%s:%u", path, number);
		if (!go_on(troubles, &why, err))
			return false;
	}
	return true;
}

/* ---- all four -------------------------------------------------------------------- */

bool
settings_set(struct settings *s, enum setting which, const char *value, struct err *err)
{
	if (!setting_rows[which].good(value, err)) {
		if (err)
			err->code = ERR_USAGE;
		return err_add(err, "--%s", setting_rows[which].name);
	}
	s->value[which] = value;
	s->from[which] = FROM_FLAG;
	return true;
}

static bool
take_environment(struct settings *s, struct buf *troubles, struct err *err)
{
	struct err why = { .code = ERR_NONE };

	for (unsigned i = 0; i < SETTING__COUNT; i++) {
		const char *value = getenv(setting_rows[i].variable);

		if (!value)
			continue;
		if (!setting_rows[i].good(value, &why)) {
			err_add(&why, "%s", setting_rows[i].variable);
			if (!go_on(troubles, &why, err))
				return false;
			continue;
		}
		s->value[i] = value;
		s->from[i] = FROM_ENVIRONMENT;
	}
	return true;
}

static bool
read_all(const struct call *call, struct settings *out, struct buf *troubles,
	 struct arena *a, struct err *err)
{
	struct settings s = { 0 };
	const char *path = path_join(a, call->dir, "canvass.yaml");

	for (unsigned i = 0; i < SETTING__COUNT; i++)
		s.value[i] = setting_rows[i].fallback;
	/* A workspace without the file is whole: everything has a default. */
	if (file_there(path) && !take_file(&s, path, troubles, a, err))
		return false;
	if (!take_environment(&s, troubles, err))
		return false;
	for (unsigned i = 0; i < SETTING__COUNT; i++) {
		const char *value = flag_value(call, setting_rows[i].name);

		if (value && !settings_set(&s, i, value, err))
			return false;
	}
	*out = s;
	return true;
}

bool
settings_read(const struct call *call, struct settings *out, struct arena *a,
	      struct err *err)
{
	return read_all(call, out, NULL, a, err);
}

void
settings_look(const struct call *call, struct settings *out, struct buf *troubles,
	      struct arena *a)
{
	struct err err = { .code = ERR_NONE };

	if (!read_all(call, out, troubles, a, &err)) /* an option, which doctor has none of */
		die("settings_look: %s", err.text);
}

size_t
settings_hosts(const struct settings *s, const char *out[16], struct arena *a)
{
	char *hosts = arena_str(a, s->value[SETTING_HOSTS]);
	size_t n = 0;

	for (char *at = hosts, *next; *at && n < 16; at = next) {
		next = at + strcspn(at, ",");
		if (*next)
			*next++ = '\0';
		at += strspn(at, " ");
		at[strcspn(at, " ")] = '\0';
		if (*at)
			out[n++] = at;
	}
	return n;
}

const char *
settings_url(const struct settings *s, struct arena *a)
{
	const char *url = s->value[SETTING_URL];
	size_t len;

	if (!*url)
		url = arena_printf(a, "http://%s", s->value[SETTING_LISTEN]);
	len = strlen(url);
	while (len && url[len - 1] == '/')
		len--;
	return arena_copy(a, url, len);
}

bool
listen_split(const char *listen, char *address, size_t size, unsigned *port,
	     struct err *err)
{
	const char *colon = strrchr(listen, ':');
	const char *from = listen;
	unsigned long number;
	size_t len;

	if (!colon || !str_to_uint(colon + 1, 65535, &number))
		return err_set(
			err, ERR_CONFIG,
			"\"%s\": an address and a port are needed, such as 127.0.0.1:8080",
			listen);
	len = (size_t)(colon - from);
	if (len > 2 && *from == '[' && from[len - 1] == ']') {
		from++;
		len -= 2;
	}
	if (!len || len >= size)
		return err_set(err, ERR_CONFIG,
			       "\"%s\": an address stands before the colon", listen);
	snprintf(address, size, "%.*s", (int)len, from);
	*port = (unsigned)number;
	return true;
}

void
settings_sample(const char *url, struct buf *out)
{
	buf_puts(
		out,
		"# Settings of this workspace: one a line, name: value.  What is left out has\n"
		"# its default.  An option on the command line wins over the environment, and\n"
		"# that over this file.  canvass doctor shows what holds, and where it is "
		"from.\n\n");
	for (unsigned i = 0; i < SETTING__COUNT; i++) {
		bool set = i == SETTING_URL && url && *url;

		buf_printf(out, "# %s\n%s%s: %s%s%s\n\n", setting_rows[i].help,
			   set ? "" : "#", setting_rows[i].name,
			   *setting_rows[i].fallback || set ? "" : "\"\"",
			   set ? url : setting_rows[i].fallback, "");
	}
}
