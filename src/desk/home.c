/*
 * The first page of the desk: what waits for this person, by what they may do.  It opens no batch
 * and no key, so that it costs nothing to look.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"
#include "desk/surveys.h"

struct todo {
	struct desk_visit *v;
	struct store *store;
	size_t count; /* of what was listed */
};

/* One thing to do: a link, and words behind it. */
static void
put_thing(struct todo *t, const char *path, const char *link, const char *words)
{
	html_lit(t->v->body, "<li>");
	desk_link(t->v, path, link);
	html_lit(t->v->body, " ");
	html_text(t->v->body, words);
	html_lit(t->v->body, "</li>\n");
	t->count++;
}

static void
begin(struct todo *t, const char *title)
{
	t->count = 0;
	html_lit(t->v->body, "<h2>");
	html_text(t->v->body, title);
	html_lit(t->v->body, "</h2>\n<ul class=\"thread\">\n");
}

static void
end(struct todo *t, const char *none)
{
	html_lit(t->v->body, "</ul>\n");
	if (t->count)
		return;
	html_lit(t->v->body, "<p>");
	html_text(t->v->body, none);
	html_lit(t->v->body, "</p>\n");
}

/* ---- releases that wait for a second person --------------------------------------- */

/* What is said of one of them to this person. */
static const char *
proposal_words(const struct desk_visit *v, const struct proposal *p)
{
	if (str_same(p->by, v->person))
		return "You proposed a release: it waits for a second evaluator.";
	return desk_may(v, MAY_SECOND)
		       ? "A release is proposed: look at it, then confirm or refuse it."
		       : "A release is proposed, and waits for a second evaluator.";
}

static const struct proposal *
proposal_of(const struct proposal *all, size_t count, const char *survey)
{
	for (size_t i = 0; i < count; i++)
		if (all[i].state == PROPOSAL_OPEN && str_same(all[i].survey, survey))
			return &all[i];
	return NULL;
}

/* ---- surveys --------------------------------------------------------------------- */

static void
put_way(struct desk_visit *v, const char *path, const char *survey, const char *words)
{
	html_lit(v->body, " ");
	desk_link(v, desk_path(v, path, survey), words);
}

/* How far coding is would need the key: only the way there is shown. */
static void
put_ways(struct desk_visit *v, const struct survey *survey)
{
	struct err why = { .code = ERR_NONE };
	const struct form *form = survey_form(survey, v->arena, &why);

	if (form && comments_asked(form)) {
		put_way(v, "/surveys/:/coding", survey->name, "Coding");
		put_way(v, "/surveys/:/quotes", survey->name, "Quotes");
	}
	put_way(v, "/surveys/:/release", survey->name, "Release");
}

/* One line a survey: what waits, and the ways to it.  proposed: NULL if no release is. */
static void
put_survey(struct todo *t, const struct survey *survey, const struct proposal *proposed)
{
	struct desk_visit *v = t->v;
	const char *words = "has answers that no release holds yet.";
	struct survey_stand stand;

	if (survey->state == SURVEY_WAITING) {
		put_thing(t, desk_path(v, "/surveys/:", survey->name), survey->name,
			  "waits for its keys to be confirmed.");
		return;
	}
	survey_stand(v, t->store, survey, &stand);
	if (stand.closed <= stand.left && !proposed)
		return;
	if (proposed)
		words = proposal_words(v, proposed);
	else if (desk_may(v, MAY_EVALUATE))
		words = "has answers that no release holds yet: see the draft, then "
			"propose it.";
	html_lit(v->body, "<li>");
	desk_link(v, desk_path(v, "/surveys/:", survey->name), survey->name);
	html_lit(v->body, " ");
	html_text(v->body, words);
	put_ways(v, survey);
	html_lit(v->body, "</li>\n");
	t->count++;
}

static bool
put_surveys(struct todo *t, struct err *err)
{
	struct desk_visit *v = t->v;
	struct proposal *proposals;
	struct survey *all;
	size_t count, proposal_count, open = 0;

	begin(t, "What waits for you");
	if (!proposal_all(desk_people(v), NULL, &proposals, &proposal_count, v->arena,
			  err) ||
	    !survey_all(t->store, &all, &count, v->arena, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (desk_in_scope(v, all[i].name)) {
			open += all[i].state == SURVEY_OPEN;
			put_survey(t, &all[i],
				   proposal_of(proposals, proposal_count, all[i].name));
		}
	end(t, "Nothing waits for you just now.");
	html_lit(v->body, "<p>");
	if (open == 1)
		html_lit(v->body, "One survey is open. ");
	else if (open) {
		html_num(v->body, (long)open);
		html_lit(v->body, " surveys are open. ");
	} else {
		html_lit(v->body, "No survey is open. ");
	}
	html_lit(v->body, "See <a href=\"/surveys\">all surveys</a> and <a "
			  "href=\"/forms\">forms</a>.</p>\n");
	return true;
}

/* ---- rooms ----------------------------------------------------------------------- */

static bool
put_rooms(struct todo *t, struct err *err)
{
	struct desk_visit *v = t->v;
	struct room *all;
	size_t count;

	begin(t, "Rooms that run");
	if (!room_all(t->store, true, &all, &count, v->arena, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!all[i].closed && desk_in_scope(v, all[i].name))
			put_thing(t, desk_path(v, "/rooms/:", all[i].name), all[i].name,
				  all[i].phase ? "is under way." : "is ready to begin.");
	end(t, "No room is open. A room is opened by whoever runs this computer: canvass "
	       "room open.");
	html_lit(v->body, "<p>See <a href=\"/rooms\">all rooms</a>.</p>\n");
	return true;
}

struct console_reply *
desk_home(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct todo t = { .v = v, .store = desk_store(v, STORE_READS, &err) };

	if (!t.store || (desk_may(v, MAY_BOTH) && !put_surveys(&t, &err)) ||
	    (desk_may(v, MAY_ROOM) && !put_rooms(&t, &err)))
		return desk_failed(v, &err);
	return desk_page(v, 200, arena_printf(v->arena, "Welcome, %s", v->person));
}
