/*
 * Draws posters for the desk: previews and files, in memory.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/posters.h"

enum { AT_ONCE = 500 }; /* more than that is a print run, for the command */

const struct flag flag_language = { .name = "language" },
		  flag_places = { .name = "places" },
		  flag_leave_out = { .name = "leave-out" };

void
call_give(struct call *call, const struct flag *flag, const char *value)
{
	if (call->given_count < VALUES_MOST)
		call->given[call->given_count++] = (struct given){ flag, value };
}

/* A word of the query that is one of these; 0 if it is not there. */
static bool
word_read(const char *value, const char *const *words, size_t count, unsigned *out)
{
	*out = 0;
	if (!*value)
		return true;
	for (size_t i = 0; i < count; i++)
		if (str_same(value, words[i])) {
			*out = (unsigned)i;
			return true;
		}
	return false;
}

bool
poster_asked_read(struct poster_asked *p, struct err *err)
{
	const char *size = visit_query(p->v, "size");
	unsigned file;

	p->language = visit_query(p->v, "language");
	p->contact = visit_query(p->v, "contact");
	p->wish.paper = PAPER_A4;
	p->wish.strips = *visit_query(p->v, "strips");
	p->wish.pledge = *visit_query(p->v, "pledge");
	if (*size && !paper_find(size, &p->wish.paper))
		return err_set(err, ERR_INPUT, "a size is a3, a4, a5 or card");
	if (!word_read(visit_query(p->v, "format"), poster_file_names, POSTER_FILE__COUNT,
		       &file))
		return err_set(err, ERR_INPUT, "a format is pdf, svg or png");
	p->wish.file = (enum poster_file)file;
	if (p->wish.pledge && p->wish.paper == PAPER_CARD)
		return err_set(err, ERR_INPUT, "a pledge is on a3, a4 or a5");
	if (!wish_good(&p->wish))
		return err_set(
			err, ERR_INPUT,
			"tear-off strips are for posters on a4, at whose foot there "
			"is room");
	return true;
}

bool
poster_asked_open(struct poster_asked *p, struct err *err)
{
	p->call = *p->v->settings->call;
	p->settings = *p->v->settings->settings;
	p->call.given_count = 0;
	p->call.json = false;
	if (*p->language)
		call_give(&p->call, &flag_language, p->language);
	if (*p->contact && !settings_set(&p->settings, SETTING_CONTACT, p->contact, err))
		return false;
	p->store = desk_store(p->v, STORE_READS, err);
	return p->store && printing_open(&p->call, p->store, &p->settings, p->v->part[0],
					 &p->printing, p->v->arena, err);
}

/* In an address, each byte that is not plain. */
static const char *
encoded(struct arena *a, const char *text)
{
	SCOPED(buf) out = { 0 };

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || strchr("-._", c))
			buf_putc(&out, *text);
		else
			buf_printf(&out, "%%%02X", c);
	}
	return arena_copy(a, out.data ? out.data : "", out.len);
}

const char *
poster_asked_query(const struct poster_asked *p)
{
	struct arena *a = p->v->arena;

	return arena_printf(a, "&size=%s&language=%s&contact=%s%s%s",
			    paper_rows[p->wish.paper].name, encoded(a, p->language),
			    encoded(a, p->contact), p->wish.strips ? "&strips=yes" : "",
			    p->wish.pledge ? "&pledge=yes" : "");
}

static bool
sheets_put(struct poster_asked *p, struct render *r, const struct link *links,
	   size_t count, bool cover, struct err *err)
{
	bool around = cover && p->wish.paper != PAPER_CARD;
	SCOPED(buf) lines = { 0 };

	if (!printing_job(&p->printing, p->wish.file, &lines, err))
		return false;
	if (around &&
	    !printing_cover(&p->printing, p->wish.paper, links, count, &lines, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!printing_put(&p->printing, &p->wish, &links[i], &lines, err))
			return false;
	if (p->wish.file == POSTER_PDF && p->wish.paper != PAPER_CARD &&
	    !poster_how(&p->printing.about, p->wish.paper, &lines, err))
		return false;
	return render_put(r, &lines, err);
}

bool
poster_draw(struct poster_asked *p, const struct link *links, size_t count, bool cover,
	    struct buf *out, struct err *err)
{
	struct render *r;
	bool good;

	if (count > AT_ONCE)
		return err_set(err, ERR_INPUT,
			       "%zu posters are too many for a page: canvass poster make "
			       "--all draws them",
			       count);
	desk_heavy_begin(p->v);
	r = render_open("-", err);
	good = r && sheets_put(p, r, links, count, cover, err) &&
	       render_take(r, out, err);
	render_free(r);
	desk_heavy_end(p->v);
	return good;
}
