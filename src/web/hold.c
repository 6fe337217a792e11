/*
 * Surveys as the door holds them: read from canvass.db at the start and whenever it changed,
 * their answers files opened, their batches and ticket keys ended in time.
 *
 * A survey is never let go before the door stops, since requests under way point to it.  Whatever
 * writes to an answers file is done by the writer's thread.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/machine.h"

#define TOUCH_MS   (10u * 60 * 1000)
#define OPEN_TRIES 5u /* one a second, before it is said */
#define STEP_AGAIN_MS 5000u /* after a step's key could not be ended */

struct held *
door_held(struct door *door, const char *name)
{
	for (size_t i = 0; i < door->survey_count; i++)
		if (str_same(door->surveys[i]->open.name, name))
			return door->surveys[i];
	return NULL;
}

/* ---- forms ----------------------------------------------------------------------- */

static void
check_days(struct held *survey)
{
	const struct form *form = survey->open.form;
	int today = survey->door->today;

	if (form)
		survey->open.days_closed = (form->opens >= 0 && today < form->opens) ||
					   (form->closes >= 0 && today > form->closes);
}

/* A hundred surveys start in no time because their forms are read when somebody asks. */
const struct form *
held_form(struct held *survey)
{
	struct arena *a;
	struct survey row;
	struct diags diags;
	struct err err = { 0 };

	if (survey->open.form || survey->form_broken)
		return survey->open.form;
	a = arena_new(0);
	survey->arena = arena_new(0);
	if (survey_get(survey->door->store, survey->open.name, &row, a, &err)) {
		diags_init(&diags, "form", row.form_text, row.form_len, survey->arena);
		survey->open.form = form_parse(row.form_text, row.form_len, &diags);
	}
	if (!survey->open.form) {
		survey->form_broken = true;
		arena_free(survey->arena);
		survey->arena = NULL;
		log_line("the frozen form of %s cannot be read: %s", survey->open.name,
			 err.code ? err.text : "this version does not understand it");
	}
	arena_free(a);
	check_days(survey);
	return survey->open.form;
}

/* ---- answers files --------------------------------------------------------------- */

static bool
draw_file(struct held *survey, const struct survey *row, struct err *err)
{
	struct answers_secrets *secrets = secret_new(sizeof(*secrets));
	bool made;

	rand_bytes(secrets->ticket_key, sizeof(secrets->ticket_key));
	rand_bytes(secrets->draft_key, sizeof(secrets->draft_key));
	secrets->ticket_gone = false;
	made = answers_make(survey->door->lock, row->name, row->expected, row->page_size,
			    row->box_len, secrets, err);
	secret_free(secrets);
	return made;
}

static bool
open_locked(struct held *survey, bool make, const struct survey *row, struct err *err)
{
	struct answers_file *f;

	if (atomic_load(&survey->file))
		return !make ||
		       err_set(err, ERR_CREATE, "its answers file is there already");
	if (make && !draw_file(survey, row, err))
		return false;
	f = answers_open(survey->door->lock, survey->open.name, err);
	if (!f)
		return false;
	if (!answers_close_batch(f, day_today(), survey->open_last, err)) {
		answers_close(f);
		return false;
	}
	atomic_store(&survey->has_slips, answers_slips_any(f));
	answers_secrets(f, survey->open.secrets);
	if (survey->open.secrets->ticket_gone) {
		answers_close(f);
		return true;
	}
	atomic_store(&survey->file, f);
	return true;
}

bool
held_open_file(struct held *survey, bool make, const struct survey *row, struct err *err)
{
	bool good;

	pthread_mutex_lock(&survey->opener);
	good = open_locked(survey, make, row, err);
	pthread_mutex_unlock(&survey->opener);
	return good;
}

/*
 * A step of a room has no file before its answers open: then it gets one.  If it has none when it
 * closes there is nothing to be ended.
 */
static bool
open_or_make(struct held *survey, struct err *err)
{
	struct survey row = { .expected = survey->expected,
			      .page_size = survey->page_size,
			      .box_len = (unsigned)survey->open.box_len };

	if (held_open_file(survey, false, NULL, err))
		return true;
	if (!survey->step || err->code != ERR_MISSING)
		return false;
	if (survey->open_last) {
		survey->open.secrets->ticket_gone = true;
		return true;
	}
	*err = (struct err){ 0 };
	str_fit(row.name, sizeof(row.name), survey->open.name);
	if (!held_open_file(survey, true, &row, err))
		return false;
	atomic_store(&survey->there_whole, true);
	return true;
}

bool
held_step_start(struct held *step, struct err *err)
{
	return open_or_make(step, err) || err_add(err, "the answers of %s", step->open.name);
}

/*
 * A command writes a survey's row first and asks for its file a moment later, so a file that is
 * missing is worth a word only after a few seconds.
 */
static enum send_result
open_work(void *with)
{
	struct held *survey = with;
	struct err err = { 0 };

	if (open_or_make(survey, &err)) {
		atomic_store(&survey->open_tries, 0);
		return SEND_STORED;
	}
	if (atomic_fetch_add(&survey->open_tries, 1) + 1 == OPEN_TRIES)
		log_line("the answers of %s cannot be opened: %s", survey->open.name,
			 err.text);
	return SEND_FAILED;
}

static void
open_done(void *with, enum send_result result)
{
	struct held *survey = with;

	survey->opening--;
	if (result == SEND_STORED)
		held_follow(survey);
}

enum send_result
held_close_batch(void *with)
{
	struct held *survey = with;
	struct answers_file *f = atomic_load(&survey->file);
	struct err err = { 0 };
	bool last = survey->closing;

	if (!f || sender_stopped(survey->door->sender))
		return SEND_FAILED;
	sender_dirty(survey->door->sender, survey);
	if (answers_close_batch(f, day_today(), last, &err))
		return SEND_STORED;
	atomic_store(&survey->close_again, last);
	log_line("a batch of %s cannot be closed: %s", survey->open.name, err.text);
	return SEND_FAILED;
}

/* Ten minutes after its closing (in a room: at once) no phone's page matches a slot any more. */
static enum send_result
forget_work(void *with)
{
	struct held *survey = with;
	struct answers_file *f = atomic_load(&survey->file);
	struct err err = { 0 };

	if (!f || sender_stopped(survey->door->sender))
		return SEND_FAILED;
	/* What a fault kept open at the closing must not stay open for ever. */
	if (!answers_close_batch(f, day_today(), true, &err) ||
	    !answers_forget(f, &err)) {
		log_line("the ticket key of %s cannot be destroyed: %s",
			 survey->open.name, err.text);
		return SEND_FAILED;
	}
	pthread_mutex_lock(&survey->file_goes);
	atomic_store(&survey->file, NULL);
	pthread_mutex_unlock(&survey->file_goes);
	answers_close(f);
	return SEND_STORED;
}

static void
forget_done(void *with, enum send_result result)
{
	struct held *survey = with;

	if (result != SEND_STORED) { /* again in ten minutes */
		survey->forgetting = false;
		survey->forget_at = survey->door->now +
				    (survey->step ? STEP_AGAIN_MS : CLOSE_GRACE_MS);
		return;
	}
	there_forget(survey);
	secret_wipe(survey->open.secrets, sizeof(*survey->open.secrets));
	survey->open.secrets->ticket_gone = true;
}

void
held_follow(struct held *survey)
{
	struct door *door = survey->door;

	if (survey->opening)
		return; /* its secrets are another thread's just now */
	if (!atomic_load(&survey->file)) {
		if (!survey->open.secrets->ticket_gone) {
			survey->opening++;
			survey->open_last = survey->open.state == SURVEY_CLOSED;
			sender_work(door->sender, true, open_work, open_done, survey);
		}
		return;
	}
	if (survey->open.state != SURVEY_CLOSED || survey->closing)
		return;
	survey->closing = true;
	if (survey->step) { /* nobody is to be asked a second time whose answer was whose */
		survey->forgetting = true;
		sender_work_after(door->sender, survey, forget_work, forget_done, survey);
		return;
	}
	survey->forget_at = door->now + CLOSE_GRACE_MS;
	sender_work_after(door->sender, survey, held_close_batch, NULL, survey);
}

/* ---- reading canvass.db ---------------------------------------------------------- */

static struct held *
held_new(struct door *door, const struct survey *row)
{
	struct held *survey = mem_new(1, sizeof(*survey));
	struct door_survey *open = &survey->open;

	survey->door = door;
	atomic_init(&survey->file, NULL);
	pthread_mutex_init(&survey->opener, NULL);
	pthread_mutex_init(&survey->file_goes, NULL);
	str_fit(open->name, sizeof(open->name), row->name);
	snprintf(open->about, sizeof(open->about), "canvass record 1 %s", row->name);
	memcpy(open->form_hash, row->form_hash, sizeof(open->form_hash));
	memcpy(open->check_key, row->check_key, sizeof(open->check_key));
	slip_key(open->check_key, survey->slip_key);
	open->invented = row->invented;
	open->unconfirmed = row->unconfirmed;
	open->recipient_count = row->recipient_count;
	for (unsigned i = 0; i < row->recipient_count; i++)
		memcpy(open->recipients[i].key, row->recipients[i].key, SEAL_PUBLIC);
	recipients_fingerprint(open->recipients, open->recipient_count,
			       open->fingerprint);
	open->padded = row->padded;
	open->box_len = row->box_len;
	open->state = row->state;
	survey->open_last = row->state == SURVEY_CLOSED;
	open->secrets = secret_new(sizeof(*open->secrets));
	return survey;
}

static void
held_free(struct held *survey)
{
	answers_close(atomic_load(&survey->file));
	there_forget(survey);
	prepared_free(survey->open.prepared);
	secret_free(survey->open.secrets);
	arena_free(survey->arena);
	pthread_mutex_destroy(&survey->opener);
	pthread_mutex_destroy(&survey->file_goes);
	free(survey);
}

struct held *
held_step(struct door *door, const struct survey *row, const char *about)
{
	struct held *step = held_new(door, row);

	str_fit(step->open.about, sizeof(step->open.about), about);
	step->step = true;
	step->page_size = row->page_size;
	step->expected = row->expected;
	door->steps = mem_grow(door->steps, door->step_count + 1, sizeof(struct held *));
	door->steps[door->step_count++] = step;
	return step;
}

void
held_step_drop(struct door *door, struct held *step)
{
	size_t i = 0;

	while (i < door->step_count && door->steps[i] != step)
		i++;
	if (i == door->step_count)
		die("a step that is not held");
	door->steps[i] = door->steps[--door->step_count];
	held_free(step);
}

/* Surveys, and behind them the steps of rooms; NULL: no more. */
static struct held *
held_at(const struct door *door, size_t i)
{
	if (i < door->survey_count)
		return door->surveys[i];
	i -= door->survey_count;
	return i < door->step_count ? door->steps[i] : NULL;
}

/* At the start files are opened here and now, and a failure is the start's failure. */
static bool
start_file(struct held *survey, struct err *err)
{
	struct err trouble = { 0 };

	if (held_open_file(survey, false, NULL, &trouble))
		return true;
	/* A waiting survey may have no file yet, a closed one none any more. */
	if (survey->open.state != SURVEY_OPEN && trouble.code == ERR_MISSING)
		return true;
	*err = trouble;
	return err_add(err, "the answers of %s", survey->open.name);
}

static bool
take_survey(struct door *door, const struct survey *row, struct err *err)
{
	struct held *survey = door_held(door, row->name);

	if (!survey) {
		survey = held_new(door, row);
		door->surveys = mem_grow(door->surveys, door->survey_count + 1,
					 sizeof(struct held *));
		door->surveys[door->survey_count++] = survey;
		if (!door->http && !start_file(survey, err))
			return false;
	}
	survey->open.state = row->state;
	if (row->state == SURVEY_OPEN || atomic_load(&survey->file))
		held_follow(survey);
	return true;
}

struct link_row *
link_slot(const struct door *door, const char *code)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	struct link_row *row;

	for (const char *p = code; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 16777619u;
	for (size_t i = 0;; i++) {
		row = &door->links[(hash + i) & (door->link_size - 1)];
		if (!row->survey || str_same(row->code, code))
			return row;
	}
}

static void
link_put(struct door *door, const struct link *link, struct held *survey)
{
	struct link_row *row = link_slot(door, link->code);

	str_fit(row->code, sizeof(row->code), link->code);
	row->closed = link->closed;
	row->place = link->place_number;
	row->survey = survey;
}

static void
take_links(struct door *door, const struct link *links, size_t count)
{
	struct held *survey = NULL;

	free(door->links);
	for (door->link_size = 64; door->link_size < 2 * count;)
		door->link_size *= 2;
	door->links = mem_new(door->link_size, sizeof(*door->links));
	door->link_count = count;
	for (size_t i = 0; i < count; i++) {
		if (!survey || !str_same(survey->open.name, links[i].survey))
			survey = door_held(door, links[i].survey);
		if (survey)
			link_put(door, &links[i], survey);
	}
}

bool
door_reload(struct door *door, struct err *err)
{
	struct arena *a = arena_new(0);
	struct survey *surveys;
	struct link *links;
	size_t survey_count, link_count;
	bool good = survey_all(door->store, &surveys, &survey_count, a, err) &&
		    link_all(door->store, NULL, &links, &link_count, a, err);

	for (size_t i = 0; good && i < survey_count; i++)
		good = take_survey(door, &surveys[i], err);
	if (good)
		take_links(door, links, link_count);
	arena_free(a);
	return good && door_rooms_reload(door, err);
}

void
door_forget_all(struct door *door)
{
	struct held *held;

	for (size_t i = 0; (held = held_at(door, i)); i++)
		held_free(held);
	door_rooms_free(door);
	free(door->surveys);
	free(door->steps);
	free(door->links);
	door->surveys = door->steps = NULL;
	door->links = NULL;
	door->survey_count = door->step_count = door->link_count = door->link_size = 0;
}

struct held *
held_alone(struct door *door, const struct survey *row, const struct link *link)
{
	door_forget_all(door);
	door->surveys = mem_grow(NULL, 1, sizeof(*door->surveys));
	door->surveys[0] = held_new(door, row);
	door->survey_count = 1;
	take_links(door, link, 1);
	return door->surveys[0];
}

/* ---- each second ----------------------------------------------------------------- */

static void
look_for_changes(struct door *door)
{
	struct err err = { 0 };

	if (!store_changed(door->store) && !door->surveys_due && !door->reload_failed)
		return;
	door->surveys_due = false;
	if (door_reload(door, &err)) {
		door->reload_failed = false;
		return;
	}
	if (!door->reload_failed)
		log_line(
			"canvass.db cannot be read just now, so the forms in memory stay: %s",
			err.text);
	door->reload_failed = true;
}

static void
new_day(struct door *door)
{
	struct held *survey;

	door->today = day_today();
	for (size_t i = 0; (survey = held_at(door, i)); i++) {
		check_days(survey);
		if (atomic_load(&survey->file) && !survey->closing)
			sender_work(door->sender, false, held_close_batch, NULL, survey);
	}
}

/* A file's time would tell when the last answer came: every ten minutes all get a new one. */
static enum send_result
touch_work(void *with)
{
	struct held *survey = with;
	struct answers_file *f = atomic_load(&survey->file);

	return f && answers_touch(f, NULL) ? SEND_STORED : SEND_FAILED;
}

static void
touch_files(struct door *door)
{
	struct held *survey;

	door->last_touch = door->now;
	for (size_t i = 0; (survey = held_at(door, i)); i++)
		if (atomic_load(&survey->file))
			sender_work(door->sender, false, touch_work, NULL, survey);
}

static void
look_at_surveys(struct door *door)
{
	struct held *survey;

	for (size_t i = 0; (survey = held_at(door, i)); i++) {
		if ((survey->open.state == SURVEY_OPEN || survey->step) &&
		    !survey->forgetting && !atomic_load(&survey->file))
			held_follow(survey);
		if (atomic_exchange(&survey->close_again, false))
			sender_work_after(door->sender, survey, held_close_batch, NULL,
					  survey);
		if (survey->forget_at && door->now >= survey->forget_at &&
		    !survey->forgetting) {
			survey->forgetting = true;
			sender_work(door->sender, false, forget_work, forget_done,
				    survey);
		}
	}
}

/*
 * Only rooms are read here: what a room shows changes many times a minute, and a site may have
 * thousands of links.  Surveys and links follow with the next tick.
 */
void
door_look(struct door *door)
{
	struct err err = { 0 };

	if (door->stopping || door->preview || !door->rooms_run ||
	    !store_changed(door->store))
		return;
	door->surveys_due = true; /* the tick says what is wrong, if anything is */
	(void)!door_rooms_reload(door, &err);
}

void
door_tick(struct door *door)
{
	uint64_t space;

	if (door->stopping || door->preview)
		return;
	look_for_changes(door);
	if (day_today() != door->today)
		new_day(door);
	look_at_surveys(door);
	if (store_space(door->settings.dir, &space, NULL))
		door->low_space = space < SPACE_LEAST;
	if (door->now - door->last_touch >= TOUCH_MS)
		touch_files(door);
}
