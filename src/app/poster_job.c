/*
 * What every command that prints for a survey needs.  An address is drawn only for a survey that
 * can still be answered, and only as a code holds it best: in capitals.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>
#include <strings.h>

#include "app/poster_job.h"

enum { LOGO_MOST = 16 << 20 };

/* ---- options --------------------------------------------------------------------- */

bool
printing_paper(const struct call *call, bool cards, enum poster_paper *out,
	       struct err *err)
{
	const char *size = flag_value(call, "size");
	enum poster_paper paper;

	for (paper = 0; size && paper < PAPER__COUNT; paper++)
		if (strcasecmp(size, paper_rows[paper].name) == 0)
			break;
	if (!size)
		paper = PAPER_A4;
	if (paper == PAPER__COUNT || (paper == PAPER_CARD && !cards))
		return err_set(err, ERR_USAGE, "--size %s: a3, a4%s", size,
			       cards ? ", a5 or card" : " or a5");
	*out = paper;
	return true;
}

bool
printing_suffix(const char *path, enum poster_file *out)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	for (unsigned i = 0; dot && i < POSTER_FILE__COUNT; i++)
		if (strcasecmp(dot + 1, poster_file_names[i]) == 0) {
			*out = i;
			return true;
		}
	return false;
}

bool
printing_file(const struct call *call, enum poster_file *out, struct err *err)
{
	const char *format = flag_value(call, "format"), *to = flag_value(call, "o");
	enum poster_file named = POSTER_PDF;
	bool suffix = to && printing_suffix(to, &named);

	*out = named;
	if (!format)
		return true;
	for (unsigned i = 0; i < POSTER_FILE__COUNT; i++)
		if (str_same(format, poster_file_names[i])) {
			*out = i;
			return !suffix || named == i ||
			       err_set(err, ERR_USAGE,
				       "-o %s: its name says %s, and --format says %s",
				       to, poster_file_names[named], format);
		}
	return err_set(err, ERR_USAGE,
		       "there is no format \"%s\" in this version; it has: pdf, svg, png",
		       format);
}

bool
printing_only_pdf(const struct call *call, const char *what, struct err *err)
{
	const char *to = flag_value(call, "o");
	enum poster_file named;

	return !to || !printing_suffix(to, &named) || named == POSTER_PDF ||
	       err_set(err, ERR_USAGE, "-o %s: %s is a PDF", to, what);
}

/* ---- the survey ------------------------------------------------------------------ */

static bool
still_open(const struct survey *survey, const struct form *form, struct err *err)
{
	char day[40];

	if (survey->state == SURVEY_CLOSED) {
		day_words(survey->closed, day, sizeof(day));
		return err_set(err, ERR_INPUT, "%s was closed on %s", survey->name, day);
	}
	if (form->closes >= 0 && form->closes < day_today()) {
		day_words(form->closes, day, sizeof(day));
		return err_set(err, ERR_INPUT, "%s closed on %s, as its form says",
			       survey->name, day);
	}
	return true;
}

/* "en, cy" */
static const char *
languages_of(const struct form *form, struct arena *a)
{
	const char *list = form->languages[0];

	for (size_t i = 1; i < form->language_count; i++)
		list = arena_printf(a, "%s, %s", list, form->languages[i]);
	return list;
}

static bool
language_take(struct printing *p, const char *name, struct err *err)
{
	int found = form_language(p->form, name);

	if (found < 0)
		return err_set(err, ERR_INPUT, "--language %s: the form has %s", name,
			       languages_of(p->form, p->arena));
	for (size_t i = 0; i < p->about.lang_count; i++)
		if (p->about.langs[i] == (unsigned)found)
			return err_set(err, ERR_INPUT, "--language names %s twice", name);
	if (p->about.lang_count == POSTER_LANGUAGES)
		return err_set(err, ERR_INPUT,
			       "--language: a poster has room for %d languages at most; "
			       "make another for the others",
			       POSTER_LANGUAGES);
	p->about.langs[p->about.lang_count++] = (unsigned)found;
	return true;
}

bool
printing_languages(struct printing *p, const char *list, struct err *err)
{
	p->about.lang_count = 0;
	if (!list) { /* a form in two languages is for people of both */
		p->about.langs[0] = 0;
		p->about.langs[1] = 1;
		p->about.lang_count = p->form->language_count == 2 ? 2 : 1;
		return true;
	}
	for (const char *at = list + strspn(list, ", "); *at;) {
		size_t len = strcspn(at, ", ");

		if (!language_take(p, arena_copy(p->arena, at, len), err))
			return false;
		at += len;
		at += strspn(at, ", ");
	}
	return p->about.lang_count ||
	       err_set(err, ERR_INPUT, "--language: the form has %s",
		       languages_of(p->form, p->arena));
}

/* ---- the address ----------------------------------------------------------------- */

static char *
in_capitals(struct arena *a, const char *text)
{
	char *copy = arena_str(a, text);

	for (char *p = copy; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return copy;
}

/*
 * Scheme and host may be written in capitals; a path in small letters may not, since the server
 * that it names may care, and small letters would make a larger code.
 */
static bool
address_make(struct printing *p, struct err *err)
{
	const char *url = settings_url(p->settings, p->arena);
	const char *rest = strstr(url, "://") ? strstr(url, "://") + 3 : url;
	const char *path = rest + strcspn(rest, "/");
	char *host = arena_str(p->arena, rest);

	for (const char *c = path; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			return err_set(
				err, ERR_INPUT,
				"the base address %s has a path in small letters, which a poster's "
				"code cannot hold; set url to the host alone",
				url);
	for (char *c = host; c < host + (path - rest); c++)
		*c = (char)tolower((unsigned char)*c);
	p->about.host = host;
	p->base = in_capitals(p->arena, url);
	return true;
}

/* For those who see a place's poster and would rather not tell the place. */
static bool
general_find(struct printing *p, struct store *st, struct err *err)
{
	struct arena *a = arena_new(0);
	char pretty[CODE_CHARS + 2] = "";
	struct link *links;
	size_t count;
	bool good = link_all(st, p->survey.name, &links, &count, a, err);

	for (size_t i = 0; good && i < count && !*pretty; i++)
		if (!links[i].place[0] && !links[i].closed)
			code_pretty(links[i].code, pretty);
	p->general = arena_str(p->arena, pretty);
	arena_free(a);
	return good;
}

bool
printing_open(const struct call *call, struct store *st, const struct settings *settings,
	      const char *survey, struct printing *out, struct arena *a, struct err *err)
{
	struct printing p = { .call = call, .settings = settings, .arena = a };

	if (!survey_get(st, survey, &p.survey, a, err))
		return false;
	p.form = survey_form(&p.survey, a, err);
	if (!p.form || !still_open(&p.survey, p.form, err) ||
	    !printing_languages(&p, flag_value(call, "language"), err) ||
	    !address_make(&p, err) || !general_find(&p, st, err))
		return false;
	p.about.form = p.form;
	p.about.force = settings->value[SETTING_FORCE];
	p.about.contact = settings->value[SETTING_CONTACT];
	p.about.contact_first = settings->from[SETTING_CONTACT] == FROM_FLAG;
	p.about.invented = p.survey.invented;
	p.about.rehearsal = p.survey.unconfirmed;
	*out = p;
	return true;
}

/* Where only this machine is meant, nobody minds a connection without a lock. */
static bool
at_home(const char *host)
{
	return str_starts(host, "localhost") || str_starts(host, "127.") ||
	       str_starts(host, "[::1]");
}

void
printing_warnings(const struct printing *p, struct buf *out)
{
	if (!*p->about.contact && !*text_in(&p->form->poster.contact, 0))
		buf_puts(out,
			 "nobody is named who can say that this is genuine; set contact "
			 "in canvass.yaml, or contact under poster in the form\n");
	if (str_starts(p->base, "HTTP://") && !at_home(p->about.host))
		buf_puts(out,
			 "the base address begins with http://, and phones will say that "
			 "the page is not secure; see url in canvass.yaml\n");
	if (at_home(p->about.host))
		buf_printf(out,
			   "the base address %s is this machine's own, and no phone gets "
			   "there; set url in canvass.yaml\n",
			   p->about.host);
}

void
printing_warn(const struct printing *p)
{
	SCOPED(buf) lines = { 0 };

	printing_warnings(p, &lines);
	for (char *at = lines.data, *end; at && *at; at = end + 1) {
		end = strchr(at, '\n');
		*end = '\0';
		say("warning: %s", at);
	}
}

/* ---- the description ------------------------------------------------------------- */

/* One that an option names is looked for where the caller stands, too. */
static bool
logo_read(const struct call *call, const struct settings *s, struct poster_job *job,
	  struct arena *a, struct err *err)
{
	const char *path = s->value[SETTING_LOGO];
	SCOPED(buf) bytes = { 0 };
	bool good;

	if (!*path)
		return true;
	good = s->from[SETTING_LOGO] == FROM_FLAG
		       ? file_read_named(call, path, LOGO_MOST, &bytes, err)
		       : file_read(path_join(a, call->dir, path), LOGO_MOST, &bytes, err);
	if (good && !bytes.len)
		good = err_set(err, ERR_INPUT, "%s is empty", path);
	if (!good)
		return err_add(err, "the logo");
	job->logo = arena_copy(a, bytes.data, bytes.len);
	job->logo_len = bytes.len;
	return true;
}

bool
printing_job_titled(const struct call *call, const struct settings *settings,
		    const char *title, enum poster_file file, struct buf *out,
		    struct arena *a, struct err *err)
{
	struct poster_job job = {
		.file = file,
		.day = release_day(),
		.title = title,
		.author = settings->value[SETTING_FORCE],
		.fonts = settings->value[SETTING_FONTS],
		.colour = settings->value[SETTING_COLOUR],
	};

	if (!logo_read(call, settings, &job, a, err))
		return false;
	poster_job_put(&job, out);
	return true;
}

bool
printing_job(const struct printing *p, enum poster_file file, struct buf *out,
	     struct err *err)
{
	return printing_job_titled(p->call, p->settings,
				   text_in(&p->form->title, p->about.langs[0]), file, out,
				   p->arena, err);
}

void
printing_link(const struct printing *p, const char *code, const char *place,
	      struct poster_link *out, struct arena *a)
{
	char pretty[SLIP_CHARS + 4], words[64];

	if (strlen(code) == SLIP_CHARS)
		slip_pretty(code, pretty);
	else
		code_pretty(code, pretty);
	check_words(code, p->survey.check_key, words, sizeof(words));
	*out = (struct poster_link){
		.address = arena_printf(a, "%s/S/%s", p->base, code),
		.code = arena_str(a, pretty),
		.words = arena_str(a, words),
		.place = arena_str(a, place),
		.general = *place ? p->general : "",
	};
}

/* ---- sheets of links ------------------------------------------------------------- */

bool
wish_good(const struct poster_wish *wish)
{
	return !wish->strips || (wish->paper == PAPER_A4 && !wish->pledge);
}

bool
printing_put(const struct printing *p, const struct poster_wish *wish,
	     const struct link *link, struct buf *out, struct err *err)
{
	struct poster_link poster;
	bool good;

	printing_link(p, link->code, link->place, &poster, p->arena);
	if (wish->pledge)
		good = poster_pledge(&p->about, wish->paper, &poster, out, err);
	else if (wish->paper == PAPER_CARD)
		good = poster_card(&p->about, wish->file == POSTER_PDF, &poster, out,
				   err);
	else
		good = poster_wall(&p->about, wish->paper, wish->strips, &poster, out,
				   err);
	return good || err_add(err, "poster of %s", link->code);
}

bool
printing_cover(const struct printing *p, enum poster_paper paper,
	       const struct link *links, size_t count, struct buf *out, struct err *err)
{
	struct poster_place *places = arena_array(p->arena, struct poster_place, count);

	for (size_t i = 0; i < count; i++) {
		char pretty[CODE_CHARS + 2];

		code_pretty(links[i].code, pretty);
		places[i] = (struct poster_place){
			.place = links[i].place,
			.code = arena_str(p->arena, pretty),
			.paper = paper_rows[paper].name,
			.merged = "",
			.copies = 1,
		};
	}
	return poster_cover(&p->about, places, count, out, err);
}
