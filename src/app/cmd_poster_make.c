/*
 * canvass poster make CODE...: posters, cards and pledges of links.  An address is drawn only for
 * a link that is open, of a survey that can still be answered.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/poster_job.h"

enum { SURVEYS_MOST = 64 };

struct made {
	const struct call *call;
	struct store *store;
	struct settings settings;
	struct arena *arena;
	struct poster_wish wish;
	struct printing *surveys[SURVEYS_MOST]; /* each that was asked for */
	size_t survey_count;
};

static bool
options_read(struct made *m, struct err *err)
{
	const struct call *call = m->call;

	m->wish.strips = flag_value(call, "strips");
	m->wish.pledge = flag_value(call, "pledge");
	if (!printing_paper(call, !m->wish.pledge, &m->wish.paper, err) ||
	    !printing_file(call, &m->wish.file, err))
		return false;
	if (flag_value(call, "all") && call->arg_count)
		return err_set(err, ERR_USAGE, "codes, or --all SURVEY, not both");
	if (!flag_value(call, "all") && !call->arg_count)
		return err_set(err, ERR_USAGE,
			       "poster make needs codes, or --all SURVEY");
	if (!wish_good(&m->wish))
		return err_set(
			err, ERR_USAGE,
			"--strips is for posters on a4, at whose foot there is room");
	return flag_needed(call, "o", err) != NULL;
}

/* A survey's settings are read once, however many of its links are drawn. */
static struct printing *
survey_of(struct made *m, const char *name, struct err *err)
{
	struct printing *p;

	for (size_t i = 0; i < m->survey_count; i++)
		if (str_same(m->surveys[i]->survey.name, name))
			return m->surveys[i];
	if (m->survey_count == SURVEYS_MOST) {
		err_set(err, ERR_INPUT, "links of over %d surveys at once", SURVEYS_MOST);
		return NULL;
	}
	p = arena_one(m->arena, struct printing);
	if (!printing_open(m->call, m->store, &m->settings, name, p, m->arena, err))
		return NULL;
	m->surveys[m->survey_count++] = p;
	return p;
}

static bool
links_find(struct made *m, struct link **out, size_t *out_count, struct err *err)
{
	const char *all = flag_value(m->call, "all");
	struct survey survey;
	struct link *links;
	size_t n = 0, count;

	if (all) {
		if (!survey_get(m->store, all, &survey, m->arena, err) ||
		    !link_all(m->store, survey.name, &links, &count, m->arena, err))
			return false;
		for (size_t i = 0; i < count; i++)
			if (!links[i].closed)
				links[n++] = links[i];
		if (!n)
			return err_set(err, ERR_MISSING, "%s has no open link", all);
	} else {
		links = arena_array(m->arena, struct link, m->call->arg_count);
		for (; n < m->call->arg_count; n++) {
			char code[CODE_CHARS + 1];

			if (!code_read(m->call->args[n], code))
				return err_set(err, ERR_MISSING,
					       "%s is no code: eight letters and digits, "
					       "the last one a check",
					       m->call->args[n]);
			if (!link_get(m->store, code, &links[n], NULL) || links[n].closed)
				return err_set(err, ERR_MISSING, "%s is not an open link",
					       m->call->args[n]);
		}
	}
	*out = links;
	*out_count = n;
	return true;
}

/* ---- drawing --------------------------------------------------------------------- */

/* One document: cover sheet, a page or two a link, and how to put them up. */
static bool
sheets_put(struct made *m, struct render *r, const struct link *links, size_t count,
	   struct err *err)
{
	const struct printing *first = survey_of(m, links[0].survey, err);
	SCOPED(buf) lines = { 0 };

	if (!first || !printing_job(first, m->wish.file, &lines, err))
		return false;
	/* Nobody hangs cards up: there is nothing to tick. */
	if (flag_value(m->call, "all") && m->wish.file == POSTER_PDF &&
	    m->wish.paper != PAPER_CARD &&
	    !printing_cover(first, m->wish.paper, links, count, &lines, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct printing *p = survey_of(m, links[i].survey, err);

		if (!p || !printing_put(p, &m->wish, &links[i], &lines, err) ||
		    !render_put(r, &lines, err))
			return false;
		buf_clear(&lines);
	}
	if (m->wish.file == POSTER_PDF && m->wish.paper != PAPER_CARD &&
	    !poster_how(&first->about, m->wish.paper, &lines, err))
		return false;
	return render_put(r, &lines, err);
}

static bool
draw_to(struct made *m, const char *path, const struct link *links, size_t count,
	struct err *err)
{
	struct render *r = render_open(path, err);
	bool good = r && sheets_put(m, r, links, count, err) && render_close(r, err);

	render_free(r);
	if (good && !str_same(path, "-"))
		printf("%s\n", path);
	return good;
}

/* An SVG or PNG holds one poster: for more, -o names a folder. */
static bool
draw_folder(struct made *m, const char *folder, const struct link *links, size_t count,
	    struct err *err)
{
	enum poster_file named;

	if (str_same(folder, "-") || printing_suffix(folder, &named))
		return err_set(err, ERR_USAGE,
			       "%zu poster%s as %s: -o names a folder for the files, and "
			       "%s is none",
			       count, count == 1 ? "" : "s",
			       poster_file_names[m->wish.file], folder);
	if (!folder_make(folder, 0755, NULL, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!draw_to(m,
			     path_join(m->arena, folder,
				       arena_printf(m->arena, "%s.%s", links[i].code,
						    poster_file_names[m->wish.file])),
			     &links[i], 1, err))
			return false;
	return true;
}

static bool
draw_all(struct made *m, struct err *err)
{
	const char *to = flag_value(m->call, "o");
	struct link *links;
	size_t count;

	if (!links_find(m, &links, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!survey_of(m, links[i].survey, err))
			return err_add(err, "poster of %s", links[i].code);
	printing_warn(m->surveys[0]);
	if (m->wish.file == POSTER_PDF || (count == 1 && !flag_value(m->call, "all")))
		return draw_to(m, to, links, count, err);
	return draw_folder(m, to, links, count, err);
}

bool
cmd_poster_make(struct call *call, struct err *err)
{
	struct made m = { .call = call };
	bool good;

	if (!options_read(&m, err))
		return false;
	m.arena = arena_new(0);
	m.store = store_open(call->dir, STORE_READS, err);
	good = m.store && settings_read(call, &m.settings, m.arena, err) &&
	       draw_all(&m, err);
	store_close(m.store);
	arena_free(m.arena);
	return good;
}
