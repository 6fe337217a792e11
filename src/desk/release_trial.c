/*
 * A release tried out: made whole with a key of this sitting, in memory alone, and kept as what
 * would leave.  Exact counts and clear texts are gone when it is made.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/release.h"

enum { TRIAL_JSON = 32 << 20 };

static void
trial_free(void *what)
{
	struct trial *t = what;

	if (!t)
		return;
	buf_free(&t->html);
	buf_free(&t->said);
	if (t->csv)
		export_files_free(t->csv);
	free(t->csv);
	arena_free(t->arena);
	free(t);
}

static struct trial *
trial_new(void)
{
	struct trial *t = mem_new(1, sizeof(*t));

	t->arena = arena_new(0);
	t->csv = mem_new(1, sizeof(*t->csv));
	buf_init(&t->html, 0);
	buf_init(&t->said, 0);
	return t;
}

/* Written by the very functions that write a release, and read back from its JSON. */
static bool
take_draft(struct trial *t, const struct summary *draft, struct arena *a, struct err *err)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	const struct export_format *json = export_find("json"),
				   *html = export_find("html"), *csv = export_find("csv");
	bool good = json->write(draft, files, a, err) &&
		    html->write(draft, files, a, err) &&
		    csv->write(draft, t->csv, a, err);
	const char *text;

	for (size_t i = 0; good && i < t->csv->count; i++)
		t->csv->items[i].path = arena_str(t->arena, t->csv->items[i].path);
	for (size_t i = 0; good && i < files->count; i++) {
		const struct buf *body = &files->items[i].body;

		if (str_same(files->items[i].path, "summary.html"))
			buf_put(&t->html, body->data, body->len);
		if (!str_same(files->items[i].path, "summary.json"))
			continue;
		text = arena_copy(t->arena, body->data, body->len);
		t->s = summary_read(text, body->len, t->arena, err);
		good = t->s != NULL;
	}
	export_files_free(files);
	free(files);
	return good;
}

static void
fill_order(struct desk_visit *v, const char *survey, const struct desk_order *o,
	   struct release_order *out)
{
	*out = (struct release_order){ .call = v->settings->call,
				       .survey = survey,
				       .workspace = v->settings->dir,
				       .formats = o->formats,
				       .words =
					       o->words ? desk_inside(v, o->words) : NULL,
				       .since_count = o->since_count,
				       .two_people = true };
	for (size_t i = 0; i < o->since_count; i++)
		out->since[i] = desk_inside(v, o->since[i]);
}

const struct secret_key *
release_key(struct desk_visit *v, const char *survey, struct err *err)
{
	struct store *st = desk_store(v, STORE_READS, err);
	unsigned char keys[STORE_RECIPIENTS][STORE_KEY];
	struct survey s;

	if (!st || !survey_get(st, survey, &s, v->arena, err))
		return NULL;
	for (unsigned i = 0; i < s.recipient_count; i++)
		memcpy(keys[i], s.recipients[i].key, STORE_KEY);
	return desk_key(v, (const unsigned char(*)[STORE_KEY])keys, s.recipient_count);
}

bool
release_run(struct desk_visit *v, const char *survey, const struct desk_order *o,
	    const struct release_how *how, struct buf *said, struct release_made *out,
	    struct arena *a, struct err *err)
{
	struct release_order order;
	bool good;

	fill_order(v, survey, o, &order);
	order.key = how->key;
	order.trial = how->trial;
	order.day = how->day;
	order.proposed = how->proposed;
	order.dir = how->dir;
	say_into(said);
	good = release_make(&order, out, a, err);
	say_into(NULL);
	return good;
}

/* Two of them at once would take twice the memory and be no faster. */
static struct trial *
try_out(struct desk_visit *v, const char *survey, const struct desk_order *o,
	const struct secret_key *key, int day, const char **out_said, struct err *err)
{
	struct release_how how = { .key = key, .trial = true, .day = day };
	struct trial *t = trial_new();
	struct arena *work = arena_new(0); /* has exact counts in it: gone in a moment */
	bool good;

	desk_heavy_begin(v);
	good = release_run(v, survey, o, &how, &t->said, &t->made, work, err) &&
	       take_draft(t, t->made.draft, work, err);
	desk_heavy_end(v);
	arena_free(work);
	t->made.draft = NULL;
	t->made.paths = NULL;
	t->day = day;
	if (good) {
		t->order =
			arena_str(t->arena, desk_order_json(v, o, t->made.number, day));
		return t;
	}
	*out_said = arena_copy(v->arena, t->said.data ? t->said.data : "", t->said.len);
	trial_free(t);
	return NULL;
}

static const char *
kept_name(struct desk_visit *v, const char *survey)
{
	return arena_printf(v->arena, "release %s", survey);
}

const struct trial *
trial_make(struct desk_visit *v, const char *survey, const struct desk_order *o, int day,
	   const char **out_said, struct err *err)
{
	const struct secret_key *key = release_key(v, survey, err);
	struct trial *t;

	*out_said = "";
	if (!key)
		return NULL;
	t = try_out(v, survey, o, key, day, out_said, err);
	if (t)
		desk_keep(v, kept_name(v, survey), t, trial_free);
	return t;
}

const struct trial *
trial_kept(struct desk_visit *v, const char *survey)
{
	return desk_kept(v, kept_name(v, survey));
}

/* ---- trouble, as a page ------------------------------ */

/* Excerpts of a file stand as on a terminal, with their marks beneath. */
static bool
has_excerpt(const char *said)
{
	return strstr(said, "\n ") != NULL;
}

/* Files are opened by their whole path; people at the desk know them from the workspace on. */
static const char *
paths_short(struct desk_visit *v, const char *text)
{
	const char *dir = desk_inside(v, ""), *at;
	size_t len = strlen(dir);
	SCOPED(buf) out = { 0 };

	while (len > 1 && (at = strstr(text, dir))) {
		buf_put(&out, text, (size_t)(at - text));
		text = at + len;
	}
	buf_puts(&out, text);
	return arena_copy(v->arena, out.data ? out.data : "", out.len);
}

void
said_put(struct desk_visit *v, const char *said)
{
	struct html *h = v->body;

	if (!*said)
		return;
	said = paths_short(v, said);
	if (has_excerpt(said)) {
		html_lit(h, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
			    "aria-label=\"What is wrong, and where\"><pre>");
		html_text(h, said);
		html_lit(h, "</pre></div>\n");
		return;
	}
	html_lit(h, "<ul class=\"said\">\n");
	for (const char *line = said; *line;) {
		size_t len = strcspn(line, "\n");

		if (len) {
			html_lit(h, "<li>");
			html_text_len(h, line, len);
			html_lit(h, "</li>\n");
		}
		line += len + (line[len] == '\n');
	}
	html_lit(h, "</ul>\n");
}

void
notice_put(struct desk_visit *v, const char *words)
{
	html_lit(v->body, "<div class=\"notice\"><p>");
	html_text(v->body, words);
	html_lit(v->body, "</p></div>\n");
}

void
trouble_put(struct desk_visit *v, const char *what, const char *why)
{
	struct html *h = v->body;

	html_lit(h, "<div class=\"error\" role=\"alert\"><p>");
	html_text(h, what);
	html_text(h, *why ? ": " : "");
	html_text(h, paths_short(v, why));
	html_lit(h, ".</p></div>\n");
}

static unsigned
status_of(const struct err *err)
{
	return err->code == ERR_BUSY || err->code == ERR_FOUND
		       ? 409
		       : (unsigned)err_kinds[err->code].http;
}

struct console_reply *
release_trouble(struct desk_visit *v, const char *survey, const char *said,
		const struct err *err)
{
	struct html *h = v->body;

	report_sheet(v);
	trouble_put(v, "Nothing was released", err->text);
	said_put(v, said);
	html_lit(h, "<p>");
	desk_link(v, desk_path(v, "/surveys/:/release", survey), "Back to the release");
	html_lit(h, "</p>\n");
	return desk_page(v, status_of(err), "It cannot be released like this");
}

const struct trial *
trial_for_page(struct desk_visit *v, const struct desk_order *o, int day,
	       struct console_reply **out_reply)
{
	struct err err = { .code = ERR_NONE };
	const char *said;
	const struct trial *t = trial_make(v, v->part[0], o, day, &said, &err);

	if (!t)
		*out_reply = err.code == ERR_NONE
				     ? desk_unlock(v)
				     : release_trouble(v, v->part[0], said, &err);
	return t;
}
