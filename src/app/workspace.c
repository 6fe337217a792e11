/*
 * What several commands do to a workspace: make one, measure and prepare a survey, open and
 * close it, draw link codes.  Answers files belong to whoever holds the lock: here it is
 * settled whether that is a running door or this command.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "app/app.h"
#include "out/out.h"
#include "store/add.h"
#include "store/read.h"
#include "web/hatch.h"

enum { CANARY_BYTES = 32, CANARY_PADDED = 64, LOCK_TRIES = 25, LOCK_PAUSE_MS = 200 };

extern const struct embedded shipped_forms[];

/* ---- making one ------------------------------------------------------------------ */

static bool
make_forms(const char *dir, struct arena *a, struct err *err)
{
	const char *forms = path_join(a, dir, "forms");

	if (!folder_make(forms, 0750, NULL, err))
		return false;
	for (const struct embedded *e = shipped_forms; e->name; e++) {
		const char *path = path_join(a, forms, e->name);

		/* Somebody's own file of that name is left alone. */
		if (!file_there(path) && !file_create(path, e->data, e->len, 0640, err))
			return false;
	}
	return true;
}

bool
workspace_make(const char *dir, const char *url, struct err *err)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) sample;
	const char *config = path_join(a, dir, "canvass.yaml");
	bool good;

	buf_init(&sample, 0);
	settings_sample(url, &sample);
	if (file_there(path_join(a, dir, "canvass.db")))
		good = err_set(err, ERR_CREATE,
			       "%s is a workspace already, and is left as it is", dir);
	else
		good = folder_make(dir, 0750, NULL, err) && make_forms(dir, a, err) &&
		       folder_make(path_join(a, dir, "exports"), 0750, NULL, err) &&
		       file_create(config, sample.data, sample.len, 0640, err) &&
		       store_make(dir, err);
	arena_free(a);
	return good;
}

/* ---- what a survey needs --------------------------------------------------------- */

void
about_records(const char *survey, char *out, size_t size)
{
	snprintf(out, size, "canvass record 1 %s", survey);
}

void
about_canary(const char *survey, char *out, size_t size)
{
	snprintf(out, size, "canvass canary 1 %s", survey);
}

const char *
survey_wave(const char *name)
{
	const char *at = strchr(name, '@');

	return at ? at + 1 : name;
}

/* The smallest page whose slot holds the longest record that the form allows. */
bool
survey_measure(struct survey *survey, const struct form *form, struct err *err)
{
	size_t need = form_record_most(form), n = survey->recipient_count;

	for (unsigned page = 4096; page <= 32768; page *= 2) {
		size_t room = slot_room(page), wrap = box_size(0, n);

		if (box_room(room, n) < need || room <= wrap)
			continue;
		survey->page_size = page;
		survey->padded = (unsigned)(room - wrap);
		survey->box_len = (unsigned)box_size(survey->padded, n);
		return true;
	}
	return err_set(
		err, ERR_INPUT,
		"one answer may need %zu bytes, which no slot holds; shorten the texts' limits",
		need);
}

size_t
survey_record_most(const struct survey *survey)
{
	return box_room(survey->box_len, survey->recipient_count);
}

void
survey_recipients(const struct survey *survey, struct recipient out[SEAL_RECIPIENTS])
{
	for (unsigned i = 0; i < survey->recipient_count; i++)
		memcpy(out[i].key, survey->recipients[i].key, SEAL_PUBLIC);
}

bool
survey_secrets(struct survey *survey, struct arena *a, struct err *err)
{
	char about[SURVEY_NAME + 32];
	size_t len = box_size(CANARY_PADDED, 1);

	rand_bytes(survey->check_key, sizeof(survey->check_key));
	about_canary(survey->name, about, sizeof(about));
	for (unsigned i = 0; i < survey->recipient_count; i++) {
		struct store_recipient *r = &survey->recipients[i];
		unsigned char says[CANARY_BYTES], *box = arena_alloc(a, len, 1);
		struct recipient to;
		bool good;

		rand_bytes(says, sizeof(says));
		seal_hash(r->canary_hash, says, sizeof(says), NULL, 0);
		memcpy(to.key, r->key, sizeof(to.key));
		good = box_seal(box, CANARY_PADDED, says, sizeof(says), about, &to, 1,
				err);
		secret_wipe(says, sizeof(says));
		if (!good)
			return false;
		r->canary = box;
		r->canary_len = len;
	}
	return true;
}

struct form *
survey_form(const struct survey *survey, struct arena *a, struct err *err)
{
	struct diags diags;
	struct form *form;

	diags_init(&diags, survey->name, survey->form_text, survey->form_len, a);
	form = form_parse(survey->form_text, survey->form_len, &diags);
	if (!form)
		err_set(err, ERR_CONFIG,
			"the form of %s, as it was frozen, is not read by this version: %s",
			survey->name, diags.count ? diags.items[0].message : "damaged");
	return form;
}

/* ---- who writes answers files ---------------------------------------------------- */

void
writer_cleanup(struct writer *w)
{
	hatch_close(w->hatch);
	store_unlock(w->lock);
	*w = (struct writer){ NULL, NULL };
}

bool
writer_get(const char *dir, struct writer *out, struct err *err)
{
	const struct timespec pause = { 0, LOCK_PAUSE_MS * 1000000L };
	struct writer w = { NULL, NULL };
	struct err why = { .code = ERR_NONE };

	for (unsigned i = 0; i < LOCK_TRIES; i++) {
		if (i)
			nanosleep(&pause, NULL);
		why = (struct err){ .code = ERR_NONE };
		w.hatch = hatch_open(dir, &why);
		if (!w.hatch && why.code == ERR_NONE)
			w.lock = store_lock(dir, &why);
		if (w.hatch || w.lock) {
			*out = w;
			return true;
		}
		if (why.code !=
		    ERR_BUSY) /* a door that starts or stops is worth waiting for */
			break;
	}
	if (err)
		*err = why;
	return false;
}

bool
survey_begin(struct store *st, const struct survey *survey, int day, struct err *err)
{
	SCOPED(writer) w = { NULL, NULL };
	struct answers_secrets *secrets;
	struct err made = { .code = ERR_NONE };
	bool good;

	if (!writer_get(store_dir(st), &w, err))
		return false;
	if (w.hatch) {
		good = hatch_survey_open(w.hatch, survey->name, &made);
	} else {
		secrets = secret_new(sizeof(*secrets));
		memset(secrets, 0, sizeof(*secrets));
		rand_bytes(secrets->ticket_key, sizeof(secrets->ticket_key));
		rand_bytes(secrets->draft_key, sizeof(secrets->draft_key));
		good = answers_make(w.lock, survey->name, survey->expected,
				    survey->page_size, survey->box_len, secrets, &made);
		secret_free(secrets);
	}
	/* The row is ours and waits: a file of its name is what an interrupted opening left. */
	if (!good && made.code != ERR_CREATE) {
		if (err)
			*err = made;
		return err_add(err, "opening %s", survey->name);
	}
	return survey_set_state(st, survey->name, SURVEY_OPEN, day, err);
}

static bool
end_under_lock(const struct store_lock *lock, const char *name, int day, struct err *err)
{
	struct answers_file *f = answers_open(lock, name, err);
	bool good;

	if (!f)
		return false;
	/* No door runs, so no phone can still be waiting for a reply: the keys go at once. */
	good = answers_close_batch(f, day, true, err) && answers_forget(f, err);
	answers_close(f);
	return good;
}

bool
survey_may_end(const char *dir, const struct survey *survey, struct err *err)
{
	struct answers_state state;
	char day[11] = "";

	if (survey->state != SURVEY_CLOSED)
		return true;
	if (survey->opened >= 0 && answers_look(dir, survey->name, &state, NULL) &&
	    !state.ticket_gone)
		return true;
	if (survey->closed >= 0)
		day_format(survey->closed, day);
	return err_set(err, ERR_INPUT, "%s is closed already, since %s", survey->name,
		       day);
}

bool
survey_end(struct store *st, const struct survey *survey, int day, struct err *err)
{
	SCOPED(writer) w = { NULL, NULL };

	if (survey->state == SURVEY_WAITING)
		return survey_set_state(st, survey->name, SURVEY_CLOSED, day, err);
	if (!writer_get(store_dir(st), &w, err))
		return false;
	if (survey->state == SURVEY_OPEN &&
	    !survey_set_state(st, survey->name, SURVEY_CLOSED, day, err))
		return false;
	return w.hatch ? hatch_survey_close(w.hatch, survey->name, err)
		       : end_under_lock(w.lock, survey->name, day, err);
}

/* ---- links ----------------------------------------------------------------------- */

char *
link_url(const struct settings *s, const char *code, struct arena *a)
{
	return arena_printf(a, "%s/S/%s", settings_url(s, a), code);
}

void
link_qr(const char *url, bool terminal, struct buf *out, struct arena *a)
{
	char *capitals = arena_str(a, url);
	const char *plain = getenv("NO_COLOR");
	struct err why = { .code = ERR_NONE };
	struct qr qr;

	for (char *p = capitals; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	if (!qr_make(capitals, &qr, a, &why))
		buf_printf(out, "(no QR code: %s)\n", why.text);
	else if (terminal && !(plain && *plain))
		qr_terminal(&qr, out);
	else
		qr_terminal_plain(&qr, terminal, out);
}

/* A number that no place of the survey has yet; drawn, so that it tells no order. */
static unsigned
place_draw(const struct link *there, size_t there_count, const struct link *links,
	   size_t count)
{
	for (;;) {
		unsigned number = 1 + rand_below(65535);
		bool used = false;

		for (size_t i = 0; i < there_count; i++)
			used = used || there[i].place_number == number;
		for (size_t i = 0; i < count; i++)
			used = used || links[i].place_number == number;
		if (!used)
			return number;
	}
}

bool
link_issue(struct store *st, struct link *links, size_t count, struct err *err)
{
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	struct link *there;
	size_t there_count;
	bool good = link_all(st, links[0].survey, &there, &there_count, a, &why);

	if (good && there_count + count > 20000)
		good = err_set(&why, ERR_INPUT, "%s would have over 20,000 links",
			       links[0].survey);
	for (size_t i = 0; good && i < count; i++)
		links[i].place_number =
			links[i].place[0] ? place_draw(there, there_count, links, i) : 0;
	for (unsigned tries = 0; good && tries < 20; tries++) {
		for (size_t i = 0; i < count; i++)
			code_new(links[i].code);
		why = (struct err){ .code = ERR_NONE };
		if (link_add(st, links, count, &why))
			break;
		good = why.code == ERR_BUSY && tries < 19; /* a code in use: draw again */
	}
	arena_free(a);
	if (!good && err)
		*err = why;
	return good;
}
