/*
 * What a facilitator may do next.  A room goes forward; its clock is people.  Answers to a step are
 * taken once: when it was shut, the key that knows the phones' places is gone, and nothing could
 * be changed in it any more.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"

const char *const room_phase_names[PHASE__COUNT] = {
	[PHASE_GATHER] = "gathering",
	[PHASE_RUN] = "running",
	[PHASE_PAUSE] = "paused",
	[PHASE_OVER] = "over",
};

const char *const room_act_names[ACT__COUNT] = {
	[ACT_START] = "start",	 [ACT_OPEN] = "open",	[ACT_SHUT] = "shut",
	[ACT_REVEAL] = "reveal", [ACT_HIDE] = "hide",	[ACT_NEXT] = "next",
	[ACT_BACK] = "back",	 [ACT_PAUSE] = "pause", [ACT_RESUME] = "resume",
	[ACT_END] = "end",
};

unsigned
room_results_step(const struct agenda *a, unsigned number)
{
	const struct step *s = agenda_step(a, number);

	if (!s)
		return 0;
	return step_rows[s->kind].phones ? s->number : s->from;
}

static const char *
step_open(struct room_now *now, const struct step *s)
{
	if (!step_rows[s->kind].phones)
		return "Nothing is asked of phones in this step.";
	if (now->state[s->number] == STEP_OPEN)
		return "Phones can answer this already.";
	if (now->state[s->number] == STEP_CLOSED)
		return "The answers to this step are closed, and stay closed.";
	now->state[s->number] = STEP_OPEN;
	return NULL;
}

static const char *
step_shut(struct room_now *now, const struct step *s)
{
	if (now->state[s->number] != STEP_OPEN)
		return "Phones cannot answer this step now.";
	now->state[s->number] = STEP_CLOSED;
	return NULL;
}

static const char *
step_show(struct room_now *now, unsigned of, bool show)
{
	if (!of || now->state[of] == STEP_AHEAD)
		return "There are no results to show yet.";
	if (now->revealed[of] == show)
		return show ? "The results are shown already." : "No results are shown.";
	now->revealed[of] = show;
	return NULL;
}

static const char *
step_next(struct room_now *now, const struct agenda *a)
{
	if (now->step >= a->count)
		return "This is the last step: end the room when you are done.";
	if (now->state[now->step] == STEP_OPEN)
		now->state[now->step] = STEP_CLOSED;
	now->step++;
	return NULL;
}

static const char *
step_back(struct room_now *now)
{
	if (now->step <= 1)
		return "This is the first step.";
	if (now->state[now->step] == STEP_OPEN)
		return "Phones are answering: close the answers first.";
	now->step--;
	return NULL;
}

static const char *
room_end(struct room_now *now)
{
	for (unsigned i = 0; i <= AGENDA_STEPS; i++)
		if (now->state[i] == STEP_OPEN)
			now->state[i] = STEP_CLOSED;
	now->phase = PHASE_OVER;
	return NULL;
}

/* Whether the phase lets an act pass at all. */
static const char *
phase_refuses(const struct room_now *now, enum room_act act)
{
	switch (now->phase) {
	case PHASE_GATHER:
		return act == ACT_START || act == ACT_END ? NULL
							  : "The room has not begun yet.";
	case PHASE_RUN:
		if (act == ACT_START)
			return "The room has begun already.";
		return act == ACT_RESUME ? "The room is not paused." : NULL;
	case PHASE_PAUSE: /* what is on the wall may be taken away, and nothing put there */
		return act == ACT_RESUME || act == ACT_HIDE || act == ACT_END
			       ? NULL
			       : "The room is paused: carry on first.";
	case PHASE_OVER:
	case PHASE__COUNT:
		break;
	}
	return "The room is over.";
}

/* NULL: it was done. */
static const char *
act_do(struct room_now *now, const struct agenda *a, enum room_act act)
{
	const struct step *s = agenda_step(a, now->step);
	const char *why = phase_refuses(now, act);

	if (why)
		return why;
	if (act == ACT_END)
		return room_end(now);
	if (act == ACT_START) {
		now->phase = PHASE_RUN;
		now->step = 1;
		return NULL;
	}
	if (!s)
		return "The room is at no step of its guide.";
	switch (act) {
	case ACT_OPEN:
		return step_open(now, s);
	case ACT_SHUT:
		return step_shut(now, s);
	case ACT_REVEAL:
	case ACT_HIDE:
		return step_show(now, room_results_step(a, now->step), act == ACT_REVEAL);
	case ACT_NEXT:
		return step_next(now, a);
	case ACT_BACK:
		return step_back(now);
	case ACT_PAUSE:
	case ACT_RESUME:
		now->phase = act == ACT_PAUSE ? PHASE_PAUSE : PHASE_RUN;
		return NULL;
	case ACT_START:
	case ACT_END:
	case ACT__COUNT:
		break;
	}
	return "There is no such act.";
}

bool
room_act_do(struct room_now *now, const struct agenda *a, enum room_act act,
	    const char **out_why)
{
	struct room_now made = *now;
	const char *why = act_do(&made, a, act);

	if (out_why)
		*out_why = why;
	if (!why)
		*now = made;
	return !why;
}

bool
room_act_may(const struct room_now *now, const struct agenda *a, enum room_act act)
{
	struct room_now copy = *now;

	return room_act_do(&copy, a, act, NULL);
}
