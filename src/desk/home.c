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

static bool
put_proposals(struct todo *t, struct err *err)
{
	struct desk_visit *v = t->v;
	struct proposal *all;
	size_t count;

	if (!proposal_all(desk_people(v), NULL, &all, &count, v->arena, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool own = str_same(all[i].by, v->person);
		const char *words =
			own ? "you proposed this release: it waits for a second "
			      "evaluator."
			: desk_may(v, MAY_SECOND)
				? "a release is proposed: look at it, then confirm or "
				  "refuse it."
				: "a release is proposed, and waits for a second "
				  "evaluator.";

		if (all[i].state == PROPOSAL_OPEN && desk_in_scope(v, all[i].survey))
			put_thing(t, desk_path(v, "/surveys/:/release", all[i].survey),
				  all[i].survey, words);
	}
	return true;
}

/* ---- surveys --------------------------------------------------------------------- */

static void
put_coding(struct todo *t, const struct survey *survey)
{
	struct desk_visit *v = t->v;
	struct err why = { .code = ERR_NONE };
	const struct form *form = survey_form(survey, v->arena, &why);

	if (!form || !comments_asked(form))
		return;
	put_thing(t, desk_path(v, "/surveys/:/coding", survey->name), survey->name,
		  "has comments to code.");
	put_thing(t, desk_path(v, "/surveys/:/quotes", survey->name), survey->name,
		  "has comments that may be quoted, once two people passed them.");
}

static void
put_survey(struct todo *t, const struct survey *survey)
{
	struct desk_visit *v = t->v;
	struct survey_stand stand;

	if (survey->state == SURVEY_WAITING) {
		put_thing(t, desk_path(v, "/surveys/:", survey->name), survey->name,
			  "waits for its keys to be confirmed.");
		return;
	}
	survey_stand(v, t->store, survey, &stand);
	if (stand.closed <= stand.left)
		return;
	put_coding(t, survey);
	put_thing(t, desk_path(v, "/surveys/:/release", survey->name), survey->name,
		  desk_may(v, MAY_EVALUATE)
			  ? "has answers that no release holds yet: see the draft, then "
			    "propose it."
			  : "has answers that no release holds yet.");
}

static bool
put_surveys(struct todo *t, struct err *err)
{
	struct desk_visit *v = t->v;
	struct survey *all;
	size_t count, open = 0;

	begin(t, "What waits for you");
	if (!put_proposals(t, err) || !survey_all(t->store, &all, &count, v->arena, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (desk_in_scope(v, all[i].name)) {
			open += all[i].state == SURVEY_OPEN;
			put_survey(t, &all[i]);
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
