/*
 * canvass poster make CODE...: the first poster, as SVG.  An address is drawn only for a link
 * that is open, of a survey that can still be answered.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "out/out.h"

struct printing {
	const struct call *call;
	struct store *store;
	struct settings settings;
	struct arena *arena;
};

static bool
options_good(const struct call *call, struct err *err)
{
	static const char *const sizes[] = { "a3", "a4", "a5", "card" };
	const char *size = flag_value(call, "size"), *format = flag_value(call, "format");
	bool known = !size;

	for (size_t i = 0; !known && i < ARRAY_LEN(sizes); i++)
		known = str_same(sizes[i], size);
	if (!known)
		return err_set(err, ERR_USAGE, "--size %s: a3, a4, a5 or card", size);
	if (format && !str_same(format, "svg"))
		return err_set(err, ERR_USAGE,
			       "there is no format \"%s\" in this version; it has: svg",
			       format);
	if ((flag_value(call, "all") != NULL) == (call->arg_count > 0))
		return err_set(err, ERR_USAGE,
			       "poster make needs codes, or --all SURVEY");
	return flag_needed(call, "o", err) != NULL;
}

static char *
in_capitals(struct arena *a, const char *text)
{
	char *copy = arena_str(a, text);

	for (char *p = copy; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return copy;
}

/*
 * Host and address as posters bear them.  Scheme and host may be written in capitals; a path
 * in small letters may not, and would make a larger code.
 */
static bool
poster_address(struct printing *p, const char *code, struct poster *out, struct err *err)
{
	const char *url = settings_url(&p->settings, p->arena);
	const char *host = strstr(url, "://") ? strstr(url, "://") + 3 : url;
	const char *path = host + strcspn(host, "/");

	for (const char *c = path; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			return err_set(
				err, ERR_INPUT,
				"the base address %s has a path in small letters, which a poster's "
				"code cannot hold; set url to the host alone",
				url);
	out->host = arena_copy(p->arena, host, (size_t)(path - host));
	out->address =
		in_capitals(p->arena, arena_printf(p->arena, "%s/S/%s", url, code));
	return true;
}

static bool
survey_of_poster(struct printing *p, const struct link *link, struct survey *out,
		 struct form **out_form, struct err *err)
{
	char day[40];

	if (!survey_get(p->store, link->survey, out, p->arena, err) ||
	    !(*out_form = survey_form(out, p->arena, err)))
		return false;
	if (out->state == SURVEY_CLOSED) {
		day_words(out->closed, day, sizeof(day));
		return err_set(err, ERR_INPUT, "%s was closed on %s", out->name, day);
	}
	if ((*out_form)->closes >= 0 && (*out_form)->closes < day_today()) {
		day_words((*out_form)->closes, day, sizeof(day));
		return err_set(err, ERR_INPUT, "%s closed on %s, as its form says",
			       out->name, day);
	}
	return true;
}

static bool
draw(struct printing *p, const struct link *link, struct buf *out, struct err *err)
{
	const char *size = flag_value(p->call, "size");
	char pretty[CODE_CHARS + 2], words[64], closes[40] = "";
	struct poster poster = { .size = size ? size : "a4" };
	struct survey survey;
	struct form *form;

	if (link->closed)
		return err_set(err, ERR_MISSING, "%s is not an open link", link->code);
	if (!survey_of_poster(p, link, &survey, &form, err) ||
	    !poster_address(p, link->code, &poster, err))
		return false;
	code_pretty(link->code, pretty);
	check_words(link->code, survey.check_key, words, sizeof(words));
	if (form->closes >= 0)
		day_words(form->closes, closes, sizeof(closes));
	poster.code_pretty = pretty;
	poster.check_words = words;
	poster.place = link->place;
	poster.force = p->settings.value[SETTING_FORCE];
	poster.title = text_in(&form->title, 0);
	poster.run_by = text_in(&form->run_by, 0);
	poster.read_by = text_in(&form->read_by, 0);
	poster.closes = closes;
	poster.minutes = form_minutes(form);
	poster.invented = survey.invented;
	poster.rehearsal = survey.unconfirmed;
	return poster_svg(&poster, out, err);
}

static bool
draw_to(struct printing *p, const struct link *link, const char *path, struct err *err)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (!draw(p, link, &out, err))
		return err_add(err, "poster of %s", link->code);
	if (str_same(path, "-"))
		return output_put(&out, err);
	if (!file_write(path, out.data, out.len, 0644, err))
		return false;
	printf("%s\n", path);
	return true;
}

static bool
find_links(struct printing *p, struct link **out, size_t *out_count, struct err *err)
{
	const char *all = flag_value(p->call, "all");
	struct survey survey;
	size_t n = 0;

	if (all) {
		if (!survey_get(p->store, all, &survey, p->arena, err) ||
		    !link_all(p->store, survey.name, out, out_count, p->arena, err))
			return false;
		for (size_t i = 0; i < *out_count; i++)
			if (!(*out)[i].closed)
				(*out)[n++] = (*out)[i];
		*out_count = n;
		return n || err_set(err, ERR_MISSING, "%s has no open link", all);
	}
	*out = arena_array(p->arena, struct link, p->call->arg_count);
	*out_count = p->call->arg_count;
	for (size_t i = 0; i < *out_count; i++) {
		char code[CODE_CHARS + 1];

		if (!code_read(p->call->args[i], code) ||
		    !link_get(p->store, code, &(*out)[i], NULL))
			return err_set(err, ERR_MISSING, "%s is not an open link",
				       p->call->args[i]);
	}
	return true;
}

/* An SVG holds one poster: for more, -o names a folder. */
static bool
draw_all(struct printing *p, struct err *err)
{
	const char *to = flag_value(p->call, "o");
	struct link *links;
	size_t count;

	if (!find_links(p, &links, &count, err))
		return false;
	if (count == 1 && !flag_value(p->call, "all"))
		return draw_to(p, &links[0], to, err);
	if (!folder_make(to, 0755, NULL, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!draw_to(p, &links[i],
			     path_join(p->arena, to,
				       arena_printf(p->arena, "%s.svg", links[i].code)),
			     err))
			return false;
	return true;
}

bool
cmd_poster_make(struct call *call, struct err *err)
{
	struct printing p = { .call = call };
	bool good;

	if (!options_good(call, err))
		return false;
	p.arena = arena_new(0);
	p.store = store_open(call->dir, STORE_READS, err);
	good = p.store && settings_read(call, &p.settings, p.arena, err) &&
	       draw_all(&p, err);
	store_close(p.store);
	arena_free(p.arena);
	return good;
}
