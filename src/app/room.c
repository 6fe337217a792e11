/*
 * Rooms as commands and the desk see them.  A room's answers files belong to whoever holds the
 * lock: a running door follows canvass.db and does there what a step's state asks for; without one
 * the command does it itself.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "app/room.h"
#include "live/live.h"
#include "store/add.h"
#include "store/read.h"
#include "web/hatch.h"

enum {
	CODE_DRAWS = 20,
	END_TRIES = 8, /* of a change that the desk may come in between */
	FOLLOW_TRIES = 50,
	FOLLOW_PAUSE_MS = 200,
};

struct guide *
room_guide(const struct room *room, struct arena *a, struct err *err)
{
	return agenda_guide(room->name, room->guide_text, room->guide_len,
			    room->form_text, room->form_len, a, err);
}

char *
room_url(const struct settings *s, const char *code, struct arena *a)
{
	return arena_printf(a, "%s/R/%s", settings_url(s, a), code);
}

/* ---- opening ----------------------------------------------------------------------- */

void
room_measure(struct room *room)
{
	size_t need = contribution_most(), n = room->recipient_count;

	for (unsigned page = 4096; page <= 32768; page *= 2) {
		size_t space = slot_room(page), wrap = box_size(0, n);

		if (space <= wrap || box_room(space, n) < need)
			continue;
		room->page_size = page;
		room->padded = (unsigned)(space - wrap);
		room->box_len = (unsigned)box_size(room->padded, n);
		return;
	}
	die("no page holds %zu bytes for %zu keys", need, n);
}

bool
room_begin(struct store *st, struct room *room, int day, struct err *err)
{
	struct err why = { .code = ERR_BUSY };

	room->opened = day;
	room->closed_day = -1;
	room->phase = PHASE_GATHER;
	seal_hash(room->form_hash, room->form_text, room->form_len, NULL, 0);
	room_measure(room);
	for (unsigned i = 0; i < CODE_DRAWS && why.code == ERR_BUSY; i++) {
		code_new(room->code);
		why = (struct err){ .code = ERR_NONE };
		if (room_add(st, room, &why))
			return true;
	}
	return err_set(err, why.code, "%s", why.text);
}

/* ---- ending ------------------------------------------------------------------------ */

/* Counts of a room that is over are no longer kept: only an order leaves it. */
bool
room_step_forget(struct room_step *step, struct arena *a)
{
	struct shown shown;
	SCOPED(buf) line;

	buf_init(&line, 0);
	if (!step->shown)
		return false;
	if (!shown_read(step->shown, strlen(step->shown), &shown, a)) {
		step->shown = NULL;
		return true;
	}
	if (shown.ordered)
		return false;
	shown_forget(&shown);
	shown_write(&shown, &line);
	step->shown = arena_copy(a, line.data, line.len);
	return true;
}

static bool
end_row(struct store *st, const char *name, int day, struct err *err)
{
	struct arena *a = arena_new(0);
	struct room *room = arena_one(a, struct room);
	unsigned numbers[ROOM_STEPS];
	struct room_change change = { .head = room, .steps = numbers };
	bool good = room_get(st, name, room, a, err), due = good && !room->closed;

	for (unsigned i = 1; good && i < ROOM_STEPS; i++) {
		struct room_step *step = &room->steps[i];

		if (step->state == STEP_AHEAD && !step->shown)
			continue;
		if (step->state == STEP_OPEN)
			step->state = STEP_CLOSED;
		due |= room_step_forget(step, a);
		numbers[change.step_count++] = i;
	}
	if (good && due) {
		change.version = room->version;
		room->phase = PHASE_OVER;
		room->closed_day = room->closed ? room->closed_day : day;
		room->closed = true;
		good = room_change(st, name, &change, NULL, err);
	}
	arena_free(a);
	return good;
}

static bool
end_rows(struct store *st, const char *name, int day, struct err *err)
{
	struct err why = { .code = ERR_BUSY };

	for (unsigned i = 0; i < END_TRIES && why.code == ERR_BUSY; i++) {
		why = (struct err){ .code = ERR_NONE };
		if (end_row(st, name, day, &why))
			return true;
	}
	return err_set(err, why.code, "%s", why.text);
}

/* The next step from *inout_step on that has a file whose ticket key is still there. */
static bool
step_pending(const char *dir, const char *name, unsigned *inout_step,
	     char out_file[SURVEY_NAME])
{
	for (; *inout_step < ROOM_STEPS; ++*inout_step) {
		struct answers_state state;
		struct err why = { .code = ERR_NONE };

		room_file(name, *inout_step, out_file);
		if (answers_look(dir, out_file, &state, &why) ? !state.ticket_gone
							      : why.code != ERR_MISSING)
			return true;
	}
	return false;
}

static bool
end_under_lock(const struct store_lock *lock, const char *dir, const char *name, int day,
	       struct err *err)
{
	char file[SURVEY_NAME];

	for (unsigned step = 1; step_pending(dir, name, &step, file); step++) {
		struct answers_file *f = answers_open(lock, file, err);
		bool good = f && answers_close_batch(f, day, true, err) &&
			    answers_forget(f, err);

		answers_close(f);
		if (!good)
			return false;
	}
	return true;
}

/* It looks at canvass.db every second. */
static bool
end_by_door(const char *dir, const char *name, struct err *err)
{
	const struct timespec pause = { 0, FOLLOW_PAUSE_MS * 1000000L };
	char file[SURVEY_NAME];
	unsigned step = 1;

	for (unsigned i = 0; i < FOLLOW_TRIES; i++) {
		if (!step_pending(dir, name, &step, file))
			return true;
		nanosleep(&pause, NULL);
	}
	return err_set(err, ERR_BUSY,
		       "%s is closed, but the door has not destroyed the ticket key of "
		       "step %u yet; run this again",
		       name, step);
}

bool
room_end(struct store *st, const char *name, int day, struct err *err)
{
	SCOPED(writer) w = { NULL, NULL };

	if (!end_rows(st, name, day, err) || !writer_get(store_dir(st), &w, err))
		return false;
	return w.hatch ? end_by_door(store_dir(st), name, err)
		       : end_under_lock(w.lock, store_dir(st), name, day, err);
}

/* ---- which room --------------------------------------------------------------------- */

static bool
only_open(struct store *st, const char **out, struct arena *a, struct err *err)
{
	struct room *rooms;
	size_t count, open = 0;
	SCOPED(buf) names = { 0 };

	if (!room_all(st, true, &rooms, &count, a, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (rooms[i].closed)
			continue;
		*out = rooms[i].name;
		buf_printf(&names, "%s%s", open++ ? ", " : "", rooms[i].name);
	}
	if (open == 1)
		return true;
	if (!open)
		return err_set(err, ERR_MISSING, "no room is open");
	return err_set(err, ERR_USAGE, "%zu rooms are open; name one of: %.160s", open,
		       names.data);
}

bool
room_meant(struct store *st, const char *named, struct room *out, struct arena *a,
	   struct err *err)
{
	char code[CODE_CHARS + 1];
	struct room *rooms;
	size_t count;

	if (!named)
		return only_open(st, &named, a, err) && room_get(st, named, out, a, err);
	if (!strchr(named, '@') && code_read(named, code)) {
		if (!room_all(st, true, &rooms, &count, a, err))
			return false;
		for (size_t i = 0; i < count; i++)
			if (str_same(rooms[i].code, code))
				named = rooms[i].name;
	}
	return room_get(st, named, out, a, err);
}
